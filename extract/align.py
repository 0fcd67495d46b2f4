"""A form's columns laid over the printed ones, in order, so that all evidence together fits best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from extract.evidence import HOLDS, Profile, fit, profile, small_integer
from extract.header import Header
from extract.labels import SURE, Item, Label, Likeness

LABEL, NUMBER, NUMBER_FULL, LEAK = 1.6, 1.0, 2.0, 1.0  # weights of the kinds of evidence
SLIPPED = 0.3  # what labels are worth where some are known to stand over other columns than their own
CONTENT = 2.0  # of cells that many columns may hold; a unit word or a code can stand in one column only
TELLING = {"unit": 5.0, "row_kind": 5.0, "indicator": 3.0, "activity": 3.0}
_ALONE = ("unit", "row_kind", "indicator")  # cells that stand in one column only
OTHER_LABEL = -0.8  # another column's label stands over it
LOST_LABEL = 6.0  # an item is left out although its label is printed: the column must be somewhere
LOST_EXTRA = 2.5  # … unless the form has no such column of its own: the label may be a group's
LOST_ITEM, LOST_OPTIONAL = 1.2, 0.1
UNLABELLED_OPTIONAL = -2.0  # an optional column is there only if its label says so
UNLABELLED_TABLE = -0.3  # … or if no column has a label
SPURIOUS, SPURIOUS_FIGURES, SPLIT_GROUP = 0.7, 3.0, 2.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything known of the printed columns of one table.

    `fits`: what a column may hold → how well each one fits. `fused`: texts of a body row that holds the number row too.
    """

    header: Header
    labels: tuple[Label | None, ...]
    profiles: tuple[Profile, ...]
    leaks: Mapping[int, int]  # column -> level whose percentage leaked into the body
    n_rows: int  # data rows
    fits: Mapping[str, tuple[float, ...]]
    likeness: Likeness
    fused: tuple[str, ...] | None = None


def evidence(
    header: Header,
    labels: tuple[Label | None, ...],
    columns: Sequence[Sequence[str]],
    leaks: Mapping[int, int],
    fused: tuple[str, ...] | None = None,
) -> Evidence:
    """Gather the evidence of a table's body: `columns[c]` are the texts of its data rows in column c."""
    profiles = tuple(profile(column) for column in columns)
    fits = {holds: tuple(fit(holds, p) for p in profiles) for holds in HOLDS}
    return Evidence(header, labels, profiles, leaks, max(map(len, columns), default=0), fits, Likeness(labels), fused)


@dataclass(frozen=True, slots=True)
class Alignment:
    """`items[c]`: the item on printed column c, None for a column that none fits. `lost`: items without a column."""

    items: tuple[Item | None, ...]
    lost: tuple[Item, ...]
    score: float


def align(items: Sequence[Item], evidence: Evidence) -> Alignment:
    """The best order-keeping assignment (dynamic programming over items × columns)."""
    n, m = len(evidence.profiles), len(items)
    said = [evidence.likeness.of(i.column) if i.column else (0.0,) * n for i in items]
    counted = _weight_of_numbers(evidence, m)
    trust = SLIPPED if _have_slipped(items, said, evidence) else 1.0
    others = [max((row[c] for row in said), default=0.0) for c in range(n)]
    numbers = _numbers(evidence, m)
    fits = [
        [_fit(item, c, evidence, likeness[c], others[c], numbers[c], counted, trust) for c in range(n)]
        for item, likeness in zip(items, said, strict=True)
    ]
    skip_column = [_spurious(evidence, c) for c in range(n)]
    lose_item = [_loss(item) for item in items]
    best = [[0.0] * (n + 1) for _ in range(m + 1)]
    move = [[""] * (n + 1) for _ in range(m + 1)]
    for i in range(m + 1):
        inside = 0 < i < m and _same_group(items[i - 1], items[i])
        for j in range(n + 1):
            if not i and not j:
                continue
            here, how = -inf, ""
            if i and j:
                here, how = best[i - 1][j - 1] + fits[i - 1][j - 1], "match"
            if i and (lost := best[i - 1][j] - lose_item[i - 1]) > here:
                here, how = lost, "lose"
            if j and (skipped := best[i][j - 1] - skip_column[j - 1] - (SPLIT_GROUP if inside else 0.0)) > here:
                here, how = skipped, "skip"
            best[i][j], move[i][j] = here, how
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


def _weight_of_numbers(evidence: Evidence, n_items: int) -> float:
    """An intact number row proves the order where as many labels are printed as the form has columns."""
    labelled = sum(label is not None for label in evidence.labels)
    return NUMBER_FULL if evidence.header.number_row_intact and labelled >= n_items else NUMBER


def _have_slipped(items: Sequence[Item], said: Sequence[Sequence[float]], evidence: Evidence) -> bool:
    """Whether labels are known not to stand over their columns: telling cells under another column's label.

    একক over bare figures, or ১ম over unit words: then the other labels of the table prove less, too.
    """
    for c, label in enumerate(evidence.labels):
        if label is None:
            continue
        named = max(range(len(items)), key=lambda k: said[k][c])
        column = items[named].column
        if column is None or said[named][c] < SURE:
            continue
        against = column.holds in TELLING and evidence.fits[column.holds][c] <= -0.5
        if against or any(holds != column.holds and evidence.fits[holds][c] >= 0.5 for holds in _ALONE):
            return True
    return False


def _fit(
    item: Item, c: int, evidence: Evidence, said: float, other: float, number: int | None, counted: float, trust: float
) -> float:
    """How well an item fits a column.

    `said`: its label's likeness, `other`: the best of any item's, `counted`: weight of the printed column number,
    `trust`: of the labels.
    """
    label, column = evidence.labels[c], item.column
    total = 0.0 if number is None else counted if number == item.ordinal else -0.3
    if column is None:
        return total + (0.6 if item.label == label else 0.0)
    total += TELLING.get(column.holds, CONTENT) * evidence.fits[column.holds][c]
    if label is not None:
        total += trust * (LABEL * said if said >= SURE else OTHER_LABEL if other >= SURE else 0.8 * (said - 0.5))
    if item.optional and not item.seen and number != item.ordinal:
        total += UNLABELLED_OPTIONAL if any(evidence.labels) else UNLABELLED_TABLE
    if column.level is not None and c in evidence.leaks:
        total += LEAK if evidence.leaks[c] == column.level else -LEAK
    return total


def _numbers(evidence: Evidence, n_items: int) -> list[int | None]:
    """The printed column numbers, where the number row counts as many columns as the form has.

    Of a number row fused with data those count that stand in their place.
    """
    row = evidence.header.number_row or ()
    if not row and evidence.fused and len(evidence.profiles) == n_items:
        return [c + 1 if small_integer(raw) == c + 1 else None for c, raw in enumerate(evidence.fused)]
    if not row:
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
        return LOST_EXTRA if item.extra else LOST_LABEL
    return LOST_OPTIONAL if item.optional else LOST_ITEM


def _same_group(a: Item, b: Item) -> bool:
    return bool(a.column and b.column and a.column.group and a.column.group == b.column.group)
