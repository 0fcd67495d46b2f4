"""Damage to words: letters read as their lookalikes in labels, titles, areas, indicators, signatures; memo numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

from bench.figures import Hand
from bench.sheet import HEADER, Doubt, Report

# what a reader of pixels makes of Bengali: joined letters taken apart, lookalikes, lost marks
LOOKALIKES = (
    ("ক্ষ", "ক"), ("স্থ", "স্ব"), ("ষ্ঠ", "ষ্ট"), ("ন্ড", "ণ্ড"), ("ম্ম", "ন্ম"), ("প্র", "গ্র"), ("ত্র", "এ"), ("ল্প", "ন্প"),
    ("ণ", "ন"), ("ম", "স"), ("ব", "র"), ("য", "ষ"), ("ড", "ড়"), ("দ", "ল"), ("ঘ", "ঝ"), ("ন", "ল"),
    ("ূ", "ু"), ("ি", ""), ("া", ""),
)  # fmt: skip


def garble(hand: Hand, text: str) -> str | None:
    """The text with one of its longer words misread; None where nothing in it can be."""
    words = [w for w in re.findall(r"[^\s/.,।()\[\]0-9০-৯<>|:*-]+", text) if len(w) > 4]
    hand.chance.shuffle(words)
    for word in words:
        for right, wrong in hand.chance.sample(LOOKALIKES, len(LOOKALIKES)):
            n = word.find(right, 1)
            if n > 0:
                return text.replace(word, word[:n] + wrong + word[n + len(right) :], 1)
    return None


def garbled(key: str, raw: str, row: object, rows: tuple[object, ...] = ()) -> Doubt:
    """The doubt; not one that a rule finds, but one that words do."""
    return Doubt("OCR_GARBLE", "warn", "garbled", row, detect="lexicon", key=key, raw=raw, rows=rows)  # type: ignore[arg-type]


def label(report: Report, hand: Hand) -> bool:
    """A header label."""
    sheet = hand.chance.choice(report.sheets)
    places = [(r, c) for r, row in enumerate(sheet.labels) for c, text in enumerate(row) if len(text) > 4]
    r, c = hand.chance.choice(places)
    new = garble(hand, sheet.labels[r][c])
    if new is None:
        return False
    sheet.labels[r][c] = new
    sheet.doubts.append(garbled(sheet.columns[c].key, new, HEADER))
    return True


def title(report: Report, hand: Hand) -> bool:
    """A title."""
    sheet = hand.chance.choice(report.sheets)
    new = garble(hand, sheet.title)
    if new is None:
        return False
    sheet.title = new
    report.doubts.append(garbled("document", new, None))
    return True


def area(report: Report, hand: Hand) -> bool:
    """An area's label, as printed on its first row."""
    for sheet in report.sheets:
        if sheet.index("area") < 0:
            continue
        rows = hand.chance.choice(list(sheet.areas()))
        new = garble(hand, rows[0].texts["area"])
        if new is None:
            continue
        for row in rows:
            row.texts["area"] = new
        sheet.doubts.append(garbled("area", new, rows[0], tuple(rows)))
        return True
    return False


def wording(report: Report, hand: Hand) -> bool:
    """An indicator or an activity."""
    for sheet in report.sheets:
        rows = [row for row in sheet.data() if row.texts.get("activity") and "activity" not in row.covered]
        if not rows:
            continue
        row, key = hand.chance.choice(rows), hand.chance.choice(("activity", "indicator"))
        new = garble(hand, row.texts[key])
        if new is None:
            continue
        old = row.texts[key]
        for other in sheet.data():
            if other.texts.get(key) == old:
                other.texts[key] = new
        sheet.doubts.append(garbled(key, new, row))
        return True
    return False


def unit(report: Report, hand: Hand) -> bool:
    """সংখ্যা or তারিখ misread: what stands in the row still tells its unit."""
    wrong = {"সংখ্যা": ("সংখা", "সংখ্যার", "সংস্যা"), "তারিখ": ("তারিঝ", "তারিব", "তাবিখ")}
    for sheet in report.sheets:
        rows = [row for row in sheet.data() if row.texts.get("unit") in wrong and row.role == "data" and sheet.levels()]
        if not rows:
            continue
        row = hand.chance.choice(rows)
        row.texts["unit"] = hand.chance.choice(wrong[row.texts["unit"]])
        sheet.doubts.append(garbled("unit", row.texts["unit"], row))
        return True
    return False


def signature(report: Report, hand: Hand) -> bool:
    """A post in a signature block."""
    block = report.signatures[-1]
    new = garble(hand, block.designation)
    if new is None:
        return False
    block.designation = new
    report.doubts.append(garbled("signature", new, None))
    report.doubts.append(
        Doubt(
            "ENTITY_INCONSISTENT", "warn", "may disagree with the office", None, False, "cross_field", key="signature"
        )
    )
    return True


def memo_group(report: Report, hand: Hand) -> bool:
    """A memo number with a group of a wrong length."""
    if report.memo is None:
        return False
    groups = report.memo.split(".")
    n = hand.chance.choice((2, 3, 5))
    groups[n] = groups[n] + hand.plain(str(hand.chance.randrange(10))) if hand.chance.random() < 0.6 else groups[n][:-1]
    wrong = ".".join(groups)
    report.memo_line = report.memo_line.replace(report.memo, wrong)
    report.memo, report.memo_ok = wrong, False
    report.doubts.append(
        Doubt("MEMO_NO_MALFORMED", "warn", "a group of a wrong length", None, key="memo_no", raw=wrong)
    )
    return True


WORDS: dict[str, Callable[[Report, Hand], bool]] = {
    "label_garble": label, "title_garble": title, "area_garble": area, "text_garble": wording, "unit_garble": unit,
    "signature_garble": signature, "memo_group": memo_group,
}  # fmt: skip
