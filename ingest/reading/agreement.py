"""On how many figures of a page its text layer and an engine agree, font by font.

One font of a page may be right and another wrong: a bold face whose digits the file calls by the numbers of its glyphs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

_SOUND = 0.8  # share of a font's figures on which layer and engine agree, from which on the layer's digits are right
FEW = 5  # figures that tell nothing of the others


class Agreement:
    """By font: on how many figures of a page layer and engine agree, of how many."""

    def __init__(self) -> None:
        self._agreed: Counter[str] = Counter()
        self.compared: Counter[str] = Counter()

    def add(self, fonts: Iterable[str], agreed: bool) -> None:
        """Note one figure, and the fonts in which it is set."""
        for font in set(fonts):
            self.compared[font] += 1
            self._agreed[font] += agreed

    def sound(self, fonts: Collection[str]) -> bool:
        """Whether the digits of these fonts are right: of one with few figures, if none is wrong and the others are."""
        return bool(fonts) and all(map(self._is_sound, fonts))

    def _is_sound(self, font: str) -> bool:
        if self.compared[font] >= FEW:
            return self._right([font])
        others = [other for other, n in self.compared.items() if n >= FEW]
        alone = self._agreed[font] == self.compared[font]
        return alone and all(self._right([other]) for other in others) and self._right(self.compared)

    def _right(self, fonts: Collection[str]) -> bool:
        compared = sum(self.compared[font] for font in fonts)
        return compared >= FEW and sum(self._agreed[font] for font in fonts) >= _SOUND * compared
