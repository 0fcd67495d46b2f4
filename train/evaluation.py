"""Evaluation sets, fixed by their names, and what a network makes of them.

Texts come from the twentieth of words and phrases that training never sees. `watched` families are not trained on and
may be looked at while tuning; `held_out` ones are for the final measure only.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from rapidfuzz.distance import Levenshtein

from ingest.engines.recogniser import alphabet
from train import batches, fonts, lines, network, scanner, vocabulary
from train.lines import Line, Source
from train.loop import pictures
from train.network import Recogniser
from train.settings import Batch

_TEXT = ("figure", "phrase", "phrase", "mixed", "frequent")
_SIZE = Batch(columns=24_000, most=128)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One set: its families, what its lines say, its quality."""

    families: str
    kinds: tuple[str, ...]
    quality: str


SETS = {
    **{
        f"{who}-{quality}": Wanted(who, _TEXT, quality) for who in ("known", "watched") for quality in scanner.QUALITIES
    },
    **{
        f"digits-{who}-{quality}": Wanted(who, ("digits",), quality)
        for who in ("known", "watched")
        for quality in scanner.QUALITIES
    },
    **{f"bare-{quality}": Wanted("known", ("bare",), quality) for quality in scanner.QUALITIES},
    "latin-office": Wanted("known", ("latin",), "office"),
    "conjunct-clean": Wanted("known", ("conjunct",), "clean"),
}
FINAL = {
    **{f"held_out-{quality}": Wanted("held_out", _TEXT, quality) for quality in scanner.QUALITIES},
    **{f"digits-held_out-{quality}": Wanted("held_out", ("digits",), quality) for quality in scanner.QUALITIES},
    "held_out-latin-office": Wanted("held_out", ("latin",), "office"),
}
WATCHED_SETS = ("known-office", "known-poor", "watched-office", "digits-known-office", "digits-known-poor")


@dataclass(frozen=True, slots=True)
class Read:
    """A line and what was read."""

    line: Line
    text: str

    @property
    def errors(self) -> int:
        """Edit distance in code points."""
        return int(Levenshtein.distance(self.line.text, self.text))


@functools.cache
def source(families: str) -> Source:
    """Evaluation's words in the faces of known, watched or held-out families, or of one named family."""
    every = fonts.bengali_faces()
    named = {"watched": fonts.WATCHED, "held_out": fonts.HELD_OUT}.get(families, (families,))
    faces = fonts.training(every) if families == "known" else fonts.of_families(every, named)
    words = vocabulary.load(evaluation=True)
    return Source(words, words.clusters, faces, fonts.latin_faces())


@functools.cache
def made(name: str, size: int) -> tuple[Line, ...]:
    """The first `size` lines of a set. Raises KeyError for a name that is no set's."""
    return tuple(stream(name, size))


def stream(name: str, size: int, *, keep: bool = False) -> Iterator[Line]:
    """The same one by one, with `keep` as they were scanned too."""
    wanted = {**SETS, **FINAL}[name]
    where = f"evaluation/{name}"
    yield from lines.block(source(wanted.families), where, size, wanted.kinds, wanted.quality, keep=keep)


@torch.no_grad()
def read(net: Recogniser, chosen: Sequence[Line]) -> Iterator[Read]:
    """What the network reads, greedily, line by line; in order of width."""
    net.eval()
    for group in batches.cut(chosen, _SIZE):
        packed = batches.pack(group)
        with network.autocast():
            frames = network.best(net(pictures(packed)))
        for line, classes, count in zip(group, frames, packed.frames, strict=True):
            yield Read(line, alphabet.collapse(classes[:count]))


def rates(found: Iterable[Read]) -> tuple[float, float]:
    """Character error rate and share of lines exactly right."""
    every = list(found)
    characters = sum(len(one.line.text) for one in every)
    return sum(one.errors for one in every) / max(1, characters), sum(not one.errors for one in every) / max(
        1, len(every)
    )


def watch(net: Recogniser, size: int) -> dict[str, float]:
    """Error rates of the sets that a run's curve shows."""
    found = {}
    for name in WATCHED_SETS:
        found[f"cer {name}"], found[f"exact {name}"] = rates(read(net, made(name, size)))
    return found
