from tests.extract.grids import CHARTER, PLAN, issues, numbers, plan, read, sound

DATES = ["০১/০৯/২২", "০৮/০৯/২২", "১৫/০৯/২২", "২২/০৯/২২", "২৯/০৯/২২"]


def dated(*levels, unit="তারিখ"):
    rows = sound()
    rows[0][4], rows[0][6:] = unit, levels
    return rows


def test_invalid_date_with_the_digit_that_explains_it():
    found = plan(*dated("০১/০৯/২২", "০৮/০৯/২২", "১৫/০৯/২২", "২২/০৯/২২", "২৯/১৭/২২"))
    assert issues(found, "INVALID_DATE") == [(1, 11)]
    last = next(v for v in found.values if v.col_no == 11)
    assert (last.status, last.value_date, last.uncertain) == ("invalid", None, True)
    assert str(last.suggested_date) == "2022-11-29"  # ৭ is a misread ১: the only possible date one digit away
    assert issues(found, "DIGIT_CONFUSION_SUSPECT") == [(1, 11)]


def test_an_impossible_date_that_nothing_explains_gets_no_suggestion():
    found = plan(*dated("৪৫/০৯/২২", *DATES[1:]))
    assert issues(found, "INVALID_DATE") == [(1, 7)]
    assert found.values[0].suggested_date is None


def test_dates_of_the_calendar_raise_nothing():
    assert plan(*dated(*DATES)).issues == []
    leap = plan(*dated("২৯/০২/২৪", *[""] * 4), title="সেবা প্রদান প্রতিশ্রুতি বিষয়ক কর্মপরিকল্পনা ২০২৩-২৪")
    assert issues(leap, "INVALID_DATE") == []


def test_a_target_outside_its_fiscal_year():
    found = plan(*dated("০১/০৯/২১", *DATES[1:]))
    assert issues(found, "DATE_OUT_OF_PERIOD") == [(1, 7)]


def test_first_and_last_day_of_the_fiscal_year_are_inside():
    found = plan(*dated("০১/০৭/২২", "৩০/০৬/২৩", "", "", ""))
    assert issues(found, "DATE_OUT_OF_PERIOD") == []


def test_actuals_of_years_before_may_lie_outside():
    title = "অভিযোগ প্রতিকার ব্যবস্থা সংক্রান্ত কর্মপরিকল্পনা ২০২২-২৩"
    header = [*PLAN[:6], "প্রকৃত অর্জন ২০২০-২১", "প্রকৃত অর্জন ২০২১-২২", *PLAN[6:]]
    rows = [[*row[:6], "", "", *row[6:]] for row in dated(*DATES)]
    rows[0][6:8] = ["০১/০৯/২০", "০১/০৯/২১"]
    found = read(title, [header, numbers(13), *rows])
    assert [v.fiscal_year for v in found.values if v.kind == "prior_actual"][:2] == ["2020-21", "2021-22"]
    assert issues(found, "DATE_OUT_OF_PERIOD") == []


def test_an_event_outside_the_quarter():
    title = "২০২২-২৩ অর্থবছরের সেবা প্রদান প্রতিশ্রুতি (সিটিজেন চার্টার) ২য় ত্রৈমাসিক (অক্টোবর-ডিসেম্বর ২০২২) অগ্রগতি প্রতিবেদন"
    header = [*PLAN, "মন্তব্য"]
    late, right = "১২/০১/২০২৩ তারিখে সভা হয়েছে", "১২/১১/২০২২ তারিখে সভা হয়েছে"
    rows = [[*row, text] for row, text in zip(sound(), (late, right, ""), strict=True)]
    assert issues(read(title, [header, numbers(12), *rows]), "DATE_OUT_OF_PERIOD") == [(1, 12)]


def test_unit_value_mismatch_is_told_once_and_doubts_all():
    found = plan(*dated(*DATES, unit="সংখ্যা"))
    assert issues(found, "UNIT_VALUE_MISMATCH") == [(1, 7)]
    assert all(v.uncertain for v in found.values if v.row_no == 1)


def test_percent_rows_may_print_bare_numbers():
    assert issues(plan(*dated("৯০", "৮০", "৭০", "৬০", "৫০", unit="%")), "UNIT_VALUE_MISMATCH") == []


def test_count_and_date_may_hold_either():
    found = plan(*dated("২ ও ৩০/০৬/২৩", "১", "", "", "", unit="সংখ্যা ও তারিখ"))
    assert issues(found, "UNIT_VALUE_MISMATCH") == []


def test_words_among_figures():
    found = plan(*dated("নির্ধারিত হয়নি", "৩", "২", "১", "০", unit="সংখ্যা"))
    assert issues(found, "LOW_CONFIDENCE") == [(1, 7)]
    assert found.values[0].uncertain


def test_marks_are_no_words():
    found = plan(*dated("৪", "৩", "২", "--", "প্রযোজ্য নয়", unit="সংখ্যা"))
    assert issues(found, "LOW_CONFIDENCE") == []
    assert [v.status for v in found.values[:5]] == ["ok", "ok", "ok", "na_dash", "na_dash"]


def test_a_document_without_a_year_judges_no_dates():
    found = plan(*dated(*DATES), title=CHARTER.removesuffix(" ২০২২-২৩"))
    assert issues(found, "DATE_OUT_OF_PERIOD") == []
