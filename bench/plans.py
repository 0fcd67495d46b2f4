"""Work plans with target levels: citizen charter, grievance, RTI, e-governance and the main APA form."""

from __future__ import annotations

from datetime import date

from bench import phrases
from bench.columns import finish, level_columns, prior_columns, projection_columns, text_columns
from bench.figures import Hand, day_between, quarter_bounds, split_weights
from bench.names import Office
from bench.patterns import Figures, levels
from bench.phrases import Phrase
from bench.sheet import BLANK, TABLE, Column, Doubt, Row, Sheet, Value

PLACES = {"upazila": "উপজেলা", "district": "জেলা", "division": "বিভাগীয়", "agency": "দপ্তর/সংস্থা", "ministry": "মন্ত্রণালয়/বিভাগ"}
AREA_PAIRS = (
    ("প্রাতিষ্ঠানিক কার্যক্রম", "বাস্তবায়ন সক্ষমতা উন্নয়ন"),
    ("প্রাতিষ্ঠানিক ব্যবস্থাপনা", "সক্ষমতা বৃদ্ধি"),
    ("প্রাতিষ্ঠানিক", "সক্ষমতা অর্জন"),
)
SPLITS = ((15, 10), (18, 7), (20, 5), (14, 11), (12, 13), (17, 8))
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
        sheet.doubts.append(Doubt("EMPTY_TARGETS", "warn", "no targets in any row", TABLE, key="t100", rows=(TABLE, *rows)))
    else:
        for key in levels_:
            if all(row.values[key].status == "blank" for row in rows):
                sheet.doubts.append(Doubt("LEVEL_COLUMN_EMPTY", "info", f"{key} is blank in all rows", must=False, key=key))
    for row in build.uneven:
        sheet.doubts.append(Doubt("LEVEL_TEMPLATE_MISMATCH", "info", "uneven steps, as set", row, False, also=("DIGIT_CONFUSION_SUSPECT",)))


def footnote(sheet: Sheet, hand: Hand) -> None:
    """A note that some codes don't apply to upazila offices."""
    codes = sorted({row.codes["activity"] or "" for row in sheet.data()})
    chosen = hand.chance.sample(codes, min(2, len(codes)))
    named = " ও ".join(hand.plain(code) for code in sorted(chosen))
    sheet.notes.append(f"*** কার্যক্রম {named} উপজেলা পর্যায়ের কার্যালয়ের ক্ষেত্রে প্রযোজ্য নয়।")
    sheet.note_codes = tuple(sorted(chosen))
    sheet.doubts.append(
        Doubt("CONDITIONAL_APPLICABILITY", "info", "a footnote excepts upazila offices", TABLE, key="activity", rows=(TABLE, *sheet.data()))
    )


def charter_plan(hand: Hand, start: int, at: Office) -> Sheet:
    """cc_annex7_workplan: two areas that sum to 25."""
    columns = text_columns(hand, ("area", "area_weight", "activity", "indicator", "unit", "weight")) + level_columns(hand, start)
    title = f"{PLACES[at.level]} পর্যায়ের কার্যালয়ের সেবা প্রদান প্রতিশ্রুতি বিষয়ক কর্মপরিকল্পনা {hand.year(start)}"
    build = Builder(hand, start, columns)
    names, split = hand.chance.choice(AREA_PAIRS), hand.chance.choice(SPLITS)
    areas: Areas = [
        (names[0], split[0], choose(hand, phrases.CHARTER_FIRST, 2, 4)),
        (names[1], split[1], choose(hand, phrases.CHARTER_SECOND, 1, 3)),
    ]
    fill_areas(build, areas, hand.chance.random() < 0.2, False)
    sheet = Sheet("cc_annex7_workplan", title, columns, build.rows, plan_total=25, plan_type="citizen_charter")
    sheet.annex = "সংযোজনী " + hand.plain("7") if hand.chance.random() < 0.8 else None
    notes(sheet, build)
    if hand.chance.random() < 0.3:
        footnote(sheet, hand)
    return finish(sheet, hand)


