"""The nouns of a read document: what a source delivers and what the steps of `extract` pass on.

Positions inside a grid (`row`, `col`) count from 0. Numbers that reach the dataset (`page`, `table_no`, `print_row`,
`row_no`, `col_no`, `source_line`) count from 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from extract.packed import Packed
from normalize import bijoy

Route = Literal["text", "text_layer", "ocr", "mixed"]
Severity = Literal["error", "warn", "info"]
Role = Literal["header", "number", "section", "data", "repeat_header"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in page units (pixels of the page picture, or points), y downwards."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Ruling:
    """A printed straight line, in page units: level where y0 == y1, upright where x0 == x1; x0 <= x1 and y0 <= y1."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float = 1.0

    @property
    def level(self) -> bool:
        """Whether it runs from left to right."""
        return self.y0 == self.y1


@dataclass(frozen=True, slots=True)
class Word:
    """A word as an engine read it from a picture; confidence 0-1."""

    raw: str
    box: Box
    confidence: float
    other: str | None = None  # what another reading of the same print gives, where it differs


@dataclass(frozen=True, slots=True)
class Stored:
    """A text as its file stores it where parts of it, `runs`, are in the codes of a legacy font (normalize.bijoy)."""

    text: str
    runs: tuple[bijoy.Run, ...]

    @property
    def printed(self) -> str:
        """What the fonts print: the `raw` of the cell or line."""
        return bijoy.decode_runs(self.text, self.runs)

    @property
    def step(self) -> str:
        """The name of the decoding, which `normalize.bijoy.replay` takes."""
        return bijoy.step(self.text, self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell of a grid, exactly as the source read it.

    A cell that spans rows or columns is given once, at its upper left place; places it covers hold no other cell.
    `line` is the line of the source file on which the cell begins, where the source has lines.
    """

    row: int
    col: int
    raw: str
    rowspan: int = 1
    colspan: int = 1
    line: int | None = None
    box: Box | None = None
    confidence: float = 1.0
    engine: str = "text"
    in_header: bool = False  # the source says so itself: <thead>, <th>, the head of a Markdown table
    ink: bool = False  # the page's picture shows ink here: a cell with ink and no text is not blank but unread
    stored: Stored | None = None  # where the file holds codes of which `raw` is the decoding
    other: str | None = None  # what another reading of the same print gives, where it differs


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside tables."""

    raw: str
    line: int | None = None
    box: Box | None = None
    heading: int = 0  # 1-6 where the source marks a heading, else 0
    confidence: float = 1.0
    stored: Stored | None = None  # as in a cell


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as printed on one page, before continuations are joined."""

    cells: tuple[Cell, ...]
    n_rows: int
    n_cols: int
    page: int = 1
    spans_known: bool = False  # False: a blank cell may be covered by a merged one (text exports)
    ragged_rows: tuple[int, ...] = ()  # rows that came with another number of cells than the grid has columns


@dataclass(frozen=True, slots=True)
class Issue:
    """A doubt, in words that a reader can act on. Places are dataset numbers; None: table or document as a whole."""

    code: str
    severity: Severity
    message_en: str
    message_bn: str
    raw: str = ""
    suggestion: str | None = None
    rule: str = ""
    page: int | None = None
    table_no: int | None = None
    row_no: int | None = None
    col_no: int | None = None
    column_key: str | None = None
    indicator_uid: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page in reading order: lines of text and grids. Broken input is told in `issues`, never raised."""

    number: int
    blocks: tuple[Line | Grid, ...]
    route: Route = "text"
    width: float | None = None
    height: float | None = None
    rotation: int = 0
    skew_deg: float | None = None
    dpi: float | None = None
    n_words: int = 0
    mean_confidence: float | None = None
    status: str = "ok"
    error: str | None = None
    engine: str = "text"
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintRow:
    """One printed row of a joined table, filled to the full width: `cells[c]` is None where a span covers the place."""

    print_row: int  # from 1, over the whole joined table
    page: int
    cells: tuple[Cell | None, ...]
    ragged: bool = False
    raws: tuple[str, ...] = field(init=False, repr=False)  # the texts as read, '' where another cell's span covers

    def __post_init__(self) -> None:
        object.__setattr__(self, "raws", tuple(cell.raw if cell else "" for cell in self.cells))


@dataclass(frozen=True, slots=True)
class Part:
    """The rows that one page gave to a joined table (print_row from and to, both included)."""

    page: int
    first: int
    last: int
    repeated_header: int = 0  # how many of its first rows repeat the table's header and number row


@dataclass
class Table:
    """A table after joining its continuations, in printed order.

    Rows of a long document's finished tables are packed until their turn comes.
    """

    table_no: int
    n_cols: int
    rows: list[PrintRow] | Packed[PrintRow]
    parts: list[Part]
    spans_known: bool

    @cached_property
    def pages(self) -> list[int]:
        """The pages on which the table stands, in order."""
        return sorted({part.page for part in self.parts})

    def body(self, first: int) -> Iterator[PrintRow]:
        """The printed rows from index `first` that are not a repeated header."""
        repeated = {r for p in self.parts for r in range(p.first, p.first + p.repeated_header)}
        return (row for row in self.rows[first:] if row.print_row not in repeated)
