"""A form's columns laid over the printed ones, in order, so that all evidence together fits best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .evidence import Profile, fit, small_integer
from .header import Header
from .labels import SURE, Item, Label, score

LABEL, NUMBER, NUMBER_INTACT, LEAK = 1.6, 1.0, 2.0, 1.0  # weights of the kinds of evidence
CONTENT = 2.0  # of cells that many columns may hold; a unit word or a code can stand in one column only
TELLING = {"unit": 5.0, "row_kind": 5.0, "indicator": 3.0, "activity": 3.0}
OTHER_LABEL = -0.8  # another column's label stands over it
LOST_LABEL = 3.0  # an item is left out although its label is printed: the column must be somewhere
LOST_ITEM, LOST_OPTIONAL = 1.2, 0.1
UNLABELLED_OPTIONAL = -2.0  # an optional column is there only if its label says so
UNLABELLED_TABLE = -0.3  # … or if no column has a label
SPURIOUS, SPURIOUS_FIGURES, SPLIT_GROUP = 0.7, 2.0, 1.5


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything known of the printed columns of one table."""

    header: Header
    labels: tuple[Label | None, ...]
    profiles: tuple[Profile, ...]
    leaks: Mapping[int, int]  # column -> level whose percentage leaked into the body
    n_rows: int  # data rows


@dataclass(frozen=True, slots=True)
class Alignment:
    """`items[c]`: the item on printed column c, None for a column that none fits. `lost`: items without a column."""

    items: tuple[Item | None, ...]
    lost: tuple[Item, ...]
    score: float


def align(items: Sequence[Item], evidence: Evidence) -> Alignment:
    """The best order-keeping assignment (dynamic programming over items × columns)."""
    n, m = len(evidence.profiles), len(items)
    others = _best_label(items, evidence)
    numbers = _numbers(evidence, m)
    skip_column = [_spurious(evidence, c) for c in range(n)]
    lose_item = [_loss(item) for item in items]
    best = [[0.0] * (n + 1) for _ in range(m + 1)]
    move = [[""] * (n + 1) for _ in range(m + 1)]
    for i in range(m + 1):
        inside = 0 < i < m and _same_group(items[i - 1], items[i])
        for j in range(n + 1):
            options = []
            if i and j:
                s = _fit(items[i - 1], j - 1, evidence, others, numbers)
                options.append((best[i - 1][j - 1] + s, "match"))
            if i:
                options.append((best[i - 1][j] - lose_item[i - 1], "lose"))
            if j:
                options.append((best[i][j - 1] - skip_column[j - 1] - (SPLIT_GROUP if inside else 0.0), "skip"))
            if options:
                best[i][j], move[i][j] = max(options, key=lambda o: o[0])
    return _trace(items, move, best[m][n])


def _trace(items: Sequence[Item], move: Sequence[Sequence[str]], total: float) -> Alignment:
    i, j = len(items), len(move[0]) - 1
    placed: list[Item | None] = [None] * j
    lost: list[Item] = []
    while i or j:
        step = move[i][j]
        if step == "match":
            i, j = i - 1, j - 1
            placed[j] = items[i]
        elif step == "lose":
            i -= 1
            lost.append(items[i])
        else:
            j -= 1
    return Alignment(tuple(placed), tuple(reversed(lost)), total)


def _fit(item: Item, c: int, evidence: Evidence, others: Sequence[float], numbers: Sequence[int | None]) -> float:
    label = evidence.labels[c]
    counted = NUMBER_INTACT if evidence.header.number_row_intact else NUMBER
    number = 0.0 if numbers[c] is None else counted if numbers[c] == item.ordinal else -0.3
    if item.column is None:
        return number + (0.6 if item.label is label else 0.0)
    weight = TELLING.get(item.column.holds, CONTENT)
    total = number + weight * fit(item.column.holds, evidence.profiles[c])
    said = score(item.column, label)
    if label is not None:
        if said >= SURE:
            total += LABEL * said
        elif others[c] >= SURE:
            total += OTHER_LABEL
        else:
            total += 0.8 * (said - 0.5)
    if item.optional and not item.seen and numbers[c] != item.ordinal:
        total += UNLABELLED_OPTIONAL if any(evidence.labels) else UNLABELLED_TABLE
    if item.column.level is not None and c in evidence.leaks:
        total += LEAK if evidence.leaks[c] == item.column.level else -LEAK
    return total


def _best_label(items: Sequence[Item], evidence: Evidence) -> list[float]:
    return [max((score(i.column, label) for i in items if i.column), default=0.0) for label in evidence.labels]


def _numbers(evidence: Evidence, n_items: int) -> list[int | None]:
    """The printed column numbers, where the number row counts as many columns as the form has."""
    row = evidence.header.number_row
    if row is None:
        return [None] * len(evidence.profiles)
    numbers = [small_integer(raw) for raw in row]
    return numbers if max((n or 0 for n in numbers), default=0) == n_items else [None] * len(numbers)


def _spurious(evidence: Evidence, c: int) -> float:
    column = evidence.profiles[c]
    if not column.printed and evidence.labels[c] is None:
        return 0.1
    return SPURIOUS + SPURIOUS_FIGURES * column.figures / max(1, evidence.n_rows)


def _loss(item: Item) -> float:
    if item.column is None:
        return 0.3
    if item.seen:
        return LOST_LABEL
    return LOST_OPTIONAL if item.optional else LOST_ITEM


def _same_group(a: Item, b: Item) -> bool:
    return bool(a.column and b.column and a.column.group and a.column.group == b.column.group)
