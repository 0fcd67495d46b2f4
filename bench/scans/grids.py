"""Tables as printed beside tables as given: places, spans and texts of cells, page by page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from bench.scans.marks import Mark
from normalize import clean

NUMERIC = frozenset({"number", "date", "percent", "mark"})
BODY = frozenset({"data", "section"})
SOME = 6  # places that a mark names
Places = tuple[int, int, int, int]  # row, col, rowspan, colspan
Box = tuple[float, float, float, float]  # x0, y0, x1, y1


@dataclass(frozen=True, slots=True)
class TrueCell:
    """A printed cell. `place`: row and column from 0 in its table's part on this page, spans.

    `expects`: what its column holds (number, date, percent, mark, code, text; None in a header); `box` in pixels of
    the upright level page.
    """

    place: Places
    text: str
    expects: str | None = None
    role: str = "data"
    box: Box = (0.0, 0.0, 0.0, 0.0)

    @property
    def numeric(self) -> bool:
        """Whether its column holds numbers, dates, percents or marks."""
        return self.expects in NUMERIC


@dataclass(frozen=True, slots=True)
class GivenCell:
    """A cell as a reader gives it. `pointed`: an issue on the cell tells a person to look."""

    place: Places
    text: str
    raw: str = ""
    confidence: float | None = None
    pointed: bool = False


Table = Sequence[TrueCell]
Given = Sequence[GivenCell]


def plain(text: str) -> str:
    """Text as it is compared: canonical form, each run of spaces one."""
    cleaned = unicodedata.normalize("NFC", clean(text).text)
    return re.sub(r"\s+", " ", cleaned).strip()


def figure(text: str) -> str:
    """A figure's text as it is compared: spaces count between two digits only (৩০/০৬/ ২৪ is wrapped, ৫ ০ is not ৫০)."""
    return re.sub(r"\s+(?!\d)|(?<!\d)\s+", "", plain(text))


def exact(true: TrueCell, given: str) -> bool:
    """Whether a cell's text is read exactly."""
    compare = figure if true.numeric else plain
    return compare(true.text) == compare(given)


def paired(tables: Sequence[Table], given: Sequence[Given]) -> Iterator[tuple[Table, Given]]:
    """The tables of one page with the given tables that answer to them, the likest first; () where none does."""
    scored = sorted(
        ((_likeness(t, g), -n, -k) for n, t in enumerate(tables) for k, g in enumerate(given)), reverse=True
    )
    found: dict[int, int] = {}
    for score, n, k in scored:
        if score > 0 and -n not in found and -k not in found.values():
            found[-n] = -k
    for n, table in enumerate(tables):
        yield table, given[found[n]] if n in found else ()
    for k, extra in enumerate(given):
        if k not in found.values():
            yield (), extra


def _likeness(table: Table, given: Given) -> float:
    """Cells at the same place, and as much again for the same text."""
    held = {cell.place: cell for cell in given}
    same = [(cell, held[cell.place]) for cell in table if cell.place in held]
    return len(same) + sum(exact(true, got.text) for true, got in same if true.text)


def grid_marks(where: str, table: Table, given: Given) -> Iterator[Mark]:
    """Marks for the table's grid: the whole of it, each true cell, each given one."""
    want, got = {cell.place for cell in table}, {cell.place for cell in given}
    if want:
        words = f"{len(got)} cells, of these no true ones {_some(got - want)}"
        yield Mark(
            "tables", int(want != got), where, words, f"{len(want)} cells, of these not given {_some(want - got)}"
        )
    corners = {place[:2]: place for place in got}
    for cell in table:
        there = cell.place in got
        instead = corners.get(cell.place[:2])
        yield Mark("grid", int(not there), f"{where} {cell.place}", f"{instead}", cell.text)
    for place in sorted(got):
        yield Mark("grid_precision", int(place not in want), f"{where} {place}", "", "no such cell")


def _some(places: set[Places]) -> str:
    """The first few places as row.col+rowspan×colspan."""
    few = [f"{r}.{c}+{rowspan}×{colspan}" for r, c, rowspan, colspan in sorted(places)[:SOME]]
    return " ".join(few) + (" …" if len(places) > SOME else "")


def text_marks(where: str, table: Table, given: Given, threshold: float) -> Iterator[Mark]:
    """Marks for the texts of a table's cells; a cell that is not given is not read, were it blank."""
    held = {cell.place[:2]: cell for cell in given}
    for true in table:
        cell = held.get(true.place[:2])
        got, sure = (cell.text, cell.confidence) if cell else ("", None)
        at = f"{where} {true.place[:2]} {true.expects or true.role}"
        good = cell is not None and exact(true, got)
        yield Mark("cells", int(not good), at, got, true.text, sure)
        if true.numeric:
            yield Mark("numeric", int(not good), at, got, true.text, sure)
            if true.role in BODY:
                told = cell is not None and (cell.pointed or (sure is not None and sure < threshold))
                yield Mark("silent_cells", int(not good and not told), at, got, true.text, sure)
        else:
            yield from _letters(at, true, got, cell.raw if cell else "", sure)


def _letters(where: str, true: TrueCell, got: str, raw: str, sure: float | None) -> Iterator[Mark]:
    """Edits that a text cell needs."""
    want = plain(true.text)
    for measure, text in (("cer", got), ("cer_raw", raw)):
        edits = Levenshtein.distance(want, plain(text))
        yield Mark(measure, edits, where, text, true.text, sure, len(want))


def page_marks(where: str, tables: Sequence[Table], given: Sequence[Given], threshold: float) -> Iterable[Mark]:
    """All marks of one page's tables."""
    for n, (table, answer) in enumerate(paired(tables, given), start=1):
        yield from grid_marks(f"{where} table {n}", table, answer)
        yield from text_marks(f"{where} table {n}", table, answer, threshold)
