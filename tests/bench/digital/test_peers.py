"""The peers that read text layers: each gives a sheet a page, with cells at their places."""

import pytest

from bench.digital.peers import gridded, peers
from bench.digital.peers.camelot_lattice import spanned
from tools import golden

GOOD = golden.REPORTS / "exported_achievement.pdf"
COLUMNS = 12


class Cell:
    """A cell as camelot tells it: the sides that have a ruling."""

    def __init__(self, text, sides):
        self.text = text
        self.left, self.right, self.top, self.bottom = (side in sides for side in "lrtb")


def test_boxes_become_places():
    cells = [((0, 0, 20, 10), "a"), ((20, 0, 40, 5), "b"), ((20.4, 5, 40, 10.3), "c")]
    assert [(cell.place, cell.text) for cell in gridded(cells)] == [
        ((0, 0, 2, 1), "a"), ((0, 1, 1, 1), "b"), ((1, 1, 1, 1), "c"),
    ]  # fmt: skip


def test_places_without_a_ruling_between_are_one_cell():
    rows = [
        [Cell("a", "ltb"), Cell("", "rtb"), Cell("b", "lrt")],
        [Cell("c", "lrtb"), Cell("d", "lrtb"), Cell("", "lrb")],
    ]
    assert [(cell.place, cell.text) for cell in spanned(rows)] == [
        ((0, 0, 1, 2), "a"), ((0, 2, 2, 1), "b"), ((1, 0, 1, 1), "c"), ((1, 1, 1, 1), "d"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", peers())
def test_a_peer_reads_the_sample(name):
    peer = peers()[name]
    if peer.missing():
        pytest.skip(peer.missing())
    (sheet,) = peer.read(GOOD)
    if sheet.words:
        assert "কার্যক্রম" in sheet.words
    elif peer.fits("full"):
        (table,) = sheet.tables
        assert max(cell.place[1] + cell.place[3] for cell in table) == COLUMNS
    else:
        assert sheet.tables
