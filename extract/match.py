"""Which form a table is and what each of its columns holds, from all the evidence at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from extract.align import SPURIOUS_FIGURES, Alignment, Evidence, align
from extract.align import evidence as gather
from extract.evidence import is_unit, sort_of
from extract.forms import Column, Form, forms
from extract.header import Header
from extract.labels import SURE, UNKNOWN, Item, Label, leaked_levels, orders, own_labels, prints_levels
from extract.model import PrintRow, Table
from normalize import fold, read

_WIDEST = 60  # printed columns; no known form is near, and a wider table is generic at once
_CLEAR = 2.5  # score a column from which on a form of the plan that the title names needs no rival
_GUESS, _BESIDE_STRAY = 0.65, 0.6  # confidence of columns whose place is one of several possible
_PLAN, _OTHER_PLAN, _KIND, _VOCABULARY = 2.0, -2.5, 0.7, 1.5


@dataclass(frozen=True, slots=True)
class Told:
    """What the heading over a table says of it."""

    plan: str | None = None
    report_kind: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A table's form and columns.

    `columns[c]`: the form's column printed at c, None where none fits. `confidences[c]`: how sure that is, 0–1.
    `moved`: columns over which the label of another column is printed. `duplicated`: columns whose label is printed
    for the second time. `unexplained`: columns with a label that the form doesn't know. `spurious`: columns that the
    form has no place for. `lost`: columns of the form that aren't there.
    """

    form: Form | None
    columns: tuple[Column | None, ...]
    confidences: tuple[float, ...]
    confidence: float
    explanation: str
    labels: tuple[Label | None, ...]
    moved: tuple[int, ...] = ()
    duplicated: tuple[int, ...] = ()
    unexplained: tuple[int, ...] = ()
    spurious: tuple[int, ...] = ()
    lost: tuple[Column, ...] = ()

    def at(self, key: str) -> int | None:
        """The column (from 0) that holds `key`."""
        return next((c for c, column in enumerate(self.columns) if column and column.key == key), None)


def identify(table: Table, header: Header, told: Told) -> Match:
    """Match a table against every form; the best one that holds, else generic (`form` None)."""
    labels = own_labels(header)
    body = [row for row in table.body(header.depth) if any(raw.strip() for raw in row.raws)]
    if not body or table.n_cols > _WIDEST or table.n_cols < 3:
        return _generic(table.n_cols, labels, "no known form is that wide" if body else "no rows below the header")
    evidence = _evidence(header, labels, body)
    named = [form for form in forms() if told.plan is not None and form.plan == told.plan]
    rest = [form for form in forms() if form not in named]
    held = _held(named, evidence, told, body)
    if not held or max(held, key=lambda h: h[0])[0] < _CLEAR * table.n_cols:
        held += _held(rest, evidence, told, body)
    if not held:
        return _generic(table.n_cols, labels, "no form's columns fit")
    total, form, found = max(held, key=lambda h: h[0])
    return _describe(form, found, evidence, total)


def _held(
    tried: Sequence[Form], evidence: Evidence, told: Told, body: Sequence[PrintRow]
) -> list[tuple[float, Form, Alignment]]:
    """The forms whose columns fit well enough, with their scores."""
    possible = (form for form in tried if _possible(form, evidence))
    found = (
        (form, max((align(o, evidence) for o in orders(form, evidence.likeness)), key=_total)) for form in possible
    )
    return [
        (_score(form, a, told, body) - _nameless(a, evidence), form, a)
        for form, a in found
        if _holds(form, a, evidence)
    ]


def _total(found: Alignment) -> float:
    return found.score


def _nameless(found: Alignment, evidence: Evidence) -> float:
    """What figures under labels that the form doesn't know say against it: another form may have a name for them."""
    shares = (
        evidence.profiles[c].figures / max(1, evidence.n_rows) for c, i in enumerate(found.items) if i and not i.column
    )
    return SPURIOUS_FIGURES * sum(shares)


def _evidence(header: Header, labels: tuple[Label | None, ...], body: Sequence[PrintRow]) -> Evidence:
    leaks: dict[int, int] = {}
    for row in body[:3]:
        leaks = leaks or leaked_levels(row.raws, impossible=_in_percent(row) or prints_levels(header))
    rows = [row for k, row in enumerate(body) if not (k == 0 and header.fused is not None)]
    clear = [row for row in rows if not (leaks and leaked_levels(row.raws, impossible=False))] or rows
    full = [row for row in clear if sum(bool(raw.strip()) for raw in row.raws) > 1] or clear
    columns: list[tuple[str, ...]] = list(zip(*(row.raws for row in full), strict=True)) or [()] * len(labels)
    return gather(header, labels, columns, leaks, body[0].raws if header.fused is not None else None)


