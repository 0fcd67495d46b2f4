"""What is packed comes back: every item, in order, by place and by slice, whatever the chunk."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Cell, Grid, Line, Page
from extract.packed import Packed
from extract.stitch import LOOSE_CELLS, blocks, print_rows

ITEMS = st.lists(st.integers(), max_size=40)
CHUNKS = st.integers(1, 7)


@given(ITEMS, CHUNKS, st.booleans())
def test_items_come_back_in_order(items: list[int], chunk: int, closed: bool) -> None:
    packed = Packed(items, chunk)
    if closed:
        packed.close()
    assert list(packed) == items
    assert packed == items
    assert len(packed) == len(items)
    assert list(chain.from_iterable(packed.chunks())) == items


@given(ITEMS, CHUNKS, st.slices(40))
def test_places_and_slices_are_those_of_a_list(items: list[int], chunk: int, part: slice) -> None:
    packed = Packed(items, chunk)
    assert packed[part] == items[part]
    assert [packed[k] for k in range(-len(items), len(items))] == items * 2
    with pytest.raises(IndexError):
        packed[len(items)]


def test_a_closed_sequence_takes_no_more() -> None:
    packed = Packed([1, 2, 3], chunk=2)
    packed.close()
    with pytest.raises(ValueError, match="closed"):
        packed.append(4)
    assert packed == [1, 2, 3]
    assert packed != [1, 2]


def test_what_waits_is_packed_by_chunks() -> None:
    assert [len(chunk) for chunk in Packed(range(5), chunk=2).chunks()] == [2, 2, 1]
    assert [len(chunk) for chunk in Packed[int]().chunks()] == [0]


def test_tables_of_a_long_document_are_packed_and_none_is_changed() -> None:
    grids = [_grid(number) for number in range(1, 21)]
    pages = [Page(grid.page, (Line(f"সারণি {grid.page} এর আগে কিছু লেখা আছে"), grid)) for grid in grids]
    tables = [block for block in blocks(pages) if not isinstance(block, Line)]
    held = [table.rows for table in tables]
    assert [isinstance(rows, Packed) for rows in held[:-1]].count(True) >= len(grids) // 2
    assert isinstance(held[-1], list)
    assert [list(rows) for rows in held] == [print_rows(grid) for grid in grids]
    loose = sum(len(table.rows) * table.n_cols for table in tables if isinstance(table.rows, list))
    assert loose <= LOOSE_CELLS


def _grid(page: int) -> Grid:
    """A table of 130 rows and 8 columns whose cells tell their place."""
    cells = tuple(Cell(row, col, f"{page}-{row}-{col}") for row in range(130) for col in range(8))
    return Grid(cells, 130, 8, page)
