"""Tables without levels: decisions of a meeting with their progress, and tables of statistics."""

from __future__ import annotations

from bench.columns import finish
from bench.figures import ORDINALS, Hand, day_between, quarter_bounds
from bench.names import DISTRICTS, Office
from bench.sheet import BLANK, Column, Doubt, Row, Sheet, Value

# what was decided ({n}: a count), what is reported ({d}: a date)
DECISIONS = (
    ("সেবাগ্রহীতাদের অংশগ্রহণে {n} অবহিতকরণ সভা আয়োজন করতে হবে।", "গত {d} তারিখে অবহিতকরণ সভা আয়োজন করা হয়েছে।"),
    ("সকল শাখার কর্মচারীদের জন্য বছরে {n} প্রশিক্ষণ আয়োজন করতে হবে।", "কর্মচারীদের নিয়ে {d} তারিখে প্রশিক্ষণ সম্পন্ন হয়েছে।"),
    ("প্রতি তিন মাস অন্তর সিটিজেন চার্টার হালনাগাদ করে সেবা বক্সে প্রকাশ করতে হবে।", "সিটিজেন চার্টার {d} তারিখে হালনাগাদ করা হয়েছে।"),
    ("ফোকাল পয়েন্ট কর্মকর্তার নাম ও মোবাইল নম্বর ওয়েবসাইটে প্রদর্শন করতে হবে।", "ফোকাল পয়েন্ট কর্মকর্তার তথ্য প্রদর্শন করা হয়েছে।"),
    ("পরিবীক্ষণ কমিটির সভার কার্যবিবরণী ঊর্ধ্বতন কার্যালয়ে প্রেরণ করতে হবে।", "কার্যবিবরণী {d} তারিখে প্রেরণ করা হয়েছে।"),
    ("মাসিক সমন্বয় সভায় সেবার মান নিয়ে আলোচনা করতে হবে।", "আলোচনা চলমান রয়েছে।"),
    ("অভিযোগ বাক্স নিয়মিত খোলা ও প্রাপ্ত অভিযোগ লিপিবদ্ধ করতে হবে।", "অভিযোগ বাক্স নিয়মিত খোলা হচ্ছে।"),
    ("অধীন কার্যালয়ের সেবার মান যাচাইয়ে {n} পরিদর্শন করতে হবে।", "গত {d} তারিখে একটি কার্যালয় পরিদর্শন করা হয়েছে।"),
    ("অর্ধবার্ষিক মূল্যায়ন প্রতিবেদন প্রস্তুত করতে হবে।", "প্রতিবেদন প্রস্তুতের কাজ প্রক্রিয়াধীন।"),
)
PAIRED = (
    "(১) সেবা বক্সের তথ্য হালনাগাদ করতে হবে; (২) হালনাগাদ তথ্য ঊর্ধ্বতন কার্যালয়কে জানাতে হবে।",
    "তথ্য হালনাগাদ করা হয়েছে এবং জানানো হয়েছে।",
)
SUBJECTS = (
    ("জেলাভিত্তিক উপকারভোগীর সংখ্যা", "জেলা", ("পুরুষ", "মহিলা", "মোট"), "whole"),
    ("বিতরণকৃত ঋণের পরিমাণ (লক্ষ টাকায়)", "জেলার নাম", ("লক্ষ্যমাত্রা", "বিতরণ", "আদায়"), "decimal"),
    ("ফসলের উৎপাদন ও আবাদি জমি", "ফসল", ("জমি (হেক্টর)", "উৎপাদন (মে. টন)"), "whole"),
    ("মাসভিত্তিক নিষ্পত্তিকৃত আবেদন", "মাস", ("প্রাপ্ত", "নিষ্পত্তিকৃত", "চলমান"), "whole"),
    ("শিক্ষার্থী উপস্থিতির হার", "উপজেলা", ("বালক", "বালিকা"), "percent"),
)
CROPS = ("আমন ধান", "বোরো ধান", "গম", "ভুট্টা", "সরিষা", "মসুর ডাল", "পাট", "আলু", "পেঁয়াজ", "রসুন")
MONTHS = ("জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর", "জানুয়ারি", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন")


def meeting(hand: Hand, start: int, at: Office, quarter: int) -> Sheet:
    """meeting_decision_progress: serial, decision, progress; dates and counts stand in sentences."""
    chance = hand.chance
    columns = [
        Column("serial", (chance.choice(("ক্রমিক", "ক্রম", "ক্রমিক নং")),)),
        Column("decision", (chance.choice(("সিদ্ধান্ত", "সভার সিদ্ধান্ত", "গৃহীত সিদ্ধান্ত")),)),
        Column("progress", (chance.choice(("বাস্তবায়ন অগ্রগতি", "অগ্রগতি", "সিদ্ধান্ত বাস্তবায়নের অগ্রগতি")),)),
    ]
    whose = f"{at.agency} এর আওতাধীন কার্যালয়সমূহের " if at.level == "division" else ""
    when = f"{hand.year(start)} অর্থবছরের {ORDINALS[quarter - 1]} ত্রৈমাসিক"
    title = f"বিষয়: {whose}সিটিজেন চার্টার (সেবা প্রদান প্রতিশ্রুতি) বিষয়ে {when} সভার সিদ্ধান্ত বাস্তবায়ন অগ্রগতি"
    sheet = Sheet("meeting_decision_progress", title, columns, [], plan_type="citizen_charter", kind="meeting_decision")
    ends = chance.choice((".", "।", "", ")"))
    for n, (decision, progress) in enumerate(chance.sample(DECISIONS, chance.randint(4, 8)), start=1):
        sheet.rows.append(
            decision_row(hand, hand.plain(str(n)) + ends, decision, progress, quarter_bounds(start, quarter), sheet)
        )
    if chance.random() < 0.4:
        row = Row(
            texts={"serial": hand.plain(str(len(sheet.rows) + 1)) + ends, "decision": PAIRED[0], "progress": PAIRED[1]}
        )
        sheet.rows.append(row)
        sheet.doubts.append(Doubt("MULTI_ITEM_CELL", "warn", "two numbered decisions in one cell", row, key="decision"))
    return finish(sheet, hand, 0.1)


def decision_row(hand: Hand, serial: str, decision: str, progress: str, bounds: tuple, sheet: Sheet) -> Row:  # type: ignore[type-arg]
    """One decision; now and then its date lies outside the quarter, or it asks for more than was done."""
    row = Row(texts={"serial": serial})
    if "{n}" in decision:
        count = hand.chance.choice((1, 1, 2, 3))
        value = Value(hand.write(hand.chance.choice((f"{count:02d}", str(count)))) + "টি", "ok", "number", float(count))
        decision = decision.format(n=value.raw)
        row.facts.append(("decision", "required_count", value))
        if count > 1 and "{d}" in progress:
            sheet.doubts.append(
                Doubt(
                    "COUNT_SHORTFALL",
                    "warn",
                    f"{count} asked for, one reported",
                    row,
                    detect="semantic",
                    key="progress",
                )
            )
    if "{d}" in progress:
        first, last = bounds
        outside = hand.chance.random() < 0.12
        day = day_between(hand.chance, first, last)
        if outside:
            day = day_between(
                hand.chance, first.replace(month=first.month - 1 or 12, year=first.year - (first.month == 1)), first
            )
            outside = day < first
        value = hand.date(day)
        row.facts.append(("progress", "event_date", value))
        progress = progress.format(d=value.raw + hand.chance.choice(("", "", " খ্রি.")))
        if outside:
            sheet.doubts.append(
                Doubt("DATE_OUT_OF_PERIOD", "warn", "an event outside the quarter", row, key="progress", raw=value.raw)
            )
    row.texts.update({"decision": decision, "progress": progress})
    return row


def statistics(hand: Hand, start: int, at: Office) -> Sheet:
    """A generic table: a serial number, one label column, numbers under headers of one or two rows."""
    chance = hand.chance
    title, label, words, style = chance.choice(SUBJECTS)
    years = [hand.year(start - 1), hand.year(start)] if chance.random() < 0.5 else []
    paths = [(year, word) for year in years for word in words] if years else [(word,) for word in words]
    columns = [Column("serial", ("ক্রমিক",))] if chance.random() < 0.6 else []
    columns.append(Column("indicator", (label,)))
    columns += [Column(f"m{n}", path, "measure", measure=path) for n, path in enumerate(paths, start=1)]
    names = CROPS if label == "ফসল" else MONTHS if label == "মাস" else DISTRICTS
    chosen = names if label == "মাস" else chance.sample(names, chance.randint(5, min(14, len(names))))
    sheet = Sheet("generic", f"{title}, {hand.year(start)}", columns, [], kind="measure", plan_type="other")
    if at.level in ("upazila", "district"):
        sheet.above.append(f"কার্যালয়: {at.full}")
    for n, name in enumerate(chosen, start=1):
        row = Row(texts={"serial": hand.plain(str(n)), "indicator": name})
        row.values.update(measures(hand, style, words, len(paths)))
        sheet.rows.append(row)
    return finish(sheet, hand, 0.3)


def measures(hand: Hand, style: str, words: tuple[str, ...], n: int) -> dict[str, Value]:
    """The figures of one row; a column of totals holds the sum of its group."""
    values = [measure(hand, style) for _ in range(n)]
    for k in range(len(words) - 1, n, len(words)):
        if words[-1] == "মোট":
            values[k] = hand.number(sum(v.num or 0 for v in values[k - len(words) + 1 : k]))
    return {f"m{k}": value for k, value in enumerate(values, start=1)}


def measure(hand: Hand, style: str) -> Value:
    """A figure of a statistics table, now and then missing."""
    if hand.chance.random() < 0.05:
        return hand.na() if hand.chance.random() < 0.5 else BLANK
    if style == "percent":
        return hand.percent(round(hand.chance.uniform(40, 99), 1))
    return hand.number(round(hand.chance.uniform(1, 900), 2) if style == "decimal" else hand.chance.randint(3, 250000))
