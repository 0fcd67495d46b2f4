import itertools
import math
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import Box
from ingest import engines
from ingest.engines import Region, Settling
from ingest.engines.recogniser import (
    alphabet,
    beam,
    calibration,
    crop,
    ctc,
    ngrams,
    phrases,
    tokens,
    words,
)
from ingest.engines.recogniser.network import HEIGHT, Network
from tests.ingest.engines.frames import chances, spelled

PAGE = cv2.imread(str(Path(__file__).parent.parent / "reading" / "figures.png"), cv2.IMREAD_GRAYSCALE)
DATE, NOTHING = Box(0, 66, 200, 118), Box(500, 0, 520, 10)


# --- CTC ----------------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(1, 9), min_size=3, max_size=3), min_size=1, max_size=5), st.text("১২", max_size=3))
def test_the_chance_of_a_text_is_the_sum_over_all_its_paths(weights, text):
    given = np.array(weights, float) / np.sum(weights, axis=1, keepdims=True)
    held = np.zeros((len(weights), alphabet.CLASSES), np.float32)
    classes = [0, *alphabet.encode("১২")]
    held[:, classes] = given
    whole = sum(
        math.prod(held[t, k] for t, k in enumerate(path))
        for path in itertools.product(classes, repeat=len(weights))
        if alphabet.collapse(path) == text
    )
    (told,) = ctc.likelihoods([held], [alphabet.encode(text)])
    assert math.exp(told) == pytest.approx(whole, abs=1e-6)


def test_texts_of_different_lengths_are_told_as_if_each_were_alone():
    pieces, texts = [spelled("১২৩"), spelled("৪", 0.6), spelled("")], ["১২৩", "৪", ""]
    pieces[2] = chances({"": 1.0})
    classes = [alphabet.encode(text) for text in texts]
    together = ctc.likelihoods(pieces, classes)
    assert together == pytest.approx([ctc.likelihoods([p], [c])[0] for p, c in zip(pieces, classes, strict=True)])


def test_the_best_path_is_never_likelier_than_its_text():
    seen = chances({"১": 0.5, "২": 0.3}, {"১": 0.6}, {"": 0.9}, {"২": 0.7, "৩": 0.2})
    (told,) = ctc.likelihoods([seen], [[letter.index for letter in ctc.best(seen)]])
    assert ctc.of_path(seen) <= told <= 0


def test_beam_finds_the_text_whose_paths_together_are_likeliest():
    seen = chances({"১": 0.4}, {"১": 0.4})  # blank, blank is the best path; the paths of ১ together are likelier
    assert ctc.best(seen) == []
    assert beam.texts(seen, lambda prefix, k: 0.0)[0][0] == tuple(alphabet.encode("১"))


def test_beam_writes_only_what_it_may():
    seen = spelled("১২", 0.6, "ক")
    no_letters = beam.texts(seen, lambda prefix, k: 0.0 if alphabet.decode([k]) in "১২" else None)
    assert no_letters[0][0] == tuple(alphabet.encode("১২"))
    assert all("ক" not in alphabet.decode(text) for text, _ in no_letters)


# --- spelling -----------------------------------------------------------------------------------------------------


def test_spelling_orders_readings_that_the_picture_leaves_open():
    model = ngrams.packaged()

    def told(word):
        held = alphabet.encode(word)
        return sum(model.told(held[:k], c) for k, c in enumerate(held)) + model.end(held)

    assert told("প্রতিবেদন") > told("প্রতিরেদন") and told("কার্যালয়") > told("কার্ষালয়")


def test_a_doubtful_word_is_read_as_it_is_spelled():
    seen = np.concatenate([spelled("প্রতি", 0.98), chances({"র": 0.52, "ব": 0.48}, {"": 1}), spelled("েদন", 0.98)])
    (token,) = tokens.tokens(seen)
    token.told = float(ctc.likelihoods([seen], [token.classes])[0])
    assert token.text == "প্রতিরেদন" and words.spelled([token])[0].text == "প্রতিবেদন"


def doubtful(*pieces):
    seen = np.concatenate(pieces)
    (token,) = tokens.tokens(seen)
    token.told = min(float(ctc.likelihoods([seen], [token.classes])[0]), math.log(0.8))
    return token


