"""Lines of each font of a text layer that are to be compared with what the page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.model import Box
from ingest.layer.evidence import BENGALI, kind
from ingest.layer.legacy import stored
from ingest.layer.runs import Run
from ingest.layer.trust import Verdict
from normalize import bijoy

_LINES = 6  # with letters, of each font, and as many of figures: an engine is not sure of every one
_LONGEST = 60  # characters; more tell no more
_LEAST_LETTERS = 6  # a line of fewer tells little
_SOME_DIGITS = 2
_APART = 1.2  # of the size of type: wider gaps part cells
_LETTER = re.compile(r"[^\W\d_]|[\u0981-\u09cd]")
_DIGIT = re.compile("[0-9০-৯]")


@dataclass(frozen=True, slots=True)
class Probe:
    """A line of a page, or a part of one, all in one font: what the layer says, and where it stands (points)."""

    text: str
    box: Box

    @property
    def figures(self) -> bool:
        """Whether it is here for its digits."""
        return not _LETTER.search(self.text)

    @property
    def digits(self) -> int:
        """How many digits it has."""
        return len(_DIGIT.findall(self.text))


def probes(runs: Sequence[Run], verdicts: Mapping[str, Verdict]) -> dict[str, list[Probe]]:
    """By `font_key`, of the fonts of `verdicts`: up to six lines of a page with letters, then as many of figures.

    After these, where there are more lines with letters, as many that have digits.

    Figures are those of cells and those inside sentences: a page may have its only dates there. Those that tell most
    come first. Turned and unpainted text is left out, and so is what is broken. Of a font with ActualText only lines
    with digits are asked for: its maker tells the words that were set, not what glyphs stand for.
    """
    told = {run.font_key for run in runs if run.actual}
    found: dict[str, list[Probe]] = {}
    for key, line in _stretches(runs):
        verdict = verdicts.get(key)
        if verdict and verdict.kind != "broken":
            probe = _probe(line, verdict)
            digits = len(_DIGIT.findall(probe.text))
            if key not in told or digits >= (1 if probe.figures else _SOME_DIGITS):
                found.setdefault(key, []).append(probe)
            if digits >= _SOME_DIGITS and not probe.figures:
                found.setdefault(key, []).extend(_figures(line, verdict))
    return {key: best for key, lines in found.items() if (best := _best(lines))}


def _stretches(runs: Sequence[Run]) -> Iterator[tuple[str, list[Run]]]:
    """Runs of one font that follow one another on one line without a wide gap, with whole words at both ends."""
    owners = _owners(runs)
    line: list[Run] = []
    for n, run in enumerate(runs):
        if line and (owners[n] != owners[n - 1] or not _goes_on(line[-1], run)):
            yield from ((owners[n - 1], whole) for whole in _whole(line, run))
            line = []
        line.append(run)
    yield from ((owners[-1], whole) for whole in _whole(line, None))


def _owners(runs: Sequence[Run]) -> list[str]:
    """The font whose run each run goes with: marks in a word go with its letters and digits (২৩/০৪ in two fonts)."""
    told = [run.font_key if _LETTER.search(run.text) or _DIGIT.search(run.text) else None for run in runs]
    owners: list[str] = []
    for n, run in enumerate(runs):
        own = told[n]
        if own is None and run.joined and owners:
            own = owners[-1]
        elif own is None and n + 1 < len(runs) and runs[n + 1].joined:
            own = told[n + 1]
        owners.append(own or run.font_key)
    return owners


def _goes_on(before: Run, run: Run) -> bool:
    if run.hidden != before.hidden or run.angle != before.angle:
        return False
    middle = (run.box.y0 + run.box.y1) / 2
    gap = run.box.x0 - before.box.x1
    return before.box.y0 < middle < before.box.y1 and -run.size < gap < _APART * run.size


def _whole(line: list[Run], after: Run | None) -> Iterator[list[Run]]:
    """The stretch without a first or last word of which another font shows a part."""
    while line and line[0].joined:
        line = line[1:]
    if after is not None and after.joined:
        while line and line[-1].joined:
            line = line[:-1]
        line = line[:-1]
    if line and not line[0].hidden and line[0].angle == 0:
        yield line


def _probe(line: Sequence[Run], verdict: Verdict) -> Probe:
    text, last = "", line[0]
    for run in line:
        if len(text) >= _LONGEST and not run.joined:
            break
        space = "" if run.joined or not text else " "
        text += space + (stored(run) if verdict.generation else run.text)
        last = run
    printed = bijoy.decode(text, verdict.generation) if verdict.generation else text
    tops, feet = [run.box.y0 for run in line], [run.box.y1 for run in line]
    return Probe(printed, Box(line[0].box.x0, min(tops), last.box.x1, max(feet)))


def _figures(line: Sequence[Run], verdict: Verdict) -> Iterator[Probe]:
    """The words of a line of text that are figures of two digits or more."""
    word: list[Run] = []
    for n, run in enumerate(line):
        word.append(run)
        if n + 1 == len(line) or not line[n + 1].joined:
            probe, word = _probe(word, verdict), []
            if probe.figures and len(_DIGIT.findall(probe.text)) >= _SOME_DIGITS:
                yield probe


def _best(found: Iterable[Probe]) -> list[Probe]:
    """Lines with letters, those with the most unknown words first, then the longest; the longest figures; each once."""
    once = {probe.text: probe for probe in found}.values()
    letters = [probe for probe in once if len(_LETTER.findall(probe.text)) >= _LEAST_LETTERS]
    figures = [probe for probe in once if probe.figures and _DIGIT.search(probe.text)]
    letters.sort(key=lambda probe: (-_unknown(probe.text), -len(probe.text)))
    figures.sort(key=lambda probe: -len(probe.text))
    counted = sorted((probe for probe in letters[_LINES:] if probe.digits), key=lambda probe: -probe.digits)
    return letters[:_LINES] + figures[:_LINES] + counted[:_LINES]  # ১ম ত্রৈমাসিক: a font may have no other digits


def _unknown(text: str) -> int:
    """How many of its Bengali words are in no list: where a sign is wrong, they are among these."""
    return sum(kind(word) != "known" for word in text.split() if BENGALI.search(word))
