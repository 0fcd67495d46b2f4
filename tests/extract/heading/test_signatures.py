from __future__ import annotations

from extract.heading.lines import outline
from extract.heading.signatures import read_blocks
from extract.model import Line
from tests.extract.heading.printed import table_of


def blocks(*texts):
    said, _ = outline([table_of([["ক", "খ"], ["১", "২"]]), *(Line(text) for text in texts)])
    return [(block.name, block.post, block.office) for block in read_blocks(said, 1)]


def test_a_role_below_the_post_is_kept():
    assert blocks("মোঃ রহিম", "সহকারী পরিচালক", "ফোকাল পয়েন্ট কর্মকর্তা") == [
        ("মোঃ রহিম", "সহকারী পরিচালক, ফোকাল পয়েন্ট কর্মকর্তা", None)
    ]


def test_a_name_alone_and_a_post_alone_are_no_block():
    assert blocks("মোঃ রহিম") == []
    assert blocks("সচিব") == []


def test_positions_count_under_each_table():
    said, _ = outline(
        [
            table_of([["ক", "খ"], ["১", "২"]], 1),
            *map(Line, ["মোঃ রহিম", "সহকারী পরিচালক", "মোঃ করিম", "উপপরিচালক"]),
            table_of([["ক", "খ"], ["১", "২"]], 2),
            *map(Line, ["মোঃ রহিম", "সহকারী পরিচালক"]),
        ]
    )
    assert [(block.after, block.position) for block in read_blocks(said, 2)] == [(1, 0), (1, 1), (2, 0)]
