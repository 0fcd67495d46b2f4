"""How sure a text is, told from the chance that the network gives it: curves measured on lines of held-back words.

`calibration.json` holds, for figures looked at once and twice and for words, points (logarithm of the odds given, share
that was right), made by `python -m train calibrate`; between two points the share is on the straight line between
theirs.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import numpy as np

FILE = "calibration.json"
Kind = Literal["figure", "twice", "word"]
_MOST = 16.0  # log odds: beyond, numbers say nothing more


@dataclass(frozen=True, slots=True)
class Curve:
    """A rising curve: `odds` (natural logarithm) → `shares` from 0 to 1; flat beyond its ends."""

    odds: tuple[float, ...]
    shares: tuple[float, ...]

    def sure(self, told: float) -> float:
        """The confidence of a text whose chance has the logarithm `told`."""
        return round(float(np.interp(odds(told), self.odds, self.shares)), 4)


def odds(told: float) -> float:
    """The logarithm of the odds of a chance given as a logarithm: 0 → even; held within ±16."""
    if told >= 0:
        return _MOST
    rest = -math.expm1(told)
    return max(-_MOST, min(_MOST, told - math.log(rest))) if rest > 0 else _MOST


@cache
def curves() -> dict[Kind, Curve]:
    """The packaged curves: `figure`, `twice` for figures that were looked at twice, and `word`."""
    held = json.loads(resources.files(__package__).joinpath(FILE).read_text(encoding="ascii"))
    return {name: Curve(tuple(points["odds"]), tuple(points["shares"])) for name, points in held.items()}


def fitted(told: Sequence[float], right: Sequence[bool], least: int = 40) -> Curve:
    """The rising curve nearest to what was right (isotonic, in pools of at least `least`).

    A pool's share is (right + 1) / (count + 2): no finite sample makes a text quite sure.
    """
    order = sorted(range(len(told)), key=lambda k: odds(told[k]))
    pools: list[list[float]] = []  # sum of odds, right, count
    starts = range(0, max(len(order) - least, 0) + 1, least)
    for first in starts:
        chosen = order[first : len(order) if first == starts[-1] else first + least]
        pools.append([sum(odds(told[k]) for k in chosen), float(sum(right[k] for k in chosen)), float(len(chosen))])
        while len(pools) > 1 and pools[-2][1] * pools[-1][2] >= pools[-1][1] * pools[-2][2]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    shares = itertools.accumulate(((good + 1) / (count + 2) for _, good, count in pools), max)
    return Curve(
        tuple(round(total / count, 4) for total, _, count in pools), tuple(round(share, 5) for share in shares)
    )
