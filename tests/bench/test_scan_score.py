import pytest

from bench.gold import gold
from bench.reports import report
from bench.scans.dataset import Dataset
from bench.scans.grids import TrueCell, figure, plain
from bench.scans.marks import LOWER_IS_BETTER, tallied
from bench.scans.score import Document, document_claims, marks
from bench.score import Data

KINDS = {"remarks": "text", "area": "text", "activity": "text", "indicator": "text", "unit": "text"}


def document():
    """A clean charter plan on one page: its header row, then its rows, every column one cell."""
    made = report(7, "cc_annex7_workplan")
    truth = gold(made)
    sheet = made.sheets[0]
    cells = [TrueCell((0, c, 1, 1), column.path[-1], None, "header") for c, column in enumerate(sheet.columns)]
    for r, row in enumerate(sheet.rows, start=1):
        cells += [
            TrueCell((r, c, 1, 1), row.raw(column.key), KINDS.get(column.key, "number"), "data")
            for c, column in enumerate(sheet.columns)
        ]
    return Document("r.tif", "clean300", "Nikosh", truth, {1: (tuple(cells),)})


def perfect(doc):
    """What a reader without fault gives of it."""
    cells = [
        {
            "doc_id": "d", "page": 1, "table_no": 1, "print_row": r + 1, "row_no": r or None, "col_no": c + 1,
            "rowspan": rowspan, "colspan": colspan, "text": cell.text, "raw": cell.text, "confidence": 0.99,
        }
        for cell in doc.pages[1][0]
        for r, c, rowspan, colspan in [cell.place]
    ]  # fmt: skip
    rows, values = [], []
    for n, row in enumerate(doc.gold["indicators"]):
        place = {"doc_id": "d", "indicator_uid": f"d/{n}", "table_no": row["table_no"], "row_no": row["row_no"]}
        rows.append({
            **place, "activity_raw": row["activity"]["raw"], "indicator_raw": row["indicator"]["raw"],
            "indicator_code": row["indicator"]["code"], "activity_code": row["activity"]["code"],
            "weight": row["weight"]["value"], "area_weight": row["area_weight"]["value"],
        })  # fmt: skip
        values += [{"level_pct": None, "quarter": None, **v, **place, "confidence": 0.99} for v in row["values"]]
    told = doc.gold["document"]
    facts = {k: told[k] for k in ("fiscal_year", "quarter", "period_start", "period_end", "issue_date")}
    given = {"doc_id": "d", **facts, "memo_no": told["memo_no"]["raw"] if told["memo_no"] else None}
    held = {"indicators": {"d": rows}, "values": {"d": values}, "issues": {"d": []}}
    return Dataset(Data({"r.tif": given}, held), {"d": cells}, {})


def shares(doc, data):
    return {measure: tally.share(measure) for measure, tally in tallied(marks(doc, data)).items()}


@pytest.fixture
def doc():
    return document()


@pytest.fixture
def data(doc):
    return perfect(doc)


def moved(doc, data):
    """The measures that are not perfect."""
    return {m for m, share in shares(doc, data).items() if share != (0.0 if m in LOWER_IS_BETTER else 1.0)}


def cell(data, want):
    return next(c for c in data.cells["d"] if want(c))


def numeral(data):
    return cell(data, lambda c: c["row_no"] and c["text"].isdigit())


def value(data):
    return next(v for v in data.data.rows["values"]["d"] if v["status"] == "ok" and v["value_num"])


def test_perfect_reading(doc, data):
    assert moved(doc, data) == set()
    assert {"tables", "grid", "numeric", "cells", "cer", "silent", "rows_recall"} <= set(shares(doc, data))


def test_lost_span(doc, data):
    cell(data, lambda c: c["print_row"] == 2)["rowspan"] = 2
    assert moved(doc, data) == {"tables", "grid", "grid_precision"}


