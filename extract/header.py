"""Header rows and the printed number row of a table → one path of labels per column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from extract.evidence import FIGURES, small_integer, sort_of
from extract.forms import is_label
from extract.model import PrintRow, Table
from normalize import clean, fold

_IN_PLACE = 0.35  # share of a fused row's numbers that count their column; each of the others may be misread
_WORD = re.compile("[\u0985-\u09cc]{3}")
_MISREAD, _SURE_NUMBERS = 4, 5  # letters of a misread number; numbers in place that prove a number row all the same
_DEEPEST = 8  # header rows and number row together; real forms have up to five
_LEVELS = ("100", "90", "80", "70", "60")


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above the body.

    `rows`: label rows (number row not among them). `number_row`: its texts as printed, '' where blank, or None.
    `depth`: label rows and number row together. `paths`: per column the labels from top to bottom, cleaned.
    `fused`: index of the first body row when the number row is fused with its data, else None.
    `own`: per column, whether a label of its own is printed over it in some row (not inherited from a group).
    `number_row_intact`: it reads 1, 2, 3 … to the last column without a slip.
    """

    rows: tuple[PrintRow, ...]
    number_row: tuple[str, ...] | None
    number_print_row: int | None
    depth: int
    paths: tuple[tuple[str, ...], ...]
    own: tuple[bool, ...]
    fused: int | None = None
    number_row_intact: bool = False


def read(table: Table) -> Header:
    """Find the header of a joined table."""
    rows = table.rows
    depth = header_depth(rows)
    numbered = depth - 1 if depth and is_number_row(rows[depth - 1].raws) else None
    number_row = rows[numbered].raws if numbered is not None else None
    labels = tuple(_best_print(table, row) for row in rows[: depth if numbered is None else numbered])
    paths, own = _paths(labels, table.n_cols)
    return Header(
        rows=labels,
        number_row=number_row,
        number_print_row=rows[numbered].print_row if numbered is not None else None,
        depth=depth,
        paths=paths,
        own=own,
        fused=depth if numbered is None and depth < len(rows) and _is_fused(rows[depth].raws) else None,
        number_row_intact=number_row is not None and not number_row_slips(number_row),
    )


def _best_print(table: Table, row: PrintRow) -> PrintRow:
    """A label row in which misread labels are replaced by what a repeated header on a later page reads there."""
    again = [
        table.rows[part.first + row.print_row - 2]
        for part in table.parts
        if part.repeated_header >= row.print_row > 0 and part.first > 1
    ]
    if not again:
        return row
    cells = list(row.cells)
    for c, cell in enumerate(cells):
        if cell and cell.raw.strip() and not is_label(cell.raw):
            cells[c] = next((r.cells[c] for r in again if r.cells[c] and is_label(r.raws[c])), cell)
    return replace(row, cells=tuple(cells)) if cells != list(row.cells) else row


def header_depth(rows: Sequence[PrintRow]) -> int:
    """How many rows from the top are labels or the number row; 0 for a part that begins with data."""
    for k, row in enumerate(rows[:_DEEPEST]):
        if is_number_row(row.raws):
            return k + 1
        if any(sort_of(raw) in ("indicator_code", "activity_code", "date") for raw in row.raws):
            break
    depth = 0
    while depth < min(_DEEPEST, len(rows) - 1) and _is_header(rows, depth):
        depth += 1
    return depth


def is_number_row(raws: Sequence[str]) -> bool:
    """Whether a row is the printed ১ ২ ৩ … row: whole numbers alone, most of them the count of their column.

    >>> is_number_row(["১", "২", "৩", "৪"]), is_number_row(["ঢাকা", "২", "৩", "৪"])
    (True, False)
    >>> is_number_row(["১", "২", "ও", "৪", "৫", "৬", "৭"])
    True
    """
    printed = [(c, small_integer(raw)) for c, raw in enumerate(raws) if raw.strip()]
    if len(printed) < max(3, len(raws) / 2):
        return False
    in_place = sum(n == c + 1 for c, n in printed)
    if any(n is None for _, n in printed):  # scans: ৩ is read as ও, ৫ as চ; a few letters among many numbers in place
        other = [raw.strip() for raw in raws if small_integer(raw) is None]
        short = all(len(raw) <= _MISREAD or not _WORD.search(raw) for raw in other)
        return short and in_place >= max(_SURE_NUMBERS, 0.7 * len(printed))
    numbers = [n or 0 for _, n in printed]
    steps = sum(b - a == 1 for a, b in pairwise(numbers))
    return in_place >= 0.6 * len(printed) or steps >= 0.7 * (len(printed) - 1)


def number_row_slips(number_row: Sequence[str]) -> tuple[int, ...]:
    """The columns (from 0) at which the number row doesn't print the column's count."""
    return tuple(c for c, raw in enumerate(number_row) if small_integer(raw) != c + 1)


def _is_fused(raws: Sequence[str]) -> bool:
    """Whether a body row holds the number row too: bare column counts beside the words of an activity."""
    numbers = [(c, n) for c, raw in enumerate(raws) if (n := small_integer(raw)) is not None]
    words = sum(sort_of(raw) in ("text", "activity_code", "indicator_code") for raw in raws)
    in_place = sum(n == c + 1 for c, n in numbers)
    has_unit = any(sort_of(raw) == "unit" for raw in raws)
    return words >= 1 and in_place >= 4 and in_place >= _IN_PLACE * len(numbers) and not has_unit


