"""Rulings: which of the traced lines are drawn on the page, put together from their pieces and from double lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import cv2
import numpy as np

from extract.model import Ruling
from ingest.imaging.drawn import Drawing, Drawn
from ingest.imaging.joining import NEAR, completed, cut_off, is_broken, joined
from ingest.imaging.pixels import picture, reduced
from ingest.imaging.segments import without_holes
from ingest.imaging.stops import stopped
from ingest.imaging.traces import Shades, Trace, followed, traces
from ingest.scan import Picture

COPY_DPI = 150.0  # of the copy on which lines are traced
WHOLE = 0.2  # a factor so near a whole one is made whole: reducing is faster
DOUBTFUL = (0.07, 0.1)  # most doubt for a level and an upright line; see `_doubt`
SHORT_DOUBT = 0.07  # the same for level lines under HALF_INCH: words are so long too
HALF_INCH = 0.5
WORDY, CLEAR = 0.16, 0.05  # most doubt for a line with a word at its end, and for what is left without the word
MOST = 300  # lines of one direction that are looked at: a page of a hundred rows has a third
STRAY = 0.001  # inches by which a line strays from its own straight line without raising doubt
BEND = 0.0004  # the same for each inch of length: paper bends
SLANT = 0.01  # rows a column, likewise
CROWD = (0.06, 0.12)  # share of ink beside a line, on its emptier and its fuller side, likewise
SOLID = 0.85  # share of columns that are dark, likewise: headlines have holes between words
REACH = 0.03  # inches: the same for the shortest lines; a letter in a narrow row is nearly as high as the row
PALE = 0.3  # of the usual darkness of the page's lines: fainter ones shine through from the back
PALER, ONE_WORD, LETTERED = 0.6, 1.0, 0.015  # as PALE; inches; doubt: a word across its whole cell is such a line
REST, HALF_DARK, REST_DOUBT = 0.7, 0.5, 0.01  # the same of what is left of a word in the end
DRAWN = 50.0  # grey levels: what shines through is fainter
FREE = 1.4  # inches: a line so long stands alone; a shorter one must meet others
ONE_END = 0.55  # inches: a shorter one must meet others with both ends
CROWDED_STEM = 0.35  # share of a stretch that has print beside it: on a page of broken lines it is a letter's stem then
NARROWEST = 0.1  # inches: no column is narrower
PALEST, HOLE, HOLES = 0.3, 0.018, 0.1  # of a line's darkness: white; inches of it; share of it in an upright at most
CROSSED = 2  # lines that one crosses which need meet no others
WIDER, PRINT = 0.15, 90  # inches by which a line may be wider than what it underlines; darkness of print
HEAD = 0.8  # inches from a line in a head to those above and below it
UNDER = 0.3  # share of a lone short line that has print right above it: then it underlines a word


def drawing(grey: Picture, dpi: float) -> Drawing:
    """Find the drawn lines of a flattened page (dark ink on white)."""
    scale = max(1.0, dpi / COPY_DPI)
    scale = round(scale) if abs(scale / round(scale) - 1) < WHOLE else scale
    darkness = picture(cv2.bitwise_not(reduced(grey, scale)))
    copy_dpi = dpi / scale
    shades = Shades.of(darkness, copy_dpi)
    rows = traces(shades, copy_dpi)
    level = joined(_straight(rows, copy_dpi, DOUBTFUL[0]), (), copy_dpi)
    turned = shades.turned((piece for line in level for piece in line.pieces), copy_dpi)
    columns = turned.darkness
    stems = traces(turned, copy_dpi)
    upright = joined(_straight(stems, copy_dpi, DOUBTFUL[1]), (), copy_dpi, level)
    level, upright = completed(level, (), darkness, copy_dpi), completed(upright, (), columns, copy_dpi)
    level, upright = (
        joined([*level, *_shortened(rows, upright, shades, copy_dpi, DOUBTFUL[0])], (), copy_dpi),
        joined([*upright, *_shortened(stems, level, turned, copy_dpi, DOUBTFUL[1])], (), copy_dpi, level),
    )
    level, upright = _as_dark(level, upright, copy_dpi)
    level, upright = _supported(level, upright, copy_dpi)
    upright = _without_stacks(level, upright, darkness, columns, copy_dpi)
    level, upright = joined(level, upright, copy_dpi), joined(upright, level, copy_dpi)
    level = completed(level, upright, darkness, copy_dpi)
    upright = completed(upright, level, columns, copy_dpi)
    level, upright = cut_off(level, upright, copy_dpi), cut_off(upright, level, copy_dpi)
    level, upright = (
        without_holes(level, upright, darkness, copy_dpi),
        without_holes(upright, level, columns, copy_dpi),
    )
    crowded = CROWDED_STEM if is_broken(level, copy_dpi) or is_broken(upright, copy_dpi) else 1.0
    level, upright = (
        stopped(level, upright, darkness, copy_dpi, 1.0),  # text may stand close to a level line
        stopped(upright, level, columns, copy_dpi, crowded),
    )
    level = _without_words(level, upright, copy_dpi)
    upright = _without_stems(upright, copy_dpi)
    level = [line for line in level if not _underlines(line, upright, darkness, copy_dpi)]
    return Drawing(tuple(level), tuple(upright), scale)


def is_dark(found: Drawing) -> bool:
    """Whether any of the lines is certainly drawn on this side of the paper."""
    return any(line.darkness >= DRAWN for line in found.level + found.upright)


def rulings(found: Drawing, thickness: Sequence[float]) -> tuple[Ruling, ...]:
    """Give the lines as rulings of the page; `thickness`: of the level lines, then of the upright ones, in pixels."""

    def page(value: float) -> float:
        return round((value + 0.5) * found.scale - 0.5, 1)

    given: list[tuple[float, float, float, float, float]] = []
    for line, thick in zip(found.level + found.upright, thickness, strict=True):
        start, end, at = page(line.start), page(line.end - 1), page(line.at)
        given.append((start, at, end, at, thick) if len(given) < len(found.level) else (at, start, at, end, thick))
    return tuple(Ruling(*values) for values in given)


def _straight(found: Iterable[Trace], dpi: float, most: float) -> list[Trace]:
    longest = sorted(found, key=lambda trace: -trace.length)[:MOST]
    return [
        trace
        for trace in longest
        if _doubt(trace, dpi) <= (min(most, SHORT_DOUBT) if trace.length < HALF_INCH * dpi else most)
    ]


def _shortened(
    found: Iterable[Trace], crossing: Sequence[Drawn], shades: Shades, dpi: float, most: float
) -> Iterator[Trace]:
    # A line and a word at its end, in one row (or a heading under which it begins), are followed as one: the part
    # between crossing lines that is clear. `most`: up to so much doubt the whole of it is clear.
    for trace in found:
        if trace.length >= HALF_INCH * dpi and most < _doubt(trace, dpi) <= WORDY:
            near = (line.at for line in crossing if line.start - 2 <= trace.at <= line.end + 2)
            cuts = sorted({round(at) - trace.start for at in near} & set(range(1, trace.length)))
            parts = [*((cut, trace.length) for cut in cuts), *((0, cut) for cut in reversed(cuts))]
            for low, high in sorted(parts, key=lambda part: part[0] - part[1]):
                part = followed(shades, trace.path[low:high], trace.start + low, dpi)
                if len(part) == 1 and part[0].length > 0.9 * (high - low) and _straight(part, dpi, CLEAR):
                    yield part[0]
                    break


def _doubt(trace: Trace, dpi: float) -> float:
    """Weigh what speaks for a row of letters: hanging strokes, ink close by, waves, slant, holes. Lines: under 0.05."""
    columns = np.linspace(-1, 1, trace.length, dtype=np.float32)
    middle = float(trace.path.mean())
    slope = float((columns * trace.path).sum() / max(1e-6, float((columns**2).sum())))
    stray = float(np.sqrt(np.mean((trace.path - middle - slope * columns) ** 2))) / dpi
    waves = max(0.0, stray - STRAY - BEND * trace.length / dpi)
    slant = max(0.0, abs(slope) * 2 / trace.length - SLANT)
    holes = max(0.0, SOLID - trace.cover)
    crowd = 0.8 * max(0.0, trace.crowd[0] - CROWD[0]) + 0.25 * max(0.0, trace.crowd[1] - CROWD[1])
    return trace.hung + crowd + 15 * waves + 2 * slant + 0.4 * holes


def _as_dark(level: list[Drawn], upright: list[Drawn], dpi: float) -> tuple[list[Drawn], list[Drawn]]:
    # Lines that shine through from the back are much fainter than the page's own; so are words that fill their cell
    # from side to side, and look a little like letters.
    usual = _usual_darkness([*level, *upright])

    def is_own(line: Drawn) -> bool:
        lettered = max(_doubt(piece, dpi) for piece in line.pieces) > LETTERED
        return line.darkness >= (PALER if lettered and line.length < ONE_WORD * dpi else PALE) * usual

    return [line for line in level if is_own(line)], [line for line in upright if is_own(line)]


def _without_words(level: list[Drawn], upright: list[Drawn], dpi: float) -> list[Drawn]:
    # What is left of words when lines are cut where they cross; among faint lines noise looks like that too.
    usual = _usual_darkness([*level, *upright])
    if usual < 2 * DRAWN:
        return level
    return [
        line
        for line in level
        if line.length >= REST * dpi
        or line.darkness >= HALF_DARK * usual
        or max(_doubt(piece, dpi) for piece in line.pieces) <= REST_DOUBT
    ]


def _without_stems(upright: list[Drawn], dpi: float) -> list[Drawn]:
    # Beside a line over its whole length, nearer than any column is wide: letters that begin their lines below another.
    def is_beside(line: Drawn, other: Drawn) -> bool:
        near = other.length > line.length and abs(line.at - other.at) < NARROWEST * dpi
        return near and other.start - NEAR * dpi <= line.start and line.end <= other.end + NEAR * dpi

    return [line for line in upright if not any(is_beside(line, other) for other in upright)]


def _without_stacks(
    level: Sequence[Drawn], upright: list[Drawn], darkness: Picture, columns: Picture, dpi: float
) -> list[Drawn]:
    # Brackets below one another in close rows: where level lines are solid, no upright is white between lines of text.
    if not level or is_broken(level, dpi) or np.median([_white(line, darkness, dpi) for line in level]) > HOLES / 2:
        return upright
    return [line for line in upright if _white(line, columns, dpi) <= HOLES]


def _white(line: Drawn, darkness: Picture, dpi: float) -> float:
    """The share of a line that is white: holes, not noise."""
    white = 0
    for piece in line.pieces:
        rows = np.clip(np.round(piece.path).astype(int), 1, darkness.shape[0] - 2)
        along = np.arange(piece.start, piece.end)
        ink = np.max([darkness[rows + by, along] for by in (-1, 0, 1)], axis=0)
        edges = np.flatnonzero(np.diff(np.concatenate(([0], (ink < PALEST * line.darkness).astype(np.int8), [0]))))
        holes = edges[1::2] - edges[::2]
        white += int(holes[holes >= HOLE * dpi].sum())
    return white / sum(piece.length for piece in line.pieces)


def _usual_darkness(lines: list[Drawn]) -> float:
    """Give the darkness that half of all that is drawn, by its length, has at most."""
    total, so_far = sum(line.length for line in lines), 0
    for line in sorted(lines, key=lambda line: line.darkness):
        so_far += line.length
        if so_far >= total / 2:
            return line.darkness
    return 0.0


def _supported(level: list[Drawn], upright: list[Drawn], dpi: float) -> tuple[list[Drawn], list[Drawn]]:
    # Short lines that meet nothing are strokes of letters, dashes, underlines: left out until none is left to leave.
    while True:
        kept_level = [line for line in level if _stands(line, upright, dpi) or _parts_head(line, level, dpi)]
        kept_upright = [line for line in upright if _stands(line, kept_level, dpi)]
        if len(kept_level) == len(level) and len(kept_upright) == len(upright):
            return level, upright
        level, upright = kept_level, kept_upright


def _stands(line: Drawn, crossing: Sequence[Drawn], dpi: float) -> bool:
    if line.length >= FREE * dpi:
        return True
    across = (o for o in crossing if line.start < o.at < line.end and o.start < line.at < o.end)
    if sum(1 for _ in across) >= CROSSED:
        return True
    near = NEAR if line.length >= ONE_END * dpi else REACH
    met = [any(other.meets(end, line.at, near * dpi) for other in crossing) for end in (line.start, line.end)]
    return all(met) or (any(met) and line.length >= ONE_END * dpi)


def _parts_head(line: Drawn, level: Sequence[Drawn], dpi: float) -> bool:
    # Where no upright is drawn: a clear line between two much longer ones, under a heading over some columns.
    if line.length < ONE_END * dpi or max(_doubt(piece, dpi) for piece in line.pieces) > REST_DOUBT:
        return False
    over = (o.at - line.at for o in level if o.length > 2 * line.length and o.start <= line.start and line.end <= o.end)
    near = [by for by in over if abs(by) <= HEAD * dpi]
    return min(near, default=0) < 0 < max(near, default=0)


def _underlines(line: Drawn, crossing: Sequence[Drawn], darkness: Picture, dpi: float) -> bool:
    ends = (line.start, line.end)
    if line.length > 3 * FREE * dpi or any(o.meets(end, line.at, NEAR * dpi) for end in ends for o in crossing):
        return False
    bottom = max(0, round(line.at - 0.02 * dpi))
    above = darkness[max(0, bottom - round(0.05 * dpi)) : bottom, line.start : line.end]
    printed = np.flatnonzero(above.max(axis=0) > PRINT) if above.size else np.empty(0)
    if len(printed) <= UNDER * line.length:
        return False
    return bool(max(printed[0], line.length - 1 - printed[-1]) <= WIDER * dpi)
