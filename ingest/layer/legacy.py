"""Fonts of 8-bit codes: Bijoy by name, Bijoy under a name that lies, and codes that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.layer.evidence import BENGALI, evidence
from ingest.layer.runs import Run
from normalize import bijoy

_ACCENTED = re.compile("[\x80-\u024f]")
_LETTER = re.compile(r"[^\W\d_]|[\x80-\u024f]")
_MOST_ACCENTED = 0.15  # of the letters of a Latin font: French has less
_MOST_MALFORMED = 0.15  # of decoded words: some are Latin, set in the Bijoy font all the same
_FEW = 2  # of them are no sign of anything
_LEAST_KNOWN = 0.1  # of decoded words
_ENOUGH, _MANY = 8, 25  # words by which decoded text is judged, and by how many of them are known
_MOST_BENGALI = 0.1  # of the runs of a font of 8-bit codes: more, and its ToUnicode is real


def stored(run: Run) -> str:
    """The 8-bit codes of a run as characters of Windows-1252, as legacy text is kept."""
    return run.codes or run.shown


def generation(name: str, runs: Sequence[Run]) -> tuple[bijoy.Generation | None, str]:
    """The generation of codes of a font and why, or (None, why it is broken); (None, "") where it has no such codes."""
    if sum(BENGALI.search(run.text) is not None for run in runs) > _MOST_BENGALI * len(runs):
        return None, ""  # Unicode by its ToUnicode, whatever its name
    named = bijoy.generation_of(name)
    if named:
        bad, words = _misread(runs, named)
        if bad:
            return None, f"Its name, {name}, is of Bijoy, but {bad:,} of its {words:,} words are none in these codes."
        return named, f"Its name, {name}, is of a Bijoy font."
    voted = bijoy.agreement(_lines(runs))
    if voted:
        return voted, f"Its name, {name or 'none'}, is not of Bijoy, but its words are."
    letters = [c for run in runs for c in _LETTER.findall(stored(run))]
    accented = sum(_ACCENTED.match(c) is not None for c in letters)
    if accented > _MOST_ACCENTED * len(letters):
        return None, f"{accented:,} of its {len(letters):,} letters are accented: it has codes of an unknown kind."
    return None, ""


def _misread(runs: Iterable[Run], codes: bijoy.Generation) -> tuple[int, int]:
    """How many different words are none when decoded, and of how many; 0 where it is no more than Latin words are."""
    seen = evidence(word for line in _lines(runs) for word in bijoy.decode(line, codes).split())
    if seen.words >= _ENOUGH and seen.malformed + seen.lost > max(_FEW, _MOST_MALFORMED * seen.words):
        return seen.malformed + seen.lost, seen.words
    if seen.words >= _MANY and seen.known < _LEAST_KNOWN * seen.words:
        return seen.words - seen.known, seen.words
    return 0, seen.words


def _lines(runs: Iterable[Run]) -> Iterator[str]:
    """The stored texts of a font line by line, as far as they stand one behind the other."""
    line, before = "", None
    for run in runs:
        if before is not None:
            middle = (run.box.y0 + run.box.y1) / 2
            if not before.box.y0 < middle < before.box.y1 or run.box.x0 < before.box.x0:
                yield line
                line = ""
            elif not run.joined:
                line += " "
        line, before = line + stored(run), run
    if line:
        yield line
