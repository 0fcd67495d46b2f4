"""Our own scorer: a dataset against generated truth, every judged thing one `Mark` that can be counted any way.

Measures (see the design's measures): facts, rows_recall, rows_precision, codes, weights, values, silent_errors, doubts,
as_printed, over_flagging, must_flag (what a rule can find), garbles (what words tell), flags_precision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.dataset as ds
from rapidfuzz.distance import Indel

from bench.compare import FIGURES, Json, answer, digits, figure, fold, name_of, pairs, right, same, wrong

MEASURES = (
    "facts", "rows_recall", "rows_precision", "codes", "weights", "values", "silent_errors", "doubts", "as_printed",
    "over_flagging", "must_flag", "garbles", "flags_precision",
)  # fmt: skip
LOWER_IS_BETTER = frozenset({"silent_errors", "over_flagging"})
FACTS = ("fiscal_year", "quarter", "period_start", "period_end", "issue_date", "memo_no")
# codes whose warning covers all figures of the row, whatever cell they name
OF_ROW = frozenset({
    "QUARTER_SUM_MISMATCH", "TOTAL_MISMATCH", "ACHIEVEMENT_EXCEEDS_TARGET", "NON_MONOTONIC_TARGETS", "COLUMN_SHIFT",
    "LEVEL_TEMPLATE_MISMATCH", "DUPLICATE_TARGETS", "HEADER_LEAK_INTO_DATA", "NUMBER_ROW_MERGED_INTO_DATA",
})  # fmt: skip
# codes that name figures: without a cell they cover the row, with one that cell
OF_FIGURES = OF_ROW | {
    "DIGIT_CONFUSION_SUSPECT", "INVALID_DATE", "DATE_OUT_OF_PERIOD", "UNIT_VALUE_MISMATCH", "EMPTY_TARGETS",
    "MULTI_VALUE_CELL", "VALUE_IN_SPURIOUS_COLUMN", "INK_WITHOUT_TEXT", "LOW_CONFIDENCE", "ENGINE_DISAGREEMENT",
}  # fmt: skip
# codes that are judged for precision, of any severity; errors always are
JUDGED = OF_FIGURES | {
    "AREA_WEIGHT_MISMATCH", "PLAN_TOTAL_MISMATCH", "MISSING_WEIGHT", "DUPLICATE_CODE", "CODE_DEPTH_UNEXPECTED",
    "MISSING_INDICATOR", "HEADER_LABEL_MISPLACED", "HEADER_LABEL_DUPLICATED", "NUMBER_ROW_SEQUENCE", "MULTI_ITEM_CELL",
    "ROWSPAN_MISALIGNED", "CONTINUATION_MERGED", "MISSING_ACHIEVEMENT_ROW", "UNEXPLAINED_COLUMN", "MEMO_NO_MALFORMED",
    "REPORT_BEFORE_PERIOD_END",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """One judged thing. `good`: as it should be (for the measures where lower is better too: not an error)."""

    measure: str
    good: bool
    where: str
    got: str
    want: str


@dataclass(slots=True)
class Data:
    """A dataset's rows by document path stem."""

    documents: dict[str, Json]
    rows: dict[str, dict[str, list[Json]]]


def load(out: Path) -> Data:
    """Read the Parquet dataset that `ingest` wrote. Raises OSError where there is none."""
    tables = {
        name: ds.dataset(out / name, format="parquet").to_table().to_pylist()
        for name in ("documents", "indicators", "values", "issues")
    }
    grouped: dict[str, dict[str, list[Json]]] = {}
    for name in ("indicators", "values", "issues"):
        held = defaultdict(list)
        for row in tables[name]:
            held[row["doc_id"]].append(row)
        grouped[name] = held
    return Data({Path(d["path"]).name: d for d in tables["documents"]}, grouped)


def flagged(found: list[Json], col_no: int, issues: list[Json]) -> bool:
    """Whether anything tells a reader to look at this cell."""
    if any(v.get("uncertain") or v["status"] == "unreadable" or (v.get("confidence") or 1) < 0.5 for v in found):
        return True
    loud = [i for i in issues if i["severity"] in ("error", "warn")]
    return any(
        i["code"] in OF_ROW or i.get("col_no") == col_no or (not i.get("col_no") and i["code"] in OF_FIGURES)
        for i in loud
    )


