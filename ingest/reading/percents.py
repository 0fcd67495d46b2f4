"""Per cent signs told by their look: readers take a ring of a worn sign for a zero, and ৮০% is ten times too much then.

The network of glyphs names what stands at the end of a line and has the size of a sign: of 9,732 lines of figures that
end otherwise (clean, office and poor, six fonts) it takes the end of none for a sign, and it sees 1,496 of 1,514 signs,
slender ones and worn ones. The grey picture is asked, not the ink: the thin stroke is the first thing that a bad scan
loses.

The digits before it are read again without it. The figure is sure where they are and the sign is plain; else only the
other glyphs of the page make it sure (`kin`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extract.model import Box, Word
from ingest.engines import Region
from ingest.engines.lines import inside, lines
from ingest.reading import confidence
from ingest.reading.assembly import around
from ingest.reading.figures import Piece, Row
from ingest.reading.glyphs import LABELS, Floats, chances, measures, patch, scaled
from ingest.scan import Picture

_BESIDE = 0.25  # of the digits' height: so far grey reaches beyond the ink of a line; a sign is higher than digits
_INK = (0.3, 0.5)  # of the darkest: less is paper; the second where digits touch the sign
_DOT = 0.35  # of the digits' height: such a speck, with so much white before it, is dust
_DARKEST = 50.0  # of 255: paler cells are empty
_SPECK = 0.09  # of the digits' height, squared: less ink is dust
_HIGH, _WIDE = (0.75, 1.7), (0.8, 1.3)  # of the digits' height, which few lines tell badly; of its own height
_NAMED = 0.5  # the chance of a sign by the network of glyphs; of what is none, 0.11 at most
_PLAIN = 0.95  # the same of a sign that others of its page may prove
_OVERLAP = 0.1  # of its width: what reaches further into a sign from its left is part of it
_DIGIT = 0.5  # of the digits' height: lower pieces are points
_LONGEST = 3  # characters, rings mostly, that readers make of one sign
_OVER = 0.4  # of the narrower of two pieces that stand over one another
_BROADEST = 1.2  # of its height: a broader piece is two digits that touch
_RING = re.compile("[০0]%$")  # a ring read twice: as a zero, and as part of the sign behind it
_NUMBER = re.compile(r"\d+(\.\d+)?")
_DIGITS = frozenset("০১২৩৪৫৬৭৮৯0123456789")
Reader = Callable[[Picture, Box], list[Word]]  # see `ingest.engines.Settling.figure`


@dataclass(frozen=True, slots=True)
class Sign:
    """The box of a per cent sign, and those of the digits before it from left to right.

    `plain`: the network of glyphs is sure of it.
    """

    box: Box
    digits: tuple[Box, ...]
    plain: bool = False


def sign(picture: Picture, line: Box, high: float) -> Sign | None:
    """The per cent sign at the end of a line; None where none is plainly seen.

    `picture`: grey, rulings whitened; `line`: the box of its ink; `high`: how high digits are, in pixels.
    """
    by = max(2.0, _BESIDE * high)
    x0, y0, x1, y1 = inside(Box(line.x0 - 2, line.y0 - by, line.x1 + by, line.y1 + by), picture)
    dark = 255.0 - picture[y0:y1, x0:x1].astype(np.float32)
    if not dark.size:
        return None
    dark = np.clip(dark / max(float(np.percentile(dark, 97)), _DARKEST), 0, 1)
    found = filter(None, (_sign(dark, level, high) for level in _INK))
    return next((Sign(_moved(o.box, x0, y0), tuple(_moved(d, x0, y0) for d in o.digits), o.plain) for o in found), None)


def _sign(dark: Floats, level: float, high: float) -> Sign | None:
    """The same where `dark` (height × width, 0 paper to 1 ink) is the line, of pieces that are darker than `level`."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(dark > level, np.uint8), connectivity=8)
    least = max(3.0, (_SPECK * high) ** 2)
    held = sorted((k for k in range(1, len(stats)) if stats[k, 4] >= least), key=lambda k: int(stats[k, 0]))
    boxes = [Box(*map(float, (x, y, x + wide, y + tall))) for x, y, wide, tall in stats[held, :4].tolist()]
    while len(boxes) > 1 and _is_dust(boxes[-2], boxes[-1], high):
        held, boxes = held[:-1], boxes[:-1]
    for at in range(len(held)):
        box = around(boxes[at:])
        reach = max((one.x1 for one in boxes[:at]), default=box.x0)
        if not _sized(box, high) or reach > box.x0 + _OVERLAP * (box.x1 - box.x0):
            continue
        part = slice(round(box.y0), round(box.y1)), slice(round(box.x0), round(box.x1))
        told = chance(np.asarray(dark[part] * np.isin(labels[part], held[at:]), np.float32), high)
        if told >= _NAMED:
            digits = [one for one in _columns(boxes[:at]) if one.y1 - one.y0 >= _DIGIT * high]
            return Sign(box, tuple(digits), told >= _PLAIN)
    return None


