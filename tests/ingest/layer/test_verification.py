"""A layer against its pixels: what an engine reads of a few lines of each font."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from extract.model import Box, Word
from ingest.layer.comparison import Comparison
from ingest.layer.probes import Probe, probes
from ingest.layer.runs import Run
from ingest.layer.trust import Verdict, verdicts
from ingest.layer.verification import Verification
from normalize import bijoy
from normalize.digits import to_bengali
from tests.ingest.layer.printed import SOUND, legacy, runs

BOX = Box(0, 0, 100, 10)
SHIFTED = str.maketrans("০১২৩৪৫৬৭৮৯", "১২৩৪৫৬৭৮৯০")
SOUND_LINES = [
    "সেবা প্রদান প্রতিশ্রুতি বিষয়ে", "প্রতিবেদন প্রণয়ন ও প্রেরণ", "দর্শনীয় স্থানে প্রদর্শন", "কার্যালয়ের কর্মচারীদের নিয়ে সভা",
    "প্রয়োজনীয় সংশোধন করা", "অংশীজনের উপস্থিতিতে সভা", "বার্ষিক মূল্যায়ন প্রতিবেদন",
]  # fmt: skip
FIGURES = "২০২৩-২৪ ১২৩৪৫ ৬৭৮৯০ ৪৫০০০"


@dataclass
class Page:
    """Shows words at places; an engine that reads what is shown inside a box, as surely as it is told to."""

    shown: list[Run]
    confidence: float = 0.95
    asked: list[Box] = field(default_factory=list)
    name: str = "eyes"

    def crop(self, box: Box):
        self.asked.append(box)
        return np.full((30, 300), 255, np.uint8)

    def recognise(self, picture, regions):
        assert picture.dtype == np.uint8 and len(regions) == 1
        box = self.asked[-1]
        text, last = "", None
        for run in self.shown:
            if box.x0 <= run.box.x0 < box.x1 and box.y0 < (run.box.y0 + run.box.y1) / 2 < box.y1:
                text += run.text if run.joined or last is None else f" {run.text}"
                last = run
        return [[Word(word, box, self.confidence) for word in text.split()]]


def told(layer: list[Run], page: Page | None, key: str = "Nikosh") -> Verdict:
    before = verdicts(layer)
    verification = Verification(page)
    return verification.of(before, layer, page.crop if page else lambda box: None)[key]


def printed(text: str, **how) -> list[Run]:
    """A page of this text, its figures each on a line of their own."""
    lines = [run for n, figure in enumerate(FIGURES.split()) for run in runs(figure, y=600 + 20 * n, **how)]
    return [*runs(text, **how), *lines]


def test_a_layer_that_agrees_stays_trusted():
    assert told(printed(SOUND), Page(printed(SOUND))).kind == "unicode"


def test_shifted_digits_are_caught():
    found = told(printed(SOUND), Page([*runs(SOUND), *runs_with(printed(""), SHIFTED)]))
    assert found.kind == "broken" and "figures differ" in found.reason and "২০২৩-২৪" in found.reason


def runs_with(found: list[Run], table) -> list[Run]:
    return [Run(r.text.translate(table), r.shown, r.font, r.font_key, r.size, r.box) for r in found]


def test_two_digits_in_a_font_of_their_own_are_as_the_others_of_its_name():
    few = [*runs("৪", key="bold", y=700), *runs("১", key="bold", y=720)]
    assert told([*printed(SOUND), *few], Page([*printed(SOUND), *few]), "bold").kind == "unicode"
    shown = runs_with([*printed(""), *few], SHIFTED)
    assert told([*printed(""), *few], Page(shown), "bold").kind == "broken"


def test_too_few_digits_to_compare_are_as_those_of_the_document():
    # ৪ and ১ in Times beside figures of Nikosh that the page doesn't show
    few = [replace(run, font="Times") for y, digit in ((700, "৪"), (720, "১")) for run in runs(digit, key="bold", y=y)]
    layer = [*printed(""), *few]
    assert told(layer, Page(layer), "bold").kind == "unicode"
    found = told(layer, Page(runs_with(layer, SHIFTED)), "bold")
    assert found.kind == "broken" and "another font" in found.reason
    letters = [replace(run, font="Times") for run in runs("সভা", key="bold", y=700)]
    assert told([*printed(""), *letters], Page(runs_with(printed(""), SHIFTED)), "bold").kind == "unicode"


def test_digits_joined_to_letters_are_compared_where_a_font_has_no_others():
    # ১ম, ২য়, ৩য় ত্রৈমাসিক in a font whose digits are shifted, the figures in another one
    lines = [*SOUND_LINES, "১ম ত্রৈমাসিক", "২য় ত্রৈমাসিক", "৩য় ত্রৈমাসিক", "৪র্থ ত্রৈমাসিক"]
    layer = [run for n, line in enumerate(lines) for run in runs(line, y=100 + 20 * n)]
    assert told(layer, Page(layer)).kind == "unicode"
    assert told(layer, Page(runs_with(layer, SHIFTED))).kind == "broken"


def test_digits_of_a_font_of_digits_alone_are_caught():
    layer = printed("")
    assert told(layer, Page(layer)).kind == "unicode"
    assert told(layer, Page(runs_with(layer, SHIFTED))).kind == "broken"


def test_digits_that_stand_in_a_sentence_only_are_caught():
    layer = runs("সভার তারিখ ২৩/০৪/২০২৪ খ্রিস্টাব্দ", actual=True)
    assert told(layer, Page(layer)).kind == "unicode"
    found = told(layer, Page(runs_with(layer, SHIFTED)))
    assert found.kind == "broken" and "figures differ" in found.reason


def test_figures_in_sentences_are_compared_by_themselves():
    trusted = {"Nikosh": Verdict("unicode", "")}
    found = probes(runs("সভার ৫ম তারিখ ৭ ২|৩ এপ্রিল ২০২৪-|এ"), trusted)["Nikosh"]
    assert [probe.text for probe in found if probe.figures] == ["২৩"]


def test_latin_digits_on_the_page_are_the_same_figures():
    layer = printed("")
    shown = runs_with(layer, str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789"))
    assert told(layer, Page(shown)).kind == "unicode"


@pytest.mark.parametrize("wrong", [{"র্": ""}, {"ক্ষ": "হ্ম"}, {"্র": ""}])
def test_a_sign_that_is_lost_or_wrong_in_a_fluent_layer_is_caught(wrong):
    layer = printed(SOUND)
    for sign, other in wrong.items():
        layer = [Run(r.text.replace(sign, other), r.shown, r.font, r.font_key, r.size, r.box) for r in layer]
    assert verdicts(layer)["Nikosh"].kind == "unicode"  # words alone don't tell
    assert told(layer, Page(printed(SOUND))).kind == "broken"


def test_another_text_than_is_shown_is_caught():
    other = " ".join(reversed(SOUND.split()))
    found = told(printed(SOUND), Page(printed(other)))
    assert found.kind == "broken" and "differs from the page" in found.reason


def test_an_engine_that_misreads_a_little_spoils_no_layer():
    layer = printed(SOUND)
    shown = [
        Run(r.text.replace("মান", "মাস"), r.shown, r.font, r.font_key, r.size, r.box) if n % 9 == 0 else r
        for n, r in enumerate(layer)
    ]
    assert told(layer, Page(shown)).kind == "unicode"


def test_an_engine_that_misreads_a_typeface_surely_spoils_no_layer():
    layer = printed(SOUND)
    shown = [replace(r, text=r.text.replace("র্", "ন্").replace("স", "ম")) for r in layer]  # one letter in eight
    assert told(layer, Page(shown)).kind == "unicode"
    assert told(shown, Page(layer)).kind == "broken"  # the other way round it is the layer that is spelled worse


def test_readings_of_which_the_engine_is_not_sure_do_not_count():
    other = printed(" ".join(reversed(SOUND.split())))
    page = Page(other, confidence=0.5)
    assert told(printed(SOUND), page).kind == "unicode"
    assert len(page.asked) <= 8  # given up soon


def test_bijoy_is_compared_as_it_is_printed():
    layer = legacy(SOUND)
    shown = [replace(run, text=bijoy.decode(run.codes, "sutonny")) for run in layer]
    assert told(layer, Page(shown), "SutonnyMJ").kind == "bijoy"
    other = [replace(run, text=word) for run, word in zip(layer, reversed(SOUND.split()), strict=True)]
    assert told(layer, Page(other), "SutonnyMJ").kind == "broken"


def test_each_font_is_compared_once_in_a_document():
    layer, page = printed(SOUND), Page(printed(SOUND))
    verification, before = Verification(page), verdicts(layer)
    verification.of(before, layer, page.crop)
    asked = len(page.asked)
    assert 2 <= asked <= 6
    verification.of(before, layer, page.crop)
    assert len(page.asked) == asked


def test_what_a_page_showed_holds_for_the_next():
    layer, before = printed(SOUND), verdicts(printed(SOUND))
    wrong, right = Page(runs_with(layer, SHIFTED)), Page(layer)
    verification = Verification(wrong)
    assert verification.of(before, layer, wrong.crop)["Nikosh"].kind == "broken"
    assert verification.of(before, layer, right.crop)["Nikosh"].kind == "broken"


def test_without_an_engine_nothing_is_compared_and_that_is_said():
    found = told(printed(SOUND), None)
    assert found.kind == "unicode" and "no engine can read" in found.reason


def test_broken_fonts_are_not_asked_for():
    layer = [*runs(SOUND), *runs("সংখ\ufffdা ক\ufffdর", "Broken", y=500, unmapped=1)]
    page = Page(layer)
    assert told(layer, page, "Broken").kind == "broken"
    assert all(box.y1 < 480 for box in page.asked)


def test_probes_are_whole_words_of_one_font_on_one_line():
    mixed = runs("প্রতিবেদন|12 সংখ্যা কর্মসম্পাদন সূচকের মান")
    other = [
        Run(r.text, r.shown, "Times", "Times", r.size, r.box, joined=r.joined) if r.text == "12" else r for r in mixed
    ]
    found = probes(other, {"Nikosh": Verdict("unicode", ""), "Times": Verdict("unicode", "")})
    assert [probe.text for probe in found["Nikosh"]] == ["সংখ্যা কর্মসম্পাদন সূচকের মান"]
    assert "Times" not in found  # only a part of a word
    box = found["Nikosh"][0].box
    assert (box.x0, box.x1) == (mixed[2].box.x0, mixed[-1].box.x1)


def test_marks_of_another_font_inside_a_figure_go_with_its_digits():
    parts = runs("২৩|/|০৪|/|২০২৪ (|১২|)")
    date = [replace(r, font="Times", font_key="Times") if r.text in "(/-)" else r for r in parts]
    found = probes(date, {"Nikosh": Verdict("unicode", ""), "Times": Verdict("unicode", "")})
    assert [probe.text for probe in found["Nikosh"]] == ["২৩/০৪/২০২৪ (১২)"]
    assert "Times" not in found


def test_turned_and_unpainted_lines_are_not_compared():
    trusted = {"Nikosh": Verdict("unicode", "")}
    assert probes(runs(SOUND, angle=90), trusted) == {} == probes(runs(SOUND, hidden=True), trusted)


def test_of_a_font_with_actual_text_only_lines_with_digits_are_compared():
    layer = [*runs(SOUND, actual=True), *printed(""), *runs("সভার তারিখ ২৩ এপ্রিল ২০২৪", y=500)]
    found = [probe.text for probe in probes(layer, {"Nikosh": Verdict("unicode", "")})["Nikosh"]]
    assert set(found) == {"সভার তারিখ ২৩ এপ্রিল ২০২৪", "২৩", "২০২৪", *FIGURES.split()}


def test_figures_of_bijoy_fonts_are_bengali_ones():
    layer = [r for n, f in enumerate(("1234", "5678")) for r in runs(f, "SutonnyMJ", y=100 + 20 * n)]
    found = probes(layer, {"SutonnyMJ": Verdict("bijoy", "", "sutonny")})["SutonnyMJ"]
    assert [probe.text for probe in found] == [to_bengali("1234"), to_bengali("5678")]


def test_words_that_an_engine_reads_in_pieces_are_misread_and_break_no_layer():
    # নিষ্পত্তি in Ani was read as লিপ ত্তি, line after line
    lines = ["নির্ধারিত সময়ে আবেদন নিষ্পত্তি", "তথ্যের আবেদন নিষ্পত্তি প্রতিবেদন", "প্রশিক্ষণ আয়োজন ও প্রতিবেদন প্রেরণ"]
    seen = ["লিধরত সষযে আবদল লিপ ত্তি", "তখ্যর আবদল লিপ ত্তি প্রতিবদল", "প্রশিক্ষল আযাভল ও প্রতিবদল পের ল"]
    font, other = Comparison(), Comparison()
    for line, read in zip(lines, seen, strict=True):
        font.add(Probe(line, BOX), [Word(word, BOX, 0.95) for word in read.split()])
        other.add(Probe(read, BOX), [Word(word, BOX, 0.95) for word in line.split()])
    assert font.letters.wrong(((16, 0.2),)) and font.reason() is None
    assert other.reason()  # the other way round the layer is wrong
