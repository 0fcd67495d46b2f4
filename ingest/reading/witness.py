"""The figures of a layer that can't be trusted as witnesses of what an engine read in the same places.

Where four of five figures of a page in one font agree, its digits are right in the layer: agreement makes a reading
sure, in a dispute the layer's figure is given. Where they are not, its codes still are what they are (`cipher`): one
that was read as ৩ in all other places is a ৩ here. A scan's hidden layer is another engine's reading: it raises doubts
and settles none; where what was read is doubtful by itself, its figure is given, in doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.expectation import Expected
from extract.grid import Place
from extract.model import Box, Cell, Word
from ingest.engines.formats import fits
from ingest.reading import assembly, confidence
from ingest.reading.agreement import FEW, Agreement
from ingest.reading.cipher import Cipher
from ingest.reading.prints import Print, compact, in_script_of, is_digit, is_figure, same_place, same_value, within

_DASHES = frozenset("-‐‑–—−")


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure of a layer: what its words say, what their codes were read as elsewhere.

    `sound`: the digits of its fonts are right.
    """

    layer: str
    shown: str | None
    sound: bool


class Witness:
    """What a layer has of one page, boxes in pixels of the prepared picture; `scanned`: it lies under a scan."""

    def __init__(self, words: Sequence[Print], scanned: bool = False) -> None:
        self.words = words
        self._scanned = scanned
        self._cipher = Cipher()
        self._agreement = Agreement()

    def words_in(self, box: Box) -> list[Print]:
        """The layer's words in a box."""
        return within(box, self.words)

    def written(self, place: Place) -> bool:
        """Whether the layer has something at a place, whatever it says: a dash may be too little ink to tell."""
        return bool(self.words_in(place.box))

    def compared(self, boxes: Sequence[Box], read: Sequence[list[Word]]) -> list[list[Word]]:
        """All that was read of the page, by region: figures among other words compared with the layer's."""
        regions = list(zip(boxes, read, strict=True))
        self._learn(regions)
        return [self._checked(box, words) for box, words in regions]

    def _learn(self, read: Iterable[tuple[Box, Sequence[Word]]]) -> None:
        for box, words in read:
            for word, one in _pairs(words, self.words_in(box)):
                if one.figure:
                    self._agreement.add(_fonts([one]), same_value(word.raw, one.text))
                if is_figure(word.raw):
                    self._cipher.learn(one.codes, compact(word.raw))

    def _checked(self, box: Box, words: Sequence[Word]) -> list[Word]:
        """The words of a region, figures among them compared with the layer's; not those of a cell of nothing else."""
        held = self.words_in(box)
        told = {id(word): one for word, one in _pairs(words, held)} if self._told(held) is None else {}
        return [self._word(word, told[id(word)]) if id(word) in told else word for word in words]

    def cell(self, cell: Cell, box: Box, expects: Expected | None) -> Cell:
        """A cell as it was read, compared with the figure that the layer has there."""
        held = self.words_in(box)
        told = self._told(held, expects)
        if not self._scanned and {cell.raw.strip(), dash := "".join(one.text for one in held)} <= _DASHES:
            cell = replace(cell, raw=dash)  # a picture hardly tells - from –
        return self._judged(cell, told, expects) if told else cell

    def _told(self, held: Sequence[Print], expects: Expected | None = None) -> _Told | None:
        """The figure of words that are nothing else, None where they are no figure."""
        layer = _text(held, [one.text for one in held], expects)
        spelled = [self._cipher.text(one.codes) for one in held]
        shown = _text(held, [text for text in spelled if text], expects) if all(spelled) else None
        if not held or not (is_figure(layer) or (shown and is_figure(shown))):
            return None
        return _Told(layer if is_figure(layer) else "", shown, self._agreement.sound(_fonts(held)))

    def _word(self, word: Word, one: Print) -> Word:
        told = self._told([one])
        if told is None:
            sound = not self._scanned and self._agreement.sound(_fonts([one]))
            return _digits_in(word, one.text) if sound else word
        misread = self._scanned and any(map(is_digit, word.raw))  # 10 as I0
        if not (is_figure(word.raw) or told.sound or misread):
            return word
        judged = self._judged(Cell(0, 0, word.raw, confidence=word.confidence, other=word.other), told, None)
        return replace(word, raw=judged.raw, confidence=judged.confidence, other=judged.other)

    def _judged(self, cell: Cell, told: _Told, expects: Expected | None) -> Cell:
        if self._scanned:
            return self._beside_scan(cell, told, expects)
        if told.sound and told.layer:
            return _by_layer(cell, told.layer, expects)
        if told.shown is None:
            return self._beside_unknown(cell, told.layer)
        if same_value(cell.raw, told.shown):
            return replace(cell, raw=in_script_of(cell.raw, told.shown))
        return _disputed(cell, told.shown, cell.raw.strip())

    def _beside_unknown(self, cell: Cell, figure: str) -> Cell:
        """A figure of a layer of which too few are known, or that is wrong where it can be compared."""
        if not figure:
            return cell
        if not same_value(cell.raw, figure):
            return _disputed(cell, cell.raw, figure)
        return cell if self._agreement.compared.total() >= FEW else _agreed(cell)

    def _beside_scan(self, cell: Cell, told: _Told, expects: Expected | None) -> Cell:
        """A scan's figure: the hidden layer's own, where it reads as the engine does, else by its codes."""
        other = told.layer if told.sound else told.shown
        read = compact(cell.raw)
        if not other:
            return cell
        if same_value(read, other):
            return _agreed(cell) if told.sound else cell
        like = fits(other, expects) and (is_figure(read) or len(read) == len(compact(other)))
        if read and like and cell.confidence < confidence.SURE:  # both may be wrong: the layer was right elsewhere
            return _disputed(cell, other, cell.raw.strip())
        return cell if read and not is_figure(read) else _disputed(cell, cell.raw, other)


