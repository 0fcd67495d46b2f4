"""What is painted on a page → its rulings: strokes, thin filled areas, and the sides of shaded ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.grid import lattices
from extract.model import Box, Ruling
from ingest.layer.content import Path

_THIN = 3.2  # points: a filled area that is no thicker is a line
_DOT = 2.5  # times its width that a dot is long at most
_DOTS, _DOTS_APART = 4, 4.0  # dots that make a line, and points between them
_LEAN = 0.6  # points that the ends of a straight line may stand apart across it
_LIGHT = 0.93  # of full light in every colour: what is lighter can't be told from the paper
_LEAST_SIDE = 6.0  # points: no lower is a shaded cell
_INCH = 72.0
MOST = 60_000  # rulings of a page

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Area:
    """A filled rectangle; `light`: not to be told from paper."""

    box: Box
    light: bool


def rulings(paths: Sequence[Path], width: float, height: float) -> list[Ruling]:
    """Give the rulings of a page of so many points; they may be in pieces, doubled, and not quite meet.

    A table without lines whose cells or rows are shaded has them where the shade ends, with thickness 0.
    """
    drawn: list[Ruling] = []
    areas: list[Area] = []
    dots: list[Box] = []
    for path in paths:
        lines, shades = _of_path(path)
        drawn.extend(lines)
        areas.extend(area for area in shades if max(_sides_of(area.box)) > _THIN)
        dots.extend(area.box for area in shades if max(_sides_of(area.box)) <= _THIN and not area.light)
        if len(drawn) + len(areas) + len(dots) > MOST:
            break
    drawn += _dotted(dots)
    dark = [area.box for area in areas if not area.light and not _is_whole(area.box, width, height)]
    drawn = [line for line in drawn if line.thickness >= 0 or _lies_on(line, dark)]
    drawn = [Ruling(line.x0, line.y0, line.x1, line.y1, abs(line.thickness)) for line in drawn]
    if not dark:
        return drawn
    ruled = [table.box for table in lattices(drawn, width, height, _INCH)]
    free = [box for box in dark if not any(_holds(table, box) for table in ruled)]
    return drawn + [side for box in free for side in _sides(box)]


def _of_path(path: Path) -> tuple[list[Ruling], list[Area]]:
    """A path's lines (those as light as paper with thickness below 0) and filled rectangles, what is clipped off."""
    lines: list[Ruling] = []
    areas: list[Area] = []
    for part in path.parts:
        box = _rectangle(part) if path.fill is not None else None
        if path.fill is not None and box is not None and (seen := _clipped(box, path.clip, 0.0)):
            sign = -1.0 if _is_light(path.fill) else 1.0
            least, most = sorted(_sides_of(seen))
            if least <= _THIN and most > _DOT * least:
                lines.append(_line(seen, sign))
            else:
                areas.append(Area(seen, sign < 0))
        if path.stroke is not None:
            sign = -1.0 if _is_light(path.stroke) else 1.0
            lines.extend(_strokes(part, path, sign))
    return lines, areas


def _strokes(part: Sequence[Point], path: Path, sign: float) -> Iterator[Ruling]:
    thick = sign * max(path.thickness, 0.1)
    for (x0, y0), (x1, y1) in pairwise(part):
        box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        if not (seen := _clipped(box, path.clip, _LEAN)):
            continue
        if seen.y1 - seen.y0 <= _LEAN < seen.x1 - seen.x0:
            yield Ruling(seen.x0, (y0 + y1) / 2, seen.x1, (y0 + y1) / 2, thick)
        elif seen.x1 - seen.x0 <= _LEAN < seen.y1 - seen.y0:
            yield Ruling((x0 + x1) / 2, seen.y0, (x0 + x1) / 2, seen.y1, thick)


def _sides_of(box: Box) -> tuple[float, float]:
    return box.x1 - box.x0, box.y1 - box.y0


def _line(box: Box, sign: float) -> Ruling:
    """A thin filled area as the line that it is."""
    wide, high = _sides_of(box)
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    if wide >= high:
        return Ruling(box.x0, y, box.x1, y, sign * max(high, 0.1))
    return Ruling(x, box.y0, x, box.y1, sign * max(wide, 0.1))


def _dotted(dots: Sequence[Box]) -> Iterator[Ruling]:
    """The lines that rows and columns of dots make."""
    level, upright = _rows_of(dots), _rows_of([Box(d.y0, d.x0, d.y1, d.x1) for d in dots])
    for x0, x1, y, thick in level:
        yield Ruling(x0, y, x1, y, thick)
    for y0, y1, x, thick in upright:
        yield Ruling(x, y0, x, y1, thick)


def _rows_of(dots: Sequence[Box]) -> Iterator[tuple[float, float, float, float]]:
    """Rows of dots as (from, to, height, thickness)."""
    row: list[Box] = []
    for dot in sorted(dots, key=lambda d: (round(d.y0 + d.y1), d.x0)):
        if row and (abs(dot.y0 - row[-1].y0) > _LEAN or not 0 <= dot.x0 - row[-1].x1 <= _DOTS_APART):
            if len(row) >= _DOTS:
                yield row[0].x0, row[-1].x1, (row[0].y0 + row[0].y1) / 2, row[0].y1 - row[0].y0
            row = []
        row.append(dot)
    if len(row) >= _DOTS:
        yield row[0].x0, row[-1].x1, (row[0].y0 + row[0].y1) / 2, row[0].y1 - row[0].y0


def _rectangle(part: Sequence[Point]) -> Box | None:
    """The rectangle that a closed part of a path draws, None where it draws something else."""
    corners = list(part[:-1] if len(part) > 3 and part[0] == part[-1] else part)
    if not 4 <= len(corners) <= 5:
        return None
    across, down = [x for x, _ in corners], [y for _, y in corners]
    box = Box(min(across), min(down), max(across), max(down))
    level = all(min(abs(x - box.x0), abs(x - box.x1)) <= _LEAN for x in across)
    upright = all(min(abs(y - box.y0), abs(y - box.y1)) <= _LEAN for y in down)
    return box if level and upright else None


def _clipped(box: Box, clip: Box, slack: float) -> Box | None:
    x0, y0 = max(box.x0, clip.x0 - slack), max(box.y0, clip.y0 - slack)
    x1, y1 = min(box.x1, clip.x1 + slack), min(box.y1, clip.y1 + slack)
    return Box(x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None


def _is_light(colour: Sequence[float]) -> bool:
    if len(colour) == 4:  # inks: the more the darker
        return max(colour) <= 1 - _LIGHT
    return len(colour) in (1, 3) and min(colour) >= _LIGHT


def _is_whole(box: Box, width: float, height: float) -> bool:
    """Whether an area is the ground of the page."""
    return box.x1 - box.x0 >= 0.9 * width and box.y1 - box.y0 >= 0.9 * height


def _lies_on(line: Ruling, areas: Sequence[Box]) -> bool:
    x, y = (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2
    return any(box.x0 - 1 <= x <= box.x1 + 1 and box.y0 - 1 <= y <= box.y1 + 1 for box in areas)


def _holds(table: Box, box: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return table.x0 - 1 <= x <= table.x1 + 1 and table.y0 - 1 <= y <= table.y1 + 1


def _sides(box: Box) -> Iterator[Ruling]:
    if min(_sides_of(box)) < _LEAST_SIDE:
        return
    for y in (box.y0, box.y1):
        yield Ruling(box.x0, y, box.x1, y, 0.0)
    for x in (box.x0, box.x1):
        yield Ruling(x, box.y0, x, box.y1, 0.0)
