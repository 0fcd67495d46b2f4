"""The second reading of figures: cells and words of digits and marks are read again glyph by glyph.

What both readings tell is sure; where they differ, the one that its column allows is taken and told as doubtful. A cell
is never made blank and never made to fit: a text that fits nothing stays as it was read, with low confidence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from extract.model import Box, Word
from ingest.engines import FIGURES, Expected, Region
from ingest.engines.formats import fits
from ingest.engines.lines import joined, lines, usual_height
from ingest.reading import confidence
from ingest.reading.figures import Row, Run, rows, runs
from ingest.scan import Picture
from normalize.months import MONTH

_DIGITS = "০-৯0-9"
_FIGURE = re.compile(rf"[{_DIGITS}.,:/%()\[\]।৳\s-]+")
_BARE = re.compile(rf"[{_DIGITS}.%\s]*[{_DIGITS}][{_DIGITS}.%\s]*")
_LIKE_FIGURES = frozenset("0123456789০১২৩৪৫৬৭৮৯.,:/%()[]।|-–—_'`\"‘’“”&€£$!?*+=~^{}<>\\ ৰ৷॥")
_DIGIT_OF_LINE = 0.62  # of the height of a line with marks above and below: how high its digits are
_FEW = 3  # lines of bare digits, which do not tell how high digits are
_SMALL_MARKS = ".'‘’`-"  # what engines see in dust
_PREFERRED = 0.5  # glyphs that are surer than this stand against any other figure in a cell
_FIRM = 0.8  # and this sure they must be among words
_SURELY = 0.97  # glyphs that are surer than this stand against letters that the engine reads with less than _LETTERS
_LETTERS = 0.7
_MONTH = re.compile(MONTH)
_MOST_OF = 0.75  # of the width of the words that a run stands for


def again(
    picture: Picture,
    ink: Picture,
    regions: Sequence[Region],
    first: Sequence[list[Word]],
    usual: float | None = None,
    *,
    calibrated: bool = False,
) -> list[list[Word]]:
    """Read the figures of a page again; gives every region's words, those of figures with the text that holds.

    `picture`: grey, upright, all but letters white; `ink`: 0 or 255, same shape, without rulings; `first`: the words
    that the engine read in each region, line by line. Confidence of figures is calibrated (`confidence`); words of
    letters stay as they are. A region's `expects` decides where two readings differ. `usual`: what a line is high on
    this page, in pixels, where these are not all of its regions. `calibrated`: the engine's confidence of a figure is
    its share of being right, and stands where glyphs tell nothing.
    """
    usual = usual or usual_height(ink, [region.box for region in regions])
    placed = [(k, box) for k, region in enumerate(regions) for box in _lines(ink, region, usual)]
    shared = [_words_in(first[k], box) for k, box in placed]
    high = _digit_height(placed, shared, usual)
    if not placed or high is None:
        return [list(words) for words in first]
    found = rows(picture, ink, [(box, words) for (_, box), words in zip(placed, shared, strict=True)], high)
    given: list[list[list[Word]]] = [[] for _ in regions]
    for (k, _), row, words in zip(placed, found, shared, strict=True):
        given[k].append(_line(row, words, regions[k].expects, calibrated))
    for k, words in enumerate(first):  # words that stand in no line of this ink are kept
        kept = {id(word) for (j, _), shares in zip(placed, shared, strict=True) if j == k for word in shares}
        given[k].append([word for word in words if id(word) not in kept])
    return [joined(told) for told in given]


def is_bare(words: Sequence[Word]) -> bool:
    """Whether words are digits alone, with points and per cent signs."""
    return _BARE.fullmatch(_text(words)) is not None


def _lines(ink: Picture, region: Region, usual: float | None) -> list[Box]:
    return [region.box] if region.kind == "line" else lines(ink, region.box, usual)


def _words_in(words: Sequence[Word], line: Box) -> list[Word]:
    return [word for word in words if line.y0 <= (word.box.y0 + word.box.y1) / 2 < line.y1]


def _digit_height(
    placed: Sequence[tuple[int, Box]], shared: Sequence[Sequence[Word]], usual: float | None
) -> float | None:
    """How high digits are on this page: as the lines of bare digits are, else by the lines of text."""
    bare = [box.y1 - box.y0 for (_, box), words in zip(placed, shared, strict=True) if is_bare(words)]
    if len(bare) > _FEW:
        return float(median(bare))
    if usual is not None:
        return _DIGIT_OF_LINE * usual
    return float(median(box.y1 - box.y0 for _, box in placed)) if placed else None


def digit_height(found: Sequence[Sequence[Word]], usual: float) -> float:
    """How high digits are on a page of these words, in pixels; `usual`: what its lines are high."""
    bare = [words[0].box.y1 - words[0].box.y0 for words in found if len(words) == 1 and is_bare(words)]
    return float(median(bare)) if len(bare) > _FEW else _DIGIT_OF_LINE * usual


def _line(row: Row, words: list[Word], expects: Expected | None, calibrated: bool) -> list[Word]:
    """The words of a line after its figures were read again."""
    read_again = runs(row)
    if len(read_again) == 1 and read_again[0].whole:
        return _settled(read_again[0], words, expects, calibrated)
    if expects == "date" and any(is_month(word) for word in words):
        return _date_in_words(read_again, words, calibrated)
    if expects in FIGURES or _FIGURE.fullmatch(_text(words)):
        if calibrated:
            return words
        return [replace(word, confidence=confidence.alone(word.confidence)) for word in words]
    for run in read_again:
        words = _in_text(run, words, calibrated)
    return words


def _date_in_words(read_again: Sequence[Run], words: list[Word], calibrated: bool = False) -> list[Word]:
    """A date that names its month: its figures are read twice as others are; a month's name stays as it was read."""
    once = set(map(id, words))
    for run in read_again:
        words = _in_text(run, words, calibrated)
    if calibrated:
        return words
    return [
        replace(word, confidence=confidence.alone(word.confidence)) if id(word) in once and not is_month(word) else word
        for word in words
    ]


