"""A page's content stream → its pieces of text and what is drawn on it, in points of the upright page.

playa interprets the stream; it knows nothing of clipping, which is followed here, and hands marked content of a form no
further than the form.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from playa.content import ContentObject, ImageObject, MarkedContent, PathObject, TextObject, XObjectObject
from playa.interp import LazyInterpreter
from playa.page import Annotation, Page
from playa.pdftypes import KWD, ContentStream, dict_value, matrix_value, rect_value, resolve1, stream_value
from playa.utils import apply_matrix_pt, decode_text, mult_matrix, transform_bbox

from extract.model import Box
from ingest.layer.faces import Face, Faces, Glyph, glyphs
from ingest.layer.runs import Angle

Matrix = tuple[float, float, float, float, float, float]
_UNSEEN = (3, 7)  # render modes that paint nothing
_LEAN = 0.12  # of its length: text that leans more off a quarter turn is a watermark
_DEPTH = 12  # forms in forms
_MOST_OBJECTS = 400_000
_WIDGET, _PRINTED, _UNPRINTED = "Widget", 0b100, 0b100011  # flags: invisible, hidden, not viewed
_WHITE = re.compile(r"\s")


class TooMuch(Exception):
    """A page has more on it than any report."""


class Span:
    """A stretch of marked content with an ActualText; two with the same text are two."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


@dataclass(frozen=True, slots=True)
class Space:
    """A stored space; positions as in Piece."""

    angle: Angle
    base: float
    start: float
    end: float


@dataclass(slots=True)
class Piece:
    """Glyphs of one string that follow one another without white.

    `start` and `end` run along the text, `base` is where its line stands across it (see `turned`); all in points.
    """

    face: Face
    size: float
    angle: Angle
    base: float
    start: float
    end: float
    hidden: bool
    tracking: float  # white that the stream puts between all glyphs, in points
    span: Span | None
    shown: list[Glyph] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Path:
    """A painted path: the points of its parts on the page, how it is painted, what of it is to be seen."""

    parts: tuple[tuple[tuple[float, float], ...], ...]
    stroke: Sequence[float] | None  # the colour
    fill: Sequence[float] | None
    thickness: float  # of the stroke
    clip: Box


@dataclass(slots=True)
class Content:
    """What stands on a page."""

    pieces: list[Piece] = field(default_factory=list)
    spaces: list[Space] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)


def content(page: Page, faces: Faces) -> Content:
    """Read a page's stream and the looks of its form fields. TooMuch where there is no end of it."""
    reader = _Reader(page, faces)
    reader.stream(page.interp(), None, 0)
    for field_ in page.annotations:
        reader.widget(field_)
    return reader.found


