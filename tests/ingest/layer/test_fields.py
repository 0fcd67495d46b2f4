"""Form fields that were filled in by a program that left their drawing to the viewer."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from ingest.layer.layers import Layers
from tests.ingest.layer.pdfs import made, text

FONTS = {"F": ("Nikosh", {"e": "ক"})}


def told(*fields, rotate=0):
    """The words of fields on a page, with where they begin."""
    with pikepdf.open(io.BytesIO(made(text(10, 180, "e"), fonts=FONTS, rotate=rotate))) as pdf:
        held = [
            pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([100, 90, 160, 110]), **one))
            for one in fields
        ]
        pdf.pages[0].Annots = Array(held)
        pdf.Root.AcroForm = Dictionary(Fields=Array(held), NeedAppearances=True)
        buffer = io.BytesIO()
        pdf.save(buffer)
    runs = Layers(buffer.getvalue()).page(1).runs
    return [(run.text, round(run.box.x0), round((run.box.y0 + run.box.y1) / 2)) for run in runs if run.text != "ক"]


def test_a_value_without_a_look_is_read_where_its_field_is():
    assert told({"FT": Name.Tx, "V": "১২৫", "DA": "/Helv 9 Tf 0 g"}) == [("১২৫", 102, 101)]
    assert told({"FT": Name.Ch, "V": Array(["দুই শব্দ"])}) == [("দুই", 102, 101), ("শব্দ", 122, 101)]
    assert [word for word, *_ in told({"FT": Name.Tx, "V": "১\n২"})] == ["১", "২"]


def test_kind_and_value_may_be_the_parents():
    assert told({"Parent": Dictionary(FT=Name.Tx, V="৭")}) == [("৭", 102, 101)]


@pytest.mark.parametrize(
    "field",
    [
        {"FT": Name.Btn, "V": Name.Yes}, {"FT": Name.Tx}, {"FT": Name.Tx, "V": "১", "F": 2},
        {"FT": Name.Tx, "V": "গোপন", "Ff": 1 << 13}, {"FT": Name.Sig, "V": Dictionary()}, {"V": "১"},
    ],
)  # fmt: skip
def test_buttons_passwords_and_what_is_not_printed_tell_nothing(field):
    assert told(field) == []


def test_a_look_that_shows_nothing_is_none_and_one_that_shows_something_counts():
    source = made(text(10, 180, "e"), fonts=FONTS, widgets=[("Widget", (100, 90, 160, 110), text(2, 5, "e"))])
    for drawn, expected in ((b"/Tx BMC EMC", ["ক", "৯"]), (text(2, 5, "e").encode(), ["ক", "ক"])):
        with pikepdf.open(io.BytesIO(source)) as pdf:
            field = pdf.pages[0].Annots[0]
            field.FT, field.V = Name.Tx, "৯"
            field.AP.N.write(drawn)
            buffer = io.BytesIO()
            pdf.save(buffer)
        assert [run.text for run in Layers(buffer.getvalue()).page(1).runs] == expected
