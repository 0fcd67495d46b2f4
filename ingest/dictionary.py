"""The dataset explained: DATA.md for readers and datapackage.json (Frictionless) for programs, both from the schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ingest import schema, versions

_FRICTIONLESS = {
    "string": "string",
    "int32": "integer",
    "int64": "integer",
    "float64": "number",
    "bool": "boolean",
    "date32": "date",
}


def write(place: Path) -> None:
    """Writes DATA.md and datapackage.json beside the tables in `place`. OSError."""
    (place / "DATA.md").write_text(markdown(), encoding="utf-8")
    package = json.dumps(descriptor(place), ensure_ascii=False, indent=1)
    (place / "datapackage.json").write_text(package + "\n", encoding="utf-8")


def markdown() -> str:
    """The dictionary as bilingual Markdown: a section a table, a row a column, then the codes of `issues`."""
    parts = [
        "# Data dictionary · তথ্য অভিধান\n",
        f"Schema {schema.SCHEMA_VERSION}. Every table is a folder of Parquet files with the same columns and types.",
        "Text columns are UTF-8; a null means that nothing is printed or known.\n",
        "সংস্করণভেদে কলামের নাম ও ধরন একই থাকে। ফাঁকা (null) মানে: মুদ্রিত নেই বা জানা নেই।\n",
    ]
    parts.extend(_section(table) for table in schema.tables())
    parts.append("## Codes in issues · সন্দেহের কোড\n\n| code | meaning | অর্থ |\n|---|---|---|")
    parts.extend(f"| `{code}` | {en} | {bn} |" for code, (en, bn) in schema.glosses().items())
    return "\n".join(parts) + "\n"


def descriptor(place: Path) -> dict[str, Any]:
    """The Frictionless data package of the tables in `place`."""
    return {
        "profile": "data-package",
        "name": "protibedon-dataset",
        "title": "Bengali government reports as data",
        "schema_version": schema.SCHEMA_VERSION,
        "pipeline_version": versions.pipeline_version(),
        "resources": [_resource(table, place) for table in schema.tables()],
    }


def _section(table: schema.TableSchema) -> str:
    lines = [f"## {table.name}", f"{table.en}\n{table.bn}\n"]
    lines += ["| column | type | unit | meaning | অর্থ |", "|---|---|---|---|---|"]
    for column in table.columns:
        meaning = column.en + (f" One of: {', '.join(column.values)}." if column.values else "")
        kind = f"{column.type}, never null" if column.required else column.type
        cells = (f"`{column.name}`", kind, column.unit, meaning, column.bn)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _resource(table: schema.TableSchema, place: Path) -> dict[str, Any]:
    told: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": []}
    if table.key:
        told["primaryKey"] = list(table.key)
    return {
        "name": table.name,
        "path": [f"{table.name}/{file.name}" for file in sorted((place / table.name).glob("*.parquet"))],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": table.en,
        "description_bn": table.bn,
        "schema": told,
    }


def _field(column: schema.Column) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": column.name,
        "type": _FRICTIONLESS.get(column.type, "array"),
        "arrow_type": column.type,
        "description": column.en,
        "description_bn": column.bn,
    }
    if column.unit:
        told["unit"] = column.unit
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.values and column.type == "string":
        constraints["enum"] = list(column.values)
    if column.pattern:
        constraints["pattern"] = column.pattern
    return told | ({"constraints": constraints} if constraints else {})
