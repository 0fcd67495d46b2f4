"""The peers, and ourselves, on the same few pages of a shelf."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence

from bench.scans.documents import Shelf, exams, spread
from bench.scans.grids import page_marks
from bench.scans.marks import Mark, tallied
from bench.scans.peers import Answer, Exam, Peer, peers
from bench.scans.tables import SHARED, Result
from bench.scans.values import PUBLISHED

GRID = frozenset({"tables", "grid", "grid_precision"})


def beside(shelf: Shelf, limit: int) -> Iterator[tuple[str, Result | str]]:
    """Each peer by name with its result on at most `limit` pages, or with the reason why it has none."""
    pages = list(exams(shelf, limit))
    for name, peer in peers().items():
        lack = peer.missing()
        if lack:
            yield name, lack
            continue
        try:
            yield name, result(peer, [exam for _, _, exam in pages])
        except (subprocess.SubprocessError, RuntimeError) as error:
            yield name, f"it failed: {type(error).__name__}"


def result(peer: Peer, pages: Sequence[Exam]) -> Result:
    """A peer's shares on these pages. Its grid counts only where it found it itself."""
    answers = peer.read(pages)
    found = [mark for exam, answer in zip(pages, answers, strict=True) for mark in judged(exam, answer)]
    kept = (mark for mark in found if peer.OWN_GRID or mark.measure not in GRID)
    return Result(tallied(kept), len(pages), sum(answer.cpu for answer in answers))


def judged(exam: Exam, answer: Answer) -> Iterator[Mark]:
    """The marks of one page."""
    yield from page_marks("", exam.tables, answer.tables, PUBLISHED)


def ourselves(shelf: Shelf, marks: Sequence[Mark], limit: int, cpu_page: float | None) -> Result:
    """Our own marks on the pages that the peers had; processor time as on the whole shelf."""
    chosen = [json.loads(file.read_text(encoding="utf-8")) for file in spread(shelf.pages, limit)]
    places = tuple(f"{page['document']} p{page['page']} " for page in chosen)
    kept = (mark for mark in marks if mark.measure in SHARED and mark.where.startswith(places))
    return Result(tallied(kept), len(chosen), (cpu_page or 0.0) * len(chosen))