class Judge:
    """Judges one document."""

    def __init__(self, gold: Json, data: Data) -> None:
        self.gold = gold
        self.name = str(gold["seed_file"])
        self.doc: Json = data.documents.get(self.name, {})
        held = {table: rows.get(self.doc.get("doc_id", ""), []) for table, rows in data.rows.items()}
        self.indicators, self.values, self.issues = held["indicators"], held["values"], held["issues"]
        self.pairs, self.left = pairs(gold["indicators"], self.indicators)
        self.place = {(t["table_no"], t["row_no"]): (g["table_no"], g["row_no"]) for t, g in self.pairs if g}

    def marks(self) -> Iterator[Mark]:
        """All marks of the document."""
        yield from self.facts()
        orphans = [fold(o["item_raw"]) for o in self.gold["orphan_activities"]]
        for row in self.left:
            if not any(Indel.normalized_similarity(o, fold(row.get("activity_raw"))) >= 0.8 for o in orphans):
                yield Mark(
                    "rows_precision",
                    False,
                    f"{self.name} r{row['row_no']}",
                    str(row.get("indicator_raw")),
                    "no such row",
                )
        for truth, given in self.pairs:
            where = f"{self.name} t{truth['table_no']} r{truth['row_no']}"
            yield Mark("rows_recall", given is not None, where, "" if given else "nothing", name_of(truth))
            if given is not None:
                yield Mark("rows_precision", True, where, "", "")
                yield from self.row(where, truth, given)
        yield from self.flags()

    def facts(self) -> Iterator[Mark]:
        """The document's facts, where the truth has them."""
        truth = self.gold["document"]
        for key in FACTS:
            want, got = truth.get(key), self.doc.get(key)
            if want is None:
                continue
            if key == "memo_no":
                want, got = digits(want["raw"]), digits(got)
            yield Mark("facts", str(got) == str(want), f"{self.name} {key}", str(got), str(want))

    def row(self, where: str, truth: Json, given: Json) -> Iterator[Mark]:
        """Codes, weights and values of a paired row."""
        for key in ("indicator", "activity"):
            want = (truth.get(key) or {}).get("code")
            got = given.get(f"{key}_code_printed") or given.get(f"{key}_code")
            if want:
                yield Mark("codes", got == want or digits(got) == digits(want), f"{where} {key}", str(got), want)
        for key in ("weight", "area_weight"):
            want = truth.get(key)
            if want and want["status"] in ("ok", "blank") and not (want.get("uncertain") and want.get("filled")):
                yield Mark(
                    "weights",
                    same(given.get(key), want["value"]),
                    f"{where} {key}",
                    str(given.get(key)),
                    str(want["value"]),
                )
        values = [v for v in self.values if v["indicator_uid"] == given["indicator_uid"]]
        places = {given["row_no"], *(v["row_no"] for v in values)}  # an achievement line is a row of its own
        issues = [i for i in self.issues if i["table_no"] == given["table_no"] and i["row_no"] in places]
        doubted = any(v["uncertain"] for v in truth["values"]) or any(
            d["code"] in OF_FIGURES
            and d["table_no"] == truth["table_no"]
            and truth["row_no"] in d.get("rows", [d["row_no"]])
            for d in self.gold["issues"]
        )
        needless = [i for i in issues if not any(self.fits(truth, i, False) for truth in self.gold["issues"])]
        for want in truth["values"]:
            if want["kind"] != "spurious_column":
                yield from self.value(f"{where} {want['col_key']}", want, values, issues, None if doubted else needless)

    def value(
        self, where: str, want: Json, values: list[Json], issues: list[Json], needless: list[Json] | None
    ) -> Iterator[Mark]:
        """One true value. `needless`: the issues of its row that the truth has not; None where the row is in doubt."""
        found = answer(want, values)
        col_no = found[0]["col_no"] if found else want["col_no"]
        told = flagged(found, col_no, issues)
        got, wanted = ", ".join(figure(v) for v in found) or "nothing", figure(want)
        if want["uncertain"] and want["status"] != "multi":
            empty = want["status"] == "not_data" and not any(v["status"] in FIGURES for v in found)
            yield Mark("doubts", told or empty, where, got, wanted)
            if want["status"] != "not_data":
                yield Mark("as_printed", right(want, found), where, got, wanted)
            return
        good = right(want, found)
        yield Mark("values", good, where, got, wanted)
        yield Mark("silent_errors", told or not wrong(want, found), where, got, wanted)
        if good and found and needless is not None:
            codes = ", ".join(sorted({i["code"] for i in needless})) or "uncertain"
            yield Mark("over_flagging", not flagged(found, col_no, needless), where, codes, wanted)

    def fits(self, truth: Json, issue: Json, exact: bool) -> bool:
        """Is this given issue the true one? Not exact: said of the whole table or document will do."""
        if issue["code"] not in (truth["code"], *truth.get("also_codes", ())):
            return False
        table, row = truth["table_no"], issue["row_no"] or None
        if table is None or issue["table_no"] is None:
            return table is None or not truth["row_no"] or not exact
        if issue["table_no"] not in {g for (t, _), (g, _) in self.place.items() if t == table} | {table}:
            return False
        places = truth.get("rows", [truth["row_no"]])
        if row is None or not truth["row_no"]:
            return not truth["row_no"] or not exact or None in places
        return (issue["table_no"], row) in {self.place.get((table, n), (table, n)) for n in places if n}

    def flags(self) -> Iterator[Mark]:
        """Issues that must be raised, and those that were."""
        for truth in self.gold["issues"]:
            if truth["must_flag"] and truth["detect"] in ("rule", "lexicon"):
                measure = "must_flag" if truth["detect"] == "rule" else "garbles"
                hit = any(self.fits(truth, i, measure == "must_flag") for i in self.issues)
                yield Mark(
                    measure,
                    hit,
                    f"{self.name} t{truth['table_no']} r{truth['row_no']}",
                    "not raised",
                    f"{truth['code']} {truth['message']}",
                )
        judged = {
            (i["code"], i["table_no"], i["row_no"]): i
            for i in self.issues
            if i["severity"] == "error" or i["code"] in JUDGED
        }
        for (code, table, row), issue in judged.items():
            known = any(self.fits(truth, issue, False) for truth in self.gold["issues"])
            yield Mark(
                "flags_precision",
                known,
                f"{self.name} t{table} r{row}",
                f"{code}: {issue.get('message_en')}",
                "nothing wrong here",
            )


def judge(gold: Json, data: Data) -> list[Mark]:
    """All marks of one document."""
    return list(Judge(gold, data).marks())
