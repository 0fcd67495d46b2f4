import copy

from bench.compare import answer, fold, pairs, right, wrong
from bench.gold import gold
from bench.mutations import mutated
from bench.reports import FORMS, report
from bench.score import Data, judge


def dataset(truth):
    """The dataset of a perfect reader: the truth itself, with an issue for all it must raise and every doubt marked."""
    uid = "d/{table_no}/{row_no}".format
    rows, values = [], []
    for row in truth["indicators"]:
        given = {
            "indicator_uid": uid(**row), "doc_id": "d", "table_no": row["table_no"], "row_no": row["row_no"],
            **{f"{k}_raw": row[k]["raw"] for k in ("activity", "indicator", "decision", "progress") if row.get(k)},
            **{f"{k}_code": row[k]["code"] for k in ("activity", "indicator") if row.get(k)},
            **{k: row[k]["value"] for k in ("weight", "area_weight") if row.get(k)},
        }  # fmt: skip
        rows.append(given)
        for value in row["values"]:
            if value["status"] not in ("not_data", "blank"):
                place = {
                    "indicator_uid": uid(**row),
                    "doc_id": "d",
                    "table_no": row["table_no"],
                    "row_no": row["row_no"],
                }
                values.append({"level_pct": None, "quarter": None, **value, **place, "confidence": 1.0})
    issues = [
        {
            "doc_id": "d",
            "code": i["code"],
            "severity": i["severity"],
            "table_no": i["table_no"],
            "row_no": i["row_no"],
            "col_no": None,
        }
        for i in truth["issues"]
    ]
    facts = {k: truth["document"][k] for k in ("fiscal_year", "quarter", "period_start", "period_end", "issue_date")}
    memo = truth["document"]["memo_no"]
    doc = {"doc_id": "d", "path": truth["seed_file"], **facts, "memo_no": memo["raw"] if memo else None}
    held = {"indicators": {"d": rows}, "values": {"d": values}, "issues": {"d": issues}}
    return Data({truth["seed_file"]: doc}, held)


def faults(truth, data):
    return [m for m in judge(truth, data) if not m.good]


def test_perfect_reading_has_no_fault():
    for form in FORMS:
        for seed in range(6):
            truth = gold(report(seed, form))
            assert faults(truth, dataset(truth)) == []


def test_perfect_reading_of_damaged_reports_has_no_fault():
    for seed in range(120):
        truth = gold(mutated(seed))
        assert faults(truth, dataset(truth)) == [], truth["seed_file"]


def test_wrong_figure_is_silent_until_flagged():
    truth = gold(report(5, "cc_annex7_workplan", "tsv"))
    data = dataset(truth)
    data.rows["values"]["d"][0]["value_num"] = 777.0
    assert {m.measure for m in faults(truth, data)} == {"values", "silent_errors"}
    data.rows["values"]["d"][0]["uncertain"] = True
    assert {m.measure for m in faults(truth, data)} == {"values"}


def test_lost_row_and_invented_row_are_told():
    truth = gold(report(5, "cc_annex7_workplan", "tsv"))
    data = dataset(truth)
    lost = data.rows["indicators"]["d"].pop()
    assert "rows_recall" in {m.measure for m in faults(truth, data)}
    data.rows["indicators"]["d"] += [lost, {**lost, "indicator_raw": "অন্য কথা", "activity_raw": "ভিন্ন কাজ", "row_no": 99}]
    assert {m.measure for m in faults(truth, data)} == {"rows_precision"}


def test_missing_document_gives_nothing():
    truth = gold(report(5, "rti_workplan", "tsv"))
    found = judge(truth, Data({}, {"indicators": {}, "values": {}, "issues": {}}))
    assert not any(m.good for m in found if m.measure in ("facts", "rows_recall"))


def test_pairs_take_the_best_text_first():
    truth = gold(report(5, "egov_annex5_workplan", "tsv"))["indicators"]
    given = dataset(gold(report(5, "egov_annex5_workplan", "tsv"))).rows["indicators"]["d"]
    found, left = pairs(truth, list(reversed(copy.deepcopy(given))))
    assert left == []
    assert all(fold(t["indicator"]["raw"]) == fold(g["indicator_raw"]) for t, g in found)


def test_several_values_in_a_cell_may_come_in_parts():
    part = {"value_type": "number", "value_num": 2, "value_date": None}
    day = {"value_type": "date", "value_num": None, "value_date": "2024-06-30"}
    want = {"kind": "annual_target", "status": "multi", "col_no": 6, "parts": [part, day], "uncertain": True}
    given = [{**p, "kind": "annual_target", "status": "ok", "col_no": 6} for p in (part, day)]
    assert right(want, answer(want, given))
    assert not right(want, answer(want, given[:1]))
    assert wrong(want, answer(want, given[:1]))


def test_a_figure_of_another_year_answers_in_whatever_column_its_year_was_read():
    want = {"kind": "annual_target", "also_kinds": ["projected_target", "target_level"], "col_no": 16,
            "fiscal_year": "2022-23", "status": "ok", "value_type": "number", "value_num": 40}  # fmt: skip
    level = {"kind": "target_level", "col_no": 9, "fiscal_year": None, "status": "ok", "raw": "50"}
    lower = {**level, "col_no": 10, "raw": "45"}
    near = {"kind": "projected_target", "col_no": 14, "fiscal_year": "2021-22", "status": "ok", "raw": "50"}
    own = {"kind": "projected_target", "col_no": 15, "fiscal_year": "2022-23", "status": "ok", "raw": "40"}
    assert answer(want, [level, lower, near, own]) == [own]
    assert answer(want, [level, lower, near]) == []