def charter_progress(hand: Hand, start: int, at: Office, quarter: int) -> Sheet:
    """cc_quarterly_progress: the same with remarks that tell what was done in the quarter."""
    sheet = charter_plan(hand, start, at)
    sheet.form, sheet.annex = "cc_quarterly_progress", None
    sheet.columns.append(Column("remarks", (hand.chance.choice(("মন্তব্য", "মন্তব্য", "অগ্রগতি/মন্তব্য")),)))
    first, last = quarter_bounds(start, quarter)
    for row in sheet.data():
        add_remark(row, hand, first, last)
    numbered = sheet.number_row is not None
    return finish(sheet, hand, 1.0 if numbered else 0.0)


def add_remark(row: Row, hand: Hand, first: date, last: date) -> None:
    """A remark with or without a date in the quarter."""
    day = day_between(hand.chance, first, last)
    value = hand.date(day)
    era = hand.chance.choice(("", " খ্রি.", " খ্রিঃ")) if " " not in value.raw else ""
    done = f"গত {value.raw}{era} তারিখে " + hand.chance.choice(("সম্পন্ন হয়েছে", "কার্যক্রমটি শেষ করা হয়েছে (প্রমাণক সংযুক্ত)", "আয়োজন করা হয়েছে"))
    text = hand.chance.choice((done + "।", done + "।", "কার্যক্রম চলমান।", "প্রক্রিয়াধীন রয়েছে।", ""))
    row.texts["remarks"] = text
    if value.raw in text and text:
        row.facts.append(("remarks", "event_date", value))


def two_area_plan(hand: Hand, start: int, at: Office, form: str) -> Sheet:
    """Grievance (annex 6) and RTI plans: two areas, total 25, mostly with two earlier years."""
    grievance = form == "grs_annex6_workplan"
    columns = text_columns(hand, ("area", "area_weight", "activity", "indicator", "unit", "weight"))
    columns += prior_columns(hand, start) if grievance or hand.chance.random() < 0.5 else []
    columns += level_columns(hand, start)
    build = Builder(hand, start, columns)
    split = hand.chance.choice(SPLITS)
    banks = (phrases.GRIEVANCE_FIRST, phrases.GRIEVANCE_SECOND) if grievance else (phrases.RTI_FIRST, phrases.RTI_SECOND)
    areas: Areas = [
        (hand.chance.choice(("প্রাতিষ্ঠানিক", "প্রাতিষ্ঠানিক ব্যবস্থা")), split[0], choose(hand, banks[0], 2, 3)),
        ("সক্ষমতা বৃদ্ধি" if not grievance else "সক্ষমতা অর্জন", split[1], choose(hand, banks[1], 1, 3)),
    ]
    empty = grievance and hand.chance.random() < 0.25
    fill_areas(build, areas, False, empty)
    about = "অভিযোগ প্রতিকার ব্যবস্থা সংক্রান্ত" if grievance else "তথ্য অধিকার বিষয়ে"
    title = f"{PLACES[at.level]} পর্যায়ের কার্যালয়ের জন্য {about} কর্মপরিকল্পনা {hand.year(start)}"
    plan_type = "grievance" if grievance else "rti"
    sheet = Sheet(form, title, columns, build.rows, plan_total=25, plan_type=plan_type)
    sheet.annex = "সংযোজনী " + hand.plain("6" if grievance else "8") if hand.chance.random() < 0.8 else None
    if grievance and hand.chance.random() < 0.4:
        add_alternative(sheet, build, empty)
    notes(sheet, build)
    return finish(sheet, hand)


def add_alternative(sheet: Sheet, build: Builder, empty: bool) -> None:
    """The official form's either/or: [১.১.১] without weight, and [১.১.১.১] below it with the weight of both."""
    first = sheet.rows[0]
    if len(sheet.rows) > 1 and "activity" in sheet.rows[1].covered:
        return
    activity, indicator, pattern = phrases.GRIEVANCE_OTHER
    codes: dict[str, str | None] = {"area": "1", "activity": "1.1.1", "indicator": "1.1.1.1"}
    texts = {"area": first.texts["area"], "activity": build.cell("1.1.1", activity), "indicator": build.cell("1.1.1.1", indicator)}
    row = Row(texts=texts, codes=codes, covered={"area", "area_weight"}, alternative_of="1.1.1")
    row.values["area_weight"] = first.values["area_weight"]
    build.fill(row, pattern, first.values["weight"].num or 1, empty)
    first.values["weight"] = BLANK
    sheet.rows.insert(1, row)
    sheet.doubts += [
        Doubt("MISSING_WEIGHT", "warn", "no weight: either this or the next row", first, key="weight"),
        Doubt("CODE_DEPTH_UNEXPECTED", "info", "a code of depth four", row, key="indicator"),
        Doubt("DUPLICATE_CODE", "info", "indicator code of one row, activity code of the next", row, False, rows=(first, row)),
    ]


