"""Stretches of a stored text that are Bijoy, their decoding, and its name as a step that can be replayed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from normalize.bijoy.decoding import decode
from normalize.bijoy.tables import GENERATIONS, Generation

_PART = rf"(?:{'|'.join(GENERATIONS)})(?:@\d+-\d+(?:,\d+-\d+)*)?"
_STEP = re.compile(rf"bijoy:{_PART}(?:;{_PART})*")


class Run(NamedTuple):
    """A stretch of a stored text that is Bijoy: from, to (exclusive), and the generation of its codes."""

    start: int
    end: int
    generation: Generation


def decode_runs(text: str, runs: Iterable[Run]) -> str:
    """The text with its runs, given in order, decoded; what stands between them stays.

    >>> decode_runs("MIS-Gi cÖavb", [Run(4, 12, "sutonny")])
    'MIS-এর প্রধান'
    """
    printed, at = [], 0
    for run in runs:
        printed += [text[at : run.start], decode(text[run.start : run.end], run.generation)]
        at = run.end
    return "".join(printed) + text[at:]


def step(text: str, runs: Sequence[Run]) -> str:
    """The name of what `decode_runs` does to a stored text: with the places, where not all of it is decoded.

    >>> step("wkÿv", [Run(0, 4, "sutonny")]), step("MIS-Gi cÖavb", [Run(4, 12, "sutonny")])
    ('bijoy:sutonny', 'bijoy:sutonny@4-12')
    """
    if len(runs) == 1 and (runs[0].start, runs[0].end) == (0, len(text)):
        return f"bijoy:{runs[0].generation}"
    parts = []
    for generation in GENERATIONS:
        places = ",".join(f"{run.start}-{run.end}" for run in runs if run.generation == generation)
        parts += [f"{generation}@{places}"] if places else []
    return "bijoy:" + ";".join(parts)


def replay(text: str, step: str) -> str:
    """A stored text after a step that `step` named. Raises ValueError for another step.

    >>> replay("MIS-Gi cÖavb", "bijoy:sutonny@4-12")
    'MIS-এর প্রধান'
    """
    if not _STEP.fullmatch(step):
        raise ValueError(f"not a step of Bijoy: {step!r}")
    found: list[Run] = []
    for part in step.removeprefix("bijoy:").split(";"):
        name, _, places = part.partition("@")
        generation = next(known for known in GENERATIONS if known == name)
        for place in places.split(",") if places else [f"0-{len(text)}"]:
            start, end = map(int, place.split("-"))
            found.append(Run(start, end, generation))
    return decode_runs(text, sorted(found))
