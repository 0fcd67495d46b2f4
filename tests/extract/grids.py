"""Documents for tests of the extractor, made from pictures of tables with tabs between the cells."""

from __future__ import annotations

import json
from pathlib import Path

from extract import document
from extract.model import Cell, Grid, Line, Page

CASES = Path(__file__).parent / "cases"
LEVELS = ["অসাধারণ ১০০%", "অতি উত্তম ৯০%", "উত্তম ৮০%", "চলতি মান ৭০%", "চলতি মানের নিম্নে ৬০%"]
PLAN = ["কার্যক্রমের ক্ষেত্র", "মান", "কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "কর্মসম্পাদন সূচকের মান", *LEVELS]
CHARTER = "সেবা প্রদান প্রতিশ্রুতি বিষয়ক কর্মপরিকল্পনা ২০২২-২৩"


def numbers(n):
    """The printed row of column numbers."""
    return [bengali(k + 1) for k in range(n)]


def bengali(number):
    return str(number).translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))


def rows_of(picture):
    """Rows of cells from a picture: a line a row, a tab or ' | ' between cells; blank lines are left out."""
    lines = [line for line in picture.strip("\n").splitlines() if line.strip()]
    return [[cell.strip() for cell in line.replace("\t", " | ").split(" | ")] for line in lines]


def grid(rows, *, page=1, head=0):
    """A grid of plain cells as text exports give it; short rows are filled and told as ragged."""
    rows = rows_of(rows) if isinstance(rows, str) else rows
    width = max(map(len, rows), default=0)
    cells = tuple(
        Cell(r, c, raw, line=r + 1, in_header=r < head)
        for r, row in enumerate(rows)
        for c, raw in enumerate([*row, *[""] * (width - len(row))])
    )
    return Grid(cells, len(rows), width, page, False, tuple(r for r, row in enumerate(rows) if len(row) < width))


def spanned(rows, spans):
    """A grid whose source knows spans: `spans` is (row, col) → (rowspan, colspan); covered places hold no cell."""
    plain = grid(rows)
    covered = {
        (r + i, c + j) for (r, c), (high, wide) in spans.items() for i in range(high) for j in range(wide) if i or j
    }
    cells = tuple(
        Cell(k.row, k.col, k.raw, *spans.get((k.row, k.col), (1, 1)), line=k.line)
        for k in plain.cells
        if (k.row, k.col) not in covered
    )
    return Grid(cells, plain.n_rows, plain.n_cols, 1, True)


def pages(*blocks):
    """One page from texts (lines), grids, pictures or lists of rows; None begins another page."""
    found, current = [], []
    for block in blocks:
        if block is None:
            found.append(current)
            current = []
        elif isinstance(block, str) and "|" not in block and "\t" not in block:
            current.append(Line(block))
        else:
            current.append(block if isinstance(block, Grid) else grid(block))
    found.append(current)
    return [Page(k + 1, tuple(_on(k + 1, block) for block in page)) for k, page in enumerate(found)]


def _on(page, block):
    if isinstance(block, Line):
        return block
    return Grid(block.cells, block.n_rows, block.n_cols, page, block.spans_known, block.ragged_rows)


def read(*blocks):
    """What the extractor gives for such a document."""
    return document("d0c", pages(*blocks))


def plan_row(
    code, *, area="", weight="", activity="সভা আয়োজন", text="সভা আয়োজিত", unit="সংখ্যা", own="২", levels="৪ ৩ ২ ১ ০"
):
    """One row of a plan in the columns of PLAN; the activity's code is the indicator's without its last part."""
    parent = code.rpartition(".")[0]
    figures = levels.split() if isinstance(levels, str) else levels
    return [area, weight, f"[{bengali(parent)}] {activity}", f"[{bengali(code)}] {text}", unit, own, *figures]


def plan(*rows, header=True, number_row=True, title=CHARTER):
    """A whole plan document: title, header, number row and rows."""
    above = [PLAN] if header else []
    return read(title, [*above, *([numbers(len(PLAN))] if number_row else []), *rows])


def sound():
    """Rows of a plan of 25 with nothing to doubt."""
    return [
        plan_row("1.1.1", area="প্রাতিষ্ঠানিক কার্যক্রম", weight="১৫", own="৮"),
        plan_row("1.2.1", own="৭", activity="প্রতিবেদন প্রণয়ন", text="প্রতিবেদন প্রেরিত", levels="৪ ৩ ২ ১ -"),
        plan_row("2.1.1", area="সক্ষমতা অর্জন", weight="১০", own="১০", activity="কর্মশালা আয়োজন", levels="২ ১ - - -"),
    ]


