"""Words that the picture leaves in doubt: of the readings it allows, the one that is best spelled."""

from __future__ import annotations

import math

from ingest.engines.recogniser import alphabet, beam, ctc, ngrams, scripts
from ingest.engines.recogniser.tokens import Token

_DOUBT = math.log(0.9)  # a word whose chance is at least this stays as it was read
_SPELLING = 0.35  # what spelling weighs against the picture
_LETTER = 0.9  # given for every character: spelling alone would prefer short words
_WIDTH = 8
_BENGALI = frozenset(alphabet.CONSONANTS + alphabet.VOWELS)


def spelled(token: Token) -> Token:
    """The token with its likeliest reading, picture and spelling together. Figures and Latin words stay as they are."""
    text = token.text
    if token.told >= _DOUBT or scripts.has_digit(text) or _BENGALI.isdisjoint(text):
        return token
    model = ngrams.packaged()
    found = beam.texts(token.chances, lambda prefix, k: _LETTER + _SPELLING * model.told(prefix, k), _WIDTH)
    ranked = [(rank + _SPELLING * model.end(classes), classes) for classes, rank in found if classes]
    if not ranked:
        return token
    best = max(ranked)
    if any(character.isdigit() for character in alphabet.decode(best[1])):
        return token  # no model of words makes a figure
    total = math.log(sum(math.exp(rank - best[0]) for rank, _ in ranked))
    (seen,) = ctc.likelihoods([token.chances], [best[1]])
    return Token(token.chances, list(best[1]), token.columns, max(float(seen), min(-total, _DOUBT)))
