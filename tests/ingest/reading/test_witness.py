"""What an engine read beside the figures of a layer that can't be trusted, or that lies hidden under a scan."""

from extract.grid import Place
from extract.model import Box, Cell, Word
from ingest.reading import confidence
from ingest.reading.prints import Print
from ingest.reading.witness import Witness

SURE, DIM = confidence.SURE, 0.7


def place(n):
    return Box(0, 20 * n, 100, 20 * n + 20)


def words(text, n, sure=0.95):
    """Words of one line in place n, ten pixels a character."""
    found, at = [], 0
    for word in text.split():
        found.append(Word(word, Box(at, 20 * n + 4, at + 8 * len(word), 20 * n + 16), sure))
        at += 8 * len(word) + 4
    return found


def prints(text, n, font="Nikosh"):
    return [Print(w.box, w.raw, tuple((font, c) for c in w.raw)) for w in words(text, n)]


def compared(layer, read, scanned=False, expects="number", sure=0.95, bold=()):
    """The cells of a page of one column: what a layer has in each place (those of `bold` in another font) and a reader.

    What is read gives the cells' texts before they are compared.
    """
    fonts = ["Nikosh,Bold" if n in bold else "Nikosh" for n in range(len(layer))]
    held = [p for n, text in enumerate(layer) for p in prints(text, n, fonts[n])]
    witness = Witness(held, scanned)
    boxes = [place(n) for n in range(len(read))]
    held = witness.compared(boxes, [words(text, n, sure) for n, text in enumerate(read)])
    cells = [
        Cell(n, 0, " ".join(w.raw for w in found), confidence=min([w.confidence for w in found], default=0.0))
        for n, found in enumerate(held)
    ]
    return [witness.cell(cell, box, expects) for cell, box in zip(cells, boxes, strict=True)]


SOUND = ["১০", "২৩", "৪৫", "৬৭", "৮৯"]
NEXT = [text.translate(str.maketrans("০১২৩৪৫৬৭৮৯", "১২৩৪৫৬৭৮৯০")) for text in SOUND]


def test_agreement_with_a_sound_layer_makes_sure_and_tells_the_script():
    *_, same, mixed = compared([*SOUND, "৬৮", "২,37,363"], [*SOUND, "৬৮", "2,37,363"], sure=DIM)
    assert same.raw == "৬৮" and same.confidence >= SURE and same.other is None
    assert mixed.raw == "২,37,363" and mixed.other is None and mixed.confidence >= SURE


def test_a_dispute_with_a_sound_layer_gives_its_figure_in_doubt():
    *_, cell = compared([*SOUND, "৬৮"], [*SOUND, "৬৬"])
    assert (cell.raw, cell.other) == ("৬৮", "৬৬") and cell.confidence < SURE


def test_a_figure_that_was_not_read_is_the_sound_layers_in_doubt():
    *_, cell = compared([*SOUND, "৬৮"], [*SOUND, ""])
    assert cell.raw == "৬৮" and cell.confidence < SURE


def test_shifted_digits_speak_by_what_they_were_read_as_elsewhere():
    told = compared(NEXT * 4, [*SOUND * 3, "১০", "২৩", "৪৫", "৩৭", "৮৯"])
    assert told[17].raw == "৪৫" and told[17].confidence == 0.95 and told[17].other is None
    assert (told[18].raw, told[18].other) == ("৬৭", "৩৭") and told[18].confidence < SURE


def test_one_font_may_be_sound_and_another_not():
    rows = [*SOUND * 4, *SOUND]
    told = compared([*SOUND * 4, *NEXT], rows, bold=range(20, 25))
    assert [cell.raw for cell in told] == rows
    assert all(cell.other is None for cell in told[:20])