def pairs():
    """A sound integrity plan with two line pairs, header and number row on top."""
    head = ["কার্যক্রমের নাম", "কর্মসম্পাদন সূচক", "সূচকের মান", "একক", "বাস্তবায়নের দায়িত্বপ্রাপ্ত ব্যক্তি/পদ",
            "২০২২-২৩ অর্থবছরের লক্ষ্যমাত্রা", "লক্ষ্যমাত্রা/অর্জন", "১ম কোয়ার্টার", "২য় কোয়ার্টার", "৩য় কোয়ার্টার",
            "৪র্থ কোয়ার্টার", "মোট অর্জন", "অর্জিত মান", "মন্তব্য"]  # fmt: skip
    rows = [["১. প্রাতিষ্ঠানিক ব্যবস্থা....৪", *[""] * 13]]
    for code in ("১.১", "১.২"):
        rows.append(
            [f"{code} নৈতিকতা কমিটির সভা", "সভা আয়োজিত", "২", "সংখ্যা", "হিসাবরক্ষক", "৪", "লক্ষ্যমাত্রা", *"১১১১", "", "", ""]
        )
        rows.append([*[""] * 6, "অর্জন", *"১১১১", "৪", "২", ""])
    return [head, numbers(14), *rows]


def achieved():
    """A sound plan with what was achieved by quarter, header and number row on top."""
    head = [*PLAN[:6], "বার্ষিক লক্ষ্যমাত্রা", "১ম ত্রৈমাসিক", "২য় ত্রৈমাসিক", "৩য় ত্রৈমাসিক", "৪র্থ ত্রৈমাসিক", "মোট অর্জন"]
    return [head, numbers(12), *([*row[:6], "৪", "১", "১", "১", "-", "৩"] for row in sound())]


def issues(found, code):
    """Where an issue code stands: (row_no, col_no) of each."""
    return [(i.row_no, i.col_no) for i in found.issues if i.code == code]


def codes(found, *severities):
    return sorted({i.code for i in found.issues if not severities or i.severity in severities})


def values(found, row_no, kind=None):
    """The figures of one row as printed: numbers, dates as text, None where there is none."""
    own = [v for v in found.values if v.row_no == row_no and kind in (None, v.kind)]
    return [v.value_num if v.value_date is None else v.value_date.isoformat() for v in own]


def keys(found, table=0):
    return found.tables[table].column_keys


def cases(name):
    """The cases of cases/<name>.json as (id, case) for pytest."""
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))


def problems(found, printed):
    """What no document may do: cells lost or doubled, figures lost, ids twice, places out of range."""
    out = []
    cells = [(c.table_no, c.print_row, c.col_no, c.raw) for c in found.cells]
    if len(set(cells)) != len(cells):
        out.append("a cell twice")
    if sorted(c.raw for c in found.cells if c.raw.strip()) != sorted(printed):
        out.append("cells and print differ")
    for name, ids in (
        ("values", [v.value_uid for v in found.values]),
        ("rows", [i.indicator_uid for i in found.indicators]),
    ):
        if len(set(ids)) != len(ids):
            out.append(f"ids of {name} twice")
    owners = {i.indicator_uid for i in found.indicators}
    out += [f"value without indicator {v.value_uid}" for v in found.values if v.indicator_uid not in owners]
    size = {t.table_no: (t.n_rows, t.n_cols) for t in found.tables}
    for thing in (*found.values, *found.issues):
        if thing.table_no is not None:
            high, wide = size[thing.table_no]
            if not (0 <= (thing.row_no or 0) <= high and 0 <= (thing.col_no or 0) <= wide):
                out.append(f"out of range: {thing}")
    return [*out, *lost_figures(found)]


def lost_figures(found):
    """Figures below the header in columns of values that no value row holds and no issue points at."""
    from extract.evidence import FIGURES, sort_of
    from extract.forms import columns

    told = {(v.table_no, v.row_no, v.col_no) for v in found.values}
    pointed = {(i.table_no, i.row_no, i.col_no) for i in found.issues}
    out = []
    for cell in found.cells:
        at = (cell.table_no, cell.row_no, cell.col_no)
        if not cell.row_no or cell.role != "data" or sort_of(cell.raw) not in FIGURES or at in told:
            continue
        table = found.tables[cell.table_no - 1]
        column = columns().get(table.column_keys[cell.col_no - 1] or "")
        unknown = column is None and table.form != "generic"
        if table.form == "generic":  # serials and years name rows; a column of measures has a value for every figure
            unknown = any(v.table_no == cell.table_no and v.col_no == cell.col_no for v in found.values)
        if (unknown or (column and column.value)) and not pointed & {at, (at[0], at[1], None), (at[0], None, at[2])}:
            out.append(f"lost {cell.raw!r} at {at}")
    return out
