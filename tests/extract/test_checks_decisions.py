from tests.extract.grids import issues, read

TITLE = "মাসিক সভার সিদ্ধান্ত বাস্তবায়ন অগ্রগতি প্রতিবেদন ২০২৩-২৪"
HEAD = ["ক্রমিক", "সিদ্ধান্ত", "বাস্তবায়ন অগ্রগতি"]


def meeting(*rows):
    return read(TITLE, [HEAD, *[[f"{n}.", *row] for n, row in zip("১২৩৪৫", rows, strict=False)]])


def test_count_shortfall():
    found = meeting(
        ("০৩টি উঠান বৈঠক করতে হবে।", "১২-০৯-২০২৩ তারিখে উঠান বৈঠক করা হয়েছে।"), ("পাম্প মেরামত করতে হবে।", "চলমান।")
    )
    assert issues(found, "COUNT_SHORTFALL") == [(1, 3)]
    assert [(v.kind, v.value_num) for v in found.values if v.kind == "required_count"] == [("required_count", 3.0)]


def test_as_many_events_as_asked_for():
    told = "১২-০৯-২০২৩, ১৩-১০-২০২৩ ও ১৪-১১-২০২৩ তারিখে উঠান বৈঠক করা হয়েছে।"
    assert issues(meeting(("০৩টি উঠান বৈঠক করতে হবে।", told), ("পাম্প মেরামত করতে হবে।", "চলমান।")), "COUNT_SHORTFALL") == []


def test_a_count_in_the_answer_is_enough():
    told = "১২-০৯-২০২৩ পর্যন্ত ০৩টি উঠান বৈঠক করা হয়েছে।"
    assert issues(meeting(("০৩টি উঠান বৈঠক করতে হবে।", told), ("পাম্প মেরামত করতে হবে।", "চলমান।")), "COUNT_SHORTFALL") == []


def test_one_event_for_two_decisions():
    event = "গত ১২-০৯-২০২৩ তারিখে সভা করা হয়েছে।"
    found = meeting(("উঠান বৈঠক করতে হবে।", event), ("কৃষকদের নিয়ে বসতে হবে।", event))
    assert issues(found, "DUPLICATE_EVIDENCE") == [(2, 3)]


def test_two_events_for_two_decisions():
    found = meeting(
        ("উঠান বৈঠক করতে হবে।", "১২-০৯-২০২৩ তারিখে হয়েছে।"), ("কৃষকদের নিয়ে বসতে হবে।", "১৩-০৯-২০২৩ তারিখে হয়েছে।")
    )
    assert issues(found, "DUPLICATE_EVIDENCE") == []


def test_numbered_decisions_in_one_cell():
    found = meeting(("(১) বৈঠক করতে হবে; (২) প্রতিবেদন পাঠাতে হবে।", "চলমান।"), ("পাম্প মেরামত করতে হবে (১)।", "চলমান।"))
    assert issues(found, "MULTI_ITEM_CELL") == [(1, 2)]


def test_status_of_each_decision():
    found = meeting(
        ("বৈঠক করতে হবে।", "বৈঠক অনুষ্ঠিত হয়েছে।"),
        ("ঘর মেরামত করতে হবে।", "মেরামত চলমান আছে।"),
        ("গাছ লাগাতে হবে।", "এখনও শুরু হয়নি।"),
    )
    assert [i.progress_status for i in found.indicators] == ["done", "in_progress", "not_started"]
    assert {i.kind for i in found.indicators} == {"meeting_decision"}
