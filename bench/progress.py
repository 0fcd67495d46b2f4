"""Tables of quarters: the integrity plan with target and achievement lines, and the charter's achievement."""

from __future__ import annotations

from bench import phrases
from bench.build import Areas, Builder, choose
from bench.columns import QUARTERS, finish, text_columns
from bench.figures import Hand, split_weights
from bench.names import Office
from bench.patterns import Quarters, quarters
from bench.plans import AREA_PAIRS, PLACES, SPLITS
from bench.sheet import BLANK, TABLE, Column, Doubt, Row, Sheet

LEADERS = ("....", ".....", "…", "……", " .....", "…..")


def integrity_columns(hand: Hand, start: int) -> list[Column]:
    """Fourteen columns, six of them under one heading."""
    year, chance = hand.year(start), hand.chance
    top = f"বাস্তবায়ন অগ্রগতি পরিবীক্ষণ, {year}"
    names = chance.choice(QUARTERS)
    head = [
        Column("activity", (chance.choice(("কার্যক্রমের নাম", "কার্যক্রমের নাম", "কার্যক্রম")),)),
        Column("indicator", ("কর্মসম্পাদন সূচক",)),
        Column("weight", ("সূচকের মান",)),
        Column("unit", ("একক",)),
        Column("responsible", (chance.choice(("বাস্তবায়নের দায়িত্বপ্রাপ্ত ব্যক্তি/পদ", "দায়িত্বপ্রাপ্ত ব্যক্তি/পদ")),)),
        Column("annual_target", (chance.choice((f"{year} অর্থবছরের লক্ষ্যমাত্রা", f"লক্ষ্যমাত্রা {year}")),), "annual_target"),
        Column("row_kind", (top, "লক্ষ্যমাত্রা/অর্জন")),
    ]
    head += [Column(f"q{n}", (top, name), "quarter_target", quarter=n) for n, name in enumerate(names, start=1)]
    return [
        *head,
        Column("total", (top, "মোট অর্জন"), "total_target"),
        Column("score", (top, chance.choice(("অর্জিত মান", "অর্জিত মান", "প্রাপ্ত মান"))), "score"),
        Column("remarks", ("মন্তব্য",)),
    ]


def integrity_plan(hand: Hand, start: int, at: Office, pairs: bool, upto: int) -> Sheet:
    """nis_workplan_quarterly: section rows with weights; target lines, with achievement lines below them in pairs."""
    columns = integrity_columns(hand, start)
    total = 50.0 if at.level == "ministry" else 10.0
    sections = [(name, choose(hand, bank, 1, 4)) for name, bank in phrases.INTEGRITY]
    shares = split_weights(hand.chance, total, len(sections))
    rows: list[Row] = []
    leader, bold = hand.chance.choice(LEADERS), hand.chance.random() < 0.7
    for s, ((name, chosen), share) in enumerate(zip(sections, shares, strict=True), start=1):
        section = section_row(hand, s, name, share, leader, bold)
        rows.append(section)
        weights = split_weights(hand.chance, share, len(chosen), halves=True) if share * 2 >= len(chosen) else [share]
        for n, (phrase, weight) in enumerate(zip(chosen, weights, strict=False), start=1):
            code = f"{s}.{n}"
            target = target_line(hand, section, code, phrase, weight)
            figures = quarters(hand, phrase[2], start, upto if pairs else 0)
            set_targets(target, figures)
            rows.append(target)
            if pairs:
                target.bare_total = True
                target.values["total"] = target.values["score"] = BLANK
                rows.append(achievement_line(hand, figures, weight, upto))
    title = (
        hand.chance.choice(("মাঠ পর্যায়ের কার্যালয়ের", PLACES[at.level] + " পর্যায়ের"))
        + " জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা, "
        + hand.year(start)
    )
    sheet = Sheet("nis_workplan_quarterly", title, columns, rows, plan_total=total, plan_type="integrity")
    sheet.above.append(f"কার্যালয়ের নাম: {at.full}।")
    tell_several(sheet)
    if not pairs:
        sheet.doubts.append(Doubt("MISSING_ACHIEVEMENT_ROW", "warn", "only target lines", TABLE, key="row_kind"))
    return finish(sheet, hand)


def tell_several(sheet: Sheet) -> None:
    """A count and a date in one cell are to be flagged; from one day to another may be."""
    for row in sheet.data():
        value = row.values.get("annual_target", BLANK)
        if value.status == "multi":
            must, text = " ও " in value.raw, "several values share the cell"
            sheet.doubts.append(Doubt("MULTI_VALUE_CELL", "warn", text, row, must, key="annual_target", raw=value.raw))


def section_row(hand: Hand, s: int, name: str, share: float, leader: str, bold: bool) -> Row:
    """'<b>১. প্রাতিষ্ঠানিক ব্যবস্থা.....৬</b>' over the whole width."""
    weight = hand.weight(share)
    head, tail = hand.plain(f"{s}. ") + name, leader + weight.raw
    text = head + tail
    if bold:
        text = f"<b>{text}</b>" if hand.chance.random() < 0.6 else f"<b>{head}</b>{tail}"
    return Row("section", {"section": text, "activity": text}, {"area_weight": weight}, {"area": str(s)})