def _is_dust(before: Box, last: Box, high: float) -> bool:
    """Whether the last piece is a speck with white before it."""
    return max(last.x1 - last.x0, last.y1 - last.y0) < _DOT * high and last.x0 - before.x1 > _DOT * high


def _sized(box: Box, high: float) -> bool:
    wide, tall = box.x1 - box.x0, box.y1 - box.y0
    return _HIGH[0] * high <= tall <= _HIGH[1] * high and _WIDE[0] * tall <= wide <= _WIDE[1] * tall


def _columns(boxes: Sequence[Box]) -> list[Box]:
    """Boxes from left to right, those that stand over one another as one: a digit that wear has parted."""
    found: list[Box] = []
    for box in boxes:
        last = found[-1] if found else box
        narrower = min(box.x1 - box.x0, last.x1 - last.x0)
        if found and last.x1 - box.x0 > _OVER * narrower:
            found[-1] = around([last, box])
        else:
            found.append(box)
    return found


def _moved(box: Box, x: int, y: int) -> Box:
    return Box(x + box.x0, y + box.y0, x + box.x1, y + box.y1)


def chance(dark: Floats, high: float) -> float:
    """How likely the network of glyphs takes a glyph for a per cent sign.

    `dark`: height × width around it, 0 paper to 1 ink; `high`: how high digits are, in pixels.
    """
    size = measures(Box(0, 0, dark.shape[1], dark.shape[0]), 0.0, high, known=True)
    return float(chances(scaled(dark)[None], size[None])[0, LABELS.index("%")])


def parted(picture: Picture, row: Row, seen: Sign) -> Row:
    """The row of a line with the sign at its end as one piece, whatever the pieces of its ink."""
    n = sum((box.x0 + box.x1) / 2 < seen.box.x0 for box in row.boxes)
    size = measures(seen.box, 0.0, row.height, known=False)
    last = Piece(seen.box, size, patch(picture, seen.box), np.zeros(len(LABELS), np.float32))
    return Row([*row.boxes[:n], seen.box], [*row.pieces[:n], last], row.height)


def settled(
    picture: Picture,
    ink: Picture,
    regions: Sequence[Region],
    found: Sequence[list[Word]],
    high: float,
    figure: Reader,
) -> list[list[Word]]:
    """The words of regions; a figure whose picture ends in a per cent sign ends in one.

    It is sure where the sign is plain and its digits are, which are read again without it: readers doubt ৫০ too where
    they see half a sign behind it. Arguments as for `sign`; `ink`: 0 or 255, without rulings.
    """
    return [_settled(picture, ink, region, words, high, figure) for region, words in zip(regions, found, strict=True)]


def _settled(
    picture: Picture, ink: Picture, region: Region, words: list[Word], high: float, figure: Reader
) -> list[Word]:
    text = "".join(word.raw for word in words)
    if region.expects not in ("number", "percent") or _DIGITS.isdisjoint(text):
        return words
    least = min(word.confidence for word in words)
    found = [] if least >= confidence.UNAIDED and not _RING.search(text) else lines(ink, region.box, None)
    seen = sign(picture, found[0], high) if len(found) == 1 else None
    if seen is None or not seen.digits:
        return words
    told, sure = _told(seen, text, least, figure(picture, around(seen.digits)))
    if told is None or (told == text and least >= max(sure, confidence.SURE)):
        return words
    if told != text or len(words) > 1 or sure >= confidence.SURE:
        return [Word(told, around([found[0], seen.box]), sure)]
    other = words[0].other
    return [replace(words[0], other=None)] if other and signed(other, len(seen.digits)) == told else words


def _told(seen: Sign, text: str, least: float, digits: Sequence[Word]) -> tuple[str | None, float]:
    """A figure with its sign, and how sure it is; None where nothing tells what stands before the sign.

    `text`: as it was read, `least` so surely; `digits`: what was read without the sign. Where these are not as many as
    pieces of ink they are in doubt, and so is what the whole line was read as.
    """
    alone = "".join(word.raw for word in digits)
    sure = min((word.confidence for word in digits), default=0.0)
    if _NUMBER.fullmatch(alone) and sum(map(str.isdigit, alone)) == len(seen.digits):
        return f"{alone}%", confidence.parted(seen.plain, sure)
    if _NUMBER.fullmatch(alone) and seen.plain and sure >= confidence.SURE:
        return f"{alone}%", confidence.misfit(sure)
    if any(box.x1 - box.x0 > _BROADEST * (box.y1 - box.y0) for box in seen.digits):
        return None, 0.0
    return signed(text, len(seen.digits)), confidence.disputed(least, 0.0)


def signed(text: str, digits: int) -> str | None:
    """A figure with the sign that its picture shows behind so many digits; None where the text tells otherwise.

    >>> signed("৮০০%", 2)
    '৮০%'
    """
    found = re.fullmatch(rf"((?:\d\.?){{{digits}}})[০0৫%'(]{{0,{_LONGEST}}}", "".join(text.split()))
    return f"{found[1]}%" if found and digits and found[1][-1] != "." else None