def test_extra_cell(doc, data):
    data.cells["d"].append({**data.cells["d"][-1], "col_no": 40, "text": "", "raw": ""})
    assert moved(doc, data) == {"tables", "grid_precision"}


def test_second_table_that_is_none(doc, data):
    data.cells["d"].append({**data.cells["d"][-1], "table_no": 2, "text": "", "raw": ""})
    assert moved(doc, data) == {"grid_precision"}


def test_wrong_digit_in_a_cell(doc, data):
    numeral(data)["text"] = "৯৯৯"
    assert moved(doc, data) == {"numeric", "cells", "silent_cells"}


def test_wrong_digit_that_an_issue_points_at(doc, data):
    one = numeral(data)
    one["text"] = "৯৯৯"
    data.data.rows["issues"]["d"].append({
        "code": "LOW_CONFIDENCE", "severity": "warn", "table_no": 1, "row_no": one["row_no"], "col_no": one["col_no"],
    })  # fmt: skip
    assert {"numeric", "cells", "over_flagging"} >= moved(doc, data) >= {"numeric", "cells"}


def test_wrong_digit_read_without_confidence(doc, data):
    numeral(data).update(text="৯৯৯", confidence=0.6)
    assert moved(doc, data) == {"numeric", "cells"}


def test_ink_read_into_a_blank_cell(doc, data):
    blank = next((c for c in data.cells["d"] if not c["text"] and c["row_no"]), None)
    if blank is None:
        pytest.skip("the report has no blank cell")
    blank["text"] = "১"
    assert "cells" in moved(doc, data)


def test_wrong_letter(doc, data):
    one = cell(data, lambda c: len(c["text"]) > 20 and c["row_no"])
    one["text"] = one["text"][:-1]
    assert moved(doc, data) == {"cells", "cer"}
    one["raw"] = one["text"]
    assert moved(doc, data) == {"cells", "cer", "cer_raw"}


def test_wrong_value(doc, data):
    value(data)["value_num"] += 1
    assert moved(doc, data) == {"values", "silent"}


@pytest.mark.parametrize("change", [{"uncertain": True}, {"confidence": 0.5}])
def test_wrong_value_that_is_doubted(doc, data, change):
    one = value(data)
    one["value_num"] += 1
    one.update(change)
    assert moved(doc, data) == {"values"}


@pytest.mark.parametrize("change", [{"uncertain": True}, {"confidence": 0.5}])
def test_right_value_that_is_doubted(doc, data, change):
    value(data).update(change)
    assert moved(doc, data) == {"over_flagging"}


def test_lost_value(doc, data):
    data.data.rows["values"]["d"].remove(value(data))
    assert moved(doc, data) == {"values", "silent"}


def test_lost_row(doc, data):
    data.data.rows["indicators"]["d"].pop()
    assert moved(doc, data) == {"rows_recall", "values", "lost"}


def test_invented_row(doc, data):
    extra = {**data.data.rows["indicators"]["d"][0], "indicator_uid": "x", "indicator_raw": "কিছু", "activity_raw": ""}
    data.data.rows["indicators"]["d"].append(extra)
    assert moved(doc, data) == {"rows_precision"}


def test_document_that_was_not_read(doc, data):
    data.data.documents.clear()
    got = shares(doc, data)
    assert got["tables"] == got["grid"] == got["rows_recall"] == 0.0
    assert got["lost"] == 1.0
    assert got["silent"] == 0.0


def test_claims(doc, data):
    assert all(c.right and not c.told for c in document_claims(doc, data))
    one = value(data)
    one.update(value_num=one["value_num"] + 1, confidence=0.2)
    wrong = [c for c in document_claims(doc, data) if not c.right]
    assert [(c.confidence, c.told) for c in wrong] == [(0.2, True)]


def test_spaces():
    assert figure("৩০/০৬/ ২৪") == figure("৩০/০৬/২৪")
    assert figure("৫ ০") != figure("৫০")
    assert plain("ক  খ\n") == "ক খ"