def _in_percent(row: PrintRow) -> bool:
    return any(is_unit(raw.strip()) and read(raw, "unit").unit == "percent" for raw in row.raws)


def _possible(form: Form, evidence: Evidence) -> bool:
    """A cheap look: enough of the form's labels are printed, or there are no labels to go by."""
    if sum(label is not None for label in evidence.labels) < 3:
        return True
    known = sum(max(evidence.likeness.of(c)) >= SURE for c in form.required)
    return known >= 0.4 * len(form.required)


def _score(form: Form, found: Alignment, told: Told, body: Sequence[PrintRow]) -> float:
    total = found.score
    if told.plan and form.plan:
        total += _PLAN if told.plan == form.plan else _OTHER_PLAN
    if told.report_kind in form.report_kinds:
        total += _KIND
    return total + _VOCABULARY * _known_texts(form, body)


def _known_texts(form: Form, body: Sequence[PrintRow]) -> float:
    """Share of the rows that name an area or an indicator of the form."""
    known = _vocabulary(form.key)
    if not known:
        return 0.0
    hits = sum(any(_is_known(raw, known) for raw in row.raws[:4]) for row in body[:12])
    return hits / min(12, len(body))


@cache
def _vocabulary(key: str) -> tuple[str, ...]:
    form = next(f for f in forms() if f.key == key)
    return tuple(fold(text) for text in (*form.areas, *(p for ps in form.indicators.values() for p in ps)))


def _is_known(raw: str, known: Sequence[str]) -> bool:
    if not 4 <= len(raw) <= 160 or sort_of(raw) not in ("text", "indicator_code"):
        return False
    text = fold(read(raw, "code").rest or raw)
    return any(fuzz.ratio(text, k, score_cutoff=85) for k in known)


def _holds(form: Form, found: Alignment, evidence: Evidence) -> bool:
    """Whether an alignment is good enough to call the table by the form's name."""
    placed = [item for item in found.items if item and item.column]
    required = {c.key for c in form.required}
    there = {item.column.key for item in placed if item.column} & required
    if len(there) < 0.7 * len(required) or found.score < 0.25 * len(required):
        return False
    if not any(_is_anchor(item, c, evidence) for c, item in enumerate(found.items)):
        return False
    labelled = [c for c, label in enumerate(evidence.labels) if label]
    every = [evidence.likeness.of(column) for column in (*form.columns, *form.extra)]
    named = sum(any(said[c] >= SURE for said in every) for c in labelled)
    return not labelled or named >= 0.4 * len(labelled)


def _is_anchor(item: Item | None, c: int, evidence: Evidence) -> bool:
    """A column that only such forms have, known by its label or its cells: figures and serials stand in any table."""
    if item is None or item.column is None or item.column.holds not in _ANCHORS:
        return False
    return evidence.fits[item.column.holds][c] >= 0.5 or evidence.likeness.of(item.column)[c] >= SURE


_ANCHORS = frozenset({"indicator", "activity", "sentence", "unit"})


def _describe(form: Form, found: Alignment, evidence: Evidence, total: float) -> Match:
    columns = tuple(item.column if item else None for item in found.items)
    printed = [_named(form, c, evidence) for c in range(len(columns))]
    moved = tuple(
        c for c, column in enumerate(columns)
        if (named := printed[c]) and (column is None or column.key != named) and not _says(column, c, evidence)
    )  # fmt: skip
    duplicated = tuple(
        c for c, label in enumerate(evidence.labels) if label and printed[c] and _is_repeated(form, label, evidence)
    )
    unexplained = tuple(c for c, item in enumerate(found.items) if item and item.column is None)
    # trailing blank cells of an export make a column that nobody printed
    spurious = tuple(
        c for c, item in enumerate(found.items)
        if item is None and (evidence.profiles[c].printed or evidence.header.own[c])
    )  # fmt: skip
    confidences = _confidences(form, found, evidence, moved)
    known = [x for x, column in zip(confidences, columns, strict=True) if column]
    return Match(
        form=form, columns=columns, confidences=confidences, labels=evidence.labels,
        confidence=round(sum(known) / len(known), 4), explanation=_explain(found, evidence, moved, total),
        moved=moved, duplicated=duplicated, unexplained=unexplained, spurious=spurious,
        lost=tuple(i.column for i in found.lost if i.column and not i.optional),
    )  # fmt: skip