def test_a_font_of_few_figures_is_as_the_others_are_if_none_is_wrong():
    assert compared([*SOUND, "৬৮", "৩"], [*SOUND, "৬৬", "৩"], bold=(6,))[5].raw == "৬৮"
    agreed, _ = compared([*SOUND * 2, "৬৮", "৩"], [*SOUND * 2, "৬৮", "৩"], bold=(10, 11), sure=DIM)[10:]
    assert agreed.confidence >= SURE
    wrong, told = compared([*SOUND * 2, "৬৯", "৩"], [*SOUND * 2, "৬৮", "৩"], bold=(10, 11), sure=DIM)[10:]
    assert (wrong.raw, wrong.other) == ("৬৮", "৬৯")
    assert told.raw == "৩" and told.confidence < SURE


def test_what_is_neither_sound_nor_known_is_in_doubt():
    told = compared(NEXT, SOUND)  # each digit once
    assert all(cell.confidence < SURE and cell.other == next_ for cell, next_ in zip(told, NEXT, strict=True))


def test_codes_among_words_are_the_sound_layers():
    witness_words = compared([*SOUND, "[১.১.১] সেবা"], [*SOUND, "[১১১] সেবা"], expects="text")
    assert witness_words[-1].raw == "[১.১.১] সেবা" and witness_words[-1].confidence < SURE


def test_digits_within_words_are_the_sound_layers():
    *_, cell = compared([*SOUND, "জুন/২০২০ খ্রি"], [*SOUND, "জুন/২০১০ খ্রি"], expects="text")
    assert cell.raw == "জুন/২০২০ খ্রি" and cell.confidence < SURE


def test_a_scans_hidden_layer_raises_doubts_and_settles_none():
    *_, dispute, agreed, blank = compared([*SOUND, "৬৮", "৭১", "-"], [*SOUND, "৬৬", "৭১", ""], scanned=True)
    assert (dispute.raw, dispute.other) == ("৬৬", "৬৮") and dispute.confidence < SURE
    assert agreed.confidence >= SURE
    assert (blank.raw, blank.other) == ("", "-")


def test_what_a_scan_shows_dimly_is_its_hidden_layers_in_doubt():
    *_, dispute, agreed, dash, date, blank = compared(
        [*SOUND * 3, "৬৮", "৭১", "১", "১০ মার্চ", "-"],
        [*SOUND * 3, "৬৬", "৭১", "-", "I০ মার্চ", ""], scanned=True, sure=DIM
    )  # fmt: skip
    assert (blank.raw, blank.other, agreed.other) == ("", "-", None)
    assert (dispute.raw, dispute.other) == ("৬৮", "৬৬") and dispute.confidence < SURE
    assert (dash.raw, dash.other) == ("১", "-") and dash.confidence < SURE
    assert date.raw == "১০ মার্চ" and date.confidence < SURE
    assert agreed.confidence >= SURE
    assert (blank.raw, blank.other) == ("", "-")


def test_a_hidden_layer_that_reads_otherwise_throughout_is_no_witness():
    told = compared(NEXT, SOUND, scanned=True)
    assert all(cell.confidence == 0.95 and cell.other is None for cell in told)


def test_a_dash_that_no_engine_sees_is_taken_from_a_sound_layer_and_in_doubt():
    *figures, dash = compared([*SOUND, "-"], [*SOUND, ""])
    assert [cell.raw for cell in figures] == SOUND and all(cell.confidence >= SURE for cell in figures)
    assert dash.raw == "-" and dash.confidence < SURE


def test_a_dash_is_as_long_as_the_layer_says():
    *_, dash, figure = compared([*SOUND, "–", "–"], [*SOUND, "-", "১"])
    assert dash.raw == "–" and dash.other is None
    assert figure.confidence < SURE


def test_a_place_with_a_dash_is_written_and_one_without_words_is_not():
    witness = Witness([*prints("-", 0), *prints("\ue000", 2)])
    assert [witness.written(Place(n, 0, 1, 1, place(n))) for n in range(3)] == [True, False, True]
