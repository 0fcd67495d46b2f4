"""Which row and line stands on which page. Rows that begin a page are marked in the report, so that its truth knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bench.scans.paper import Item, Part, sequence
from bench.sheet import TABLE, Doubt, Report, Sheet

Group = list[Item | None]  # lines that stay together
LEADS = frozenset({"title", "above", "page_word"})  # kinds that stay with what follows


@dataclass(slots=True)
class Leaf:
    """One printed page: groups of lines and table parts, in order."""

    number: int
    held: list[Group | Part] = field(default_factory=list)


def groups(report: Report) -> Iterator[Group | Part]:
    """Items in the groups that stay together, and parts of tables."""
    run: Group = []
    for item in sequence(report):
        if run and not joined(run[0], item):
            yield run
            run = []
        if isinstance(item, Part):
            yield item
        else:
            run.append(item)
    if run:
        yield run


def joined(first: Item | None, item: Item | Part | None) -> bool:
    """Whether an item stays in the group that begins with `first`."""
    if not isinstance(item, Item) or first is None:
        return False
    return (first.kind, item.kind) in {("signature", "signature"), ("memo", "date")}


def key_of(group: Group) -> str:
    """What tells a group from others of its report."""
    return "\n".join(f"{item.kind} {item.text}" if item else "" for item in group)


class Pages:
    """Puts the groups and tables of one report on pages of `room` height (any unit, that of the heights)."""

    def __init__(self, report: Report, room: float, line: float) -> None:
        self.report = report
        self.room = room
        self.line = line  # the height of a line that was not measured
        self.y = 0.0
        self.page = 1
        self.starts: dict[tuple[int, int], int] = {}  # table and part: page
        self.lines: list[tuple[int, Group]] = []
        self.waiting: list[tuple[float, Group]] = []

    def turn(self) -> None:
        """Begin a new page."""
        self.page += 1
        self.y = 0.0

    def text(self, group: Group, high: float) -> None:
        """Put lines on this page or the next; those that lead wait for what follows."""
        first = group[0]
        if first is not None and first.kind in LEADS:
            self.waiting.append((high, group))
            return
        if first is None and self.waiting:
            return
        self.settle(high)
        self.lines.append((self.page, group))
        self.y += high

    def settle(self, need: float) -> None:
        """Place what waits, together with `need` more height."""
        if self.y and self.y + sum(high for high, _ in self.waiting) + need > self.room:
            self.turn()
        for high, group in self.waiting:
            self.lines.append((self.page, group))
            self.y += high
        self.waiting = []

    def table(self, part: Part, heights: Sequence[float]) -> None:
        """Put a whole table on this page and the next ones, marking the rows that begin one."""
        sheet = self.report.sheets[part.table_no - 1]
        heads, rows = sum(heights[: part.n_heads]), heights[part.n_heads :]
        self.settle(heads + sum(rows[:1]))
        self.y += heads
        self.starts[part.table_no, 1] = self.page
        parts = 1
        for n, (row, high) in enumerate(zip(sheet.rows, rows, strict=True)):
            pair = n + 1 < len(rows) and (row.role == "section" or sheet.rows[n + 1].role == "achievement")
            full = self.y + high + (rows[n + 1] if pair else 0) > self.room
            if n and (row.breaks or (full and row.role != "achievement")):
                if not row.breaks:
                    add_break(sheet, n)
                self.turn()
                parts += 1
                self.starts[part.table_no, parts] = self.page
                self.y = (0 if sheet.bare_breaks else heads) + (self.line if sheet.page_word else 0)
            self.y += high

    def leaves(self) -> list[Leaf]:
        """The pages, their tables as the report now prints them."""
        made = [Leaf(n) for n in range(1, self.page + 1)]
        lines = list(self.lines)
        words: list[Group] = []
        for held in groups(self.report):
            if isinstance(held, Part):
                made[self.starts[held.table_no, held.part] - 1].held += [*words, held]
                words = []
            elif held[0] is not None and held[0].kind == "page_word":
                words = [held]
            elif lines and lines[0][1] == held:
                made[lines.pop(0)[0] - 1].held.append(held)
        return [leaf for leaf in made if any(isinstance(held, Part) or held[0] for held in leaf.held)]


def add_break(sheet: Sheet, n: int) -> None:
    """Row `n` begins a new page; a careful clerk may say so."""
    first = sheet.rows[n]
    first.breaks = True
    rows = (first, *(sheet.rows[n + 1 : n + 2] if first.role == "section" else ()), TABLE)
    sheet.doubts.append(Doubt("CONTINUATION_MERGED", "info", "goes on over a page", first, False, rows=rows))


def paginate(
    report: Report, texts: Mapping[str, float], tables: Sequence[Sequence[float]], room: float, line: float
) -> list[Leaf]:
    """Divide a report: `texts` the heights of its groups by `key_of`, `tables` those of each table's printed rows."""
    pages = Pages(report, room, line)
    for held in list(groups(report)):
        if isinstance(held, Part):
            if held.part == 1:
                pages.table(held, tables[held.table_no - 1])
        elif held[0] is None or held[0].kind != "page_word":
            pages.text(held, texts[key_of(held)])
    pages.settle(0)
    return pages.leaves()