@pytest.mark.parametrize("text", ["অবহিতকরণ।", "(প্রতিবেদন)", "কর্মকর্তা/কর্মচারী", "কার্যালয়,"])
def test_spelling_takes_no_mark_out_of_a_doubtful_word(text):
    assert words.spelled([doubtful(spelled(text, 0.98))])[0].text == text


def test_a_point_that_may_be_dust_is_left_out_behind_a_word():
    word = spelled("প্রতিবেদন", 0.98)
    assert words.spelled([doubtful(word, chances({".": 0.6}))])[0].text == "প্রতিবেদন"
    assert words.spelled([doubtful(word, chances({"।": 0.6}))])[0].text == "প্রতিবেদন।"


def test_a_space_that_is_faintly_seen_parts_words_that_are_better_spelled_so():
    space = chances({" ": 0.3})
    token = doubtful(spelled("সংশ্লিষ্ট", 0.99), space, spelled("শাখাকে", 0.99))
    assert token.text == "সংশ্লিষ্টশাখাকে" and words.spelled([token])[0].text == "সংশ্লিষ্ট শাখাকে"
    token = doubtful(spelled("কার্যা", 0.99), space, spelled("লয়", 0.99))
    assert words.spelled([token])[0].text == "কার্যালয়"


def test_a_space_that_is_faintly_seen_parts_a_word_from_the_figure_behind_it_but_no_figures():
    space = chances({" ": 0.2})
    held = [spelled("মাত্রা"), space, spelled("২০২৫")]
    assert [token.text for token in tokens.tokens(np.concatenate(held))] == ["মাত্রা", "২০২৫"]
    assert [token.text for token in tokens.tokens(np.concatenate([held[0], held[2]]))] == ["মাত্রা২০২৫"]
    held = [spelled("২০"), space, spelled("২৫টি")]
    assert [token.text for token in tokens.tokens(np.concatenate(held))] == ["২০২৫টি"]


@pytest.mark.parametrize(
    ("left", "space", "right", "white", "parted"),
    [
        ("মাসে", 0.04, "নিজ", 5, True), ("মাসে", 0.04, "নিজ", 2, False), ("মাসে", 0.01, "নিজ", 5, False),
        ("প্রতি", 0.04, "কার", 5, False), ("২", 0.04, "বছর", 5, True), ("২", 0.04, "৫", 5, False),
        ("সং", 0.04, "খ্যা", 5, False), ("মাস", 0.04, "।", 5, False),
        ("খ্রি.", 0.04, "তারিখ", 5, True), ("মন্তব্য/", 0.04, "প্রমাণক", 5, False),
    ],
)  # fmt: skip
def test_a_space_that_is_hardly_seen_parts_what_is_better_spelled_so_where_the_picture_is_white(
    left, space, right, white, parted
):
    before, after = spelled(left, 0.999), spelled(right, 0.999)
    seen = np.concatenate([before, chances({" ": space}), after])
    ink = np.full((32, 2 * len(seen)), 255, np.uint8)
    ink[:, 2 * len(before) - 3 : 2 * len(before) - 3 + white] = 0
    parts = [left, right] if parted else [left + right]
    assert [token.text for token in tokens.tokens(seen, ink)] == parts


def test_spelling_leaves_figures_and_latin_words_alone():
    for text in ("১২৩", "Smart", "৫টি"):
        (token,) = tokens.tokens(spelled(text, 0.6, "ব"))
        token.told = -3.0
        assert words.spelled([token])[0] is token


def test_a_packed_model_gives_what_was_counted():
    arrays = ngrams.packed([alphabet.encode("কর"), alphabet.encode("কর"), alphabet.encode("কম")])
    keys = np.cumsum(arrays["chances_keys"]).tolist()
    assert keys == sorted(set(keys)) and arrays["chances_values"].dtype == np.uint8


def worded(text, sure, other, expects):
    seen = spelled(text, sure, other)
    free = list(tokens.tokens(seen))
    return phrases.worded([seen], free, expects)


def test_a_unit_is_read_as_forms_print_it_where_the_picture_nearly_allows_it():
    seen = np.concatenate([spelled("সং", 0.99), chances({"ঘ": 0.6, "খ": 0.4}, {"": 1}), spelled("্যা", 0.99)])
    free = list(tokens.tokens(seen))
    assert phrases.worded([seen], free, "unit").text == "সংখ্যা"
    assert phrases.worded([seen], free, "text") is None


