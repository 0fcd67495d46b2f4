"""Blocks of synthetic lines: a picture as the network sees it, and its text. The same seed gives the same block."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.engines.recogniser import alphabet, crop
from train import fonts, scanner, typeset, vocabulary
from train.fonts import Face
from train.ink import Grey, Ink
from train.text import Writer
from train.vocabulary import Vocabulary

WIDEST = 900
_QUALITY_SHARES = (0.25, 0.45, 0.30)
_NEIGHBOURS = 24


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `picture` is crop.HEIGHT × W uint8 ink, `text` what it says, and what it was made with.

    `scanned`: the grey picture as scanned, of any size, where it was asked for.
    """

    picture: Grey
    text: str
    family: str
    quality: str
    scanned: Grey | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What lines are made from: words, conjuncts worth forcing, Bengali faces, faces for Latin."""

    vocabulary: Vocabulary
    drawable: tuple[str, ...]
    faces: tuple[Face, ...]
    latin: tuple[Face, ...]


def training_source() -> Source:
    """Training's words and every face that isn't held out or watched."""
    faces = fonts.training(fonts.bengali_faces())
    return Source(vocabulary.load(), fonts.drawable(faces), faces, fonts.latin_faces())


def block(
    source: Source,
    seed: str,
    size: int,
    kinds: Sequence[str] = (),
    quality: str | None = None,
    scans: int = 1,
    *,
    keep: bool = False,
) -> Iterator[Line]:
    """`size` lines, the same for the same arguments; `kinds` and `quality` are drawn by shares where empty.

    `scans`: how often each drawn line is scanned, differently every time; drawing costs more than scanning.
    `keep`: with the pictures as scanned.
    """
    chance = random.Random(seed)  # noqa: S311
    writer = Writer(source.vocabulary, chance, source.drawable)
    recent: list[Ink] = []
    made = 0
    while made < size:
        em = chance.choice((36, 40, 48, 56))
        how = typeset.style(chance, source.faces, source.latin, em)
        drawn = typeset.draw(writer.text(chance.choice(kinds) if kinds else None), how)
        if drawn is None or not alphabet.known(drawn.text):
            continue
        for _ in range(min(scans, size - made)):
            kind = quality or chance.choices(scanner.QUALITIES, _QUALITY_SHARES)[0]
            scanned = scanner.scan(chance, drawn, recent, kind, em)
            picture = crop.fit(scanned)
            if picture.shape[1] <= WIDEST and picture.shape[1] // 2 >= alphabet.frames_needed(drawn.text):
                made += 1
                yield Line(picture, drawn.text, how.face.family, kind, scanned if keep else None)
        recent.append(drawn.ink)
        del recent[:-_NEIGHBOURS]
