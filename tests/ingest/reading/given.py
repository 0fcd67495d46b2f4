"""An engine for the tests of reading that tells what it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.model import Box, Word


class Given:
    """Reads each region as the text and confidence given for it; `place`: the box of its word in the region's."""

    name = "given"

    def __init__(
        self, told: Sequence[tuple[str, float]], place: Callable[[Box], Box], alone: tuple[str, float] | None = None
    ) -> None:
        """`alone`: what it reads when it is given one line of figures."""
        self.told, self.place, self.alone = told, place, alone

    def recognise(self, picture, regions):
        return self.settle(regions)

    def settle(self, regions):
        return [[Word(raw, self.place(r.box), sure)] for r, (raw, sure) in zip(regions, self.told, strict=True)]

    def figure(self, picture, line):
        return [Word(self.alone[0], line, self.alone[1])] if self.alone else []
