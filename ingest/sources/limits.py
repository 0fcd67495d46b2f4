"""How much one document may hold, and the meter that stops a reader before memory does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.errors import IngestError, TooLarge

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one document. A report of 16 KB has 600 cells; these leave room for a book of statistics.

    Bytes are of the file as stored. Markup is bounded lower than text because its tree takes many times its bytes.
    Within these bounds a text stays under 400 MB of memory (measured by tests/ingest/sources/test_hostile.py), and so
    does one page of a scan at up to 600 dpi and A3 (tests/ingest/sources/test_picture_memory.py).
    """

    max_bytes: int = 32 * MEBIBYTE
    max_markup_bytes: int = 12 * MEBIBYTE
    max_tags: int = 300_000
    max_lines: int = 600_000
    max_cells: int = 600_000
    max_columns: int = 4_000
    max_span: int = 1_000  # HTML's own bound for colspan; 65,534 for rowspan is cut by the rows there are
    max_nesting: int = 200  # tables inside tables
    max_unpacked_bytes: int = 256 * MEBIBYTE  # XML of an Office file: one of 600 pages has 20
    max_office_cells: int = 250_000  # cells that hold text: each takes more memory than in a text
    max_picture_bytes: int = 256 * MEBIBYTE  # of a picture or PDF file: 500 scanned pages in colour
    max_pixels: int = 300_000_000  # A1 at 600 dpi has 279 million
    max_whole_pixels: int = 80_000_000  # of a kind that can only be decoded all at once; A3 at 600 dpi has 70 million
    max_pages: int = 3_000
    max_objects: int = 1_000_000  # of a PDF: a tagged one of 3,000 pages has 400,000
    max_stream_bytes: int = 64 * MEBIBYTE  # of a PDF, unpacked; images are bounded by their pixels
    leave: Mapping[int, IngestError] = field(default_factory=dict)  # pages of a scan not to be read, and why
    known: frozenset[int] = frozenset()  # of those, the ones read before: their text layers still tell of the fonts
    password: str | None = field(default=None, repr=False)  # for files that ask for one


class Meter:
    """Counts what one document has given so far and raises `TooLarge` before it is too much."""

    __slots__ = ("begun", "cells", "limits", "lines")

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.begun = 0
        self.cells = 0
        self.lines = 0

    def bytes(self, n: int, *, markup: bool = False) -> None:
        """Check the size of a file, in bytes."""
        bound = self.limits.max_markup_bytes if markup else self.limits.max_bytes
        if n > bound:
            kind = "An HTML file" if markup else "A text"
            raise TooLarge(f"{kind} of {n / MEBIBYTE:.0f} MB; at most {bound / MEBIBYTE:.0f} MB are read.")

    def office(self, n: int) -> None:
        """Check the size of an Office file, in bytes."""
        if n > self.limits.max_bytes:
            most = self.limits.max_bytes / MEBIBYTE
            raise TooLarge(f"An Office file of {n / MEBIBYTE:.0f} MB; at most {most:.0f} MB are read.")

    def pictures(self, n: int) -> None:
        """Check the size of a picture or PDF file, in bytes."""
        if n > self.limits.max_picture_bytes:
            most = self.limits.max_picture_bytes / MEBIBYTE
            raise TooLarge(f"A scan of {n / MEBIBYTE:.0f} MB; at most {most:.0f} MB are read.")

    def page(self, number: int) -> None:
        """Check a page's number before the page is read."""
        if number > self.limits.max_pages:
            raise TooLarge(f"The file has more than {self.limits.max_pages:,} pages; those before are read.")

    def tags(self, n: int, attributes: int) -> None:
        """Check how many tags and attributes an HTML text has; four attributes a tag are more than Word writes."""
        if n > self.limits.max_tags:
            raise TooLarge(f"The HTML has {n:,} tags; at most {self.limits.max_tags:,} are read.")
        if attributes > 4 * self.limits.max_tags:
            raise TooLarge(f"The HTML has {attributes:,} attributes; at most {4 * self.limits.max_tags:,} are read.")

    def columns(self, n: int) -> None:
        """Check the width of a table, also of a single line before it is cut into cells."""
        if n > self.limits.max_columns:
            raise TooLarge(f"A table has {n:,} columns; at most {self.limits.max_columns:,} are read.")

    def grid(self, n_rows: int, n_cols: int) -> None:
        """Count a table of n_rows × n_cols before its cells are made."""
        self.columns(n_cols)
        self.cells += n_rows * n_cols
        if self.cells > self.limits.max_cells:
            raise TooLarge(
                f"The tables have more than {self.limits.max_cells:,} cells (one of them {n_rows:,} rows × "
                f"{n_cols:,} columns)."
            )

    def cell(self) -> None:
        """Count a cell of an Office file before its text is read."""
        self.begun += 1
        if self.begun > self.limits.max_office_cells:
            raise TooLarge(f"The file has more than {self.limits.max_office_cells:,} cells.")

    def text(self, n_lines: int) -> None:
        """Count lines of text, blank ones included."""
        self.lines += n_lines
        if self.lines > self.limits.max_lines:
            raise TooLarge(f"The text has more than {self.limits.max_lines:,} lines.")