class _Reader:
    def __init__(self, page: Page, faces: Faces) -> None:
        self.found = Content()
        self._page = page
        self._faces = faces
        self._spans: dict[int, tuple[MarkedContent, Span | None]] = {}  # the latest, by identity
        self._count = 0
        self._clip = _box(transform_bbox(page.ctm, page.cropbox))

    def stream(self, objects: Iterator[ContentObject], outer: Span | None, depth: int) -> None:
        """Take in what an interpreter gives; `outer`: the ActualText that holds for all of it."""
        assert isinstance(objects, LazyInterpreter)
        whole = self._clip
        self._follow_clip(objects)
        for item in objects:
            self._count += 1
            if self._count > _MOST_OBJECTS:
                raise TooMuch
            if isinstance(item, TextObject):
                self._text(item, outer or self._span(item.mcstack))
            elif isinstance(item, PathObject):
                self._path(item)
            elif isinstance(item, ImageObject):
                if (box := _within(_box(item.bbox), self._clip)) is not None:
                    self.found.images.append(box)
            elif isinstance(item, XObjectObject) and depth < _DEPTH:
                kept = self._clip
                self._clip = _within(_box(item.bbox), kept) or Box(0, 0, 0, 0)
                self.stream(item.interp(), outer or self._span(item.mcstack), depth + 1)
                self._clip = kept
        self._clip = whole

    def _follow_clip(self, interpreter: LazyInterpreter) -> None:
        """Have an interpreter tell of clipping: W, and q and Q, which keep and restore it."""
        kept: list[Box] = []
        known = cast("dict[Any, Any]", interpreter._dispatch)
        save, restore = known[KWD(b"q")][0], known[KWD(b"Q")][0]

        def clip() -> None:
            points = [point for part in interpreter.curpath for point in part.points]
            if points:
                box = _around([apply_matrix_pt(interpreter.ctm, point) for point in points])
                self._clip = _within(box, self._clip) or Box(0, 0, 0, 0)

        def saved() -> None:
            kept.append(self._clip)
            save()

        def restored() -> None:
            if kept:
                self._clip = kept.pop()
            restore()

        known[KWD(b"W")] = known[KWD(b"W*")] = (clip, 0)
        known[KWD(b"q")], known[KWD(b"Q")] = (saved, 0), (restored, 0)

    def widget(self, annotation: Annotation) -> None:
        """Take in how a form field looks; what is not printed is left out, and so are all other annotations."""
        flags = annotation.props.get("F", _PRINTED)
        if annotation.type != _WIDGET or (isinstance(flags, int) and flags & _UNPRINTED):
            return
        look = dict_value(annotation.props.get("AP", {})).get("N")
        state = resolve1(annotation.props.get("AS"))
        look = resolve1(look)
        if isinstance(look, dict):
            look = resolve1(look.get(getattr(state, "name", "")))
        if type(look) is not ContentStream:  # isinstance says so of dictionaries too, once they were asked
            return
        form = stream_value(look)
        own = matrix_value(form.get("Matrix", [1, 0, 0, 1, 0, 0]))
        box = transform_bbox(own, rect_value(form.get("BBox", [0, 0, 1, 1])))
        x0, y0, x1, y1 = annotation.rect
        across = (x1 - x0) / (box[2] - box[0]) if box[2] > box[0] else 1.0
        down = (y1 - y0) / (box[3] - box[1]) if box[3] > box[1] else 1.0
        place = (across, 0.0, 0.0, down, x0 - box[0] * across, y0 - box[1] * down)
        there = mult_matrix(mult_matrix(own, place), self._page.ctm)
        resources = resolve1(form.get("Resources"))
        self.stream(
            LazyInterpreter(self._page, [form], resources if isinstance(resources, dict) else None, ctm=there), None, 1
        )

    def _span(self, stack: Sequence[MarkedContent]) -> Span | None:
        """Give the outermost span of marked content with an ActualText."""
        for mark in stack:
            seen = self._spans.get(id(mark))
            if seen is None or seen[0] is not mark:
                text = resolve1(mark.props.get("ActualText"))
                told = decode_text(text) if isinstance(text, bytes) else text
                seen = (mark, Span(told) if isinstance(told, str) else None)
                if len(self._spans) > 64:
                    self._spans.clear()
                self._spans[id(mark)] = seen
            if seen[1] is not None:
                return seen[1]
        return None

    def _text(self, item: TextObject, span: Span | None) -> None:
        state = item.gstate
        font = state.font
        if font is None:
            return
        a, b, c, d, x, y = item.matrix
        size, reach = math.hypot(c, d), math.hypot(a, b)
        turned_ = _angle(a, b)
        if turned_ is None or not math.isfinite(x + y + size + reach) or size <= 0 or reach <= 0:
            return
        face = self._faces.of(font)
        high = state.fontsize or 1.0
        letter, word = state.charspace / high, state.wordspace / high
        at, base = turned(turned_, x, y)
        piece: Piece | None = None
        one_word = span is not None and not _WHITE.search(span.text)  # then no glyph under it is a space
        for part in item.args:
            if not isinstance(part, bytes):
                at -= part * 0.001 * reach
                continue
            for glyph in glyphs(face, font, part):
                width = glyph.advance * reach
                after = at + width + (letter + (word if glyph.wide else 0.0)) * reach
                if glyph.blank and not one_word:
                    piece = None
                    self.found.spaces.append(Space(turned_, base, at, after))
                elif piece is None or not -0.3 * size <= at - piece.end <= 0.12 * size + piece.tracking:
                    hidden = state.render_mode in _UNSEEN or not self._seen(turned_, at + width / 2, base)
                    piece = Piece(face, size, turned_, base, at, at + width, hidden, max(0.0, letter * reach), span)
                    piece.shown.append(glyph)
                    self.found.pieces.append(piece)
                else:
                    piece.shown.append(glyph)
                    piece.end = max(piece.end, at + width)
                at = after

    def _seen(self, angle: Angle, along: float, base: float) -> bool:
        x, y = turned_back(angle, along, base)
        clip = self._clip
        return clip.x0 - 1 <= x <= clip.x1 + 1 and clip.y0 - 1 <= y <= clip.y1 + 1

    def _path(self, item: PathObject) -> None:
        state = item.gstate
        if not (item.stroke or item.fill) or not (state.salpha if item.stroke else state.nalpha):
            return
        parts: list[list[tuple[float, float]]] = []
        for segment in item.segments:
            if segment.operator == "m":
                parts.append([segment.points[0]])
            elif segment.operator == "l" and parts:
                parts[-1].append(segment.points[0])
            elif segment.operator == "h" and parts:
                parts[-1].append(parts[-1][0])
            else:
                return  # curves draw no table
        a, b, c, d, _, _ = item.ctm
        thick = state.linewidth * math.sqrt(abs(a * d - b * c))
        self.found.paths.append(
            Path(
                tuple(map(tuple, parts)), state.scolor.values if item.stroke else None,
                state.ncolor.values if item.fill else None, thick, self._clip,
            )
        )  # fmt: skip


def _angle(a: float, b: float) -> Angle | None:
    """By how many degrees clockwise text runs off the level, None where by no quarter turns."""
    if abs(b) <= _LEAN * abs(a):
        return 0 if a > 0 else 180
    if abs(a) <= _LEAN * abs(b):
        return 90 if b > 0 else 270
    return None


def turned(angle: Angle, x: float, y: float) -> tuple[float, float]:
    """Give a point of the page as (along, across) of text that runs at an angle: the line below has more across."""
    return {0: (x, y), 90: (y, -x), 180: (-x, -y), 270: (-y, x)}[angle]


def turned_back(angle: Angle, along: float, across: float) -> tuple[float, float]:
    """The reverse of `turned`."""
    return {0: (along, across), 90: (-across, along), 180: (-along, -across), 270: (across, -along)}[angle]


def _box(rect: Any) -> Box:  # noqa: ANN401 - playa's rectangles are tuples or None
    x0, y0, x1, y1 = rect or (0.0, 0.0, 0.0, 0.0)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _around(points: Sequence[tuple[float, float]]) -> Box:
    across, down = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(down), max(across), max(down))


def _within(box: Box, clip: Box) -> Box | None:
    x0, y0 = max(box.x0, clip.x0), max(box.y0, clip.y0)
    x1, y1 = min(box.x1, clip.x1), min(box.y1, clip.y1)
    return Box(x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None
