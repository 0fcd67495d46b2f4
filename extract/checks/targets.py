"""Level targets: do they run evenly from 100 % to 60 %, are they there at all, were they copied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.checks.confusion import dates_of, readings_of
from extract.model import Issue
from extract.notices import issue
from extract.records import IndicatorRow, ValueRow
from extract.sheet import Sheet

ENOUGH = 4  # figures from which an even run is no accident


def levels(sheet: Sheet, indicator: IndicatorRow) -> list[ValueRow]:
    """The targets of an indicator from the highest level down."""
    return sorted(sheet.values_of(indicator, "target_level"), key=lambda v: -(v.level_pct or 0))


def figures_of(values: Sequence[ValueRow]) -> list[float]:
    """The figures in level order as numbers (dates as days); only those of the commoner type."""
    dates = [v.value_date.toordinal() for v in values if v.status == "ok" and v.value_date]
    numbers = [v.value_num for v in values if v.status == "ok" and v.value_num is not None]
    return [float(d) for d in dates] if len(dates) > len(numbers) else numbers


def monotonic(figures: Sequence[float]) -> bool:
    """Whether figures rise all the way, or fall all the way."""
    return all(a > b for a, b in pairwise(figures)) or all(a < b for a, b in pairwise(figures))


def even(figures: Sequence[float]) -> bool:
    """Whether all steps between figures are alike."""
    return len({round(b - a, 6) for a, b in pairwise(figures)}) == 1


def _text(values: Sequence[ValueRow]) -> str:
    return ", ".join(v.raw.strip() or "–" for v in values)


def runs(sheet: Sheet) -> Iterator[Issue]:
    """NON_MONOTONIC_TARGETS, and the misread digit or exchange that would make an uneven run even."""
    for indicator in sheet.indicators:
        values = levels(sheet, indicator)
        figures = figures_of(values)
        set_values = [v for v in values if v.status == "ok"]
        if len(figures) < 2 or len(figures) != len(set_values):
            continue
        broken = not monotonic(figures)
        if broken:
            yield issue(sheet, "NON_MONOTONIC_TARGETS", indicator.row_no, set_values[0].col_no - 1, rule="runs",
                        raw=set_values[0].raw, targets=_text(set_values))  # fmt: skip
        if len(figures) >= ENOUGH and not even(figures):
            yield from _explained(sheet, indicator, set_values, figures, broken=broken)


def _explained(
    sheet: Sheet, indicator: IndicatorRow, values: list[ValueRow], figures: list[float], *, broken: bool
) -> Iterator[Issue]:
    mends = list(_mends(values, figures))
    if len(mends) == 1 or (mends and broken):
        k, text, figure = mends[0]
        value = values[k]
        _suggest(value, figure, text)
        yield issue(
            sheet, "DIGIT_CONFUSION_SUSPECT", indicator.row_no, value.col_no - 1, rule="runs", raw=value.raw,
            suggestion=text, printed=value.raw, suggested=text,
            why=f"the targets {_text(values)} would then run evenly",
            why_bn=f"তাহলে লক্ষ্যমাত্রা {_text(values)} সমান ধাপে চলে",
        )  # fmt: skip
    elif broken and (pair := _exchanged(figures, rising=values[0].value_date is not None)):
        a, b = (values[k] for k in pair)
        yield issue(
            sheet, "DIGIT_CONFUSION_SUSPECT", indicator.row_no, a.col_no - 1, rule="runs", raw=a.raw, suggestion=b.raw,
            printed=f"{a.raw} … {b.raw}", suggested=f"{b.raw} … {a.raw}", why="exchanged, the targets run evenly",
            why_bn="অদলবদল করলে লক্ষ্যমাত্রা সমান ধাপে চলে",
        )  # fmt: skip
    elif not broken and (odd := _odd_date(values, figures)) is not None:
        yield issue(sheet, "LEVEL_TEMPLATE_MISMATCH", indicator.row_no, values[odd].col_no - 1, rule="runs",
                    raw=values[odd].raw, targets=_text(values))  # fmt: skip


def _mends(values: Sequence[ValueRow], figures: Sequence[float]) -> Iterator[tuple[int, str, float]]:
    """Each single misread digit that would make all steps even: which value, the text, the figure."""
    for k, value in enumerate(values):
        if value.value_date:
            options = [(text, float(day.toordinal())) for text, day in dates_of(value.raw)]
        else:
            options = list(readings_of(value.raw))
        for text, figure in options:
            if even([*figures[:k], figure, *figures[k + 1 :]]):
                yield k, text, figure


def _exchanged(figures: Sequence[float], *, rising: bool) -> tuple[int, int] | None:
    """The two figures that run evenly when exchanged: dates later from level to level, numbers lower if they can."""
    found: tuple[int, int] | None = None
    for a in range(len(figures)):
        for b in range(a + 1, len(figures)):
            mended = list(figures)
            mended[a], mended[b] = mended[b], mended[a]
            if even(mended):
                if (mended[0] < mended[-1]) == rising:
                    return a, b
                found = found or (a, b)
    return found


def _odd_date(values: Sequence[ValueRow], figures: Sequence[float]) -> int | None:
    """In a run of dates with one step that is up to three days off the others: the date at its outer end."""
    if not values[0].value_date or len(figures) < ENOUGH + 1:
        return None
    steps = [b - a for a, b in pairwise(figures)]
    common = max(set(steps), key=steps.count)
    odd = [k for k, s in enumerate(steps) if s != common]
    if len(odd) != 1 or abs(steps[odd[0]] - common) > 3 or odd[0] not in (0, len(steps) - 1):
        return None
    return 0 if odd[0] == 0 else len(values) - 1


def _suggest(value: ValueRow, figure: float, text: str) -> None:
    value.uncertain = True
    if not value.value_date:
        value.suggested_num = figure
    else:
        value.suggested_date = next(day for t, day in dates_of(value.raw) if t == text)
    value.suggestion_basis = "even steps between levels"


def empty(sheet: Sheet) -> Iterator[Issue]:
    """EMPTY_TARGETS: rows without any level or annual target; once for the table where none has one."""
    columns = [c for c, column in enumerate(sheet.match.columns) if column and column.value in _TARGETS]
    if not columns or not sheet.indicators:
        return
    bare = [i for i in sheet.indicators if not any(_is_set(v) for v in sheet.values_of(i, *_TARGETS))]
    if len(bare) == len(sheet.indicators):
        yield issue(sheet, "EMPTY_TARGETS", None, columns[0], rule="empty", what="Every row", what_bn="সব সারিতেই")
        return
    for indicator in bare:
        yield issue(sheet, "EMPTY_TARGETS", indicator.row_no, columns[0], rule="empty",
                    what="The indicator", what_bn="সূচকটির")  # fmt: skip


_TARGETS = ("target_level", "annual_target", "quarter_target")


def _is_set(value: ValueRow) -> bool:
    return value.status not in ("blank", "not_data")


def copied(sheet: Sheet) -> Iterator[Issue]:
    """DUPLICATE_TARGETS: a run that is odd in itself stands on an earlier row too, or a telling one on the row above.

    ৪ ৩ ২ ১ is the run of every quarterly activity and says nothing; four dates or more do.
    """
    seen: dict[tuple[str, ...], int] = {}
    above: tuple[str, ...] = ()
    for indicator in sheet.indicators:
        values = levels(sheet, indicator)
        figures = figures_of(values)
        vector = tuple(v.raw.strip() for v in values)
        odd = len(figures) >= 3 and not monotonic(figures)
        telling = len(figures) >= ENOUGH and all(v.value_date for v in values if v.status == "ok")
        if (odd and vector in seen) or (telling and vector == above):
            yield issue(sheet, "DUPLICATE_TARGETS", indicator.row_no, values[0].col_no - 1, rule="copied",
                        raw=values[0].raw, other=seen[vector])  # fmt: skip
        seen.setdefault(vector, indicator.row_no)
        above = vector


def gaps(sheet: Sheet) -> Iterator[Issue]:
    """TARGET_GAP: a dash or blank between two set levels. Legal; nothing is put in."""
    for indicator in sheet.indicators:
        values = levels(sheet, indicator)
        filled = [k for k, v in enumerate(values) if v.status == "ok"]
        inner = [v for v in values[filled[0] : filled[-1]] if v.status in ("blank", "na_dash")] if filled else []
        if inner:
            yield issue(sheet, "TARGET_GAP", indicator.row_no, inner[0].col_no - 1, rule="gaps", raw=inner[0].raw)


def empty_levels(sheet: Sheet) -> Iterator[Issue]:
    """LEVEL_COLUMN_EMPTY: a level without a target on any row, where other levels have some."""
    columns = [(c, column) for c, column in enumerate(sheet.match.columns) if column and column.level]
    printed = {v.col_no - 1 for v in sheet.values if v.kind == "target_level" and v.status != "blank"}
    if not printed or not sheet.indicators:
        return
    for c, column in columns:
        if c not in printed:
            yield issue(sheet, "LEVEL_COLUMN_EMPTY", None, c, rule="empty_levels", level=column.level)


RULES = (runs, empty, copied, gaps, empty_levels)
