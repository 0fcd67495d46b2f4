"""Cells of figures: what may stand in their column restricts what is read; the picture decides, and a doubt stays one.

A text's chance here is that of its very characters: what the network sees of letters, or of any other figure, is
missing from it. So the chance is also the margin to the next best reading.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.engines import Expected
from ingest.engines.formats import ends, fits, follows
from ingest.engines.recogniser import alphabet, beam, ctc, latin, scripts
from ingest.engines.recogniser.network import Chances
from ingest.engines.recogniser.scripts import Script
from ingest.engines.recogniser.tokens import Token, tokens, whole
from ingest.scan import Picture

_MARGIN = math.log(0.05)  # a text that fits its column may be so much less likely than the one that doesn't
_STRAY = math.log(0.3)  # the most that is told of Bengali digits with a Latin letter, an 8 or a 9 among them


def settled(chances: Chances, page: Script, ink: Picture | None = None) -> list[Token]:
    """The tokens of a line, each in one script; a token of figures holds nothing but figures' characters.

    `ink`: what the network saw of it, which tells where white parts words.
    """
    return [_of_script(token, page) for token in tokens(chances, ink)]


def _of_script(token: Token, page: Script) -> Token:
    text = token.text
    if scripts.is_code(text) and scripts.is_nearly_latin_figure(text):
        return _doubtful(token, scripts.merged(scripts.with_ones(token.chances), "latin", marks=True))
    if latin.is_word(text):
        seen = latin.word(token.chances, text)
        return Token(seen, [letter.index for letter in ctc.best(seen)], token.columns, ctc.of_path(seen))
    if scripts.has_stray(text):
        return _without_stray(token)
    figure = scripts.is_figure(text)
    if not figure and not scripts.has_digit(text):
        return token
    script = scripts.of_token(text, page)
    seen = scripts.merged(token.chances, script, marks=figure, clear=scripts.clear_in(text))
    if scripts.is_misfit(text, page):  # another number: whoever reads it is told to look
        return _doubtful(token, scripts.as_bengali(seen))
    if scripts.is_latin_misfit(text, page):  # among Latin digits of a figure ৪ is as likely as 8
        return _doubtful(token, scripts.as_latin(seen) if scripts.is_code(text) else seen)
    told = min(ctc.of_path(seen), token.most)
    return Token(seen, [letter.index for letter in ctc.best(seen)], token.columns, told, token.most)


def _doubtful(token: Token, seen: Chances) -> Token:
    """The token by chances that were given to other characters than the network's."""
    told = min(ctc.of_path(seen), _STRAY)
    return Token(seen, [letter.index for letter in ctc.best(seen)], token.columns, told, _STRAY)


def _without_stray(token: Token) -> Token:
    """Bengali digits among which a Latin letter was read: ৬B0 is ৬৪০ where a digit is nearly as likely, never sure."""
    seen = scripts.only_figures(scripts.merged(token.chances, "bengali", marks=True))
    found = beam.texts(seen, _anything, 4)
    if found and found[0][0]:
        (told,) = ctc.likelihoods([seen], [found[0][0]])
        if told >= ctc.of_path(token.chances) + _MARGIN:
            return Token(seen, list(found[0][0]), token.columns, float(told))
    return replace(token, told=min(token.told, _STRAY), most=_STRAY)


def _anything(_prefix: beam.Text, _index: int) -> float:
    return 0.0


def typed(chances: Chances, free: Sequence[Token], expects: Expected, page: Script) -> list[Token]:
    """The tokens of a line in a column of figures. `free`: its tokens without regard to the column, chances told.

    A text that fits stays. Else the likeliest one that fits is taken, where it is nearly as likely: its chance tells
    how doubtful it is. A text that fits nothing stays as it was read, as one token that its column makes doubtful.
    """
    text = "".join(token.text for token in free)
    told = sum(token.told for token in free)
    mended = scripts.mended_latin(text) if page == "latin" else None
    if mended and fits(mended, expects):
        return [replace(whole(chances, alphabet.encode(mended), min(told, _STRAY)), most=_STRAY)]
    if not free or fits(" ".join(token.text for token in free), expects) or fits(text, expects):
        return list(free)
    script = scripts.of_token(text, page)
    letters = script == "latin" and scripts.is_nearly_latin_figure(text)
    if letters:  # I0/02/27: no doubt of the network's, but one of ours
        chances = scripts.with_ones(chances)
    # a 0 among Bengali digits fits no column: what is clearly one is a ০ here, or the figure that is left fits (৮৬)
    seen = scripts.only_figures(scripts.merged(chances, script, marks=True, clear=scripts.NEVER))
    for classes, _ in beam.texts(seen, _allowed(expects)):
        candidate = alphabet.decode(classes)
        if candidate and ends(candidate, expects) and fits(candidate, expects):
            (chance,) = ctc.likelihoods([seen], [classes])
            if chance >= told + _MARGIN:
                most = _STRAY if letters else 0.0
                return [replace(whole(chances, classes, min(float(chance), most)), most=most)]
            break
    return list(free)


def of_latin(token: Token, pattern: re.Pattern[str]) -> Token:
    """A day or a year that was read with a letter, a danda or a bracket in it (l4, (04), as the digits it shows.

    A doubt; itself where it shows none of the `pattern`.
    """
    mended = scripts.mended_latin(token.text)
    if mended is None or not pattern.fullmatch(mended):
        return token
    return replace(token, classes=alphabet.encode(mended), told=min(token.told, _STRAY), most=_STRAY)


def _allowed(expects: Expected) -> beam.Weight:
    def weight(prefix: beam.Text, index: int) -> float | None:
        return 0.0 if follows(alphabet.decode(prefix), alphabet.CHARACTERS[index - 1], expects) else None

    return weight