def _confidences(form: Form, found: Alignment, evidence: Evidence, moved: Sequence[int]) -> tuple[float, ...]:
    """How sure each column's identity is, its neighbours considered."""
    placed = found.items
    sure = [_confidence(item, c, evidence, moved) for c, item in enumerate(placed)]
    # a figure in a column of no place pushes all on its right
    stray = next((c for c, item in enumerate(placed) if item is None and evidence.profiles[c].figures), len(placed))
    shuffled = any(item.seen for item in found.lost)  # a label is printed, but its column isn't where it could be
    for c, item in enumerate(placed):
        out_of_place = c > stray or (shuffled and item and item.column and item.column.value)
        if out_of_place or _could_be_sibling(form, placed, c, evidence):
            sure[c] = min(sure[c], _GUESS)
        if _is_split(placed, c, evidence):
            sure[c] = min(sure[c], _BESIDE_STRAY)
    return tuple(sure)


def _is_repeated(form: Form, label: Label, evidence: Evidence) -> bool:
    """Whether a label of the form stands a second time in its header row; labels of years may, with another year."""
    key = _named(form, label.col, evidence)
    if any(c.key == key and c.year for c in (*form.columns, *form.extra)):
        return False
    before = evidence.labels[: label.col]
    return any(other and other.texts == label.texts and other.row == label.row for other in before)


def _named(form: Form, c: int, evidence: Evidence) -> str | None:
    """The key of the form's column that the label at c names for sure."""
    best = max((*form.columns, *form.extra), key=lambda column: evidence.likeness.of(column)[c])
    return best.key if _says(best, c, evidence) else None


def _says(column: Column | None, c: int, evidence: Evidence) -> bool:
    return column is not None and evidence.likeness.of(column)[c] >= SURE


def _confidence(item: Item | None, c: int, evidence: Evidence, moved: Sequence[int]) -> float:
    """How sure a column's identity is: by its own label, a leaked percentage, an intact number row, or place alone."""
    if item is None or item.column is None:
        return 0.3
    said = evidence.likeness.of(item.column)[c]
    if said >= SURE:
        return 0.99 if said > 0.95 else 0.95
    if item.column.level is not None and evidence.leaks.get(c) == item.column.level:
        return 0.9
    if evidence.header.number_row_intact and item.ordinal == c + 1:
        return 0.9
    if c in moved:
        return 0.8 if _label_on_empty_column(item, evidence, moved) else 0.6
    return 0.85 if said >= UNKNOWN or not any(evidence.labels) else 0.75


def _could_be_sibling(form: Form, placed: Sequence[Item | None], c: int, evidence: Evidence) -> bool:
    """Whether a column that its label doesn't name could as well be another of its group that isn't there."""
    own = item.column if (item := placed[c]) else None
    if own is None or own.group is None or _says(own, c, evidence):
        return False
    others = {one.column.key for one in placed if one and one.column}
    return any(column.group == own.group and column.key not in others for column in form.columns)


def _is_split(placed: Sequence[Item | None], c: int, evidence: Evidence) -> bool:
    """Whether a column with figures that the form has no place for stands among the columns of c's group or beside."""
    if (item := placed[c]) is None or item.column is None or item.column.group is None:
        return False
    group = [k for k, other in enumerate(placed) if other and other.column and other.column.group == item.column.group]
    beside = range(max(0, group[0] - 1), min(len(placed), group[-1] + 2))
    return any(placed[k] is None and evidence.profiles[k].figures for k in beside)


def _label_on_empty_column(item: Item, evidence: Evidence, moved: Sequence[int]) -> bool:
    """The column's own label stands over a column without any figure: the label slipped, the figures didn't."""
    return item.column is not None and any(
        evidence.likeness.of(item.column)[k] >= SURE and not evidence.profiles[k].figures for k in moved
    )


def _explain(found: Alignment, evidence: Evidence, moved: Sequence[int], total: float) -> str:
    by_label = sum(
        bool(i and i.column and evidence.likeness.of(i.column)[c] >= SURE) for c, i in enumerate(found.items)
    )
    numbers = "number row 1…n" if evidence.header.number_row_intact else (
        "number row with slips" if evidence.header.number_row else "no number row")  # fmt: skip
    told = f"{by_label} of {len(found.items)} columns by their own label, the rest by their cells and order; {numbers}"
    if moved:
        told += "; label of another column over " + ", ".join(str(c + 1) for c in moved)
    return f"{told}; score {total:.1f}"


def _generic(n_cols: int, labels: tuple[Label | None, ...], why: str) -> Match:
    return Match(None, (None,) * n_cols, (0.0,) * n_cols, 0.0, why, labels)