def egov_plan(hand: Hand, start: int, at: Office) -> Sheet:
    """egov_annex5_workplan: a serial number, no areas, units mixed, total 50."""
    columns = text_columns(hand, ("serial", "activity", "indicator", "unit", "weight")) + level_columns(hand, start)
    build = Builder(hand, start, columns)
    chosen = choose(hand, phrases.EGOV, 6, 10)
    weights = split_weights(hand.chance, 50, len(chosen), hand.chance.random() < 0.2)
    for n, ((activity, indicator, pattern), share) in enumerate(zip(chosen, weights, strict=True), start=1):
        two = hand.chance.random() < 0.15 and share >= 2
        for k, part in enumerate([share - share // 2, share // 2] if two else [share], start=1):
            codes: dict[str, str | None] = {"activity": f"{n}.1", "indicator": f"{n}.1.{k}"}
            label = indicator if k == 1 else twin(indicator)
            texts = {"serial": hand.plain(f"{n:02d}"), "activity": build.cell(f"{n}.1", activity + hand.chance.choice(phrases.TAILS[:5]))}
            texts["indicator"] = build.cell(f"{n}.1.{k}", label)
            row = build.row(codes, texts, {"serial", "activity"} if k > 1 else set())
            if k > 1:
                row.texts.update({key: build.rows[-2].texts[key] for key in ("serial", "activity")})
            build.fill(row, pattern, part)
    title = f"ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা {hand.year(start)}"
    sheet = Sheet("egov_annex5_workplan", title, columns, build.rows, plan_total=50, plan_type="egovernance")
    sheet.annex = "সংযোজনী " + hand.plain("5") if hand.chance.random() < 0.8 else None
    if hand.chance.random() < 0.6:
        sheet.above.append(f"মাঠ ({PLACES[at.level]}) পর্যায়ের অফিসের জন্য" if at.level in ("upazila", "district", "division") else at.name)
    notes(sheet, build)
    return finish(sheet, hand)


def apa_plan(hand: Hand, start: int, at: Office) -> Sheet:
    """The main APA form: own areas that sum to 70, the common one of 30, other years and projections."""
    columns = text_columns(hand, ("area", "area_weight", "activity", "indicator", "method", "unit", "weight"))
    columns += prior_columns(hand, start) + level_columns(hand, start) + projection_columns(hand, start)
    build = Builder(hand, start, columns)
    own = hand.chance.sample(phrases.APA_OWN, hand.chance.choice((2, 3)))
    totals = [float(5 * w) for w in split_weights(hand.chance, 14, len(own))]
    areas: Areas = [(name, total, choose(hand, bank, 2, 4)) for (name, bank), total in zip(own, totals, strict=True)]
    fill_areas(build, areas, hand.chance.random() < 0.2, False, depth=2)
    common: Areas = [("সুশাসন ও সংস্কারমূলক কার্যক্রম বাস্তবায়ন জোরদারকরণ", 30, choose(hand, phrases.APA_COMMON, 4, 5))]
    fill_areas(build, common, False, False, prefix="M.", depth=2)
    title = f"{at.name} এর বার্ষিক কর্মসম্পাদন চুক্তি {hand.year(start)}: কর্মসম্পাদন পরিকল্পনা"
    sheet = Sheet("apa", title, columns, build.rows, plan_total=100, plan_type="apa")
    if hand.chance.random() < 0.5:
        sheet.above.append("সেকশন " + hand.plain("3"))
    notes(sheet, build)
    return finish(sheet, hand)
