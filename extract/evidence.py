"""What kind of thing a cell holds, told from its text alone: the evidence that needs no header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from normalize import clean, fold, read
from normalize.reading import Reading
from normalize.spelling import closest

Sort = Literal[
    "blank", "dash", "number", "percent", "date", "money", "multi",  # figures and marks
    "activity_code", "indicator_code", "unit", "row_kind", "serial", "fiscal_year", "text",
]  # fmt: skip
FIGURES: frozenset[str] = frozenset({"number", "percent", "date", "money", "multi"})
EMPTY: frozenset[str] = frozenset({"blank", "dash"})

ROW_KINDS: Mapping[str, str] = {
    "লক্ষ্যমাত্রা": "target", "লক্ষমাত্রা": "target", "অর্জন": "achievement", "অর্জিত": "achievement",
    "প্রকৃত অর্জন": "achievement",
}  # fmt: skip
_ROW_KINDS = {fold(word): kind for word, kind in ROW_KINDS.items()}
_SERIAL = re.compile(r"^[\(\[]?\d{1,3}[\)\]]?[.।)]?$")
_NEAR_KIND = 0.6  # likeness of a misread word in the column of line names; the two words there are 0.3 alike
_MISREAD_KIND = 0.8  # the same in any column
_LONG = 60  # characters; no figure, unit or mark is longer, so such a cell is text without a closer look


@lru_cache(maxsize=4096)
def sort_of(raw: str) -> Sort:
    """The kind of thing a cell's text is.

    >>> sort_of("[১.১.১] সভা আয়োজিত"), sort_of("সংখ্যা"), sort_of("৩০/০৬/২৪"), sort_of("")
    ('indicator_code', 'unit', 'date', 'blank')
    """
    text = clean(raw).text.strip()
    if not text:
        return "blank"
    code = read(text, "code")
    depth = code.code.count(".") if code.status == "ok" and code.code else -1
    # a bare ২.৫ is a number; a code either stands in brackets, has text behind it, or has more than two parts
    if depth > 1 or (depth >= 0 and (text.startswith("[") or code.rest)):
        return "indicator_code" if depth >= 2 else "activity_code"
    if len(text) > _LONG:
        return "text"
    if fold(text) in _ROW_KINDS or closest(fold(text), tuple(_ROW_KINDS), _MISREAD_KIND):
        return "row_kind"
    if read(text, "fiscal_year").status == "ok":
        return "fiscal_year"
    if is_unit(text):
        return "unit"
    return _figure(text)


def _figure(text: str) -> Sort:
    reading = read(text, "any")
    if reading.status == "na_dash":
        return "dash"
    if reading.status == "multi":
        return "multi"
    if reading.status == "invalid":
        return "date" if reading.value_type == "date" else "text"
    if reading.value_type in ("percent", "date", "money"):
        return reading.value_type
    if reading.value_type == "number":
        return "serial" if not text[-1].isdigit() and _SERIAL.match(text) else "number"
    return "text"


@lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """Whether a short text is a unit word: সংখ্যা, %, তারিখ, সংখ্যা ও তারিখ, টাকা and the like."""
    if len(text) > 30 or any(c.isdigit() for c in text):
        return False
    found = read(text, "unit")
    return found.status == "ok" and "unknown_unit" not in found.doubts


def row_kind_of(raw: str) -> str | None:
    """'target' or 'achievement' for the word that names a line of a pair, None for anything else."""
    return _ROW_KINDS.get(fold(raw))


@lru_cache(maxsize=1024)
def likely_row_kind(raw: str) -> str | None:
    """The same for a cell of the column that names lines, misread or not: অজ্জন is অর্জন there; None: no such word."""
    known = row_kind_of(raw)
    if known or not raw.strip():
        return known
    nearest = closest(fold(raw), tuple(_ROW_KINDS), _NEAR_KIND)
    return _ROW_KINDS[nearest[0]] if nearest else None


@lru_cache(maxsize=4096)
def small_integer(raw: str) -> int | None:
    """The whole number 1-99 that stands alone in a cell (with or without brackets or a full stop), else None."""
    text = clean(raw).text.strip().strip("()[].।")
    if not text.isdigit() or len(text) > 2:  # int() takes digits of any script
        return None
    return int(text) or None


@dataclass(frozen=True, slots=True)
class Profile:
    """The sorts of a column's body cells."""

    counts: Mapping[str, int]
    printed: int  # cells that are not blank

    def share(self, *sorts: str) -> float:
        """Share of the printed cells that are of one of the sorts; 0 for an empty column."""
        return sum(self.counts.get(s, 0) for s in sorts) / self.printed if self.printed else 0.0

    @property
    def figures(self) -> int:
        """How many cells hold a number, percentage, date, amount or several of them."""
        return sum(self.counts.get(s, 0) for s in FIGURES)


