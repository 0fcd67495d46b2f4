"""Values in running text."""

from datetime import date
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize import Kind, find


def found(text, kind):
    hits = find(text, kind)
    assert all(hit.reading.raw == text[hit.start : hit.end] for hit in hits)
    assert all(a.end <= b.start for a, b in pairwise(hits))
    return [hit.reading for hit in hits]


def test_dates_of_events():
    text = "গত ১৭ নভেম্বর, ২০২১ তারিখে মেলা হয়; ১৬-০৯-২০২২ খ্রি. ও ৩২/০৭/২২ তারিখে সভা, ৩০ জুনের মধ্যে শেষ, "
    text += "১ আশ্বিন ১৪২৯ বঙ্গাব্দে শুরু।"
    got = found(text, "date")
    assert [r.date for r in got] == [date(2021, 11, 17), date(2022, 9, 16), None, date(2022, 9, 16)]
    assert [r.raw for r in got[:2]] == ["১৭ নভেম্বর, ২০২১", "১৬-০৯-২০২২"]
    assert got[2].status == "invalid"


@pytest.mark.parametrize(
    "text",
    [
        "নং ১২.৩৪.০০০০.১১১.২২.০০১.২২.৩৩৩",
        "[১.২.১২] সভা",
        "২০২১-২২ অর্থবছর",
        "ফোন ০২-৫৫৫৫৫৫৫৫",
        "১.২.৩ ও ২.১.১০ কার্যক্রম",
        "মেয়াদ ২০ দিন ২২ জন",
    ],
)
def test_what_is_no_date(text):
    assert found(text, "date") == []


def test_counts_that_are_asked():
    got = found("০২টি মেলা ও ১ টি সভা, ৩ জন, একটি বই, ২য় সভা, ৫০ শতাংশ, ৪ দিন", "number")
    assert [(r.number, r.unit) for r in got] == [(2, "count"), (1, "count"), (3, "count"), (1, "count")]
    assert got[3].doubts == ("in_words",)


def test_codes_with_and_without_brackets():
    assert [r.code for r in found("কার্যক্রম ১.২ ও ২.১ প্রযোজ্য নয়", "code")] == ["1.2", "2.1"]
    assert [r.code for r in found("[১.১] ক [১.২] খ [এম.১.১] গ", "code")] == ["1.1", "1.2", "M.1.1"]
    assert found("২.৭৫ কোটি টাকা, ৯০.৫% ও ১৬.০৯.২০২২", "code") == []


def test_fiscal_years_and_periods():
    text = "২০২১-২২ অর্থবছরের ২য় ত্রৈমাসিক (অক্টোবর-ডিসেম্বর ২০২১)"
    assert [r.fiscal_year for r in found(text, "fiscal_year")] == ["2021-22"]
    assert [(r.kind, r.quarter) for r in found(text, "period")] == [("fiscal_year", None), ("period", 2), ("period", 2)]


def test_amounts():
    assert [r.number for r in found("২.৭৫ কোটি টাকা ও ৫,০০০/- দেওয়া হয়, ৭ জন", "money")] == [27500000, 5000]
    assert [r.number for r in found("৯০% ও শতকরা ৮০ ভাগ, ৭০ শতাংশ", "percent")] == [90, 80, 70]


def test_a_date_broken_over_lines_is_found_at_its_place():
    assert found("মেলা ১৭ নভেম্বর\n২০২১ তারিখে", "date")[0].date == date(2021, 11, 17)


@settings(max_examples=500, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "১",
                "২৩",
                "২০২১",
                "/",
                "-",
                ".",
                " ",
                "\n",
                "টি",
                "মে",
                "জুলাই",
                "টাকা",
                "%",
                "[",
                "]",
                "ত্রৈমাসিক",
                "Q",
                "এক",
                "\ud800",
                "ক",
            ]
        ),
        max_size=14,
    ).map("".join)
    | st.text(),
    st.sampled_from(get_args(Kind)),
)
def test_never_raises_and_never_overlaps(text, kind):
    found(text, kind)
