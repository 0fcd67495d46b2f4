"""What proves a glyph, told by how like one another the glyphs of a font are."""

import numpy as np
import pytest

from ingest.reading import kin

NUMBERS = "০১২৩৪৫৬৭৮৯"


class Font:
    """A font whose glyphs are named by characters; `like`: how like one another two of them are, others not at all."""

    def __init__(self, characters, like=()):
        self.order = characters
        alike = np.eye(len(characters))
        for (one, other), likeness in dict(like).items():
            a, b = characters.index(one), characters.index(other)
            alike[a, b] = alike[b, a] = likeness
        self.shapes = np.linalg.cholesky(alike).astype(np.float32)

    def figure(self, drawn, read=None, *, sure=False, likely=False, gaps=()):
        """A figure that is drawn so and was read so."""
        shapes, text = self.shapes[[self.order.index(one) for one in drawn]], read or drawn
        sizes = np.ones((len(drawn), 2), np.float32)
        return kin.Figure(text, shapes, sizes, sure, likely or sure, script=kin.script_of(text), gaps=gaps)


def proven(figures, last):
    """Whether the last of these figures is proven."""
    return kin.Kin([*figures, last]).proves(len(figures))


@pytest.mark.parametrize(("likeness", "sure"), [(0.8, True), (0.88, True), (0.93, False)])
def test_digits_may_be_like_one_another_where_each_is_far_more_like_its_own(likeness, sure):
    font = Font("৫০", {"৫০": likeness})
    assert proven([font.figure("৫", sure=True), font.figure("০", sure=True)], font.figure("৫")) is sure


def test_a_zero_is_proven_whatever_its_script_where_it_was_read_so_elsewhere():
    font = Font("০")
    assert proven([font.figure("০", "0", sure=True), font.figure("০")], font.figure("০"))
    assert not proven([font.figure("০", "0", sure=True)], font.figure("০"))


@pytest.mark.parametrize(
    ("figure", "drawn", "eight", "sure"),
    [("৪৫", "৪০", "80", True), ("৪৫", "৪১", "81", False), ("৪", "৪০", "80", False)],
)
def test_an_eight_that_nothing_makes_latin_is_no_rival_of_a_plain_four(figure, drawn, eight, sure):
    font = Font(NUMBERS)
    assert proven([font.figure("৪৫", sure=True), font.figure(drawn, eight)], font.figure(figure)) is sure


def test_a_cell_that_counts_its_column_tells_its_digit_and_its_script():
    font = Font("৪")
    assert not proven([font.figure("৪")], font.figure("৪"))
    page = kin.Kin([kin.counting(font.figure("৪")), font.figure("৪")])
    assert page.proves(1) and page.tells_script(1)


@pytest.mark.parametrize(("own", "rival", "sure"), [(0.8, 0.6, True), (0.8, 0.75, False), (0.7, 0.3, False)])
def test_a_digit_in_another_weight_is_the_one_of_ten_that_it_is_by_far_the_most_like(own, rival, sure):
    font = Font(NUMBERS + "x", {"x৬": own, "x৩": rival, "৩৬": own * rival})
    known = [font.figure(digit, sure=True) for digit in NUMBERS]
    assert proven(known, font.figure("x", "৬")) is sure
    assert not proven([*known[:2], *known[3:]], font.figure("x", "৬"))


def test_white_as_of_a_lost_point_is_not_proven_away():
    font = Font("২৫")
    others = [font.figure("২৫", sure=True, gaps=(0.15,))] * 3
    assert proven(others, font.figure("২৫", gaps=(0.3,)))
    assert not proven(others, font.figure("২৫", gaps=(0.45,)))


@pytest.mark.parametrize("likely", [True, False])
def test_a_sign_often_read_so_is_proven_where_it_was_once_read_with_little_doubt(likely):
    font = Font("৯%")
    others = [font.figure("৯", sure=True), font.figure("৯%", likely=likely), font.figure("৯%")]
    assert proven(others, font.figure("৯%")) is likely


@pytest.mark.parametrize(("times", "sure"), [(2, True), (1, False)])
def test_a_point_is_proven_by_others_like_it(times, sure):
    font = Font("২৫.")
    others = [font.figure("২৫", sure=True), *[font.figure("২.৫")] * times]
    assert proven(others, font.figure("২.৫")) is sure


@pytest.mark.parametrize(("rival", "sure"), [(0.7, True), (0.84, False)])
def test_a_worn_digit_is_far_more_like_its_own_than_like_any_other(rival, sure):
    font = Font("৩৬x", {"x৬": 0.93, "x৩": rival, "৩৬": 0.93 * rival})
    assert proven([font.figure("৬", sure=True), font.figure("৩", sure=True)], font.figure("x", "৬")) is sure


def test_a_worn_four_may_be_an_eight():
    font = Font("৪৫x", {"x৪": 0.93})
    known = [font.figure("৪৫", sure=True)]
    assert proven(known, font.figure("x৫", "৪৫")) and not proven(known, font.figure("x", "৪"))


@pytest.mark.parametrize(("seen", "sure"), [("০১২৩৪৫৬৭৮৯", True), ("০১২৪৫৬৭৮৯", False)])
@pytest.mark.parametrize("latin", [False, True])
def test_a_digit_often_read_is_known_where_each_of_the_ten_has_a_look_of_its_own(seen, sure, latin):
    font = Font(NUMBERS)
    told = str.maketrans(NUMBERS, "0123456789") if latin else {}
    often = [font.figure(digit, digit.translate(told)) for digit in seen for _ in range(3)]
    assert proven(often, font.figure("৬", "৬".translate(told))) is sure


@pytest.mark.parametrize(("likeness", "others", "strange"), [(0.8, 5, True), (0.8, 4, False), (0.93, 5, False)])
def test_a_one_that_looks_like_few_others_may_be_a_nine(likeness, others, strange):
    font = Font("১x০", {"১x": likeness})
    page = kin.Kin([*[font.figure("১", likely=True)] * others, font.figure("x", "১", likely=True)])
    assert page.is_strange(others) is strange and not page.is_strange(0)
    counting = kin.counting(font.figure("x", "১"))  # it may be bold
    assert not kin.Kin([*[font.figure("১", likely=True)] * others, counting]).is_strange(others)


@pytest.mark.parametrize(("like_nine", "nines", "strange"), [(0.5, 2, False), (0.78, 2, True), (0.5, 1, True)])
def test_a_one_that_the_page_s_nines_are_less_like_is_none(like_nine, nines, strange):
    font = Font("১i৯", {"১i": 0.8, "i৯": like_nine, "১৯": 0.5})
    others = [*[font.figure("১", likely=True)] * 5, *[font.figure("৯", likely=True)] * nines]
    assert kin.Kin([*others, font.figure("i", "১", likely=True)]).is_strange(len(others)) is strange