def profile(raws: Iterable[str]) -> Profile:
    """Count the sorts of a column's body cells."""
    counts: Counter[str] = Counter(sort_of(raw) for raw in raws)
    return Profile(counts, counts.total() - counts["blank"])


# What the cells of a column of each kind look like: sort -> how well it fits (1 fits, -1 contradicts).
_FITS: Mapping[str, Mapping[str, float]] = {
    "area": {"text": 1, "activity_code": -0.5, "indicator_code": -1, "unit": -1, "number": -1, "percent": -1,
             "date": -1, "row_kind": -1, "serial": -0.3},
    "number": {"number": 1, "multi": 0, "dash": 0.3, "percent": -0.4, "date": -0.8, "text": -1, "unit": -1,
               "activity_code": -1, "indicator_code": -1, "row_kind": -1, "serial": 0.2},
    "activity": {"activity_code": 1, "indicator_code": -0.2, "text": 0.3, "unit": -1, "number": -1, "percent": -1,
                 "date": -1, "dash": -1, "row_kind": -1},
    "indicator": {"indicator_code": 1, "activity_code": -0.6, "text": 0.35, "unit": -0.6, "number": -1, "percent": -1,
                  "date": -1, "dash": -1, "row_kind": -1},
    "unit": {"unit": 1, "text": -0.4, "percent": -0.3, "number": -1, "date": -1, "activity_code": -1,
             "indicator_code": -1, "row_kind": -1, "dash": -0.5},
    "value": {"number": 0.6, "percent": 0.6, "date": 0.7, "money": 0.6, "multi": 0.5, "dash": 0.5, "text": -0.8,
              "unit": -1, "activity_code": -1, "indicator_code": -1, "row_kind": -1, "serial": 0.0},
    "row_kind": {"row_kind": 1.5, "number": -1, "percent": -1, "date": -1, "unit": -1, "activity_code": -1,
                 "indicator_code": -1, "text": -0.5},
    "serial": {"serial": 1, "number": 0.6, "text": -1, "unit": -1, "date": -1, "percent": -1, "activity_code": -1,
               "indicator_code": -1},
    "text": {"text": 0.5, "dash": 0.1, "unit": -0.4, "number": -0.5, "percent": -0.5, "date": -0.3,
             "activity_code": -0.5, "indicator_code": -0.8, "row_kind": -1},
    "sentence": {"text": 1, "activity_code": 0.2, "number": -1, "percent": -1, "date": -0.5, "unit": -1, "serial": -1},
}  # fmt: skip

HOLDS = tuple(_FITS)


def fit(holds: str, column: Profile) -> float:
    """How well a column's cells look like what `holds` names, -1 … 1; 0 when the column is empty."""
    if not column.printed:
        return 0.0
    fits = _FITS[holds]
    total = sum(fits.get(s, 0.0) * n for s, n in column.counts.items() if s != "blank")
    few = min(1.0, 0.5 + column.printed / 4)  # one cell proves less than four
    return total / column.printed * few


def reading(raw: str) -> Reading:
    """The figure of a value cell."""
    return _reading(raw)


@lru_cache(maxsize=4096)
def _reading(raw: str) -> Reading:
    return read(raw, "any")


def sort_fit(holds: str, sort: str) -> float:
    """How well one cell's sort fits what a column holds, -1 … 1.5; 0 for a blank."""
    return _FITS[holds].get(sort, 0.0)
