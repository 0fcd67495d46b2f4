"""The text layers of a PDF's pages, one page at a time: runs, rulings, what its fonts are worth."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from playa.page import Page
from playa.utils import transform_bbox

from extract.model import Box, Ruling
from ingest.layer.chains import runs
from ingest.layer.content import Content, content
from ingest.layer.drawing import rulings
from ingest.layer.faces import Face, Faces
from ingest.layer.fields import FACE, typed
from ingest.layer.joints import ends
from ingest.layer.runs import Angle, Run
from ingest.layer.sound import Damaged, Document
from ingest.layer.trust import Verdict, verdicts

_REMEMBERED = 300  # runs of a font, of pages before, that its verdict on a page also weighs
_FONTS = 400  # of which runs are remembered
_OPEN = 32  # pages that are read before the file is opened anew
_PICTURE = 0.1  # of the page's area: larger images may hold what no text layer tells
_SCANNED = 0.5  # of the page's area under images, from which on it is a scan

_T = TypeVar("_T")

logging.getLogger("playa").setLevel(logging.CRITICAL)  # each fault of a damaged file is a line to it


@dataclass(frozen=True, slots=True)
class Layer:
    """What a page's file says is on it, in points of the upright page, y downwards from its upper left corner.

    `rotation`: by how many degrees the page as a viewer shows it is turned clockwise (undone here): its text says so.
    `width` and `height` are of the upright page.
    """

    number: int
    width: float
    height: float
    rotation: Angle
    runs: tuple[Run, ...]
    rulings: tuple[Ruling, ...]
    images: tuple[Box, ...] = ()
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)

    @property
    def painted(self) -> bool:
        """Whether there is text to be seen on the page; a scan may have a hidden layer only."""
        return any(not run.hidden for run in self.runs)

    @property
    def covered(self) -> bool:
        """Whether there is text that is not to be seen, such as an engine leaves under a scan."""
        return any(run.hidden for run in self.runs)

    @property
    def drawn(self) -> bool:
        """Whether the page is drawn, with text and lines, and not a scan with a stamp of some program on it."""
        return self.painted and self.pictured < _SCANNED

    @property
    def whole(self) -> bool:
        """Whether all that is printed on the page can be taken from here."""
        return self.painted and self.pictured < _PICTURE and all(map(self.trusted, self.runs))

    @property
    def pictured(self) -> float:
        """The share of the page that is under images, 0-1."""
        area = self.width * self.height
        return min(1.0, sum((box.x1 - box.x0) * (box.y1 - box.y0) for box in self.images) / max(area, 1.0))

    def trusted(self, run: Run) -> bool:
        """Whether a run's text, decoded where it is Bijoy, is what it shows."""
        return run.hidden or self.verdicts[run.font_key].kind != "broken"

    def broken(self) -> dict[str, Verdict]:
        """The verdicts on fonts whose text can't be used, by the fonts' names."""
        names = {run.font_key: run.font for run in self.runs if not run.hidden}
        return {names[key]: told for key, told in self.verdicts.items() if key in names and told.kind == "broken"}


class Layers:
    """The text layers of one PDF."""

    def __init__(self, data: bytes, mended: Callable[[], bytes | None] = lambda: None) -> None:
        """Open a PDF that is not locked; `mended` gives its bytes written anew, asked for once, where it is damaged."""
        self._data: bytes | None = data
        self._mended = mended
        self._document: Document | None = None
        self._read = 0
        self._faces = Faces()
        self._typed = Face(FACE, FACE)
        self._before: dict[str, list[Run]] = {}

    def __len__(self) -> int:
        """The number of pages. Raises whatever a broken file makes playa raise."""
        return self._sound(lambda document: len(document.pages))

    def page(self, number: int) -> Layer:
        """Read the layer of a page, from 1. Raises whatever a broken page makes playa raise."""
        if self._read >= _OPEN:  # playa keeps every object that it has read
            self._document, self._read = None, 0  # before the other: a list of a thousand pages is large
            self._before.clear()
        self._read += 1
        return self._sound(lambda document: self._layer(document.pages[number - 1], number))

    def _sound(self, read: Callable[[Document], _T]) -> _T:
        """Read something of the document; of the mended one where it shows here to be damaged."""
        while self._data is not None:
            try:
                if self._document is None:
                    self._document = Document(self._data)
                return read(self._document)
            except Damaged:
                self._document = None
                self._data, self._mended = self._mended(), lambda: None
        raise ValueError("the file is damaged, and can't be mended")

    def _layer(self, page: Page, number: int) -> Layer:
        found = self._content(page)
        turned = _main_angle(found)
        if turned:
            page.set_initial_ctm("screen", page.rotate - turned)
            found = self._content(page)
        left, top, width, height = _visible(page)
        lines = rulings(found.paths, width, height)
        told = runs(found, lines, left, top, ends(lines))
        return Layer(
            number, width, height, turned, tuple(told), tuple(_moved(lines, left, top)),
            tuple(Box(b.x0 - left, b.y0 - top, b.x1 - left, b.y1 - top) for b in found.images), self._judged(told),
        )  # fmt: skip

    def _content(self, page: Page) -> Content:
        found = content(page, self._faces)
        found.pieces.extend(typed(page, self._typed))
        return found

    def _judged(self, told: Sequence[Run]) -> dict[str, Verdict]:
        """The verdicts on a page's fonts, by what they show here and showed before."""
        keys = dict.fromkeys(run.font_key for run in told)
        before = [run for key in keys for run in self._before.get(key, ())]
        found = verdicts([*before, *told])
        for run in told:
            if run.font_key in self._before or len(self._before) < _FONTS:
                held = self._before.setdefault(run.font_key, [])
                if len(held) < _REMEMBERED:
                    held.append(run)
        return {key: found[key] for key in keys}


def _main_angle(found: Content) -> Angle:
    """The angle at which most of a page's glyphs stand."""
    glyphs: dict[Angle, int] = {}
    for piece in found.pieces:
        glyphs[piece.angle] = glyphs.get(piece.angle, 0) + len(piece.shown)
    return max(glyphs, key=lambda angle: (glyphs[angle], -angle), default=0)


def _visible(page: Page) -> tuple[float, float, float, float]:
    """Left, top, width and height of the page as shown, in points of its device space."""
    x0, y0, x1, y1 = transform_bbox(page.ctm, page.cropbox)
    left, top, right, bottom = transform_bbox(page.ctm, page.mediabox)
    x0, y0, x1, y1 = max(x0, left), max(y0, top), min(x1, right), min(y1, bottom)
    return (x0, y0, x1 - x0, y1 - y0) if x1 > x0 and y1 > y0 else (left, top, right - left, bottom - top)


def _moved(lines: Sequence[Ruling], left: float, top: float) -> Sequence[Ruling]:
    if not left and not top:
        return lines
    return [Ruling(r.x0 - left, r.y0 - top, r.x1 - left, r.y1 - top, r.thickness) for r in lines]
