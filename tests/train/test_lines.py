"""Typeset lines, where the machine has fonts and the packages of the extra `train`."""

import random
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("uharfbuzz", reason="needs the extra train")
pytest.importorskip("fontTools", reason="needs the extra train")

from ingest.engines.recogniser import alphabet, crop
from train import batches, fonts, lines, settings, typeset, vocabulary
from train.lines import Source

FONT = Path("/usr/share/fonts/truetype/lohit-bengali/Lohit-Bengali.ttf")
pytestmark = pytest.mark.skipif(not FONT.exists(), reason=f"needs the font {FONT.name}")


@pytest.fixture(scope="module")
def face():
    found = fonts.face(FONT)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def source(face):
    return Source(vocabulary.load(), ("ক্ষ", "ন্ত্র"), (face,), (face,))


def plain(face):
    return typeset.Style(face, face, 40, 0.0, 1.0, True, False)


def test_a_visible_hasanta_is_read_as_one(face):
    assert face.seen("উদ্‌যাপন ক্ষমতা") == "উদ্‌যাপন ক্ষমতা"
    assert face.seen("ছ্ঘ") == "ছ্‌ঘ"  # the font has no such conjunct


def test_a_missing_character_makes_no_line(face):
    assert typeset.draw("১২৩→", plain(face)) is None


def test_a_drawn_line_touches_both_edges(face):
    drawn = typeset.draw("সেবা প্রদান", plain(face))
    assert drawn is not None and drawn.ink[:, 0].any() and drawn.ink[:, -1].any() and drawn.top < drawn.bottom


def test_a_run_may_draw_its_own_shares_of_kinds(source):
    chosen = settings.from_table({"kinds": {"digits": 1}, "batch": {"block": 12}})
    texts = [alphabet.decode(text) for batch in batches.of_block(source, chosen, 0) for text in _texts(batch)]
    assert len(texts) == 12 and all(text.isdigit() for text in texts)


def _texts(batch):
    return np.split(batch.texts, np.cumsum(batch.lengths)[:-1])


def test_the_same_seed_makes_the_same_block(source):
    one, other = (list(lines.block(source, "test", 12)) for _ in range(2))
    assert [line.text for line in one] == [line.text for line in other]
    for line in one:
        assert line.picture.shape[0] == crop.HEIGHT and line.picture.any()
        assert alphabet.known(line.text) and line.picture.shape[1] // 2 >= alphabet.frames_needed(line.text)


def test_held_out_families_never_train(face):
    class Named:
        family = "Noto Serif Bengali"

    assert fonts.training([face, Named()]) == (face,)


def test_styles_name_only_given_faces(face):
    assert typeset.style(random.Random(2), (face,), (face,), 40).face is face
