"""What reading needs of a training run, put where it is packaged: the int8 network, its confidence, the word model."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from extract.model import Box
from ingest.engines import recogniser
from ingest.engines.recogniser import alphabet, calibration, ngrams, scripts
from ingest.engines.recogniser.calibration import Curve
from ingest.engines.recogniser.crop import HEIGHT, Cut
from ingest.engines.recogniser.network import FILE, Network
from ingest.engines.recogniser.reader import Line as Read
from ingest.engines.recogniser.reader import told
from train import evaluation, export, vocabulary
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
    """A token that was read: whether it is of figures, the logarithm of its chance, whether it is right."""

    figure: bool
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


def calibrate(size: int) -> dict[str, Curve]:
    """Measures the packaged network on `size` lines of every set and writes the curves of its confidence."""
    judged = [one for name in _SETS for one in judge(Network(), evaluation.made(name, size))]
    curves = {
        name: calibration.fitted(
            [one.told for one in judged if one.figure is figure], [one.right for one in judged if one.figure is figure]
        )
        for name, figure in (("figure", True), ("word", False))
    }
    text = json.dumps({name: {"odds": curve.odds, "shares": curve.shares} for name, curve in curves.items()}, indent=1)
    (PACKAGE / calibration.FILE).write_text(text + "\n", encoding="ascii")
    return curves


def read(network: Network, lines: Sequence[Line]) -> Iterator[tuple[Line, Read]]:
    """Lines as the engine reads them, some of them as one page."""
    for first in range(0, len(lines), _PAGE):
        chosen = lines[first : first + _PAGE]
        cuts = [Cut(line.picture, Box(0, 0, line.picture.shape[1], HEIGHT), 0.0, 1.0) for line in chosen]
        found = [Read(cut, seen, []) for cut, seen in zip(cuts, network.chances([c.ink for c in cuts]), strict=True)]
        told(found)
        yield from zip(chosen, found, strict=True)


def judge(network: Network, lines: Sequence[Line]) -> Iterator[Judged]:
    """The tokens of all lines whose number of tokens was read rightly, each beside the truth."""
    for line, found in read(network, lines):
        printed = line.text.split()
        if len(printed) == len(found.tokens):
            for want, token in zip(printed, found.tokens, strict=True):
                yield Judged(scripts.is_figure(token.text), token.told, token.text == want)
