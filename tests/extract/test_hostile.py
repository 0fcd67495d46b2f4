"""Hostile tables: time grows with their size, no text sends a pattern into the wild. CPU time, whatever the load."""

from time import process_time

import pytest

from tests.extract.grids import CHARTER, PLAN, bengali, grid, numbers, pairs, plan_row, read, sound

NIS = "শুদ্ধাচার কৌশল কর্মপরিকল্পনা"
MEETING = "সভার সিদ্ধান্ত বাস্তবায়ন অগ্রগতি"


def many_rows(n):
    return [grid([PLAN, numbers(11), *[plan_row(f"{k // 90 + 1}.{k // 9 % 10 + 1}.{k % 9 + 1}") for k in range(n)]])]


def same_code(n):
    return [grid([PLAN, numbers(11), *[plan_row("1.1.1")] * n])]


def wide(n):
    return [grid([["কলাম"] * n, *[["১"] * n] * 10])]


def wide_header(n):
    return [grid([(PLAN * n)[:n], [bengali(k + 1) for k in range(n)], *[["১"] * n] * 10])]


def parts(n):
    return [
        grid([PLAN, numbers(11), plan_row("1.1.1")]),
        *[grid([plan_row(f"{k // 81 + 1}.{k // 9 % 9 + 1}.{k % 9 + 1}")]) for k in range(1, n)],
    ]


def parts_without_codes(n):
    return [grid([["ক", "খ", "গ"], ["ধান", "১", "২"]])] * n


def line_pairs(n):
    rows = pairs()
    return [grid([*rows[:2], *rows[2:] * (n // 5)])]


def decisions(n):
    rows = [[f"{k}.", "০২টি সভা করতে হবে", "১২-০৯-২০২৩ তারিখে হয়েছে"] for k in range(n)]
    return [grid([["ক্রমিক", "সিদ্ধান্ত", "বাস্তবায়ন অগ্রগতি"], *rows])]


def seconds(title, tables, times=1):
    """The least processor time of several readings: a busy machine only ever adds to it."""

    def once():
        start = process_time()
        read(title, *tables)
        return process_time() - start

    return min(once() for _ in range(times))


@pytest.mark.parametrize(
    ("make", "n", "title"),
    [
        (many_rows, 120, CHARTER),
        (same_code, 100, CHARTER),
        (wide, 150, ""),
        (wide_header, 120, CHARTER),
        (parts, 80, CHARTER),
        (parts_without_codes, 100, ""),
        (line_pairs, 120, NIS),
        (decisions, 150, MEETING),
    ],
)
def test_time_grows_with_size(make, n, title):
    """Four times the size: a linear step takes four times as long, a quadratic one sixteen times."""
    seconds(title, make(n))  # fills the caches of short texts
    assert seconds(title, make(4 * n), times=2) < 10 * max(seconds(title, make(n), times=2), 0.02)


@pytest.mark.parametrize(
    "text",
    [
        "[১.১]",
        "১.১.১.",
        "১,",
        "(",
        "...",
        "…১",
        "১ ও ",
        "ক",
        "২০২৩-২৪ ",
        "১/",
        "সভা ",
        "\N{ZERO WIDTH JOINER}",
        "্",
        "মোট ",
        "- ",
        "১০০% ",
    ],
)
def test_no_text_takes_long(text):
    text *= 20_000 // len(text)
    rows = sound()
    rows[0][0] = rows[0][2] = rows[1][3] = rows[1][6] = rows[2][5] = text
    start = process_time()
    found = read(CHARTER, [[text, *PLAN[1:]], numbers(11), *rows, [text, *[""] * 10]])
    assert process_time() - start < 5
    assert len(found.cells) == 6 * 11


def test_a_code_of_999_gives_no_thousand_issues():
    found = read(CHARTER, [PLAN, numbers(11), *[plan_row(f"{k}.999.999") for k in range(1, 200)]])
    assert len(found.issues) < 200 * 20


def test_spans_over_everything():
    from extract.model import Cell, Grid

    cells = tuple(Cell(0, c, "১", rowspan=400) for c in range(60))
    start = process_time()
    found = read(CHARTER, Grid(cells, 400, 60, 1, True))
    assert process_time() - start < 5 and len(found.cells) == 60
