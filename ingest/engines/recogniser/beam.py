"""The likeliest texts of CTC chances by prefix beam search, with a format that a text keeps, or a language model."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.engines.recogniser.alphabet import BLANK
from ingest.engines.recogniser.network import Chances

_LIKELY = 2e-3  # a class less likely than this starts no prefix in its frame
_PLAIN = 0.9995  # frames whose blank is surer than this change no text
_GAP = 8.0  # prefixes whose rank is so far below the best are given up
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
    likely: list[list[int]] = [[] for _ in chances]
    for at, k in np.argwhere(chances > _LIKELY).tolist():
        if k != BLANK:
            likely[at].append(k)
    for frame, classes in zip(chances, likely, strict=True):
        if frame[BLANK] > _PLAIN:
            for prefix in held.values():
                prefix.blank, prefix.letter = prefix.chance, 0.0
            continue
        grown = _step(held, frame, classes, weight)
        ranked = sorted(((prefix.rank, text) for text, prefix in grown.items()), reverse=True)[:width]
        held = {text: grown[text] for rank, text in ranked if rank > ranked[0][0] - _GAP}
    return sorted(((text, prefix.rank) for text, prefix in held.items()), key=lambda found: -found[1])


def _step(
    held: dict[Text, _Prefix], frame: NDArray[np.float32], likely: list[int], weight: Weight
) -> dict[Text, _Prefix]:
    grown: dict[Text, _Prefix] = {}
    blank, given = float(frame[BLANK]), {k: float(frame[k]) for k in likely}
    for text, prefix in held.items():
        stay = grown.setdefault(text, _Prefix(told=prefix.told))
        stay.blank += prefix.chance * blank
        if text:
            stay.letter += prefix.letter * given.get(text[-1], 0.0)
        for k, chance in _extensions(text, prefix, given):
            longer = (*text, k)
            if longer not in grown:
                added = weight(text, k)
                if added is None:
                    continue
                grown[longer] = _Prefix(told=prefix.told + added)
            grown[longer].letter += chance
    return grown


def _extensions(text: Text, prefix: _Prefix, given: dict[int, float]) -> Iterator[tuple[int, float]]:
    for k, frame in given.items():
        chance = (prefix.blank if text and text[-1] == k else prefix.chance) * frame
        if chance > 0:
            yield k, chance