def _is_data(raws: Sequence[str]) -> bool:
    """Whether a row holds codes or figures other than the levels and years that headers print.

    Unit words say nothing: মাস (month) and সংখ্যা (number) are labels too.
    """
    if _is_level_row(raws) or _is_year_row(raws):
        return False
    sorts = {sort_of(raw) for raw in raws if raw.strip()}
    return bool(sorts & FIGURES) or bool(sorts & {"indicator_code", "activity_code", "serial", "dash"})


@lru_cache(maxsize=256)
def _percent(raw: str) -> str:
    text = fold(raw)
    return "".join(re.findall(r"\d+", text)) if len(text) <= 6 else ""


def _is_level_row(raws: Sequence[str]) -> bool:
    """Whether a row prints the levels' percentages under their names; one of them may be misread or printed twice."""
    printed = [_percent(raw) for raw in raws if raw.strip()]
    if len(printed) < 3 or not all(printed) or (raws and raws[0].strip()):
        return False
    known = [int(p) for p in printed if p in _LEVELS]
    return len(known) >= max(3, len(printed) - 1) and sum(a < b for a, b in pairwise(known)) <= 1


def _is_year_row(raws: Sequence[str]) -> bool:
    """Whether a row prints years, with or without words beside them."""
    printed = [raw for raw in raws if raw.strip()]
    years = sum(sort_of(raw) == "fiscal_year" or bool(re.fullmatch(r"(19|20)\d\d", fold(raw))) for raw in printed)
    words = sum(sort_of(raw) == "text" for raw in printed)
    return years > 0 and years + words == len(printed)


def _is_header(rows: Sequence[PrintRow], k: int) -> bool:
    raws = rows[k].raws
    printed = [raw for raw in raws if raw.strip()]
    if not printed:
        return k + 1 < len(rows) and _is_header(rows, k + 1)
    if any(cell and cell.in_header for cell in rows[k].cells) and not _is_data(raws):
        return True  # Markdown has a head always, so a part without header bears its first data there
    known = sum(is_label(raw) for raw in printed) / len(printed)
    # "ক | ৫ (প্রমাণক)" is a row of data though প্রমাণক is a label too
    named = k > 0 and bool(raws[0].strip()) and not is_label(raws[0])
    if known >= 0.5 and not ((_is_data(raws) or named) and known < 0.8):
        return True
    if _is_data(raws) or _is_fused(raws):
        return False
    if k == 0:
        alone = len(set(printed)) == 1  # a title over the header, or the heading of an area
        return _is_header(rows, 1) if alone and len(rows) > 2 else not alone and _has_figures_below(rows)
    # a further header row stands under groups only: the first column's label is on a row above
    if raws[0].strip():
        return False
    return known > 0 or _is_level_row(raws) or _is_year_row(raws) or (k == 1 and _under_groups(rows[0].raws, raws))


def _under_groups(above: Sequence[str], raws: Sequence[str]) -> bool:
    """Whether a row's texts all stand under a label that spreads over several columns."""
    places = [c for c, raw in enumerate(raws) if raw.strip()]
    grouped = [c for c in places if not above[c].strip() or (c + 1 < len(above) and not above[c + 1].strip())]
    return len(places) > 1 and grouped == places


def _has_figures_below(rows: Sequence[PrintRow]) -> bool:
    return any(_is_data(row.raws) for row in rows[1:12])


def _paths(rows: Sequence[PrintRow], n_cols: int) -> tuple[tuple[tuple[str, ...], ...], tuple[bool, ...]]:
    """Spread labels over the columns that they head, and say which columns have a label of their own."""
    paths: list[list[str]] = [[] for _ in range(n_cols)]
    own = [False] * n_cols
    for k, row in enumerate(rows):
        texts = _spread(row, rows[k + 1 :], [tuple(path) for path in paths])
        for c, (text, printed) in enumerate(texts):
            if text and (not paths[c] or paths[c][-1] != text):
                paths[c].append(text)
            own[c] = own[c] or printed
    return tuple(map(tuple, paths)), tuple(own)


def _spread(row: PrintRow, below: Sequence[PrintRow], above: Sequence[tuple[str, ...]]) -> list[tuple[str, bool]]:
    """Per column the row's label that stands over it, and whether it is printed there itself.

    A label reaches over the cells that its own cell spans; in exports that don't know spans also over blank places on
    its right, as long as they stand under the same group and have labels of their own below.
    """
    texts: list[tuple[str, bool]] = [("", False)] * len(above)
    label, first, reach = "", 0, -1
    for c, cell in enumerate(row.cells):
        if cell and cell.raw.strip():
            label, first, reach = " ".join(clean(cell.raw).text.split()), c, c + cell.colspan - 1
            texts[c] = (label, True)
        elif label and (c <= reach or (_is_group(row, below, first) and _may_inherit(row, below, above, first, c))):
            texts[c] = (label, False)
        else:
            label = ""
    return texts


def _is_group(row: PrintRow, below: Sequence[PrintRow], first: int) -> bool:
    """Whether the label printed at `first` stands over further labels: below itself or the blanks on its right."""
    end = next((c for c in range(first + 1, len(row.raws)) if row.raws[c].strip()), len(row.raws))
    return any(_has_label_below(below, c) for c in range(first, end))


def _has_label_below(below: Sequence[PrintRow], c: int) -> bool:
    return any(row.raws[c].strip() for row in below)


def _may_inherit(
    row: PrintRow, below: Sequence[PrintRow], above: Sequence[tuple[str, ...]], first: int, c: int
) -> bool:
    """A blank place belongs to the group on its left when labels stand below it, or when it is among the last ones."""
    if above[c] != above[first]:
        return False
    return _has_label_below(below, c) or not any(raw.strip() for raw in row.raws[c:])
