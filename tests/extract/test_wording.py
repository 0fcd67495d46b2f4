import pytest

from extract.forms import form
from extract.wording import corrected, label, misread_label

CHARTER_FORM = form("cc_annex7_workplan")


def test_right_words_are_not_touched():
    found = corrected("প্রাতিষ্ঠানিক কার্যক্রম", CHARTER_FORM, "area")
    assert (found.text, found.steps, found.misread) == ("প্রাতিষ্ঠানিক কার্যক্রম", (), ())


def test_every_change_is_a_named_step():
    found = corrected("প্রাতিষ্ঠানিক কার্যক্রয", CHARTER_FORM, "area")
    assert found.text == "প্রাতিষ্ঠানিক কার্যক্রম"
    assert [step for step in found.steps if step.startswith("spelling:")] and found.misread[0].applied


@pytest.mark.parametrize("key", ["remarks", "responsible", "unit", "decision"])
def test_columns_whose_words_no_form_knows_are_left(key):
    text = "প্রাতিষ্ঠানিক কার্যক্রয"
    assert corrected(text, CHARTER_FORM, key).text == text
    assert corrected(text, None, "area").text == text


def test_spaces_and_markup_are_cleaned():
    assert corrected("<b>সভা</b>\n  আয়োজন", CHARTER_FORM, "remarks").text == "সভা আয়োজন"


def test_misread_labels():
    assert misread_label("শান", CHARTER_FORM) == "মান"
    assert misread_label("মান", CHARTER_FORM) is None
    assert misread_label("বৃষ্টিপাতের পরিমাণ", CHARTER_FORM) is None
    assert misread_label("ক", CHARTER_FORM) is None


def test_the_form_decides():
    """One text, two forms: each corrects towards its own words alone."""
    meeting = form("meeting_decision_progress")
    assert corrected("প্রাতিষ্ঠানিক কার্যক্রয", meeting, "area").text == "প্রাতিষ্ঠানিক কার্যক্রয"


def test_labels_are_corrected_towards_the_forms_own():
    progress = form("nis_workplan_quarterly")
    plan = form("grs_annex6_workplan")
    assert label("৩য় কোয়াটার", progress).text == "৩য় কোয়ার্টার"
    assert label("লক্ষ্যমাত্রা/ অজ্জল", progress).text == "লক্ষ্যমাত্রা/ অর্জন"
    assert label("চলতি মানের নিয়ে", plan).text == "চলতি মানের নিয়ে"  # নিম্নে and নীচে are both known labels
    assert label("সূচকের মাস", plan).text == "সূচকের মান"
    for right in (
        "১ম কোয়ার্টার",
        "২য় কোয়ার্টার",
        "মোট অর্জন",
        "অর্জিত মান",
        "মন্তব্য",
        "অতি উত্তম",
        "অতিউত্তম",
        "ক্র. নং",
        "অর্জন ২০২১-২২",
    ):
        assert label(right, plan).text == right


def test_units_and_line_names_are_corrected_towards_their_lists():
    progress = form("nis_workplan_quarterly")
    assert corrected("সংখা", progress, "unit").text == "সংখ্যা"
    assert corrected("অজন", progress, "row_kind").text == "অর্জন"
    assert corrected("%", progress, "unit").steps == ()


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("[১.২.১। প্রতিবেদন প্রেরিত", "[১.২.১] প্রতিবেদন প্রেরিত"),
        ("[১.৩.১াসিদ্ধান্ত বাস্তবায়িত", "[১.৩.১]সিদ্ধান্ত বাস্তবায়িত"),
        ("[১.২.১] প্রতিবেদন প্রেরিত", "[১.২.১] প্রতিবেদন প্রেরিত"),
        ("১.২.১ প্রতিবেদন প্রেরিত", "১.২.১ প্রতিবেদন প্রেরিত"),
    ],
)
def test_the_bracket_of_a_code_is_closed(raw, text):
    found = corrected(raw, CHARTER_FORM, "indicator")
    assert found.text == text and any(step.startswith("code:") for step in found.steps) == (raw != text)
