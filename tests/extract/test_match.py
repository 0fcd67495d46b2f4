import pytest

from tests.extract.grids import (
    CASES,
    CHARTER,
    LEVELS,
    PLAN,
    achieved,
    grid,
    numbers,
    pairs,
    plan,
    plan_row,
    read,
    sound,
)

EGOV = [
    ["ক্রম", "কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "কর্মসম্পাদন সূচকের মান", *LEVELS],
    numbers(10),
    ["০১", "[১.১] সেবা সহজিকরণ", "[১.১.১] সেবা সহজিকৃত", "সংখ্যা", "৫০", "৪", "৩", "২", "১", "০"],
]
PRIORS = [
    [*PLAN[:6], "প্রকৃত অর্জন ২০২০-২১", "প্রকৃত অর্জন ২০২১-২২", *PLAN[6:]],
    numbers(13),
    *[[*r[:6], "১", "২", *r[6:]] for r in sound()],
]


@pytest.mark.parametrize(
    ("title", "rows", "form"),
    [
        (CHARTER, [PLAN, numbers(11), *sound()], "cc_annex7_workplan"),
        ("তথ্য অধিকার বিষয়ক কর্মপরিকল্পনা ২০২২-২৩", [PLAN, numbers(11), *sound()], "rti_workplan"),
        ("অভিযোগ প্রতিকার ব্যবস্থা সংক্রান্ত কর্মপরিকল্পনা ২০২২-২৩", PRIORS, "grs_annex6_workplan"),
        ("অভিযোগ প্রতিকার ব্যবস্থা সংক্রান্ত কর্মপরিকল্পনা ২০২২-২৩", [PLAN, numbers(11), *sound()], "grs_annex6_workplan"),
        ("ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২২-২৩", EGOV, "egov_annex5_workplan"),
        ("শুদ্ধাচার কৌশল কর্মপরিকল্পনা ২০২২-২৩", pairs(), "nis_workplan_quarterly"),
        ("", pairs(), "nis_workplan_quarterly"),
        ("সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনার ত্রৈমাসিক অর্জন", achieved(), "cc_quarterly_achievement"),
        (
            "সভার সিদ্ধান্ত বাস্তবায়ন অগ্রগতি",
            [["ক্রমিক", "সিদ্ধান্ত", "বাস্তবায়ন অগ্রগতি"], ["১.", "সভা করতে হবে।", "চলমান।"]],
            "meeting_decision_progress",
        ),
    ],
)
def test_forms(title, rows, form):
    assert read(title, rows).tables[0].form == form


@pytest.mark.parametrize(
    "rows",
    [
        [["উপজেলা", "পুরুষ", "মহিলা"], ["চরপুর", "১২০", "১৩০"]],
        [["ক্রম", "নাম", "পদবি"], ["১.", "রহিম উদ্দিন", "সহকারী"], ["২.", "করিম উদ্দিন", "হিসাবরক্ষক"]],
        [["খাত", "বরাদ্দ", "ব্যয়", "শতকরা"], ["বেতন", "১,২৫,০০০", "১,০০,০০০", "৮০%"]],
        [["মাস", "জুলাই", "আগস্ট", "সেপ্টেম্বর"], ["সভা", "১", "২", "৩"]],
    ],
)
def test_other_tables_are_generic(rows):
    assert read("পরিসংখ্যান ২০২২", rows).tables[0].form == "generic"


def test_more_columns_than_any_form_has():
    found = read(CHARTER, grid([[*PLAN, *["ক"] * 60], [*plan_row("1.1.1"), *["১"] * 60]]))
    assert found.tables[0].form == "generic"


def test_a_header_without_rows_has_no_form():
    found = read(CHARTER, [PLAN, numbers(11)])
    assert found.tables[0].form == "generic" and found.indicators == [] and len(found.cells) == 22


def test_the_title_decides_between_forms_of_one_shape():
    assert plan(*sound()).tables[0].form == "cc_annex7_workplan"
    assert plan(*sound(), title="তথ্য অধিকার বিষয়ে বার্ষিক কর্মপরিকল্পনা").tables[0].form == "rti_workplan"


def test_offices_print_unit_and_weight_in_either_order():
    header = [*PLAN[:4], PLAN[5], PLAN[4], *PLAN[6:]]
    found = read(CHARTER, grid([header, numbers(11), *([*r[:4], r[5], r[4], *r[6:]] for r in sound())]))
    assert found.tables[0].column_keys[4:6] == ["weight", "unit"]
    usual = read(CHARTER, grid([PLAN, numbers(11), *sound()]))
    assert [i.weight for i in found.indicators] == [i.weight for i in usual.indicators]
    assert not found.issues


def test_figures_that_only_one_form_can_name_decide_for_it_though_its_labels_slipped():
    """Projections belong to the agreement alone; of the labels before them three stand one column off."""
    table = (CASES / "slipped_labels.txt").read_text(encoding="utf-8")
    found = read("বার্ষিক কর্মসম্পাদন চুক্তি ২০২২-২৩", grid(table))
    assert found.tables[0].form == "apa_main"
    assert [v.raw for v in found.values if v.kind == "projected_target"][:4] == ["৬৩", "৭০", "৯০%", "৭২%"]


def test_a_quarter_that_its_head_does_not_name_may_be_another():
    rows = [[*row[:8], *row[10:]] for row in achieved()]  # two of four quarters are printed
    rows[0][8] = "ত্রৈমাসিক"
    rows[1] = numbers(len(rows[0]))
    quarters = [v for v in read("সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনার ত্রৈমাসিক অর্জন", rows).values if v.col_no == 9]
    assert quarters and all(value.uncertain for value in quarters)
