"""Pieces of text, as a page's stream gives them → runs on lines, with ActualText in the place of what is shown.

    pieces → chains of one font → lines from the top → runs, each told whether it goes on with the word before it

The order of a stream is that of its maker: LibreOffice shows the spaces of a line in one go, before or after its words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from extract.model import Box, Ruling
from ingest.layer.content import Content, Piece, Space, turned_back
from ingest.layer.faces import Face
from ingest.layer.runs import Angle, Run

ABOVE, BELOW = 0.8, 0.25  # ems that a run's box reaches over and under its line
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_GAP = 0.15  # ems of white that part two words where no spaces are stored
_WIDE_GAP = 0.45  # the same where they are: the widths that a font tells may be less than it takes
_LEAST_SPACE = 0.03  # ems of white where a space is stored
_BACK = 0.6  # ems that a glyph may stand behind the end of what came before: marks, kerning
_LEVEL = 0.2  # ems by which two pieces of one word may stand higher and lower
_LINE = 0.45  # ems by which the runs of one line may
_BAND = 4.0  # points of height in which spaces are looked for together
_SAME = 0.12  # ems between two paintings of the same text that make it bold


@dataclass(slots=True)
class Chain:
    """Glyphs of one font, one word or a part of one; positions as in Piece. A space is stored before or after it."""

    face: Face
    size: float
    angle: Angle
    base: float
    start: float
    end: float
    hidden: bool
    tracking: float
    text: str
    shown: str
    codes: str
    unmapped: int
    actual: bool = False
    before: bool = False
    after: bool = False


def runs(
    content: Content, uprights: Iterable[Ruling], left: float, top: float, ends: Iterable[Ruling] = ()
) -> list[Run]:
    """Give the runs of a page line by line from the top, level text first.

    `uprights`: the upright rulings, where a word ends whatever its letters do; `ends`: uprights that nothing draws,
    where it ends if there is white. `left`, `top`: the page's upper left corner in the points of the pieces.
    """
    parting = _Parting(content.spaces, uprights, ends, content.pieces)
    found: list[Run] = []
    for line in _lines(_without_doubles(_joined(_spoken(content.pieces, parting), parting))):
        before: Chain | None = None
        for chain in line:
            goes_on = before is not None and before.hidden == chain.hidden and parting.goes_on(before, chain)
            found.append(_run(chain, goes_on, parting.spaced(chain), left, top))
            before = chain
    return found


class _Parting:
    """What parts words: stored spaces, upright rulings, white."""

    def __init__(
        self, spaces: Iterable[Space], uprights: Iterable[Ruling], ends: Iterable[Ruling], pieces: Sequence[Piece]
    ) -> None:
        self._spaces: dict[tuple[Angle, int], list[Space]] = {}
        for space in spaces:
            self._spaces.setdefault((space.angle, int(space.base // _BAND)), []).append(space)
        self._walls = _Walls(uprights)
        self._ends = _Walls(ends)
        self._gap = _WIDE_GAP if self._stores_spaces(pieces) else _GAP  # ems

    def _stores_spaces(self, pieces: Sequence[Piece]) -> bool:
        """Whether most of what follows one another a little apart has a stored space between."""
        near = [
            self.spaced(_chain(piece))
            for piece, after in pairwise(pieces)
            if (piece.angle, piece.base) == (after.angle, after.base)
            and (piece.span is None or piece.span is not after.span)
            and _GAP * piece.size < after.start - piece.end < _WIDE_GAP * piece.size
        ]
        return 2 * sum(near) > len(near)

    def goes_on(self, chain: Chain, after: Chain) -> bool:
        """Whether a chain goes on with the word of the one before it."""
        size = max(chain.size, after.size)
        gap = after.start - chain.end
        if (
            after.angle != chain.angle
            or after.before
            or chain.after
            or abs(after.base - chain.base) > _LEVEL * size
            or not -_BACK * size <= gap <= self._gap * size + max(chain.tracking, after.tracking)
            or (gap > _LEAST_SPACE * size and self.spaced(chain))
        ):
            return False
        if chain.angle != 0:
            return True
        if gap > _GAP * size and self._ends.stand_in(chain.end, after.start, chain.base):
            return False
        return not self._walls.stand_in(
            min(chain.end, after.start) - 0.5, max(chain.end, after.start) + 0.5, chain.base
        )

    def spaced(self, chain: Chain) -> bool:
        """Whether a space is stored right behind a chain."""
        band = int(chain.base // _BAND)
        near = (space for at in (band - 1, band, band + 1) for space in self._spaces.get((chain.angle, at), ()))
        return chain.after or any(
            abs(space.base - chain.base) <= _LEVEL * chain.size
            and -_GAP * chain.size <= space.start - chain.end <= _GAP * chain.size
            for space in near
        )


class _Walls:
    """Upright lines, to be found by their places."""

    def __init__(self, lines: Iterable[Ruling]) -> None:
        self._lines = sorted((line for line in lines if not line.level), key=lambda line: line.x0)
        self._places = [line.x0 for line in self._lines]

    def stand_in(self, left: float, right: float, y: float) -> bool:
        """Whether one stands between two places at a height."""
        at = bisect_left(self._places, left)
        while at < len(self._places) and self._places[at] <= right:
            if self._lines[at].y0 <= y <= self._lines[at].y1:
                return True
            at += 1
        return False


def _spoken(pieces: Sequence[Piece], parting: _Parting) -> Iterator[Chain]:
    """Give pieces as chains; those under one ActualText by themselves, with the text that stands for them.

    One text may stand for a cluster, a word or a paragraph: where it has as many words as stand on the page, each has
    its own; else one chain reaches over all.
    """
    for span, group in groupby(pieces, key=lambda piece: piece.span):
        held = [_chain(piece) for piece in group]
        if span is None:
            yield from held
            continue
        held = list(_joined(held, parting))
        words = span.text.split()
        if len(words) != len(held):
            held, words = [_united(held)], [span.text.strip()]
        for chain, word in zip(held, words, strict=True):
            chain.text, chain.unmapped, chain.actual = word, 0, True
        held[0].before = span.text[:1].isspace()
        held[-1].after = span.text[-1:].isspace()
        yield from held


def _chain(piece: Piece) -> Chain:
    shown = "".join(glyph.text if glyph.known else UNKNOWN for glyph in piece.shown)
    codes = "".join(glyph.code for glyph in piece.shown)
    unmapped = sum(not glyph.known for glyph in piece.shown)
    return Chain(
        piece.face, piece.size, piece.angle, piece.base, piece.start, piece.end, piece.hidden, piece.tracking,
        shown, shown, codes, unmapped,
    )  # fmt: skip


def _united(held: Sequence[Chain]) -> Chain:
    first = held[0]
    for other in held[1:]:
        first.start, first.end = min(first.start, other.start), _end(first, other)
        first.base = max(first.base, other.base)
        first.shown += " " + other.shown
        first.codes += " " + other.codes if other.codes else ""
    return first


def _end(chain: Chain, after: Chain) -> float:
    """Where two end; a mark that takes no room hangs over what is before it, wherever its own origin is."""
    return max(chain.end, after.end) if after.end > after.start else chain.end


def _joined(chains: Iterable[Chain], parting: _Parting) -> Iterator[Chain]:
    """Join what follows one another in the stream and on the page."""
    chain: Chain | None = None
    for after in chains:
        if chain is None:
            chain = after
        elif after.face is chain.face and after.hidden == chain.hidden and parting.goes_on(chain, after):
            chain.text += after.text
            chain.shown += after.shown
            chain.codes += after.codes
            chain.unmapped += after.unmapped
            chain.end = _end(chain, after)
            chain.actual |= after.actual
            chain.after = after.after
        else:
            yield chain
            chain = after
    if chain is not None:
        yield chain


def _without_doubles(chains: Iterable[Chain]) -> Iterator[Chain]:
    """Leave out text that is painted again on its own place, as some programs make it bold."""
    seen: dict[tuple[str, int], list[Chain]] = {}
    for chain in chains:
        same = seen.setdefault((chain.shown, chain.angle), [])
        near = _SAME * chain.size
        if any(abs(c.start - chain.start) <= near and abs(c.base - chain.base) <= near for c in same):
            continue
        same.append(chain)
        yield chain


def _lines(chains: Iterable[Chain]) -> Iterator[list[Chain]]:
    """Part chains into lines from the top, each from its beginning."""
    line: list[Chain] = []
    for chain in sorted(chains, key=lambda c: (c.angle, c.base, c.start)):
        if line and (chain.angle != line[0].angle or chain.base - line[0].base > _LINE * min(chain.size, line[0].size)):
            yield sorted(line, key=lambda c: c.start)
            line = []
        line.append(chain)
    if line:
        yield sorted(line, key=lambda c: c.start)


def _run(chain: Chain, joined: bool, spaced: bool, left: float, top: float) -> Run:
    first = turned_back(chain.angle, chain.start, chain.base - ABOVE * chain.size)
    second = turned_back(chain.angle, chain.end, chain.base + BELOW * chain.size)
    box = Box(
        min(first[0], second[0]) - left, min(first[1], second[1]) - top,
        max(first[0], second[0]) - left, max(first[1], second[1]) - top,
    )  # fmt: skip
    return Run(
        chain.text, chain.shown, chain.face.name, chain.face.key, chain.size, box, chain.angle, chain.hidden,
        chain.actual, chain.unmapped, chain.codes, joined, spaced,
    )  # fmt: skip
