"""What holds for any table whatever: nothing raised, nothing lost, nothing twice, the same each time."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract import document
from extract.model import Cell, Grid, Line, Page
from tests.extract.grids import (
    CHARTER,
    LEVELS,
    PLAN,
    achieved,
    bengali,
    grid,
    numbers,
    pages,
    pairs,
    plan_row,
    problems,
    read,
    sound,
    spanned,
)

FIGURES = [
    "১",
    "৪",
    "1২",
    "৮৮%",
    "০",
    "২.৫",
    "-",
    "৩০/০৬/২৩",
    "৩২/০৭/২৩",
    "২ ও ৩০/০৬/২৩",
    "১,২৫,০০০",
    "(৫)",
    "৫০*",
    "প্রায় ২০",
]
WORDS = ["", "", "সংখ্যা", "%", "তারিখ", "মোট", "সভা আয়োজিত", "লক্ষ্যমাত্রা", "অর্জন", "*** নোট ১.১", "ক"]
CODES = [
    "[১.১] সভা",
    "[১.১.১] সভা",
    "[১.২.১] প্রতিবেদন",
    "[এম.১.১] সভা",
    "১.",
    "০২",
    "[২.১.৯৯৯] ক",
    "১.১.১",
    "[১.১] ক [১.২] খ",
]
CELLS = st.sampled_from([*FIGURES, *WORDS, *CODES, *PLAN, *LEVELS[:2], *numbers(6), "মন্তব্য", "১ম ত্রৈমাসিক"])
TITLES = st.sampled_from(["", CHARTER, "শুদ্ধাচার কৌশল কর্মপরিকল্পনা", "সভার সিদ্ধান্ত বাস্তবায়ন অগ্রগতি", "পরিসংখ্যান ২০২২"])
PLANS = [
    (CHARTER, [PLAN, numbers(11), *sound(), plan_row("2.2.1")]),
    ("শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা ২০২২-২৩", pairs()),
    ("সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনার ত্রৈমাসিক অর্জন ২০২২-২৩", achieved()),
]
quiet = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@st.composite
def grids(draw, cells=CELLS, high=8, wide=14):
    n_rows, n_cols = draw(st.integers(1, high)), draw(st.integers(1, wide))
    return [[draw(cells) for _ in range(n_cols)] for _ in range(n_rows)]


@st.composite
def spans_over(draw, rows):
    """Spans that don't overlap, as HTML gives them."""
    spans, taken = {}, set()
    for r, row in enumerate(rows):
        for c in range(len(row)):
            if (r, c) in taken or draw(st.integers(0, 7)):
                continue
            high, wide = draw(st.integers(1, len(rows) - r)), draw(st.integers(1, len(row) - c))
            area = {(r + i, c + j) for i in range(high) for j in range(wide)}
            if not area & taken:
                taken |= area
                spans[r, c] = (high, wide)
    return spans


def printed(*tables):
    return [cell.raw for table in tables for cell in table.cells if cell.raw.strip()]


@quiet
@given(TITLES, grids())
def test_any_grid(title, rows):
    table = grid(rows)
    found = read(title, table)
    assert problems(found, printed(table)) == []
    assert found == read(title, table)


@quiet
@given(st.data())
def test_any_grid_with_spans(data):
    rows = data.draw(grids(high=6, wide=12))
    table = spanned(rows, data.draw(spans_over(rows)))
    assert problems(read(CHARTER, table), printed(table)) == []


@quiet
@given(TITLES, grids(), grids(), st.booleans())
def test_any_two_grids_on_pages(title, first, second, turn):
    a, b = grid(first), grid(second)
    found = read(title, a, *([None] if turn else []), b)
    assert problems(found, printed(a, b)) == []


@quiet
@given(st.data())
def test_a_plan_with_any_damage(data):
    """A sound plan in which some cells are exchanged for anything: each figure is a value or stands under an issue."""
    title, rows = data.draw(st.sampled_from(PLANS))
    rows = list(rows)
    for _ in range(data.draw(st.integers(1, 6))):
        r, c = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, len(rows[0]) - 1))
        rows[r] = [*rows[r][:c], data.draw(CELLS), *rows[r][c + 1 :]]
    table = grid(rows)
    assert problems(read(title, table), printed(table)) == []


@quiet
@given(st.integers(0, 4), st.integers(0, 11))
def test_a_cell_lost_or_doubled_anywhere(r, c):
    """A row that came with a cell less or more never loses a figure without a word."""
    for change in (lambda row: [*row[:c], *row[c + 1 :]], lambda row: [*row[:c], "৯", *row[c:]]):
        rows = [PLAN, numbers(11), *sound()]
        rows[r] = change(rows[r])
        table = grid(rows)
        assert problems(read(CHARTER, table), printed(table)) == []


@quiet
@given(st.text(alphabet="১২[].%-/ ক্ষ‌\u200d্া|\t\n*()ওটি", max_size=40))
def test_any_text_in_a_cell(text):
    rows = sound()
    rows[0][6], rows[1][2], rows[2][0] = text, text, text
    table = grid([PLAN, numbers(11), *rows])
    assert problems(read(CHARTER, table), printed(table)) == []


def test_codes_and_ids_are_ascii():
    found = read(
        CHARTER, [PLAN, numbers(11), *[plan_row(f"{a}.1.1", area=f"ক্ষেত্র {bengali(a)}", weight="৫") for a in (1, 2)]]
    )
    assert all(i.indicator_uid.isascii() and (i.indicator_code or "").isascii() for i in found.indicators)


def test_pages_without_anything():
    found = document("d0c", [Page(1, ()), Page(2, (Line(""), Grid((), 0, 0), Grid((Cell(0, 0, ""),), 1, 1)))])
    assert [p.page for p in found.pages] == [1, 2] and found.indicators == [] and found.values == []
    assert document("d0c", pages()).tables == []
