"""Which fonts of a text layer can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.layer.runs import Run
from normalize import bijoy


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a font's text layer is worth, and why, in one plain sentence."""

    kind: Literal["unicode", "bijoy", "broken"]
    reason: str
    generation: bijoy.Generation | None = None


def verdicts(runs: Sequence[Run]) -> dict[str, Verdict]:
    """The verdict on each font by its `font_key`."""
    found: dict[str, Verdict] = {}
    for run in runs:
        if generation := bijoy.generation_of(run.font):
            found.setdefault(run.font_key, Verdict("bijoy", "Its name.", generation))
        elif run.unmapped or run.text[:1] in "ািীুূৃেৈোৌ্ং":
            found[run.font_key] = Verdict("broken", "It has glyphs of no character.")
    return {run.font_key: found.get(run.font_key, Verdict("unicode", "Well formed.")) for run in runs}