def test_no_phrase_is_read_into_a_picture_that_shows_another_word():
    assert worded("সংঘা", 0.9, "", "unit") is None
    assert worded("নাই", 0.8, "", "label") is None


def test_a_name_of_a_list_is_read_where_the_picture_is_not_far_from_it():
    seen = np.concatenate([spelled("নাটো", 0.99), chances({"ব": 0.99, "র": 0.005}, {"": 1})])
    found = phrases.worded([seen], list(tokens.tokens(seen)), "district")
    assert found.text == "নাটোর" and found.told < math.log(0.9)


def test_what_is_near_a_name_and_none_is_a_doubt():
    seen = np.concatenate([spelled("নাটো", 0.99), chances({"ব": 0.99, "র": 1e-5}, {"": 1})])
    found = phrases.worded([seen], list(tokens.tokens(seen)), "district")
    assert found.text == "নাটোব" and found.told < math.log(0.9)
    assert worded("নাটোর", 0.99, "", "district") is None
    assert worded("সর্বমোট", 0.99, "", "district") is None


def test_the_head_of_a_column_may_stand_on_two_lines():
    upper = spelled("কর্মসম্পাদন", 0.97)
    lower = np.concatenate([chances({"ম": 0.6, "স": 0.4}, {"": 1}), spelled("ূচক", 0.97)])
    free = [*tokens.tokens(upper), *tokens.tokens(lower)]
    assert phrases.worded([upper, lower], free, "label").text == "কর্মসম্পাদন সূচক"


# --- confidence ---------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.floats(-8, 0), st.booleans()), min_size=1, max_size=300))
def test_confidence_rises_with_the_chance_and_is_never_certain(pairs):
    curve = calibration.fitted([told for told, _ in pairs], [right for _, right in pairs])
    given = [curve.sure(told) for told in (-9.0, -3.0, -1.0, -0.1, -0.001, 0.0)]
    assert given == sorted(given) and given[0] > 0 and given[-1] < 1


def test_the_packaged_curves_are_sure_of_what_is_sure_only():
    for curve in calibration.curves().values():
        assert curve.sure(math.log(0.999)) > 0.95 and curve.sure(math.log(0.2)) < 0.6


# --- crops and the engine -----------------------------------------------------------------------------------------


def test_chances_of_a_line_do_not_depend_on_the_lines_beside_it():
    network = Network()
    lines = [crop.cut(PAGE, DATE, 40.0).ink, np.zeros((HEIGHT, 300), np.uint8)]
    alone, beside = network.chances(lines[:1])[0], network.chances([lines[1], lines[0], lines[0]])[1]
    assert np.allclose(alone, beside, atol=1e-5) and alone.sum(axis=1) == pytest.approx(1, abs=1e-4)


def test_figures_of_a_cell_are_read_with_their_place_and_by_their_column():
    engine = engines.door("protibedon")
    assert isinstance(engine, Settling) and engine.name.startswith("protibedon ")
    regions = [Region(DATE), Region(NOTHING)]
    read, none = engine.recognise(PAGE, regions)
    assert "".join(word.raw for word in read) == "৩১/০৭/২৩" and none == []
    assert all(DATE.x0 <= word.box.x0 < word.box.x1 <= DATE.x1 + 8 for word in read)
    again, none = engine.settle([Region(DATE, expects="date"), Region(NOTHING, expects="number")])
    assert [word.raw for word in again] == ["৩১/০৭/২৩"] and again[0].confidence > 0.9 and none == []


def test_a_part_of_a_line_of_figures_is_read_as_a_figure_of_its_own():
    engine = engines.door("protibedon")
    (whole,) = engine.recognise(PAGE, [Region(Box(255, 66, 345, 118))])
    (digits,) = engine.figure(PAGE, Box(260, 80, 299, 108))
    assert whole[0].raw == "৯০%" and digits.raw == "৯০" and digits.confidence > 0.9


def test_many_long_texts_are_told_as_in_small_batches(monkeypatch):
    seen = np.random.default_rng(1).dirichlet(np.ones(alphabet.CLASSES), 90).astype(np.float32)
    pieces, texts = [seen[: 30 + 5 * k] for k in range(12)], [alphabet.encode("১২৩৪৫"[: k % 5]) for k in range(12)]
    whole = ctc.likelihoods(pieces, texts)
    monkeypatch.setattr(ctc, "_AT_ONCE", 1)
    assert ctc.likelihoods(pieces, texts) == pytest.approx(whole)
