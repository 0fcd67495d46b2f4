"""Names of months in columns of dates: few words, and far apart, so that a picture in doubt still tells which it is."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ingest.engines.recogniser import alphabet, ctc, figures, scripts
from ingest.engines.recogniser.tokens import Token
from normalize import canon
from normalize.months import MONTH, NAMES, month

_MARKS = ",.।;"
_DOUBT = math.log(0.9)  # a word that is surer stays as it was read
_MARGIN = math.log(20)  # so much less likely than what was read a name may be
_BETTER = math.log(3)  # than that of another month
_COMMA = math.log(1e4)  # so much less likely than a point a comma behind a name may be
_FAR = math.log(1e5)  # as `_MARGIN` for what is no month as read, where every other month is as unlike again
_MAY, _UNSURE = "মে", math.log(0.7)  # what is told of it where it was not read so
_DAY, _YEAR = re.compile("[0-3]?[0-9]"), re.compile("(?:19|20)[0-9][0-9]")
_SHORTEST = 3  # letters of a word that is made a month's name: মে is like too many, but for one between day and year


def settled(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a date, words as the name of the month that their picture shows, where it shows one clearly.

    A name that was read is as sure as other months are unlike it; one that was not read so stays a doubt.
    """
    counts = [scripts.has_digit(token.text) for token in tokens]
    between = [any(counts[:at]) and any(counts[at + 1 :]) for at in range(len(tokens))]
    found = [_with_comma(_settled(*one)) for one in zip(tokens, between, strict=True)]
    named = [re.fullmatch(MONTH, token.text.rstrip(_MARKS)) is not None for token in found]
    if sum(named) != 1:
        return found
    at = named.index(True)
    days = [figures.of_latin(token, _DAY) for token in found[:at]]
    return [*days, found[at], *(figures.of_latin(token, _YEAR) for token in found[at + 1 :])]


def _with_comma(token: Token) -> Token:
    """A month's name behind which a point was read that may be a comma: names are not cut short there (মে. ২০২২)."""
    if not token.text.endswith(".") or re.fullmatch(MONTH, token.text[:-1]) is None:
        return token
    comma = [*token.classes[:-1], *alphabet.encode(",")]
    own, told = ctc.likelihoods([token.chances] * 2, [token.classes, comma]).tolist()
    return replace(token, classes=comma) if told >= own - _COMMA else token


def _settled(token: Token, between: bool) -> Token:
    """`between`: figures stand on both sides of it, as a day and a year do."""
    name = token.text.rstrip(_MARKS)
    if not name or scripts.has_digit(name):
        return token
    read = re.fullmatch(MONTH, name) is not None
    if not read and len(name) < _SHORTEST:
        return _short(token, name) if between else token
    if token.told >= _DOUBT:
        return token
    texts = [token.classes, *(alphabet.encode(known + token.text[len(name) :]) for known in _names())]
    own, *told = ctc.likelihoods([token.chances] * len(texts), texts).tolist()
    best, meant = max(zip(told, _names(), strict=True))
    rival = max(chance for chance, known in zip(told, _names(), strict=True) if month(known) != month(meant))
    if best < rival + _BETTER or (read and month(name) != month(meant)):
        return token
    if best < own - _MARGIN:
        near = not read and own - best < min(_FAR, best - rival)
        return replace(token, classes=alphabet.encode(meant + token.text[len(name) :])) if near else token
    share = -math.log1p(math.exp(rival - best))
    if read:
        return replace(token, told=max(token.told, min(share, token.most)))
    return replace(token, classes=alphabet.encode(meant + token.text[len(name) :]), told=min(share, _DOUBT))


def _short(token: Token, name: str) -> Token:
    """A short word between day and year, which can be no other month than মে: a doubt, however surely it was read."""
    may = alphabet.encode(_MAY + token.text[len(name) :])
    own, told = ctc.likelihoods([token.chances] * 2, [token.classes, may]).tolist()
    return replace(token, classes=may, told=min(token.told, _UNSURE)) if told >= own - _FAR else token


@cache
def _names() -> tuple[str, ...]:
    return tuple(canon.clean(name).text for name in NAMES)
