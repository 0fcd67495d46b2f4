"""Columns and printed header rows of the forms, in the spellings that offices use."""

from __future__ import annotations

from bench.figures import Hand, fiscal_year
from bench.sheet import Column, Sheet

NAMES = ("অসাধারণ", "অতি উত্তম", "উত্তম", "চলতি মান", "চলতি মানের নিম্নে")
CLOSE_NAMES = ("অসাধারণ", "অতিউত্তম", "উত্তম", "চলতিমান", "চলতিমানের নিম্নে")
PERCENTS = (100, 90, 80, 70, 60)
AREA = ("কার্যক্রমের ক্ষেত্র", "কর্মসম্পাদনের ক্ষেত্র", "কর্মসম্পাদন ক্ষেত্র", "ক্ষেত্র", "কর্মসম্পাদনের ক্ষেত্রসমূহ")
AREA_WEIGHT = ("মান", "ক্ষেত্রের মান", "কর্মসম্পাদন ক্ষেত্রের মান")
INDICATOR = ("কর্মসম্পাদন সূচক", "কর্মসম্পাদন সূচক", "কর্মসম্পাদন সূচকসমূহ", "সূচক", "কর্মসম্পাদন সূচক (KPI)")
UNIT = ("একক", "একক", "পরিমাপের একক", "একক (Unit)")
WEIGHT = ("কর্মসম্পাদন সূচকের মান", "সূচকের মান", "কর্মসম্পাদন সূচকের মান", "সূচকের মান (Weight)")
QUARTERS = (
    ("১ম কোয়ার্টার", "২য় কোয়ার্টার", "৩য় কোয়ার্টার", "৪র্থ কোয়ার্টার"),
    ("১ম ত্রৈমাসিক", "২য় ত্রৈমাসিক", "৩য় ত্রৈমাসিক", "৪র্থ ত্রৈমাসিক"),
    ("১ম", "২য়", "৩য়", "৪র্থ"),
    ("জুলাই-সেপ্টেম্বর", "অক্টোবর-ডিসেম্বর", "জানুয়ারি-মার্চ", "এপ্রিল-জুন"),
)


def text_columns(hand: Hand, keys: tuple[str, ...]) -> list[Column]:
    """The columns left of the figures."""
    chance = hand.chance
    words = {
        "serial": chance.choice(("ক্রম", "ক্রমিক", "ক্রমিক নং", "ক্র. নং")),
        "area": chance.choice(AREA), "area_weight": chance.choice(AREA_WEIGHT),
        "activity": chance.choice(("কার্যক্রম", "কার্যক্রম", "কার্যক্রমসমূহ", "কার্যক্রমের বিবরণ")),
        "indicator": chance.choice(INDICATOR),
        "unit": chance.choice(UNIT), "weight": chance.choice(WEIGHT), "method": "গণনা পদ্ধতি",
    }  # fmt: skip
    return [Column(key, (words[key],)) for key in keys]


def level_columns(hand: Hand, start: int) -> list[Column]:
    """The five target levels: names and percentages in one header row, in two, or only one of them."""
    top = hand.chance.choice(("লক্ষ্যমাত্রা", "লক্ষ্যমাত্রা/ক্রাইটেরিয়া মান", "লক্ষ্যমাত্রা")) + " " + hand.year(start)
    style = hand.chance.choices(("split", "joined", "names", "percents"), (38, 42, 12, 8))[0]
    columns = []
    names = NAMES if hand.chance.random() < 0.85 else CLOSE_NAMES
    for name, percent in zip(names, PERCENTS, strict=True):
        share = hand.plain(f"{percent}%")
        lower = {"split": (name, share), "joined": (f"{name} {share}",), "names": (name,), "percents": (share,)}[style]
        columns.append(Column(f"t{percent}", (top, *lower), "target_level", level=percent))
    return columns


def prior_columns(hand: Hand, start: int) -> list[Column]:
    """What was achieved in the two years before."""
    words = hand.chance.choice(("প্রকৃত অর্জন", "অর্জন"))
    return [
        Column(f"prev_{y}_{(y + 1) % 100:02d}", (f"{words} {hand.year(y)}",), "prior_actual", year=fiscal_year(y))
        for y in (start - 2, start - 1)
    ]


def projection_columns(hand: Hand, start: int) -> list[Column]:
    """The projections for the two years to come."""
    also = ("projection", "measure", "target_level", "projected_target")
    return [
        Column(
            f"proj_{y}_{(y + 1) % 100:02d}",
            (f"প্রক্ষেপণ {hand.year(y)}",),
            "annual_target",
            year=fiscal_year(y),
            also_kinds=also,
        )
        for y in (start + 1, start + 2)
    ]


def header_labels(columns: list[Column]) -> list[list[str]]:
    """The printed header rows: a label stands once, at the upper left of what it spans; the rest is ''."""
    depth = max(len(c.path) for c in columns)
    rows = []
    for r in range(depth):
        before: tuple[str, ...] | None = None
        row = []
        for column in columns:
            path = column.path[: r + 1]
            row.append(path[r] if len(path) > r and path != before else "")
            before = path if len(column.path) > r + 1 else None
        rows.append(row)
    return rows


def number_row(hand: Hand, n: int) -> list[str]:
    """১ ২ ৩ …, now and then in brackets."""
    wrap = "({})" if hand.chance.random() < 0.1 else "{}"
    return [wrap.format(hand.plain(str(k))) for k in range(1, n + 1)]


def finish(sheet: Sheet, hand: Hand, numbered: float = 0.75) -> Sheet:
    """Give the sheet its printed header rows and, mostly, its number row."""
    sheet.labels = header_labels(sheet.columns)
    sheet.number_row = number_row(hand, len(sheet.columns)) if hand.chance.random() < numbered else None
    return sheet
