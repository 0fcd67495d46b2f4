"""What the printed labels say of each column: the label evidence for one form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from extract.forms import Column, Form, columns, is_group_label, is_label, label_key, label_score
from extract.header import Header
from normalize import fold

SURE = 0.8  # from here on a print is the label, misread
_LEVELS_SEEN = 3  # level labels from which on the others are there too, whatever stands over them
LIKELY = 0.7  # … or a bad misreading of it, if it is no other column's
_SLIP = 50  # fuzz.ratio to the label of the one column that is left between its neighbours
UNKNOWN = 0.6  # below here it is no label of the form


@dataclass(frozen=True, slots=True)
class Label:
    """The label printed over one column.

    `texts`: folded ways to read it, the leaf first; `row`: header row of the leaf; `year`: it names a fiscal year.
    """

    col: int
    printed: str = field(compare=False)  # as it stands; the same label of another year is the same label
    texts: tuple[str, ...]
    row: int
    year: bool = False


def own_labels(header: Header) -> tuple[Label | None, ...]:
    """The label of each column's own; None where nothing is printed over it, or only a group over several columns."""
    return tuple(_own_label(header, c) for c in range(len(header.paths)))


def _own_label(header: Header, c: int) -> Label | None:
    path = header.paths[c]
    if not path or not header.own[c]:
        return None
    leaf_row = max(k for k, row in enumerate(header.rows) if row.raws[c].strip())
    if _heads_others(header, c) or (is_group_label(path[-1]) and not is_label(path[-1])):
        return None
    # a label may be broken over header rows, or its leaf be a bare year; but a group must not speak for its columns
    ways = [path[-1]] if is_label(path[-1]) else [path[-1], " ".join(path[-2:]), " ".join(path)]
    texts = tuple(dict.fromkeys(filter(None, map(label_key, ways))))
    return Label(c, path[-1], texts, leaf_row, any(label_key(way) != fold(way) for way in ways))


def _heads_others(header: Header, c: int) -> bool:
    """A label that spreads over further columns without labels of their own heads a group, not its first column."""
    nxt = c + 1
    return nxt < len(header.paths) and not header.own[nxt] and header.paths[nxt][:1] == header.paths[c][:1]


def score(column: Column, label: Label | None) -> float:
    """How well a label names a form's column, 0–1; 0 where there is no label."""
    if label is None:
        return 0.0
    return _score(column.labels + column.year_labels if label.year else column.labels, label.texts)


@lru_cache(maxsize=4096)
def _score(labels: tuple[str, ...], texts: tuple[str, ...]) -> float:
    return max((label_score(text, labels) for text in texts), default=0.0)


class Likeness:
    """How well each printed label of a table names a column of a form: asked for often, reckoned once."""

    def __init__(self, labels: tuple[Label | None, ...]) -> None:
        self.labels = labels
        self._said: dict[int, tuple[float, ...]] = {}

    def of(self, column: Column) -> tuple[float, ...]:
        """Per printed column 0–1, as `score`. Columns of forms live as long as the program: their id is their name."""
        said = self._said.get(id(column))
        if said is None:
            said = self._said[id(column)] = tuple(score(column, label) for label in self.labels)
        return said


@dataclass(frozen=True, slots=True)
class Item:
    """One place in the form's printed order. `column` None: a printed label that the form doesn't know."""

    column: Column | None
    ordinal: int  # place among all items, from 1
    seen: bool  # its label is printed somewhere
    optional: bool
    label: Label | None = None  # for an unknown label: the print
    extra: bool = False  # not among the form's own columns


def orders(form: Form, likeness: Likeness) -> tuple[list[Item], ...]:
    """The form's columns in the orders they may be printed in: extra columns at their usual place, or by their labels.

    Labels may be shifted, and offices may put a column where no other does: the alignment tells which.
    """
    found: list[list[Item]] = []
    for base in (form.columns, _exchanged(form.columns, likeness)):
        for usual in (True, False):
            order = _items(form, base, likeness, usual=usual)
            found += [] if order in found else [order]
    return tuple(found)


def _exchanged(base: tuple[Column, ...], likeness: Likeness) -> tuple[Column, ...]:
    """The columns with unit and weight exchanged, where their labels stand so: offices print either of them first."""
    keys = [column.key for column in base]
    if "unit" not in keys or "weight" not in keys:
        return base
    a, b = sorted((keys.index("unit"), keys.index("weight")))
    first, second = likeness.of(base[a]), likeness.of(base[b])
    if max(first) < SURE or max(second) < SURE or first.index(max(first)) < second.index(max(second)):
        return base
    return (*base[:a], base[b], *base[a + 1 : b], base[a], *base[b + 1 :])


def _items(form: Form, base: tuple[Column, ...], likeness: Likeness, *, usual: bool) -> list[Item]:
    order: list[tuple[Column | None, Label | None]] = [(c, None) for c in base]
    of_base, of_extra = [likeness.of(c) for c in base], [likeness.of(c) for c in form.extra]
    for k, label in enumerate(likeness.labels):
        named = [c for c, said in zip(form.extra, of_extra, strict=True) if said[k] >= SURE]
        like = max((said[k] for said in of_base), default=0)
        # ক্রম is more like কার্যক্রম than an unknown label may be, but it is the serial's own
        if label is None or (like >= UNKNOWN and not (like < SURE and named)):
            continue
        unused = [c for c in named if not any(c is other for other, _ in order)]
        if (named and not unused) or _is_slip(label, base, likeness):
            continue
        known = max(unused, key=lambda c: likeness.of(c)[k], default=None)
        place = _usual_place(order, known) if usual and known else _place(order, label, likeness)
        order.insert(place, (known, None if known else label))
    seen = _seen([c for c, _ in order], likeness)
    levels = sum(s for (c, _), s in zip(order, seen, strict=True) if c and c.level)
    seen = [s or bool(c and c.level and levels >= _LEVELS_SEEN) for (c, _), s in zip(order, seen, strict=True)]
    last = max((c.quarter or 0 for (c, _), s in zip(order, seen, strict=True) if c and s), default=0)
    return [
        Item(c, k + 1, seen[k], _is_optional(form, c, last), label, c is not None and c not in form.columns)
        for k, (c, label) in enumerate(order)
    ]


