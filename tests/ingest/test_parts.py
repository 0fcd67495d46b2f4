from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.packed import Packed
from extract.records import CellRow, Extraction, Facts, IndicatorRow, Signatory, ValueRow
from ingest import outcome, parts, schema

SHA = "ab" * 32


def cell(raw, **told):
    told = {"row_no": 1, "col_no": 1, "page": 1, "source_line": 3, **told}
    return CellRow(
        doc_id=SHA[:16], table_no=1, print_row=1, x0=None, y0=None, x1=None, y1=None, rowspan=1, colspan=1, role="data",
        column_key=None, raw=raw, text=raw, steps=[], confidence=1.0, engine="text", filled_from=None, **told,
    )  # fmt: skip


def extraction(**told):
    given = {name: [] for name in schema.TABLES[1:]} | told
    return Extraction(facts=given.pop("facts", Facts()), **given)


def encoded(content):
    return parts.encode(outcome.Outcome(SHA, 10, "ok", extraction=content).row(), content)


def test_rows_come_back_as_they_were():
    uid = f"{SHA[:16]}/t1/r1"
    value = ValueRow(f"{uid}/1", uid, SHA[:16], 1, 1, 1, 1, "event_date", value_date=date(2024, 3, 25), raw="২৫/০৩/২৪")
    facts = Facts(title="কর্মপরিকল্পনা", period_start=date(2023, 7, 1), signatories=[Signatory("রহিমা", None, "কার্যালয়")])
    content = extraction(facts=facts, cells=[cell("৮"), cell("")], values=[value])
    data = encoded(content)
    [document] = parts.decode_document(data).to_pylist()
    assert document["title"] == "কর্মপরিকল্পনা" and document["period_start"] == date(2023, 7, 1)
    assert document["signatories"] == [{"name": "রহিমা", "designation": None, "office": "কার্যালয়"}]
    rows = parts.decode_content(data)
    assert [row["raw"] for row in rows["cells"].to_pylist()] == ["৮", ""]
    assert rows["values"].to_pylist()[0]["value_date"] == date(2024, 3, 25)
    assert rows["indicators"].num_rows == 0 and rows["indicators"].schema == schema.arrow_schema("indicators")


def test_the_head_alone_gives_the_document():
    data = encoded(extraction(cells=[cell("৮")] * 100))
    size = parts.head_size(data[: parts.HEAD_BYTES])
    assert size < len(data)
    assert parts.decode_document(data[:size]).num_rows == 1


def test_rows_of_a_long_document_come_back_in_order():
    count = 2 * parts.CHUNK + 3
    rows = parts.decode_content(encoded(extraction(cells=Packed(cell(str(k)) for k in range(count)))))["cells"]
    assert rows["raw"].to_pylist() == [str(k) for k in range(count)]


def test_a_document_without_rows_is_a_part_too():
    data = parts.encode(
        outcome.Outcome(SHA, 0, "failed", error_code="EMPTY_FILE", error="The file is empty.").row(), None
    )
    assert parts.decode_document(data).to_pylist()[0]["error_code"] == "EMPTY_FILE"
    assert parts.decode_content(data)["cells"].num_rows == 0


@pytest.mark.parametrize("cut", [0, 5, parts.HEAD_BYTES, parts.HEAD_BYTES + 10, -1])
def test_a_cut_part_is_told(cut):
    data = encoded(extraction(cells=[cell("৮")] * 50))
    with pytest.raises(parts.PartDamaged):
        parts.decode_document(data[:cut])
        parts.decode_content(data[:cut])


def test_a_flipped_bit_is_told():
    data = bytearray(encoded(extraction(cells=[cell("৮")] * 50)))
    data[-3] ^= 1
    with pytest.raises(parts.PartDamaged):
        parts.decode_content(bytes(data))


def test_a_lone_surrogate_is_shown_not_dropped():
    row = cell("১\udc80২")
    row.steps = ["\ud800"]
    [back] = parts.decode_content(encoded(extraction(cells=[row])))["cells"].to_pylist()
    assert back["raw"] == "১\\udc80২" and back["steps"] == ["\\ud800"]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=5), st.floats(allow_nan=False) | st.none())
def test_any_text_comes_back(texts, number):
    uid = "u"
    content = extraction(
        cells=[cell(text) for text in texts],
        indicators=[IndicatorRow(uid, SHA[:16], 1, 1, 1, "generic", "measure", weight=number)],
    )
    rows = parts.decode_content(encoded(content))
    assert [row["raw"] for row in rows["cells"].to_pylist()] == texts
    assert rows["indicators"].to_pylist()[0]["weight"] == number


def test_the_same_rows_give_the_same_bytes():
    content = extraction(cells=[cell("৮"), cell("৯")])
    assert encoded(content) == encoded(content)