def target_line(hand: Hand, section: Row, code: str, phrase: phrases.Phrase, weight: float) -> Row:
    """The target line of an indicator; its code stands before its activity."""
    texts = {
        "section": "", "area": section.texts["section"], "indicator": phrase[1],
        "activity": hand.code_form.format(hand.plain(code)) + phrase[0],
        "responsible": hand.chance.choice(phrases.RESPONSIBLE), "row_kind": "লক্ষ্যমাত্রা", "remarks": "",
    }  # fmt: skip
    values = {"weight": hand.weight(weight), "area_weight": section.values["area_weight"]}
    return Row(
        "data",
        texts,
        values,
        {"area": section.codes["area"], "activity": code, "indicator": None},
        covered={"area", "area_weight"},
    )


def set_targets(row: Row, figures: Quarters) -> None:
    """Unit, annual target, four quarters and the total on a target line."""
    row.texts["unit"] = figures.unit
    row.values["annual_target"] = figures.annual
    row.values.update({f"q{n}": value for n, value in enumerate(figures.targets, start=1)})
    row.values.update({"total": figures.total, "score": BLANK})


def achievement_line(hand: Hand, figures: Quarters, weight: float, upto: int) -> Row:
    """The line below a target line: what was achieved, the total and the score."""
    values = {f"q{n}": value for n, value in enumerate(figures.achieved, start=1)}
    values["total"] = figures.achieved_total
    values["score"] = hand.number(weight) if upto == 4 and figures.achieved_total.raw else BLANK
    texts = {
        "row_kind": "অর্জন",
        "remarks": "",
        "unit": figures.unit,
        "activity": "",
        "indicator": "",
        "responsible": "",
    }
    return Row("achievement", texts, values, covered={"unit", "weight", "annual_target"})


def charter_achievement(hand: Hand, start: int, at: Office, quarter: int) -> Sheet:
    """cc_quarterly_achievement: annual target, the quarters' achievements up to now, and their total."""
    columns = text_columns(hand, ("area", "area_weight", "activity", "indicator", "unit", "weight"))
    top = hand.chance.choice(("ত্রৈমাসিক ভিত্তিক অর্জন", "প্রান্তিক ভিত্তিক অর্জন", "অর্জন"))
    names, last = hand.chance.choice(QUARTERS), quarter if hand.chance.random() < 0.3 else 4
    columns.append(Column("annual_target", (f"বার্ষিক লক্ষ্যমাত্রা {hand.year(start)}",), "annual_target"))
    columns += [Column(f"ach_q{n}", (top, names[n - 1]), "quarter_achievement", quarter=n) for n in range(1, last + 1)]
    columns.append(
        Column("total", ((top, "মোট অর্জন") if hand.chance.random() < 0.6 else ("মোট অর্জন",)), "total_achievement")
    )
    if hand.chance.random() < 0.4:
        columns.append(Column("remarks", ("মন্তব্য",)))
    build = Builder(hand, start, columns)
    pair, split = hand.chance.choice(AREA_PAIRS), hand.chance.choice(SPLITS)
    areas: Areas = [
        (pair[0], split[0], choose(hand, phrases.CHARTER_FIRST, 2, 3)),
        (pair[1], split[1], choose(hand, phrases.CHARTER_SECOND, 1, 3)),
    ]
    fill_quarters(build, areas, quarter)
    whose = f"{at.name} এর " if hand.chance.random() < 0.3 else ""
    title = f"{whose}সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনা, {hand.year(start)} এর ত্রৈমাসিক অগ্রগতি"
    sheet = Sheet("cc_quarterly_achievement", title, columns, build.rows, plan_total=25, plan_type="citizen_charter")
    tell_several(sheet)
    return finish(sheet, hand)


def fill_quarters(build: Builder, areas: Areas, upto: int) -> None:
    """Rows of quarters under their areas."""
    hand = build.hand
    for a, (name, total, chosen) in enumerate(areas, start=1):
        weights = split_weights(hand.chance, total, len(chosen))
        for n, ((activity, indicator, pattern), share) in enumerate(zip(chosen, weights, strict=True), start=1):
            code = f"{a}.{n}"
            codes: dict[str, str | None] = {"area": str(a), "activity": code, "indicator": f"{code}.1"}
            tail = hand.chance.choice(phrases.TAILS)
            texts = {
                "area": name,
                "activity": build.cell(code, activity + tail),
                "indicator": build.cell(f"{code}.1", indicator),
            }
            row = build.row(codes, texts, {"area", "area_weight"} if n > 1 else set())
            figures = quarters(hand, pattern, build.start, upto)
            row.texts.update({"unit": figures.unit, "remarks": ""})
            row.values.update(
                {"area_weight": hand.weight(total), "weight": hand.weight(share), "annual_target": figures.annual}
            )
            row.values.update(
                {f"ach_q{k}": value for k, value in enumerate(figures.achieved, start=1) if f"ach_q{k}" in build.keys}
            )
            row.values["total"] = figures.achieved_total
