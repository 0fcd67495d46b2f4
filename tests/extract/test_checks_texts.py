from tests.extract.grids import CHARTER, PLAN, issues, numbers, plan, read, sound


def test_a_misread_label():
    head = [PLAN[0], "শান", *PLAN[2:]]
    found = read(CHARTER, [head, numbers(11), *sound()])
    assert [(i.row_no, i.col_no, i.suggestion) for i in found.issues if i.code == "OCR_GARBLE"] == [(0, 2, "মান")]


def test_labels_in_other_usual_spellings():
    head = ["কর্মসম্পাদন ক্ষেত্র", *PLAN[1:4], "একক (Unit)", "সূচকের মান", *PLAN[6:]]
    assert issues(read(CHARTER, [head, numbers(11), *sound()]), "OCR_GARBLE") == []


def test_a_misread_area_is_corrected_with_a_named_step():
    rows = sound()
    rows[0][0] = "প্রাতিষ্ঠানিক কার্যক্রয"
    found = plan(*rows)
    assert (1, 1) in issues(found, "OCR_GARBLE")
    assert found.indicators[0].area == "প্রাতিষ্ঠানিক কার্যক্রম"
    assert found.indicators[0].area_raw == "প্রাতিষ্ঠানিক কার্যক্রয"
    assert any(step.startswith("spelling:") for cell in found.cells for step in cell.steps)


def test_right_words_are_left_alone():
    rows = sound()
    rows[0][2] = "[১.১] নিজ দপ্তরের কর্মচারীদের বনভোজন আয়োজন"
    found = plan(*rows)
    assert issues(found, "OCR_GARBLE") == []
    assert found.indicators[0].activity == "নিজ দপ্তরের কর্মচারীদের বনভোজন আয়োজন"


def test_a_word_printed_twice():
    rows = sound()
    rows[1][3] = "[১.২.১] প্রতিবেদন প্রতিবেদন প্রেরিত"
    assert issues(plan(*rows), "TEXT_DEFECT") == [(2, 4)]


def test_short_words_and_figures_may_repeat():
    rows = sound()
    rows[1][3] = "[১.২.১] যার যার প্রতিবেদন বার বার প্রেরিত"
    assert issues(plan(*rows), "TEXT_DEFECT") == []
