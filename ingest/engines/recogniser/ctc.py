"""What CTC chances say: the best path's characters with their frames, and how likely any text is.

Chances are T × CLASSES float32 (see `network`); a text is a list of classes without blanks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.engines.recogniser.alphabet import BLANK
from ingest.engines.recogniser.network import Chances

_AT_ONCE = 1 << 18  # numbers of texts whose paths are summed together: frames × states of each
_SCALED = 4  # steps from one scaling to the next: chances are float32, so no path falls below 1e-180 between them


@dataclass(frozen=True, slots=True)
class Letter:
    """One character of the best path: its class and the frames [first, last) that it fills."""

    index: int
    first: int
    last: int


def of_path(chances: Chances) -> float:
    """The logarithm of the chance of the best path: the least that the chance of its text can be."""
    return float(np.log(chances.max(axis=1)).sum())


def best(chances: Chances) -> list[Letter]:
    """The characters of the best path, from left to right: runs fold to one, blanks go."""
    path = chances.argmax(axis=1)
    starts = np.flatnonzero(np.diff(path, prepend=-1))
    runs = zip(path[starts].tolist(), starts.tolist(), [*starts[1:].tolist(), len(path)], strict=True)
    return [Letter(index, first, last) for index, first, last in runs if index != BLANK]


def likelihoods(pieces: Sequence[Chances], texts: Sequence[Sequence[int]]) -> NDArray[np.float64]:
    """The logarithm of the chance of each text, all its paths summed; -inf where its piece has too few frames."""
    told = np.empty(len(pieces))
    for chosen in _batches([len(piece) for piece in pieces], [2 * len(text) + 1 for text in texts]):
        told[chosen] = _forward([pieces[k] for k in chosen], [texts[k] for k in chosen])
    return told


def _batches(frames: Sequence[int], states: Sequence[int]) -> Iterator[list[int]]:
    """Which texts are summed together: as many alike in length as take a few megabytes."""
    held: list[int] = []
    longest = most = 0
    for k in sorted(range(len(frames)), key=lambda k: (frames[k], states[k])):
        longest, most = max(longest, frames[k]), max(most, states[k])
        if held and (len(held) + 1) * longest * most > _AT_ONCE:
            yield held
            held, longest, most = [], frames[k], states[k]
        held.append(k)
    if held:
        yield held


def _forward(pieces: Sequence[Chances], texts: Sequence[Sequence[int]]) -> NDArray[np.float64]:
    """The forward pass of CTC over many texts at once; steps are scaled to keep their numbers in range."""
    count, most = len(pieces), max(map(len, pieces))
    states = 2 * max(map(len, texts)) + 1
    labels = np.full((count, states), BLANK)
    for row, text in enumerate(texts):
        labels[row, 1 : 2 * len(text) : 2] = text
    jumps = np.zeros((count, states))
    jumps[:, 2:] = (labels[:, 2:] != BLANK) & (labels[:, 2:] != labels[:, :-2])
    given = np.zeros((most, count, states))
    for row, piece in enumerate(pieces):
        given[: len(piece), row] = piece[:, labels[row]]
    done: dict[int, list[int]] = {}  # the texts that are at their end, by the last of their steps
    for row, piece in enumerate(pieces):
        done.setdefault(len(piece) - 1, []).append(row)
    told, scale = np.full(count, -np.inf), np.zeros(count)
    padded = np.zeros((count, states + 2))  # two states before the first, in which no text ever is
    held, before, jumped = padded[:, 2:], padded[:, 1:-1], padded[:, :-2]
    held[:, :2] = given[0][:, :2]  # the first frame is the first blank or the first character
    with np.errstate(divide="ignore"):
        for step in range(most):
            if step:
                moved = jumped * jumps
                moved += before
                moved += held
                np.multiply(moved, given[step], out=held)
            if step % _SCALED == 0:
                peak = held.max(axis=1)
                held /= np.where(peak > 0, peak, 1.0)[:, None]
                scale += np.log(peak)
            for row in done.get(step, ()):
                end = 2 * len(texts[row])
                told[row] = scale[row] + np.log(held[row, end] + (held[row, end - 1] if end else 0.0))
    return np.asarray(np.minimum(told, 0.0))
