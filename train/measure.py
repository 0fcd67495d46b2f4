"""The packaged network on lines of known and unseen families, each Tesseract model beside it on the same pictures."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz.distance import Levenshtein

from ingest.engines import engines, models, votes
from ingest.engines.recogniser import crop
from ingest.engines.recogniser.network import Network
from ingest.engines.votes import Voter
from normalize import canon
from train import cutting, evaluation, fonts, lines, packaging
from train.lines import Line
from train.scanner import QUALITIES

OURS = "Protibedon"
KNOWN = "known families"
SCALES = (0.6, 0.7, 0.8, 0.9, 1.0)
_TEXT = ("figure", "phrase", "phrase", "mixed", "frequent")
_BODY = 0.75  # of a scanned crop's height: a line of text, for an engine that asks what lines of the page are high
_OF_EITHER = frozenset("0289")  # Latin digits that look like Bengali ones
Read = Callable[[Sequence[Line]], list[str]]


@dataclass(frozen=True, slots=True)
class Score:
    """One reader on lines of one family, kind and quality. `cer` and `exact` from 0 to 1, `seconds` of CPU a line."""

    reader: str
    family: str
    kind: str
    quality: str
    cer: float
    exact: float
    seconds: float


def families(*, final: bool) -> tuple[str, ...]:
    """What is measured: the families of training, and those that it never saw."""
    return (KNOWN, *(fonts.HELD_OUT if final else fonts.WATCHED))


def readers() -> dict[str, Read]:
    """Our network, and Tesseract with each Bengali model of this machine alone."""
    network = Network()

    def ours(chosen: Sequence[Line]) -> list[str]:
        return [" ".join(token.text for token in found.tokens) for _, found in packaging.read(network, chosen)]

    found: dict[str, Read] = {OURS: ours}
    module = engines().get("tesserocr")
    if module is not None and module.missing() is None:
        tesseract = module.engine()
        for model in models.found(models.BENGALI):
            found[f"Tesseract {model.kind}"] = _through(tesseract.alone(model))  # type: ignore[attr-defined]
    return found


def _through(voter: Voter) -> Read:
    def read(chosen: Sequence[Line]) -> list[str]:
        return [_by(voter, line) for line in chosen]

    return read


def _by(voter: Voter, line: Line) -> str:
    grey = line.scanned
    assert grey is not None
    if np.median(grey) < 128:
        grey = np.asarray(255 - grey, np.uint8)
    box = cutting.inked(grey)
    return votes.text(voter.read(grey, box, _BODY * grey.shape[0])) if box else ""


def scores(size: int, *, final: bool) -> Iterator[Score]:
    """`size` lines of text, of bare figures at each quality and of Latin at office quality, of every family."""
    held = readers()
    wanted = [(kind, quality) for kind in ("text", "bare") for quality in QUALITIES] + [("latin", "office")]
    for family in families(final=final):
        for kind, quality in wanted:
            chosen = made(family, kind, quality, size)
            for reader, read in held.items():
                began = time.process_time()
                texts = read(chosen)
                seconds = (time.process_time() - began) / len(chosen)
                yield Score(reader, family, kind, quality, *rates(chosen, texts, by_word=kind == "latin"), seconds)


def made(family: str, kind: str, quality: str, size: int) -> list[Line]:
    """The lines of one cell of the table, always the same ones, without those that no reader can know.

    8 alone is drawn as ৪ is, and nothing stands beside it that tells the script: on a page other figures do. Of bare
    lines those stay that a column of numbers has: with a digit, or of dashes alone.
    """
    source = evaluation.source("known" if family == KNOWN else family)
    kinds = _TEXT if kind == "text" else (kind,)
    drawn = lines.block(source, f"measure/{family}/{kind}/{quality}", size, kinds, quality, keep=True)
    knowable = [line for line in drawn if not _unknowable(line.text)]
    return [line for line in knowable if numeric(line.text)] if kind == "bare" else knowable


def numeric(text: str) -> bool:
    """Whether a cell of numbers may say this: a digit is in it, or it is a dash or more."""
    return any(character.isdigit() for character in text) or not text.strip("-")


def _unknowable(text: str) -> bool:
    digits = {character for character in text if character.isdigit()}
    return bool(digits) and digits <= _OF_EITHER and not any(character.isalpha() for character in text)


def rates(chosen: Sequence[Line], texts: Iterable[str], *, by_word: bool = False) -> tuple[float, float]:
    """Character error rate, and the share of lines or words that are exactly right; canonical spellings compared."""
    errors = characters = right = count = 0
    for line, text in zip(chosen, texts, strict=True):
        want, got = canon.clean(line.text).text, canon.clean(text).text
        errors += Levenshtein.distance(want, got)
        characters += len(want)
        words = want.split() if by_word else [want]
        left = got.split() if by_word else [got]
        count += len(words)
        for word in words:
            if word in left:
                left.remove(word)
                right += 1
    return errors / max(characters, 1), right / max(count, 1)


def by_scale(size: int, family: str) -> Iterator[tuple[float, float]]:
    """Share of the crop's height that the text fills, and the error rate of our network there."""
    network = Network()
    chosen = made(family, "text", "office", size)
    boxes = [cutting.inked(line.scanned) for line in chosen if line.scanned is not None]
    for scale in SCALES:
        cut = [
            replace(line, picture=crop.cut(cutting.light(line), box, box.y1 - box.y0, scale).ink) if box else line
            for line, box in zip(chosen, boxes, strict=True)
        ]
        texts = [" ".join(token.text for token in found.tokens) for _, found in packaging.read(network, cut)]
        yield scale, rates(cut, texts)[0]
