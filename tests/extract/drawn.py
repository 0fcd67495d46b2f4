"""Tables drawn as rulings: random spans, and what a scan does to lines."""

from dataclasses import dataclass

from hypothesis import strategies as st

from extract.grid import Lattice
from extract.model import Ruling

Spot = tuple[int, int, int, int]  # row, col, rowspan, colspan


@dataclass(frozen=True)
class Drawn:
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    spots: tuple[Spot, ...]

    def pieces(self) -> list[Ruling]:
        """Every side of every cell, cut at every line it crosses, each once."""
        sides = set()
        for row, col, rowspan, colspan in self.spots:
            for c in range(col, col + colspan):
                sides.update((True, line, c) for line in (row, row + rowspan))
            for r in range(row, row + rowspan):
                sides.update((False, line, r) for line in (col, col + colspan))
        return [self.piece(side) for side in sorted(sides)]

    def piece(self, side):
        level, line, at = side
        if level:
            return Ruling(self.xs[at], self.ys[line], self.xs[at + 1], self.ys[line])
        return Ruling(self.xs[line], self.ys[at], self.xs[line], self.ys[at + 1])


def spots_of(lattice: Lattice) -> tuple[Spot, ...]:
    return tuple((cell.row, cell.col, cell.rowspan, cell.colspan) for cell in lattice.cells)


def table(widths, heights, spots=None, left=60.0, top=80.0):
    xs, ys = [left], [top]
    for width in widths:
        xs.append(xs[-1] + width)
    for height in heights:
        ys.append(ys[-1] + height)
    if spots is None:
        spots = [(row, col, 1, 1) for row in range(len(heights)) for col in range(len(widths))]
    return Drawn(tuple(xs), tuple(ys), tuple(spots))


def merged(n_rows, n_cols, wishes):
    """Single cells, of which those in the wished rectangles are merged where nothing was merged before."""
    owner = {(row, col): (row, col, 1, 1) for row in range(n_rows) for col in range(n_cols)}
    for row, col, rowspan, colspan in wishes:
        row, col = row % n_rows, col % n_cols
        rowspan, colspan = min(rowspan, n_rows - row), min(colspan, n_cols - col)
        covered = [(r, c) for r in range(row, row + rowspan) for c in range(col, col + colspan)]
        if all(owner[spot][2:] == (1, 1) for spot in covered):
            owner.update((spot, (row, col, rowspan, colspan)) for spot in covered)
    return sorted(set(owner.values()))


def packed(drawn: Drawn) -> Drawn:
    """Without the lines that part no two cells."""
    rows = sorted({edge for r, _, rs, _ in drawn.spots for edge in (r, r + rs)})
    cols = sorted({edge for _, c, _, cs in drawn.spots for edge in (c, c + cs)})
    spots = [
        (rows.index(r), cols.index(c), rows.index(r + rs) - rows.index(r), cols.index(c + cs) - cols.index(c))
        for r, c, rs, cs in drawn.spots
    ]
    return Drawn(tuple(drawn.xs[c] for c in cols), tuple(drawn.ys[r] for r in rows), tuple(sorted(spots)))


@st.composite
def tables(draw, most_rows=7, most_cols=7):
    widths = draw(st.lists(st.sampled_from((18.0, 25.0, 60.0, 110.0)), min_size=2, max_size=most_cols))
    heights = draw(st.lists(st.sampled_from((12.0, 14.0, 30.0, 75.0)), min_size=1, max_size=most_rows))
    wish = st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 3), st.integers(1, 3))
    spots = merged(len(heights), len(widths), draw(st.lists(wish, max_size=6)))
    return packed(table(widths, heights, spots))


def worn(rulings, random, *, jitter=1.0, overshoot=3.0, gap=0.3, double=0.1):
    """The same lines as a bad scan gives them: shifted, cut short or run over, with gaps, some double."""
    out = []
    for ruling in rulings:
        along = (ruling.x0, ruling.x1) if ruling.level else (ruling.y0, ruling.y1)
        across = (ruling.y0 if ruling.level else ruling.x0) + random.uniform(-jitter, jitter)
        start, end = (place + random.uniform(-overshoot, overshoot) for place in along)
        parts = [(start, end)]
        length = end - start
        if random.random() < gap:
            cut = start + length * random.uniform(0, 0.7)
            parts = [(start, cut), (cut + 0.3 * length, end)]
        if random.random() < double:
            out.extend(_line(ruling.level, across + 2.5, *part) for part in parts)
        out.extend(_line(ruling.level, across, *part) for part in parts if part[1] > part[0])
    random.shuffle(out)
    return out


def _line(level, across, start, end):
    return Ruling(start, across, end, across) if level else Ruling(across, start, across, end)
