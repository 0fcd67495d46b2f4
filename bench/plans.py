"""Work plans with target levels: citizen charter, grievance, RTI, e-governance and the main APA form."""

from __future__ import annotations

from datetime import date

from bench import phrases
from bench.build import Areas, Builder, choose, fill_areas, footnote, notes, twin
from bench.columns import finish, level_columns, prior_columns, projection_columns, text_columns
from bench.figures import Hand, day_between, quarter_bounds, split_weights
from bench.names import Office
from bench.sheet import BLANK, Column, Doubt, Row, Sheet

PLACES = {
    "upazila": "উপজেলা",
    "district": "জেলা",
    "division": "বিভাগীয়",
    "agency": "দপ্তর/সংস্থা",
    "ministry": "মন্ত্রণালয়/বিভাগ",
}
AREA_PAIRS = (
    ("প্রাতিষ্ঠানিক কার্যক্রম", "বাস্তবায়ন সক্ষমতা উন্নয়ন"),
    ("প্রাতিষ্ঠানিক ব্যবস্থাপনা", "সক্ষমতা বৃদ্ধি"),
    ("প্রাতিষ্ঠানিক", "সক্ষমতা অর্জন"),
)
SPLITS = ((15, 10), (18, 7), (20, 5), (14, 11), (12, 13), (17, 8))


def charter_plan(hand: Hand, start: int, at: Office) -> Sheet:
    """cc_annex7_workplan: two areas that sum to 25."""
    columns = text_columns(hand, ("area", "area_weight", "activity", "indicator", "unit", "weight")) + level_columns(
        hand, start
    )
    whose = f"{PLACES[at.level]} পর্যায়ের কার্যালয়ের"
    title = hand.chance.choice((
        f"{whose} সেবা প্রদান প্রতিশ্রুতি বিষয়ক কর্মপরিকল্পনা {hand.year(start)}",
        f"{hand.year(start)} অর্থবছরের সেবা প্রদান প্রতিশ্রুতি (সিটিজেন চার্টার) বাস্তবায়ন কর্মপরিকল্পনা",
        f"সেবা প্রদান প্রতিশ্রুতি বাস্তবায়ন কর্ম-পরিকল্পনা, অর্থবছর: {hand.year(start)}",
    ))  # fmt: skip
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
    sheet.columns.append(Column("remarks", (hand.chance.choice(("মন্তব্য", "মন্তব্য", "অগ্রগতি/মন্তব্য", "মন্তব্য/প্রমাণক")),)))
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
    done = f"গত {value.raw}{era} তারিখে " + hand.chance.choice(
        ("সম্পন্ন হয়েছে", "কার্যক্রমটি শেষ করা হয়েছে (প্রমাণক সংযুক্ত)", "আয়োজন করা হয়েছে")
    )
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
    banks = (
        (phrases.GRIEVANCE_FIRST, phrases.GRIEVANCE_SECOND) if grievance else (phrases.RTI_FIRST, phrases.RTI_SECOND)
    )
    areas: Areas = [
        (hand.chance.choice(("প্রাতিষ্ঠানিক", "প্রাতিষ্ঠানিক ব্যবস্থা")), split[0], choose(hand, banks[0], 2, 3)),
        ("সক্ষমতা বৃদ্ধি" if not grievance else "সক্ষমতা অর্জন", split[1], choose(hand, banks[1], 1, 3)),
    ]
    empty = grievance and hand.chance.random() < 0.25
    fill_areas(build, areas, False, empty)
    about = "অভিযোগ প্রতিকার ব্যবস্থা সংক্রান্ত" if grievance else "তথ্য অধিকার বিষয়ে"
    title = hand.chance.choice((
        f"{PLACES[at.level]} পর্যায়ের কার্যালয়ের জন্য {about} কর্মপরিকল্পনা {hand.year(start)}",
        f"{about} {hand.year(start)} অর্থবছরের বার্ষিক কর্মপরিকল্পনা",
    ))  # fmt: skip
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
    texts = {
        "area": first.texts["area"],
        "activity": build.cell("1.1.1", activity),
        "indicator": build.cell("1.1.1.1", indicator),
    }
    row = Row(texts=texts, codes=codes, covered={"area", "area_weight"}, alternative_of="1.1.1")
    row.values["area_weight"] = first.values["area_weight"]
    build.fill(row, pattern, first.values["weight"].num or 1, empty)
    first.values["weight"] = BLANK
    sheet.rows.insert(1, row)
    sheet.doubts += [
        Doubt("MISSING_WEIGHT", "warn", "no weight: either this or the next row", first, key="weight"),
        Doubt("CODE_DEPTH_UNEXPECTED", "info", "a code of depth four", row, key="indicator"),
        Doubt(
            "DUPLICATE_CODE",
            "info",
            "indicator code of one row, activity code of the next",
            row,
            False,
            rows=(first, row),
        ),
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
            texts = {
                "serial": hand.plain(f"{n:02d}"),
                "activity": build.cell(f"{n}.1", activity + hand.chance.choice(phrases.TAILS[:5])),
            }
            texts["indicator"] = build.cell(f"{n}.1.{k}", label)
            row = build.row(codes, texts, {"serial", "activity"} if k > 1 else set())
            if k > 1:
                row.texts.update({key: build.rows[-2].texts[key] for key in ("serial", "activity")})
            build.fill(row, pattern, part)
    tail = hand.chance.choice(("", ", ", " অর্থবছর "))
    title = f"ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা{tail or ' '}{hand.year(start)}"
    sheet = Sheet("egov_annex5_workplan", title, columns, build.rows, plan_total=50, plan_type="egovernance")
    sheet.annex = "সংযোজনী " + hand.plain("5") if hand.chance.random() < 0.8 else None
    if hand.chance.random() < 0.6:
        sheet.above.append(
            f"মাঠ ({PLACES[at.level]}) পর্যায়ের অফিসের জন্য" if at.level in ("upazila", "district", "division") else at.name
        )
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
