"""Text layers that look right, compared with what their pages show: each font once in a document."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ingest.engines import Engine, door
from ingest.errors import EngineMissing, ModelMissing
from ingest.layer.layers import Layer
from ingest.layer.probes import probes
from ingest.layer.trust import Verdict
from ingest.layer.verification import verified
from ingest.scan import Canvas

_ENOUGH = 3  # lines of a font that were compared, from which on it is not compared again
_PAGES = 4  # on which lines of a font are looked for


class Checker:
    """Compares the fonts of one document with its pages, as they come."""

    def __init__(self, engine: str | None) -> None:
        """`engine`: its name, None for the best there is; without any nothing is compared."""
        self._name = engine
        self._engine: Engine | None = None
        self._opened = False
        self._lines: Counter[str] = Counter()
        self._pages: Counter[str] = Counter()
        self._wrong: dict[str, Verdict] = {}

    def checked(self, layer: Layer, canvas: Canvas) -> Layer:
        """The layer with the verdicts that its pixels leave.

        A page with ActualText is not compared: its maker tells what was set, and not what its fonts make of glyphs.
        """
        known = {**layer.verdicts, **{key: self._wrong[key] for key in layer.verdicts if key in self._wrong}}
        asked = {
            key: known[key]
            for key in dict.fromkeys(run.font_key for run in layer.runs if not run.hidden)
            if known[key].kind != "broken" and self._lines[key] < _ENOUGH and self._pages[key] < _PAGES
        }
        if asked and layer.rotation == 0 and not any(run.actual for run in layer.runs):
            lines = probes([(layer.number, layer.runs)], asked)
            for key in asked:
                self._pages[key] += 1
                self._lines[key] += len(lines.get(key, ()))
            told = verified(asked, lines, canvas.crop, self._ready())
            self._wrong |= {key: verdict for key, verdict in told.items() if verdict.kind == "broken"}
            known |= told
        return replace(layer, verdicts=known)

    def _ready(self) -> Engine | None:
        if not self._opened:
            self._opened = True
            try:
                self._engine = door(self._name)
            except (EngineMissing, ModelMissing):  # text that can be trusted is read without one
                self._engine = None
        return self._engine
