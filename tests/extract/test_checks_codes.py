from tests.extract.grids import issues, plan, plan_row, sound


def test_duplicate_code_proposes_the_next_one():
    rows = sound()
    rows[1][3] = "[১.১.১] প্রতিবেদন প্রেরিত"
    found = plan(*rows)
    assert issues(found, "DUPLICATE_CODE") == [(2, 4)]


def test_codes_that_differ_are_no_duplicates():
    assert issues(plan(*sound()), "DUPLICATE_CODE") == []


def test_an_alternative_is_told_for_information():
    rows = sound()
    rows[1][2], rows[1][3] = "[১.১.১] অন্যথায় প্রতিবেদন প্রণয়ন", "[১.১.১.১] প্রতিবেদন প্রেরিত"
    told = [i for i in plan(*rows).issues if i.code == "DUPLICATE_CODE"]
    assert [(i.row_no, i.col_no, i.severity) for i in told] == [(2, 3, "info")]


def test_code_depth():
    assert issues(plan(*sound(), plan_row("2.1.1.1")), "CODE_DEPTH_UNEXPECTED") == [(4, 4)]
    assert issues(plan(*sound()), "CODE_DEPTH_UNEXPECTED") == []


def test_a_code_with_a_letter_may_be_short():
    rows = sound()
    rows[2][2], rows[2][3] = "[এম.১] কর্মশালা আয়োজন", "[এম.১.১] সভা আয়োজিত"
    found = plan(*rows)
    assert issues(found, "CODE_DEPTH_UNEXPECTED") == [] and found.indicators[2].indicator_code == "M.1.1"


def test_two_activities_in_one_cell():
    rows = sound()
    rows[1][2] = "[১.২] প্রতিবেদন প্রণয়ন [১.৩] প্রশিক্ষণ আয়োজন"
    found = plan(*rows)
    assert issues(found, "MULTI_ITEM_CELL") == [(2, 3)]
    assert (2, 4) in issues(found, "MISSING_INDICATOR")
    assert found.indicators[1].activity == "প্রতিবেদন প্রণয়ন"


def test_a_code_told_in_a_sentence_is_no_second_activity():
    rows = sound()
    rows[1][2] = "[১.২] প্রতিবেদন প্রণয়ন (ক্রমিক ১.১ দ্রষ্টব্য)"
    assert issues(plan(*rows), "MULTI_ITEM_CELL") == []


def test_an_indicator_without_text():
    rows = sound()
    rows[1][3] = ""
    assert (2, 4) in issues(plan(*rows), "MISSING_INDICATOR")


def test_a_gap_in_the_codes():
    rows = sound()
    rows[1] = plan_row("1.3.1", own="৭")
    assert issues(plan(*rows), "MISSING_INDICATOR") == [(2, 4)]
    assert issues(plan(*sound()), "MISSING_INDICATOR") == []


def test_many_codes_missing_are_told_at_once():
    rows = sound()
    rows[1] = plan_row("1.99.1", own="৭")  # a misread code, or a hostile one
    assert len(issues(plan(*rows), "MISSING_INDICATOR")) == 1
