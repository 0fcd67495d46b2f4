"""The likeliest texts of CTC chances by prefix beam search, with a format that a text keeps, or a language model."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from ingest.engines.recogniser.alphabet import BLANK
from ingest.engines.recogniser.network import Chances

_LIKELY = 2e-3  # a class less likely than this starts no prefix in its frame
_PLAIN = 0.9995  # frames whose blank is surer than this change no text
Text = tuple[int, ...]
Weight = Callable[[Text, int], float | None]


@dataclass(slots=True)
class _Prefix:
    """A prefix's chance by its last frame: a blank or its last character; `told`: what a model thinks of it, as log."""

    blank: float = 0.0
    letter: float = 0.0
    told: float = 0.0

    @property
    def chance(self) -> float:
        return self.blank + self.letter

    @property
    def rank(self) -> float:
        return math.log(max(self.chance, 1e-300)) + self.told


def texts(chances: Chances, weight: Weight, width: int = 12) -> list[tuple[Text, float]]:
    """The best texts and their ranks, the best first: the logarithm of the chance found, plus the weights.

    `weight(prefix, class)`: what is added for writing the class after the prefix; None: it may not be written.
    """
    held: dict[Text, _Prefix] = {(): _Prefix(blank=1.0)}
    for frame in chances:
        if frame[BLANK] > _PLAIN:
            for prefix in held.values():
                prefix.blank, prefix.letter = prefix.chance, 0.0
            continue
        likely = [int(k) for k in np.flatnonzero(frame > _LIKELY) if k != BLANK]
        grown = _step(held, frame.tolist(), likely, weight)
        kept = sorted(grown.items(), key=lambda item: item[1].rank, reverse=True)[:width]
        scale = max(prefix.chance for _, prefix in kept)
        if scale <= 0:
            return []
        if scale < 1e-100:
            for _, prefix in kept:
                prefix.blank, prefix.letter = prefix.blank / scale, prefix.letter / scale
        held = dict(kept)
    return [(text, prefix.rank) for text, prefix in sorted(held.items(), key=lambda item: -item[1].rank)]


def _step(held: dict[Text, _Prefix], frame: list[float], likely: list[int], weight: Weight) -> dict[Text, _Prefix]:
    grown: dict[Text, _Prefix] = {}
    for text, prefix in held.items():
        stay = grown.setdefault(text, _Prefix(told=prefix.told))
        stay.blank += prefix.chance * frame[BLANK]
        if text:
            stay.letter += prefix.letter * frame[text[-1]]
        for k, chance in _extensions(text, prefix, frame, likely):
            longer = (*text, k)
            if longer not in grown:
                added = weight(text, k)
                if added is None:
                    continue
                grown[longer] = _Prefix(told=prefix.told + added)
            grown[longer].letter += chance
    return grown


def _extensions(text: Text, prefix: _Prefix, frame: list[float], likely: list[int]) -> Iterator[tuple[int, float]]:
    for k in likely:
        chance = (prefix.blank if text and text[-1] == k else prefix.chance) * frame[k]
        if chance > 0:
            yield k, chance
