import dataclasses

import pytest

from extract import records
from ingest import schema

ROWS = {
    "pages": records.PageRow,
    "tables": records.TableRow,
    "cells": records.CellRow,
    "indicators": records.IndicatorRow,
    "values": records.ValueRow,
    "issues": records.IssueRow,
}
PYTHON_TYPES = {
    "string": {"str", "str | None"},
    "int32": {"int", "int | None"},
    "float64": {"float", "float | None"},
    "bool": {"bool", "bool | None"},
    "date32": {"date", "date | None"},
    "list<string>": {"list[str]", "list[str] | None", "list[str | None]"},
    "list<int32>": {"list[int]"},
    "list<list<string>>": {"list[list[str]]"},
    "list<struct<name: string, designation: string, office: string>>": {"list[Signatory]"},
}


@pytest.mark.parametrize("name", ROWS)
def test_columns_are_the_fields_of_the_record(name):
    fields = {field.name: field.type for field in dataclasses.fields(ROWS[name])}
    assert schema.table(name).names == tuple(fields)
    for column in schema.table(name).columns:
        assert fields[column.name] in PYTHON_TYPES[column.type], column


def test_documents_have_every_fact():
    columns = {column.name: column.type for column in schema.table("documents").columns}
    for field in dataclasses.fields(records.Facts):
        assert field.type in PYTHON_TYPES[columns[field.name]], field.name


@pytest.mark.parametrize("name", schema.TABLES)
def test_every_column_has_a_meaning_in_both_languages(name):
    for column in schema.table(name).columns:
        assert column.en and column.bn, column.name
        assert any("\N{BENGALI SIGN CANDRABINDU}" <= letter <= "\N{BENGALI ISSHAR}" for letter in column.bn + "।অ")
        assert column.name.isascii() and column.name.islower()


@pytest.mark.parametrize("name", schema.TABLES)
def test_arrow_types_are_plain(name):
    fields = schema.arrow_schema(name)
    assert tuple(fields.names) == schema.table(name).names
    assert all("dictionary" not in str(field.type) and "large" not in str(field.type) for field in fields)


def test_an_unknown_table_is_refused():
    with pytest.raises(KeyError):
        schema.table("../secrets")


def test_every_issue_code_has_a_gloss():
    glosses = schema.glosses()
    assert len(glosses) >= 50
    assert all(en and bn for en, bn in glosses.values())