def is_month(word: Word) -> bool:
    """Whether a word names a month."""
    return _MONTH.fullmatch(word.raw.strip(" ,.।")) is not None


def _settled(run: Run, words: list[Word], expects: Expected | None, calibrated: bool) -> list[Word]:
    """A line of nothing but figures, read twice."""
    agreed = confidence.confirmed if calibrated else confidence.agreed
    engine, glyphs = _compact(_text(words)), _compact(run.text)
    sure = min((word.confidence for word in words), default=0.0)
    if engine == glyphs or _without_ink(engine, glyphs):
        told = confidence.agreed_mark() if set(glyphs) == {"-"} or glyphs == "%" else agreed(run.confidence, sure)
        # a date may go on in the next line: whether it is one is seen when the cell is read as a whole
        if expects in FIGURES - {"date"} and not may_hold(glyphs, expects):
            told = confidence.misfit(told)
        return [Word(_text(words) if engine == glyphs else run.text, run.box, told)]
    if not _like_figures(engine) and len(engine) > 1 and expects not in FIGURES:
        if run.confidence < _SURELY or sure >= _LETTERS:
            return words
        return [_as_run(run, confidence.unopposed(run.confidence, sure))]
    if engine[-1:].isdigit() and glyphs[-1:] == "%" and len(glyphs) == len(engine) + 1:
        signed = f"{engine}%"  # ink as large as a sign was not looked at
        if may_hold(signed, expects):
            other = engine if signed == glyphs else run.text
            return [Word(signed, run.box, confidence.disputed(run.confidence, sure), other)]
    fits_engine, fits_glyphs = fits(engine, expects), fits(glyphs, expects)
    if calibrated and fits_engine and confidence.stands(run.confidence, sure):
        return words
    if fits_glyphs and (not fits_engine or run.confidence > min(sure, _PREFERRED)):
        of_both = confidence.disputed if fits_engine else confidence.unopposed
        return [_as_run(run, of_both(run.confidence, sure), _text(words) if fits_engine else None)]
    if not words:
        return [_as_run(run, confidence.disputed(run.confidence, 0.0))]
    disputed = [replace(word, confidence=confidence.disputed(word.confidence, run.confidence)) for word in words]
    return [replace(disputed[0], other=run.text), *disputed[1:]] if fits_glyphs and len(words) == 1 else disputed


def leaves_out_sign(one: str, other: str) -> bool:
    """Whether a reading is the other without its per cent sign."""
    return one[-1:].isdigit() and f"{one}%" == other


def may_hold(text: str, expects: Expected | None) -> bool:
    """Whether a column may hold a figure; one of numbers holds percentages too."""
    return fits(text, expects) or (expects == "number" and fits(text, "percent") and text != "%")


def _without_ink(engine: str, glyphs: str) -> bool:
    """Whether the engine only added a mark at an end where there is no ink for one."""
    return len(glyphs) > 0 and engine != glyphs and engine.strip(_SMALL_MARKS) == glyphs


def _in_text(run: Run, words: list[Word], calibrated: bool) -> list[Word]:
    """A run of figures among words: it stands for the words that it covers, where those are figures too."""
    covered = [w for w in words if run.box.x0 - 2 <= (w.box.x0 + w.box.x1) / 2 <= run.box.x1 + 2]
    if not covered or not any(character.isdigit() for character in run.text):
        return words
    engine, sure = _compact(_text(covered)), min(word.confidence for word in covered)
    if engine == _compact(run.text):
        told = (confidence.confirmed if calibrated else confidence.agreed)(run.confidence, sure)
        return [replace(word, confidence=told) if word in covered else word for word in words]
    reach = covered[-1].box.x1 - covered[0].box.x0
    if run.box.x1 - run.box.x0 < _MOST_OF * reach or not _like_figures(engine) or run.confidence < _FIRM:
        return words
    if not fits(_compact(run.text), None):
        return words
    fitting = fits(engine, None)
    told = (confidence.disputed if fitting else confidence.unopposed)(run.confidence, sure)
    at = words.index(covered[0])
    return [
        *words[:at],
        _as_run(run, told, _text(covered) if fitting else None),
        *(word for word in words[at:] if word not in covered),
    ]


def _as_run(run: Run, told: float, other: str | None = None) -> Word:
    return Word(run.text, run.box, told, other)


def _like_figures(text: str) -> bool:
    """Whether an engine's text may be misread figures: mostly digits, marks and what it takes them for."""
    return sum(character in _LIKE_FIGURES for character in text) >= 0.6 * len(text)


def _text(words: Sequence[Word]) -> str:
    return unicodedata.normalize("NFC", " ".join(word.raw for word in words))


def _compact(text: str) -> str:
    return "".join(text.split())
