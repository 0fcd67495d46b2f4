"""What figures may look like: whether a text is one that its column may hold, and a small automaton of such texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from ingest.engines import FIGURES, Expected
from normalize import Kind, read

_DIGITS = "০-৯0-9"
_PLAUSIBLE = re.compile(
    rf"""[-(]?[৳]?\ ?[{_DIGITS}]+(?:,[{_DIGITS}]+)*(?:\.[{_DIGITS}]+)?\ ?%?[)।]?   # ১,২৫,০০০.৫০  ৯০%  (৫)  ২।
    | [{_DIGITS}]{{1,2}}([./-])[{_DIGITS}]{{1,2}}\1[{_DIGITS}]{{2,4}}              # ৩১/০৭/২৩
    | [{_DIGITS}]{{4}}-[{_DIGITS}]{{2,4}}                                          # ২০২৩-২৪
    | [(\[]?[{_DIGITS}]+(?:\.[{_DIGITS}]+)*[)\].]?                                 # [১.১.১]
    | -{{1,3}} | %""",
    re.VERBOSE,
)
_Table = Mapping[int, Mapping[str, int]]
# State → what may follow → the next state; `d` any digit. Texts begin in state 0 and may end in the states of _ENDS.
_NUMBER: _Table = {
    0: {"d": 2, "-": 1, "(": 1, "৳": 1},
    1: {"d": 2, "-": 1, "৳": 1},
    2: {"d": 2, ",": 3, ".": 4, "%": 6, ")": 6, "।": 6},
    3: {"d": 2},
    4: {"d": 5},
    5: {"d": 5, "%": 6, ")": 6},
    6: {},
}
_DATE: _Table = {
    0: {"d": 1, "-": 20},
    1: {"d": 2, "/": 3, ".": 3, "-": 3},
    2: {"d": 11, "/": 3, ".": 3, "-": 3},
    3: {"d": 4},
    4: {"d": 5, "/": 6, ".": 6, "-": 6},
    5: {"/": 6, ".": 6, "-": 6},
    6: {"d": 7},
    7: {"d": 8},
    8: {"d": 9},
    9: {"d": 10},
    10: {},
    11: {"d": 12},
    12: {"-": 13},  # ২০২৩-২৪
    13: {"d": 14},
    14: {"d": 15},
    15: {"d": 16},
    16: {"d": 17},
    17: {},
    20: {"-": 20},
}
_TABLES: Mapping[Expected, tuple[_Table, frozenset[int]]] = {
    "number": (_NUMBER, frozenset((1, 2, 4, 5, 6))),
    "percent": (_NUMBER, frozenset((1, 2, 4, 5, 6))),
    "mark": (_NUMBER, frozenset((1, 2, 4, 5, 6))),
    "date": (_DATE, frozenset((8, 10, 15, 17, 20))),
}


def fits(text: str, expects: Expected | None) -> bool:
    """Whether a figure's text is one that its column may hold; without a column, one that any may hold."""
    if expects is None or expects not in FIGURES:
        return bool(text) and _PLAUSIBLE.fullmatch(text) is not None
    if expects == "mark":
        return _PLAUSIBLE.fullmatch(text) is not None
    if text == "%":  # a unit
        return expects == "percent"
    found = read(text, cast("Kind", expects))
    return found.status in ("ok", "na_dash") and not set(found.doubts) - {"two_digit_year"}


def follows(text: str, character: str, expects: Expected) -> bool:
    """Whether a figure of this kind may go on with the character: after ৩১/ a digit, not another stroke.

    `text` itself must have come about by such steps.
    """
    table, _ = _TABLES.get(expects, _TABLES["number"])
    state: int | None = 0
    for one in text + character:
        state = table[state or 0].get("d" if one.isdigit() else one)
        if state is None:
            return False
    return True


def ends(text: str, expects: Expected) -> bool:
    """Whether a text made by steps of `follows` is whole: ৩১/০৭/২৩ is, ৩১/০৭/ is not."""
    table, final = _TABLES.get(expects, _TABLES["number"])
    state = 0
    for one in text:
        state = table[state]["d" if one.isdigit() else one]
    return state in final
