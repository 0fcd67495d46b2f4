"""Names of months in columns of dates: few words, and far apart, so that a picture in doubt still tells which it is."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from functools import cache

from ingest.engines.recogniser import alphabet, ctc, scripts
from ingest.engines.recogniser.tokens import Token
from normalize import canon
from normalize.months import MONTH, month

_NAMES = (
    "জানুয়ারি জানুয়ারী ফেব্রুয়ারি ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট আগষ্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর "
    "বৈশাখ জ্যৈষ্ঠ আষাঢ় শ্রাবণ ভাদ্র আশ্বিন কার্তিক অগ্রহায়ণ পৌষ মাঘ ফাল্গুন চৈত্র"
)
_MARKS = ",.।;"
_DOUBT = math.log(0.9)  # a word that is surer stays as it was read
_MARGIN = math.log(20)  # so much less likely than what was read a name may be
_BETTER = math.log(3)  # than that of another month
_FAR = math.log(1e5)  # as `_MARGIN` for what is no month as read, where every other month is as unlike again
_SHORTEST = 3  # letters of a word that is made a month's name: মে is like too many


def settled(token: Token) -> Token:
    """A token of a date as the name of the month that its picture shows; itself where it shows no month clearly.

    A name that was read is as sure as other months are unlike it; one that was not read so stays a doubt.
    """
    name = token.text.rstrip(_MARKS)
    if token.told >= _DOUBT or not name or scripts.has_digit(name):
        return token
    read = re.fullmatch(MONTH, name) is not None
    if not read and len(name) < _SHORTEST:
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


@cache
def _names() -> tuple[str, ...]:
    return tuple(canon.clean(name).text for name in _NAMES.split())