def _is_slip(label: Label, base: Sequence[Column], likeness: Likeness) -> bool:
    """Whether an unknown label is a known one misread: its neighbours in the header row leave a place for that one.

    ১য় between ১ম and ৩য় is the second quarter's, whatever its digit says.
    """
    in_row = [lab for lab in likeness.labels if lab and lab.row == label.row]
    places = [(lab.col, _index(lab.col, base, likeness)) for lab in in_row]
    left = max((place for col, place in places if col < label.col and place is not None), default=None)
    right = min((place for col, place in places if col > label.col and place is not None), default=None)
    if left is None and right is None:
        return False
    gap = base[(-1 if left is None else left) + 1 : len(base) if right is None else right]
    text = label.texts[0] if label.texts else ""
    return any(
        max(likeness.of(column)) < SURE
        and any(abs(len(text) - len(known)) <= 1 and fuzz.ratio(text, known) >= _SLIP for known in column.labels)
        for column in gap
    )


def _index(c: int, base: Sequence[Column], likeness: Likeness) -> int | None:
    """The place in the form's order of the column that the label at c names for sure."""
    said = [likeness.of(column)[c] for column in base]
    return said.index(max(said)) if max(said) >= SURE else None


def _is_optional(form: Form, column: Column | None, last_quarter: int) -> bool:
    """Whether a form's column may be missing; a quarter before one that is printed is there, whatever its label."""
    if column is None:
        return True
    return column.key in form.optional and not (column.quarter and column.quarter < last_quarter)


def _usual_place(order: Sequence[tuple[Column | None, Label | None]], column: Column) -> int:
    """Behind the last column that usually stands before it: columns.toml lists them in the usual order."""
    ranks = {key: rank for rank, key in enumerate(columns())}
    before = [k for k, (other, _) in enumerate(order) if other and ranks.get(other.key, 0) < ranks.get(column.key, 0)]
    return before[-1] + 1 if before else 0


def _seen(order: Sequence[Column | None], likeness: Likeness) -> list[bool]:
    """Which columns have their label printed; of two that bear the same one, as many as there are prints of it."""
    best = [max(said, default=0.0) for said in zip(*(likeness.of(c) for c in order if c), strict=True)]
    used: dict[tuple[str, ...], int] = {}
    seen = []
    for column in order:
        if column is None:
            seen.append(False)
            continue
        used[column.labels] = used.get(column.labels, 0) + 1
        said = likeness.of(column)
        prints = sum(s >= SURE or (s >= LIKELY and s == b) for s, b in zip(said, best, strict=True))
        seen.append(prints >= used[column.labels])
    return seen


def _place(order: Sequence[tuple[Column | None, Label | None]], label: Label, likeness: Likeness) -> int:
    """Behind the item that the nearest known label on the left names; else by position.

    Below the first header row only labels of the same row count: where labels are shifted, rows keep their own order.
    """
    before = [lab for lab in likeness.labels[: label.col] if lab and (label.row == 0 or lab.row == label.row)]
    for left in reversed(before):
        said = [1.0 if other is left else likeness.of(column)[left.col] if column else 0.0 for column, other in order]
        if max(said) >= SURE:
            return said.index(max(said)) + 1
    return min(label.col, len(order))


_LEVEL = re.compile(r"^(100|90|80|70|60)%?$")


@lru_cache(maxsize=4096)
def level_printed(raw: str) -> int | None:
    """100, 90, 80, 70 or 60 where a cell prints just such a percentage (১০০%), else None."""
    text = raw.strip()
    if len(text) > 8 or not text.endswith(("%", "\N{ARABIC PERCENT SIGN}", "শতাংশ")):
        return None
    found = _LEVEL.match(fold(text).removesuffix(fold("শতাংশ")))
    return int(found[1]) if found else None


def prints_levels(header: Header) -> bool:
    """Whether the header itself prints the percentages of the levels: then they can't have leaked into the body."""
    return any(level_in(label) is not None for path in header.paths for label in path)


@lru_cache(maxsize=4096)
def level_in(label: str) -> int | None:
    """The level at the end of a label: 'চলতি মান ৭০%' → 70, None where there is none."""
    return level_printed(label.split()[-1]) if label.strip() else None


def leaked_levels(raws: Sequence[str], *, impossible: bool) -> dict[int, int]:
    """Columns of a body row that hold the header's falling percentages, with their levels; {} where it doesn't leak.

    A row in per cent may well have the targets ১০০% ৯০% … of its own, and a header that has its percentages has not
    lost them: then it is `impossible`.
    """
    found = {c: level for c, raw in enumerate(raws) if (level := level_printed(raw)) is not None}
    levels = list(found.values())
    falling = len(levels) >= 4 and all(a > b for a, b in pairwise(levels))
    return found if falling and not impossible else {}
