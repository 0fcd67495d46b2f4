"""Words that the picture leaves in doubt: of the readings it allows, the one that is best spelled.

Words end where a mark or a space stands: only letters are spelled, marks are as the picture has them. A space that it
shows faintly is taken where the two words that it parts are better spelled than the one without it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ingest.engines.recogniser import alphabet, beam, ctc, ngrams, scripts
from ingest.engines.recogniser.tokens import Token

_DOUBT = math.log(0.9)  # a word whose chance is at least this stays as it was read
_SPELLING = 0.35  # what spelling weighs against the picture
_LETTER = 0.9  # given for every character: spelling alone would prefer short words
_WIDTH = 8
_DUST = -2.0  # taken for a mark that dust looks like: hardly any Bengali word has a point behind it
_BENGALI = frozenset(alphabet.CONSONANTS + alphabet.VOWELS)
_SPACE = alphabet.encode(" ")[0]
_LIKE_DUST = frozenset(alphabet.encode(".:'`_~‘’•"))
_MARKS = frozenset(n for n, c in enumerate(alphabet.CHARACTERS, start=1) if not (c.isalnum() or alphabet.is_sign(c)))


def spelled(tokens: Sequence[Token]) -> list[Token]:
    """Tokens with their likeliest reading, picture and spelling together; figures and Latin words stay as they are."""
    found = [_likeliest(token) for token in tokens]
    new = [(token.chances, reading[0]) for token, reading in zip(tokens, found, strict=True) if reading]
    seen = iter(ctc.likelihoods([chances for chances, _ in new], [classes for _, classes in new]).tolist())
    return [
        Token(token.chances, reading[0], token.columns, max(next(seen), min(reading[1], _DOUBT))) if reading else token
        for token, reading in zip(tokens, found, strict=True)
    ]


def _likeliest(token: Token) -> tuple[list[int], float] | None:
    """The classes of a token's likeliest reading and the logarithm of its share among all; None: it stays."""
    text = token.text
    if token.told >= _DOUBT or scripts.has_digit(text) or _BENGALI.isdisjoint(text):
        return None
    model = ngrams.packaged()
    found = beam.texts(token.chances, lambda prefix, k: _weight(model, prefix, k), _WIDTH)
    ranked = [(rank + _end(model, classes), classes) for classes, rank in found if classes and classes[-1] != _SPACE]
    if not ranked:
        return None
    best = max(ranked)
    if any(character.isdigit() for character in alphabet.decode(best[1])):
        return None  # no model of words makes a figure
    return list(best[1]), -math.log(sum(math.exp(rank - best[0]) for rank, _ in ranked))


def _weight(model: ngrams.Ngrams, prefix: beam.Text, index: int) -> float | None:
    """What the spelling of a text says of the character that follows it."""
    if index not in _MARKS:
        return _LETTER + _SPELLING * model.told(_last_word(prefix), index)
    if index == _SPACE and (not prefix or prefix[-1] == _SPACE):
        return None
    return _end(model, prefix) + (_DUST if index in _LIKE_DUST else 0.0)


def _end(model: ngrams.Ngrams, text: Sequence[int]) -> float:
    """What spelling says of a word's end here; nothing behind a mark."""
    word = _last_word(text)
    return _SPELLING * model.end(word) if word else 0.0


def _last_word(text: Sequence[int]) -> Sequence[int]:
    """The letters behind the last mark."""
    at = len(text)
    while at and text[at - 1] not in _MARKS:
        at -= 1
    return text[at:]
