"""Canonical text: each rule with its case, and the properties that hold for any text."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from normalize import clean, replay
from normalize.canon import RULES

ZWNJ, ZWJ = "\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH JOINER}"

CASES = [
    ("surrogate", "ক\ud800", "ক\N{REPLACEMENT CHARACTER}"),
    ("line_ends", "ক\r\nখ\rগ\u2028ঘ", "ক\nখ\nগ\nঘ"),
    ("controls", "ক\x00খ\x07", "কখ"),
    ("invisible", "\ufeffঅগ্র\u00adগতি\u200b", "অগ্রগতি"),
    ("entities", "দপ্তর&nbsp;প্রধান &amp; অন্য &#2453;", "দপ্তর প্রধান & অন্য ক"),
    ("line_breaks", "চলতি<br>মান<BR />নিচে", "চলতি\nমান\nনিচে"),
    ("tags", "<b>২. <i class='x'>অর্থ</i></b>.....৬ <sup>১</sup>", "২. অর্থ.....৬ ১"),
    ("links", "[www.office.example](http://www.office.example/a?b)", "www.office.example"),
    ("escapes", r"\*\*\* ছক ১\.২", "*** ছক ১.২"),
    ("strong", "**মোট**", "মোট"),
    ("spaces", "ক\u00a0খ\u3000গ", "ক খ গ"),
    ("hyphens", "ই\u2011নথি", "ই-নথি"),
    ("danda", "শেষ৷", "শেষ।"),
    ("khanda_ta", f"হঠাত্{ZWJ}", "হঠাৎ"),
    ("joiners", f"কৃষি{ZWNJ}তে {ZWJ}ক", "কৃষিতে ক"),
    ("assamese_ra", "সৰকার", "সরকার"),
    ("late_nukta", "যু\N{BENGALI SIGN NUKTA}গ", "য\N{BENGALI SIGN NUKTA}ুগ"),
    ("double_sign", "কাার্য্ক্রম কি্্", "কার্য্ক্রম কি্"),
    ("ba_nukta", "কব\N{BENGALI SIGN NUKTA}া", "করা"),
    ("swapped_o", "ক\u09be\u09c7টি", "কোটি"),
    ("broken_aa", "অ\u09beয়", "আয়"),
    ("early_chandrabindu", "চ\u0981\u09beপা", "চ\u09be\u0981পা"),
    ("space_run", "  ক  খ \n গ  ", "ক খ\nগ"),
    ("nfc", "ক\u09c7\u09beটি আ\u09dfোজন", "কোটি আয\u09bcোজন"),
]


@pytest.mark.parametrize(("rule", "raw", "want"), CASES, ids=[case[0] for case in CASES])
def test_each_rule_does_its_work_and_is_named(rule, raw, want):
    got = clean(raw)
    assert got.text == want
    assert rule in got.steps


def test_every_rule_has_a_case():
    assert {rule.name for rule in RULES} == {case[0] for case in CASES}


@pytest.mark.parametrize(
    "text",
    [
        "a < b > c",
        "R&D",
        "[১.১](২)",
        "৪**",
        "১ * ২",
        "|",
        "৩১/০৭/২৩",
        "১,২৫,০০০.৫০",
        "১2৩",
        "ঋণ (৫%)",
        "ক\tখ\t\t",
        f"উদ্{ZWNJ}যাপন",
        f"র{ZWJ}্যালি",
        "ৱ ৰাজ্য",
        "দুঃখ",
        "খ্রিঃ",
        "‘উদ্ধৃতি’",
        "১–২",
        "−৫",
        "०१२",
        "snake_case_name",
        "",
    ],
)
def test_right_text_stays(text):
    assert clean(text) == clean(clean(text).text)
    assert clean(text).text == text
    assert clean(text).steps == ()


def test_ra_with_ya_phala_typed_with_the_other_joiner():
    assert clean(f"র{ZWNJ}্যালি").text == f"র{ZWJ}্যালি"


def test_joiner_removed_before_composing():
    assert clean(f"ক\u09c7{ZWNJ}\u09beটি").text == "কোটি"


# letters, signs, joiners and pieces of markup: a narrow alphabet finds what random text does not
ALPHABET = st.lists(
    st.sampled_from(
        [
            "ক",
            "ত",
            "ব",
            "য",
            "র",
            "ড",
            "অ",
            "া",
            "ে",
            "ো",
            "ৗ",
            "ু",
            "্",
            "়",
            "ঁ",
            "ৰ",
            "ৱ",
            "ৎ",
            "\u09dc",
            "\u09df",
            "৷",
            ZWNJ,
            ZWJ,
            " ",
            "\n",
            "\t",
            "\r",
            "<",
            ">",
            "b",
            "br",
            "/",
            "&",
            "amp",
            "lt",
            "nbsp",
            ";",
            "#",
            "38",
            "x26",
            "\\",
            "[",
            "]",
            "(",
            ")",
            "*",
            "**",
            "_",
            "http://",
            "\u00a0",
            "\u00ad",
            "\ufeff",
            "\ud800",
            "\x00",
            "\u2010",
            "<b>",
            "</b>",
            "<br>",
            "&amp;",
        ]
    ),
    max_size=14,
).map("".join)


@settings(max_examples=600, deadline=None)
@given(ALPHABET | st.text(st.characters(exclude_categories=())))
@example("<" * 60 + "b>" * 60)
@example("[a]" * 3 + "(http://x)" * 3)
@example("&am<b></b>p;lt;")
@example("**__ক__**")
@example("ে<b></b>া")
@example("ব<b>়")
def test_idempotent_and_replayable(text):
    got = clean(text)
    assert clean(got.text) == clean(clean(got.text).text)
    assert clean(got.text).text == got.text
    assert replay(text, got.steps) == got.text
    got.text.encode("utf-8")


def test_unknown_step_is_refused():
    with pytest.raises(KeyError):
        replay("ক", ["no_such_rule"])


@pytest.mark.parametrize("piece", ["<b", "<", "&amp;", "\\", "](", "[a](http://x", "**", "ে\u200cা", "়", " \n", "ব়"])
def test_hostile_text_costs_no_more_than_its_length(piece):
    short, long = piece * 2_000, piece * 16_000
    started = time.process_time()
    clean(short)
    first = time.process_time() - started
    started = time.process_time()
    clean(long)
    assert time.process_time() - started < 30 * first + 1.0
