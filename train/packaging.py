"""What reading needs of a training run, put where it is packaged: the int8 network, its confidence, the word model."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import numpy as np

from extract.model import Box
from ingest.engines import recogniser
from ingest.engines.recogniser import alphabet, calibration, looks, ngrams, scripts
from ingest.engines.recogniser.calibration import Curve, Kind
from ingest.engines.recogniser.crop import HEIGHT, Cut
from ingest.engines.recogniser.network import FILE, Network
from ingest.engines.recogniser.reader import Line as Read
from ingest.engines.recogniser.reader import script_of, told
from ingest.engines.recogniser.tokens import Token
from train import cutting, evaluation, export, vocabulary
from train.lines import Line

PACKAGE = Path(str(recogniser.__file__)).parent
_PAGE = 60  # lines that are read as one page: they share the script of their figures
_SETS = (
    *(f"{who}-{quality}" for who in ("known", "watched") for quality in ("clean", "office", "poor")),
    *(f"digits-{who}-{quality}" for who in ("known", "watched") for quality in ("clean", "office", "poor")),
    *(f"bare-{quality}" for quality in ("clean", "office", "poor")),
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A token that was read: which curve tells how sure it is, the logarithm of its chance, whether it is right."""

    kind: Kind
    told: float
    right: bool


def install(checkpoint: Path) -> None:
    """Puts the network of a checkpoint into the package, with the curves of its confidence and the word model."""
    with tempfile.TemporaryDirectory() as place:
        _, small = export.write(checkpoint, Path(place))
        shutil.copyfile(small, PACKAGE / FILE)
    write_ngrams()


def write_ngrams() -> None:
    """Makes the word model anew from training's share of our own word lists, forms and offices."""
    arrays = ngrams.packed(map(alphabet.encode, vocabulary.spelled()))
    np.savez_compressed(PACKAGE / ngrams.FILE, **arrays)  # type: ignore[arg-type]  # its stub knows no mapping


def calibrate(size: int) -> dict[Kind, Curve]:
    """Measures the packaged network on `size` lines of every set and writes the curves of its confidence."""
    network = Network()
    judged = []
    for name in _SETS:
        drawn = list(evaluation.stream(name, size, keep=True))
        judged += [*judge(network, drawn), *judge_twice(network, drawn)]
    curves = {kind: _curve(kind, judged) for kind in get_args(Kind)}
    text = json.dumps({name: {"odds": curve.odds, "shares": curve.shares} for name, curve in curves.items()}, indent=1)
    (PACKAGE / calibration.FILE).write_text(text + "\n", encoding="ascii")
    return curves


def _curve(kind: Kind, judged: Sequence[Judged]) -> Curve:
    held = [one for one in judged if one.kind == kind]
    return calibration.fitted([one.told for one in held], [one.right for one in held])


def read(network: Network, lines: Sequence[Line]) -> Iterator[tuple[Line, Read]]:
    """Lines as the engine reads them, some of them as one page."""
    for first in range(0, len(lines), _PAGE):
        chosen = lines[first : first + _PAGE]
        cuts = [Cut(line.picture, Box(0, 0, line.picture.shape[1], HEIGHT), 0.0, 1.0) for line in chosen]
        found = [Read(cut, seen, []) for cut, seen in zip(cuts, network.chances([c.ink for c in cuts]), strict=True)]
        told(found, script_of(found))
        yield from zip(chosen, found, strict=True)


def judge(network: Network, lines: Sequence[Line]) -> Iterator[Judged]:
    """The tokens of all lines, each beside the truth."""
    for line, found in read(network, lines):
        yield from _judged(line.text, found.tokens)


def judge_twice(network: Network, lines: Sequence[Line]) -> Iterator[Judged]:
    """The figures of all lines that say nothing else, cut as lines of pages are and looked at twice."""
    chosen = [line for line in lines if all(map(scripts.is_figure, line.text.split()))]
    pairs = [(line.text, cuts) for line in chosen if (cuts := cutting.both(line))]
    for first in range(0, len(pairs), _PAGE):
        page = pairs[first : first + _PAGE]
        seen = network.chances([cut.ink for _, cuts in page for cut in cuts])
        found = [looks.Look(cut, one, []) for cut, one in zip((c for _, cuts in page for c in cuts), seen, strict=True)]
        script = script_of(found[::2])
        told(found, script)
        for (text, _), one, other in zip(page, found[::2], found[1::2], strict=True):
            yield from (j for j in _judged(text, looks.agreed(one, other, None, script)) if j.kind == "twice")


def _judged(text: str, tokens: Sequence[Token]) -> Iterator[Judged]:
    """Each token beside the word in its place; beside any, where another number of words was read."""
    printed = text.split()
    left = Counter(printed)
    for place, token in enumerate(tokens):
        right = token.text == printed[place] if len(tokens) == len(printed) else left[token.text] > 0
        left[token.text] -= right
        yield Judged(token.curve, token.told, right)
