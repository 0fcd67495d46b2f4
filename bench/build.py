"""Making the rows of a plan: codes, texts, spans, weights and figures, and the doubts that a clean plan has."""

from __future__ import annotations

from bench import phrases
from bench.figures import Hand, split_weights
from bench.patterns import Figures, levels
from bench.phrases import Phrase
from bench.sheet import BLANK, TABLE, Column, Doubt, Row, Sheet, Value

Areas = list[tuple[str, float, list[Phrase]]]


class Builder:
    """Makes the rows of one plan: codes, texts, spans and figures."""

    def __init__(self, hand: Hand, start: int, columns: list[Column]) -> None:
        self.hand = hand
        self.start = start
        self.columns = columns
        self.keys = {c.key for c in columns}
        self.rows: list[Row] = []
        self.uneven: list[Row] = []
        self.gap = " " if hand.chance.random() < 0.93 else ""
        self.repeat = hand.chance.random() < 0.06

    def code(self, code: str) -> str:
        """'1.1.1' → '[১.১.১]', 'M.1' → '[এম.১]'."""
        return "[" + self.hand.plain(code.replace("M", "এম")) + "]"

    def cell(self, code: str, text: str) -> str:
        """A code and its text as printed."""
        return self.code(code) + self.gap + text

    def prior(self, row: Row, column: Column, first: Value, figures: Figures) -> None:
        """An earlier year's figure: of the same kind as the target."""
        if figures.norm == "date":
            row.values[column.key] = BLANK if self.hand.chance.random() < 0.5 else self.hand.na()
        elif first.plain and first.num is not None:
            less = max(round(first.num * self.hand.chance.choice((0.8, 0.9, 1))), 1)
            row.values[column.key] = self.hand.percent(less) if first.raw.endswith("%") else self.hand.number(less)
        else:
            row.values[column.key] = BLANK

    def fill(self, row: Row, pattern: str, weight: float, empty: bool = False) -> None:
        """Unit, weight, levels and the other years."""
        figures = levels(self.hand, pattern, self.start)
        row.texts["unit"] = figures.unit
        row.values["weight"] = self.hand.weight(weight)
        if "method" in self.keys:
            row.texts["method"] = phrases.METHODS.get(pattern, "সমষ্টি")
        targets = [c for c in self.columns if c.kind == "target_level"]
        for column, value in zip(targets, figures.values, strict=True):
            row.values[column.key] = BLANK if empty else value
        for column in self.columns:
            if column.kind in ("prior_actual", "annual_target"):
                self.prior(row, column, BLANK if empty else figures.values[0], figures)
        if not figures.even and not empty:
            self.uneven.append(row)

    def row(self, codes: dict[str, str | None], texts: dict[str, str], covered: set[str]) -> Row:
        """A new data row; a plan that repeats its labels covers nothing."""
        row = Row(texts=texts, codes=codes, covered=set() if self.repeat else covered & self.keys)
        self.rows.append(row)
        return row


def twin(text: str) -> str:
    """A second indicator for one activity."""
    return text + " (ক্রমপুঞ্জিত)"


def fill_areas(build: Builder, areas: Areas, halves: bool, empty: bool, prefix: str = "", depth: int = 1) -> None:
    """Rows for areas with their activities. `depth`: 1 codes an activity 1.2 under area 1."""
    chance = build.hand.chance
    for a, (name, total, chosen) in enumerate(areas, start=1):
        area_code = f"{prefix}{a}"
        weights = split_weights(chance, total, len(chosen), halves)
        printed = build.cell(area_code, name) if depth > 1 else name
        weight = build.hand.weight(total)
        for n, ((activity, indicator, pattern), share) in enumerate(zip(chosen, weights, strict=True), start=1):
            code = f"{area_code}.{n}"
            text = build.cell(code, activity + chance.choice(phrases.TAILS))
            two = chance.random() < 0.12 and share >= 2
            parts = [share - share // 2, share // 2] if two else [share]
            for k, part in enumerate(parts, start=1):
                label = indicator if k == 1 else twin(indicator)
                codes: dict[str, str | None] = {"area": area_code, "activity": code, "indicator": f"{code}.{k}"}
                texts = {"area": printed, "activity": text, "indicator": build.cell(f"{code}.{k}", label)}
                covered = {"area", "area_weight"} if n > 1 or k > 1 else set()
                row = build.row(codes, texts, covered | ({"activity"} if k > 1 else set()))
                row.values["area_weight"] = weight
                build.fill(row, pattern, part, empty)


def choose(hand: Hand, bank: tuple[Phrase, ...], low: int, high: int) -> list[Phrase]:
    """Some phrases of a bank, in its order."""
    n = min(hand.chance.randint(low, high), len(bank))
    places = sorted(hand.chance.sample(range(len(bank)), n))
    return [bank[k] for k in places]


def notes(sheet: Sheet, build: Builder) -> None:
    """Doubts that a clean plan has: an empty level column, uneven steps, no targets."""
    rows = sheet.data()
    levels_ = sheet.levels()
    if all(row.values[key].status == "blank" for row in rows for key in levels_):
        sheet.doubts.append(
            Doubt("EMPTY_TARGETS", "warn", "no targets in any row", TABLE, key="t100", rows=(TABLE, *rows))
        )
    else:
        for key in levels_:
            if all(row.values[key].status == "blank" for row in rows):
                sheet.doubts.append(
                    Doubt("LEVEL_COLUMN_EMPTY", "info", f"{key} is blank in all rows", must=False, key=key)
                )
    for row in build.uneven:
        sheet.doubts.append(
            Doubt(
                "LEVEL_TEMPLATE_MISMATCH", "info", "uneven steps, as set", row, False, also=("DIGIT_CONFUSION_SUSPECT",)
            )
        )


def footnote(sheet: Sheet, hand: Hand) -> None:
    """A note that some codes don't apply to upazila offices."""
    codes = sorted({row.codes["activity"] or "" for row in sheet.data()})
    chosen = hand.chance.sample(codes, min(2, len(codes)))
    named = " ও ".join(hand.plain(code) for code in sorted(chosen))
    sheet.notes.append(f"*** কার্যক্রম {named} উপজেলা পর্যায়ের কার্যালয়ের ক্ষেত্রে প্রযোজ্য নয়।")
    sheet.note_codes = tuple(sorted(chosen))
    sheet.doubts.append(
        Doubt(
            "CONDITIONAL_APPLICABILITY",
            "info",
            "a footnote excepts upazila offices",
            TABLE,
            key="activity",
            rows=(TABLE, *sheet.data()),
        )
    )