def _fonts(held: Iterable[Print]) -> set[str]:
    return {font for one in held for font, _ in one.codes}


def _text(held: Sequence[Print], texts: Iterable[str], expects: Expected | None) -> str:
    return assembly.cell_text([Word(text, one.box, 1.0) for text, one in zip(texts, held, strict=False)], expects)


def _by_layer(cell: Cell, figure: str, expects: Expected | None) -> Cell:
    if same_value(cell.raw, figure):
        return _agreed(replace(cell, raw=in_script_of(cell.raw, figure)))
    if fits(figure, expects):
        return _disputed(cell, figure, cell.raw.strip())
    return _disputed(cell, cell.raw, figure)


def _digits_in(word: Word, layer: str) -> Word:
    """A word of letters and digits (জুন/২০২০) with the layer's digits, in doubt if that makes them others."""
    ours, theirs = ([c for c in text if is_digit(c)] for text in (word.raw, layer))
    if ours == theirs or len(ours) != len(theirs):
        return word
    digits = iter(theirs)
    raw = "".join(next(digits) if is_digit(c) else c for c in word.raw)
    if same_value(word.raw, raw):
        return replace(word, raw=raw)
    return replace(word, raw=raw, other=word.raw, confidence=confidence.disputed(word.confidence, 1.0))


def _agreed(cell: Cell) -> Cell:
    return replace(cell, confidence=max(cell.confidence, confidence.agreed(1.0, cell.confidence)))


def _disputed(cell: Cell, given: str, other: str) -> Cell:
    return replace(cell, raw=given, other=other or None, confidence=confidence.disputed(cell.confidence, 1.0))


def _pairs(words: Sequence[Word], held: Sequence[Print]) -> Iterator[tuple[Word, Print]]:
    """The words that were read with those of the layer that stand in the same place; none that stand for several."""
    near = [[one for one in held if same_place(word.box, one.box)] for word in words]
    times: dict[int, int] = {}
    for found in near:
        for one in found:
            times[id(one)] = times.get(id(one), 0) + 1
    for word, found in zip(words, near, strict=True):
        if len(found) == 1 and times[id(found[0])] == 1:
            yield word, found[0]
