"""Dashes of a broken layer: too little ink to tell, so the layer says where something must be read."""

from extract.grid import Place
from extract.model import Box, Cell
from ingest.layer.words import LayerWord
from ingest.reading.overlay import Overlay, compared

BOX = Box(0, 0, 40, 20)


def laid(*texts):
    """Places in a column, each with a word that can't be trusted; '' for none."""
    places = [Place(n, 0, 1, 1, BOX) for n in range(len(texts))]
    words = {
        id(place): [LayerWord(text, text, (), False, False, BOX, 0, 10.0, 15.0, 2.0, 8.0)]
        for place, text in zip(places, texts, strict=True)
        if text
    }
    return Overlay((), words, ()), places


def test_a_place_with_a_dash_is_written_and_one_without_words_is_not():
    over, places = laid("-", "", "\ue000")
    assert [over.written(place) for place in places] == [True, False, True]
    assert [over.figure(place) for place in places] == ["-", None, None]


def test_a_dash_that_no_engine_sees_is_taken_from_a_sound_layer_and_in_doubt():
    figures = ["৫", "৪", "৩", "২", "১", "-"]
    over, places = laid(*figures)
    read = [Cell(n, 0, figure if figure != "-" else "", confidence=0.95) for n, figure in enumerate(figures)]
    seen = compared([(cell, over.figure(place), "number") for cell, place in zip(read, places, strict=True)])
    assert [cell.raw for cell in seen] == figures
    assert all(cell.confidence >= 0.95 for cell in seen[:-1]) and seen[-1].confidence < 0.9
