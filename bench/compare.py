"""Comparing a given row or value with a true one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from rapidfuzz.distance import Indel

Json = Mapping[str, Any]
IN_SENTENCES = frozenset({"event_date", "required_count"})
FIGURES = frozenset({"ok", "invalid", "multi"})


def fold(text: str | None) -> str:
    """Text without tags, joiners and spaces, for comparing."""
    text = (
        unicodedata.normalize("NFC", text or "")
        .replace("\N{ZERO WIDTH NON-JOINER}", "")
        .replace("\N{ZERO WIDTH JOINER}", "")
    )
    return re.sub(r"<[^>]*>|\s+", "", text)


def digits(text: str | None) -> str:
    """'৪৭.৬১' → '47.61': digits and points only."""
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text or "" if c.isdigit() or c == ".")


def name_of(row: Json) -> str:
    """What names a true row."""
    for key in ("indicator", "decision"):
        if row.get(key):
            return str(row[key]["raw"])
    return ""


def likeness(truth: Json, given: Json) -> float:
    """How alike a true row and a given one are, 0 to 1: their texts, and a little their place."""
    activity = truth.get("activity") or {}
    mine = fold(given.get("indicator_raw") or given.get("decision_raw"))
    both = mine + fold(given.get("activity_raw"))
    name = fold(name_of(truth))
    wanted = [name + fold(activity.get(key)) for key in ("raw", "item_raw") if activity.get(key)] or [name]
    best: float = max(Indel.normalized_similarity(want, have) for want in wanted for have in (both, mine))
    if activity.get("raw") and truth["indicator"].get("status") == "not_data":
        best = max(best, Indel.normalized_similarity(fold(activity["raw"]), fold(given.get("activity_raw"))))
    best += 0.04 if given["table_no"] == truth["table_no"] else 0.0
    return best + (0.02 if given["row_no"] == truth["row_no"] else 0.0)


def pairs(truth: list[Json], given: list[Json]) -> tuple[list[tuple[Json, Json | None]], list[Json]]:
    """True rows with the given rows that answer to them, best first, and the given rows left over."""
    scored = sorted(((likeness(t, g), -n, -k) for n, t in enumerate(truth) for k, g in enumerate(given)), reverse=True)
    found: dict[int, Json] = {}
    used: set[int] = set()
    for score, n, k in scored:
        if score >= 0.8 and -n not in found and -k not in used:
            found[-n] = given[-k]
            used.add(-k)
    return [(t, found.get(n)) for n, t in enumerate(truth)], [g for k, g in enumerate(given) if k not in used]


def same(a: float | None, b: float | None) -> bool:
    """Two numbers alike."""
    return a == b if a is None or b is None else abs(float(a) - float(b)) < 1e-9


def figure(value: Json | None) -> str:
    """A value in short."""
    if value is None:
        return "nothing"
    return " ".join(str(value.get(k)) for k in ("status", "value_num", "value_date") if value.get(k) is not None)


def agrees(got: Json, want: Json) -> bool:
    """Number and date alike."""
    return same(got.get("value_num"), want.get("value_num")) and str(got.get("value_date") or "") == str(
        want.get("value_date") or ""
    )


def answer(want: Json, given: list[Json]) -> list[Json]:
    """The given values that answer to a true one, by kind and meaning, else by column."""
    kinds = {want["kind"], *want.get("also_kinds", ())}
    asked = [k for k in ("level_pct", "quarter") if want.get(k) is not None]
    years = {want.get("fiscal_year"), None} if want.get("fiscal_year") else None
    meant = [
        v for v in given
        if v["kind"] in kinds and all(same(v.get(k), want[k]) for k in asked)
        and (years is None or v.get("fiscal_year") in years)
    ]  # fmt: skip
    if want["kind"] in IN_SENTENCES:
        return [v for v in meant if agrees(v, want)]
    here = [v for v in meant if v["col_no"] == want["col_no"]]
    if here or want.get("level_pct") or want.get("quarter") or len(meant) == 1:
        return here or meant
    of_year = [v for v in meant if years and v.get("fiscal_year") == want["fiscal_year"]]
    if len(of_year) == 1:
        return of_year  # in another column of the picture, but told to be of that year
    return [v for v in given if v["col_no"] == want["col_no"]] if want.get("uncertain") else []


def right(want: Json, found: list[Json]) -> bool:
    """Is the reading as printed? A blank may be left out; several values in a cell may come as rows of their own."""
    if want["status"] == "multi":
        parts = [p for p in want["parts"] if p["value_type"]]
        return any(v["status"] == "multi" for v in found) or all(any(agrees(v, p) for v in found) for p in parts)
    if not found:
        return bool(want["status"] in ("blank", "not_data"))
    return any(v["status"] == want["status"] and agrees(v, want) for v in found)


def wrong(want: Json, found: list[Json]) -> bool:
    """A figure lost, invented or false; a dash given as blank is none, nor a date left in its sentence."""
    if right(want, found) or (not found and want["kind"] in IN_SENTENCES):
        return False
    return want["status"] in FIGURES or any(v["status"] in FIGURES for v in found)
