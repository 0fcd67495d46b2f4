from datetime import date

import pytest

from extract.records import Extraction, Facts, IndicatorRow, ValueRow
from ingest import compaction, dictionary, errors, outcome, parts, read_dataset, schema
from ingest.folder import Entry

SHA = "cd" * 32
DOC = SHA[:16]
UID = f"{DOC}/t1/r1"


def value(number, kind, **told):
    told = {"col_no": number, **told}
    return ValueRow(f"{UID}/{number}", UID, DOC, 1, 1, page=1, kind=kind, **told)


VALUES = [
    value(1, "target_level", level_pct=100, value_num=4.0, raw="৪"),
    value(2, "target_level", level_pct=90, value_num=3.0, raw="৩"),
    value(3, "quarter_target", quarter=1, value_date=date(2023, 9, 30), raw="৩০/০৯/২৩"),
    value(4, "quarter_achievement", quarter=1, raw="", status="blank"),
    value(5, "quarter_target", quarter=2, value_num=2.0, raw="২ ও ৩০/০৬/২৪"),
    value(5, "quarter_target", quarter=2, value_date=date(2024, 6, 30), raw="২ ও ৩০/০৬/২৪"),
    value(6, "annual_target", raw="৩২/০৭/২৩", status="invalid"),
    value(7, "prior_actual", fiscal_year="2021-22", value_num=5.5, raw="৫.৫"),
    value(8, "total_achievement", raw="-", status="na_dash"),
    value(9, "measure", measure_path=["জেলা", "মোট"], value_num=7.0, raw="৭"),
]


@pytest.fixture
def data(tmp_path):
    indicator = IndicatorRow(UID, DOC, 1, 1, 1, "nis", "performance_indicator", indicator="সভা", weight=4.0)
    second = IndicatorRow(f"{DOC}/t1/r2", DOC, 1, 2, 1, "nis", "performance_indicator", indicator="প্রশিক্ষণ")
    content = Extraction(Facts(office="কার্যালয়", quarter=2), [], [], [], [indicator, second], VALUES, [])
    part = tmp_path / "part.arrow"
    part.write_bytes(parts.encode(outcome.Outcome(SHA, 1, "ok", extraction=content).row(), content))
    out = tmp_path / "out"
    out.mkdir()
    twice = [compaction.Source(Entry(path, path, 1, SHA), part) for path in ("a.txt", "b.txt")]
    gone = compaction.Source(Entry("c.txt", "c.txt", error=errors.FileVanished("It is gone.")), None)
    compaction.compact([*twice, gone], out)
    dictionary.write(out)
    return read_dataset(out)


def test_every_table_is_a_frame_with_its_columns(data):
    for name in schema.TABLES:
        assert tuple(getattr(data, name).columns) == schema.table(name).names
    assert list(data.documents.path) == ["a.txt", "b.txt", "c.txt"]
    assert str(data.indicators.row_no.dtype) == "Int32"


def test_the_wide_table_has_a_column_for_each_place(data):
    wide = data.wide()
    assert list(wide.indicator) == ["সভা", "প্রশিক্ষণ"], "a document under two paths is given once"
    row = wide.iloc[0]
    assert (row["target_100"], row["target_90"]) == (4.0, 3.0)
    assert (row["prior_actual_2021-22"], row["জেলা / মোট"]) == (5.5, 7.0)
    assert row["q1_target"] == "2023-09-30" and row["q1_achievement"] is None
    assert row["q2_target"] == "2; 2024-06-30"
    assert row["annual_target"] == "৩২/০৭/২৩" and row["total_achievement"] == "-"
    assert row["path"] == "a.txt" and row["report_quarter"] == 2
    assert wide.iloc[1]["target_100"] is None


def test_wide_columns_stand_in_reading_order(data):
    columns = list(data.wide().columns)
    wanted = [
        "prior_actual_2021-22",
        "annual_target",
        "target_100",
        "target_90",
        "q1_target",
        "q1_achievement",
        "q2_target",
    ]
    assert [column for column in columns if column in wanted] == wanted


def test_wide_of_an_empty_dataset_has_no_rows(tmp_path):
    compaction.compact([], tmp_path)
    dictionary.write(tmp_path)
    assert len(read_dataset(tmp_path).wide()) == 0


def test_a_folder_without_dataset_is_told(tmp_path):
    with pytest.raises(errors.NotADataset):
        read_dataset(tmp_path)
    (tmp_path / "datapackage.json").write_text("{}")
    with pytest.raises(errors.NotADataset, match="values"):
        read_dataset(tmp_path).table("values")


def test_the_descriptor_names_every_column_and_file(data):
    told = dictionary.descriptor(data.out)
    for resource, table in zip(told["resources"], schema.tables(), strict=True):
        assert [field["name"] for field in resource["schema"]["fields"]] == list(table.names)
        assert resource["path"] and all((data.out / path).is_file() for path in resource["path"])


def test_the_dictionary_names_every_column_and_code():
    text = dictionary.markdown()
    for table in schema.tables():
        assert f"## {table.name}" in text
        assert all(f"| `{column}` |" in text for column in table.names)
    assert all(f"| `{code}` |" in text for code in schema.glosses())
