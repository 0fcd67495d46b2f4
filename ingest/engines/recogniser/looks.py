"""A second look at figures: the same line cut a little smaller and narrower, and what the two looks agree on.

A network that errs on a figure is often as sure of it as of any other; cut otherwise, it errs otherwise or not at all.
What is told of a figure is the mean of what both looks say of its text, so only what both are sure of is sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extract.model import Box
from ingest.engines import Expected
from ingest.engines.formats import fits
from ingest.engines.recogniser import alphabet, crop, ctc, figures, scripts
from ingest.engines.recogniser.crop import Cut
from ingest.engines.recogniser.network import Chances
from ingest.engines.recogniser.scripts import Script
from ingest.engines.recogniser.tokens import Token
from ingest.scan import Picture

_FILLED, _LOWEST = 0.8, 0.75  # as for `crop.cut`, where the first look has 0.9 and 0.85
_NARROWED = 0.9  # of its width
_LEAST = -12.0  # no look says less of a text: one alone must not exclude it
_FITTING = 3.0  # by so much a text that its column may hold goes before another (log, a factor of twenty)


@dataclass(slots=True)
class Look:
    """One look at a line: how it was cut, what the network sees, and its tokens."""

    cut: Cut
    chances: Chances
    tokens: list[Token]


def second(picture: Picture, line: Box, usual: float) -> Cut:
    """The line as the second look sees it; arguments as for `crop.cut`."""
    made = crop.cut(picture, line, usual, _FILLED, _LOWEST)
    narrow = np.asarray(cv2.resize(made.ink, None, fx=_NARROWED, fy=1, interpolation=cv2.INTER_AREA), np.uint8)
    return replace(made, ink=narrow, scale=made.scale * narrow.shape[1] / made.ink.shape[1])


def agreed(first: Look, other: Look, expects: Expected | None, page: Script) -> list[Token]:
    """The tokens of a line by both looks; `told` of each is the mean of what the looks say of it.

    `expects`: what the column holds where it holds figures, else None. Columns are those of the first look.
    """
    held = [_typed(look, expects, page) for look in (first, other)]
    if len(held[0]) == len(held[1]):
        return [_of_both(a, b, expects if len(held[0]) == 1 else None) for a, b in zip(*held, strict=True)]
    return _parted(first, other, held, expects, page)


def _typed(look: Look, expects: Expected | None, page: Script) -> list[Token]:
    return figures.typed(look.chances, look.tokens, expects, page) if expects else look.tokens


def _of_both(first: Token, other: Token, expects: Expected | None) -> Token:
    most = min(first.most, other.most)
    if scripts.same_figure(first.text, other.text):
        surer = first if first.told >= other.told else other
        worth = [max(token.told, _worth(token)) for token in (first, other)]
        return replace(first, classes=surer.classes, told=min(_mean(*worth), most), looks=2)
    texts = [first.classes, other.classes]
    told = [ctc.likelihoods([token.chances] * 2, texts).tolist() for token in (first, other)]
    scores = [_mean(told[0][k], told[1][k]) for k in range(2)]
    k = max(range(2), key=lambda k: scores[k] + _bonus(alphabet.decode(texts[k]), expects))
    return replace(first, classes=list(texts[k]), told=min(scores[k], most), looks=2)


def _worth(token: Token) -> float:
    """What a look says of a figure whatever the script of its zeros and twos: that one look sees ৮৬0 is no doubt."""
    text = scripts.in_bengali(token.text)
    if not scripts.is_figure(text):
        return token.told
    seen = scripts.merged(token.chances, "bengali", clear=scripts.NEVER, clear_two=scripts.NEVER)
    return float(ctc.likelihoods([seen], [alphabet.encode(text)])[0])


def _parted(
    first: Look, other: Look, held: Sequence[list[Token]], expects: Expected | None, page: Script
) -> list[Token]:
    """The tokens of the likelier look, where the two part a line at different places."""
    texts = [" ".join(token.text for token in tokens) for tokens in held]
    seen = [
        scripts.merged(look.chances, scripts.of_token(text, page), marks=True)
        for look, text in zip((first, other), texts, strict=True)
    ]
    classes = [alphabet.encode(text) for text in texts]
    told = [ctc.likelihoods([one] * 2, classes).tolist() for one in seen]
    scores = [_mean(told[0][k], told[1][k]) for k in range(2)]
    k = max(range(2), key=lambda k: scores[k] + _bonus("".join(texts[k].split()), expects))
    placed = held[0] if k == 0 else [replace(token, columns=_moved(token, other.cut, first.cut)) for token in held[1]]
    return [replace(token, told=min(token.told, scores[k]), looks=2) for token in placed]


def _bonus(text: str, expects: Expected | None) -> float:
    return _FITTING if expects and text and fits(text, expects) else 0.0


def _mean(one: float, other: float) -> float:
    return (max(one, _LEAST) + max(other, _LEAST)) / 2


def _moved(token: Token, given: Cut, wanted: Cut) -> tuple[int, int]:
    """The columns of a token in another cut of its line."""
    first, last = (round((given.x + column / given.scale - wanted.x) * wanted.scale) for column in token.columns)
    return max(first, 0), max(last, first + 1, 1)
