"""The step that names a decoding replays it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.bijoy import Run, decode_runs, replay, step

TEXT = "MIS-Gi cÖavb wb¤œ"


@pytest.mark.parametrize(
    ("found", "name", "printed"),
    [
        ([Run(0, 17, "sutonny")], "bijoy:sutonny", "গওঝ-এর প্রধান নিম্ন"),
        ([Run(4, 12, "sutonny")], "bijoy:sutonny@4-12", "MIS-এর প্রধান wb¤œ"),
        ([Run(4, 6, "ansi"), Run(13, 17, "ansi")], "bijoy:ansi@4-6,13-17", "MIS-এর cÖavb নিম্ন"),
        ([Run(4, 6, "ansi"), Run(7, 12, "sutonny")], "bijoy:sutonny@7-12;ansi@4-6", "MIS-এর প্রধান wb¤œ"),
    ],
)
def test_replay(found, name, printed):
    assert decode_runs(TEXT, found) == printed
    assert step(TEXT, found) == name
    assert replay(TEXT, name) == printed


@pytest.mark.parametrize("name", ["nfc", "bijoy", "bijoy:unicode", "bijoy:ansi@", "bijoy:ansi@4", "spelling:ক→খ"])
def test_another_step(name):
    with pytest.raises(ValueError, match="not a step of Bijoy"):
        replay(TEXT, name)


PLACES = st.tuples(st.integers(0, 16), st.sampled_from(["sutonny", "ansi"]))


@given(st.lists(PLACES, min_size=1, max_size=5, unique_by=lambda place: place[0]))
def test_any_runs_are_replayed(cuts):
    starts = sorted(cuts)
    ends = [start for start, _ in starts[1:]] + [len(TEXT)]
    found = [Run(start, end, generation) for (start, generation), end in zip(starts, ends, strict=True)]
    assert replay(TEXT, step(TEXT, found)) == decode_runs(TEXT, found)
