"""The schema of the dataset: every table and column with its Arrow type, unit and bilingual meaning.

The words stand in one TOML a table beside this module; the order there is the order of the columns. Arrow itself is
imported only when a type is asked for, so that `protibedon schema` starts fast.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA_VERSION = "1"
TABLES = ("documents", "pages", "tables", "cells", "indicators", "values", "issues")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `type` is an Arrow type in words (string, int32, list<string> …); `unit` is '' where none applies."""

    name: str
    type: str
    en: str
    bn: str
    unit: str = ""
    required: bool = False
    values: tuple[str, ...] = ()
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table: its meaning, the columns that identify a row, and its columns in order."""

    name: str
    en: str
    bn: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in order."""
        return tuple(column.name for column in self.columns)


@cache
def table(name: str) -> TableSchema:
    """The schema of one table; KeyError for a name that is not in TABLES."""
    if name not in TABLES:
        raise KeyError(name)
    words = tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    columns = tuple(
        Column(
            name=column,
            type=told["type"],
            en=told["en"],
            bn=told["bn"],
            unit=told.get("unit", ""),
            required=told.get("required", False),
            values=tuple(told.get("values", ())),
            pattern=told.get("pattern", ""),
        )
        for column, told in words["columns"].items()
    )
    return TableSchema(name, words["en"], words["bn"], tuple(words["key"]), columns)


def tables() -> tuple[TableSchema, ...]:
    """All seven tables in their fixed order."""
    return tuple(table(name) for name in TABLES)


@cache
def arrow_schema(name: str) -> pa.Schema:
    """The Arrow schema of one table: plain strings, typed lists, date32; every column may be null."""
    import pyarrow as pa

    return pa.schema([(column.name, _arrow_type(column.type)) for column in table(name).columns])


def _arrow_type(words: str) -> pa.DataType:
    import pyarrow as pa

    if words.startswith("list<"):
        return pa.list_(_arrow_type(words[5:-1]))
    if words.startswith("struct<"):
        pairs = (part.split(": ") for part in words[7:-1].split(", "))
        return pa.struct([(name, _arrow_type(inner)) for name, inner in pairs])
    plain: dict[str, pa.DataType] = {
        "string": pa.string(),
        "int32": pa.int32(),
        "int64": pa.int64(),
        "float64": pa.float64(),
        "bool": pa.bool_(),
        "date32": pa.date32(),
    }
    return plain[words]


@cache
def glosses() -> dict[str, tuple[str, str]]:
    """Every issue code with its gloss in English and Bengali."""
    words = tomllib.loads(resources.files(__name__).joinpath("codes.toml").read_text(encoding="utf-8"))
    return {code: (told["en"], told["bn"]) for code, told in words.items()}
