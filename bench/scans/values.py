"""Values of indicator rows beside the truth: right, silent, lost, flagged without need; and how sure they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench.compare import FIGURES, IN_SENTENCES, Json, answer, figure, right, wrong
from bench.scans.marks import Mark
from bench.score import OF_FIGURES, Judge, flagged

PUBLISHED = 0.9  # the confidence from which on values may be used unseen
KEPT = frozenset({"rows_recall", "rows_precision", "codes", "weights", "facts"})  # the judge's marks that stand


@dataclass(frozen=True, slots=True)
class Claim:
    """How sure the reader was of one value, and whether it was right. `told`: something points at it."""

    confidence: float
    right: bool
    told: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A given row: its values and issues; `needless`: issues that the truth has not, None where it doubts the row.

    `missing`: columns that its table is said to lack.
    """

    values: list[Json]
    issues: list[Json]
    needless: list[Json] | None
    missing: frozenset[str]


def judge_marks(judge: Judge) -> Iterator[Mark]:
    """The marks of rows, codes, weights and facts, as for text reports."""
    for mark in judge.marks():
        if mark.measure in KEPT:
            yield Mark(mark.measure, int(not mark.good), mark.where, mark.got, mark.want)


def value_marks(judge: Judge, threshold: float = PUBLISHED) -> Iterator[Mark]:
    """Marks for every value the truth is certain of."""
    for truth, given in judge.pairs:
        where = f"{judge.name} t{truth['table_no']} r{truth['row_no']}"
        certain = [v for v in truth["values"] if v["kind"] != "spurious_column" and not v["uncertain"]]
        if given is None:
            yield from _lost(where, certain)
            continue
        row = _row(judge, truth, given)
        for want in certain:
            yield from _value(f"{where} {want['col_key']}", row, want, threshold)


def _lost(where: str, certain: list[Json]) -> Iterator[Mark]:
    """The values of a row that no given row answers to."""
    for want in certain:
        at, printed = f"{where} {want['col_key']}", int(want["status"] in FIGURES)
        yield Mark("values", printed, at, "no such row", figure(want))
        yield Mark("silent", 0, at)
        if printed:
            yield Mark("lost", 1, at, "no such row", figure(want))


def _value(at: str, row: Row, want: Json, threshold: float) -> Iterator[Mark]:
    """One value of a row that was found."""
    found = answer(want, row.values)
    sure = min((v["confidence"] for v in found), default=None)
    col_no = found[0]["col_no"] if found else want["col_no"]
    unsure = sure is not None and sure < threshold
    told = unsure or flagged(found, col_no, row.issues) or want["col_key"] in row.missing
    got, wanted = ", ".join(f"{v['raw']!r} {figure(v)}" for v in found) or "nothing", f"{want['raw']!r} {figure(want)}"
    good = right(want, found)
    yield Mark("values", int(not good), at, got, wanted, sure)
    yield Mark("silent", int(wrong(want, found) and not told), at, got, wanted, sure)
    if want["status"] in FIGURES:
        yield Mark("lost", 0, at)
    if good and found and row.needless is not None:
        told = unsure or flagged(found, col_no, row.needless)
        codes = ", ".join(sorted({i["code"] for i in row.needless if i["col_no"] in (None, col_no)}))
        yield Mark("over_flagging", int(told), at, codes or "uncertain", wanted, sure)


def claims(judge: Judge, threshold: float = PUBLISHED) -> Iterator[Claim]:
    """Every figure given in a row that was found; one that answers to no true value is wrong."""
    for truth, given in judge.pairs:
        if given is None:
            continue
        row = _row(judge, truth, given)
        state: dict[int, bool] = {}
        for want in truth["values"]:
            found = answer(want, row.values)
            good = right(want, found) or want["uncertain"] or want["kind"] == "spurious_column"
            state.update({id(v): good or state.get(id(v), False) for v in found})
        for value in row.values:
            if value["status"] in FIGURES and (id(value) in state or value["kind"] not in IN_SENTENCES):
                told = value["confidence"] < threshold or flagged([value], value["col_no"], row.issues)
                yield Claim(value["confidence"], state.get(id(value), False), told)


def _row(judge: Judge, truth: Json, given: Json) -> Row:
    """The values of a given row and the issues of its printed rows."""
    values: list[Json] = [v for v in judge.values if v["indicator_uid"] == given["indicator_uid"]]
    places = {given["row_no"], *(v["row_no"] for v in values)}  # an achievement line is a row of its own
    issues: list[Json] = [i for i in judge.issues if i["table_no"] == given["table_no"] and i["row_no"] in places]
    told = (i for i in judge.issues if i["table_no"] == given["table_no"] and i["code"] == "COLUMN_MISSING")
    missing = frozenset(_of_truth(i["column_key"], truth) for i in told)
    if _doubted(judge, truth):
        return Row(values, issues, None, missing)
    needless = [i for i in issues if not any(judge.fits(t, i, False) for t in judge.gold["issues"])]
    return Row(values, issues, needless, missing)


def _of_truth(key: str, truth: Json) -> str:
    """What the truth calls a column: it names the columns of other years by these, a form by their order."""
    for ours, theirs in (("prior_", "prev_"), ("projection_", "proj_")):
        if key.startswith(ours):
            years: list[str] = sorted({v["col_key"] for v in truth["values"] if v["col_key"].startswith(theirs)})
            n = int(key.removeprefix(ours))
            return years[n - 1] if n <= len(years) else key
    return key


def _doubted(judge: Judge, truth: Json) -> bool:
    """Whether the truth itself has doubts about the row, so that flags on it are not needless."""
    return any(v["uncertain"] for v in truth["values"]) or any(
        d["code"] in OF_FIGURES
        and d["table_no"] == truth["table_no"]
        and truth["row_no"] in d.get("rows", [d["row_no"]])
        for d in judge.gold["issues"]
    )
