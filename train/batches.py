"""Batches of lines of nearly one width, made by a process of its own; the stream can be taken up at any batch."""

from __future__ import annotations

import multiprocessing
import os
import queue
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.engines.recogniser import alphabet
from ingest.engines.recogniser.crop import HEIGHT
from train import lines
from train.lines import Line, Source
from train.settings import Batch, Settings

_AHEAD = 96  # batches ready at most


@dataclass(frozen=True, slots=True)
class Packed:
    """A batch: pictures B×32×W uint8 (W even), targets in a row, their lengths, frames a line; where it stands."""

    pictures: NDArray[np.uint8]
    texts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    frames: NDArray[np.int64]
    block: int
    place: int


def pack(chosen: Sequence[Line], block: int = 0, place: int = 0) -> Packed:
    """Lines side by side in one array, padded with paper on the right."""
    width = -(-max(line.picture.shape[1] for line in chosen) // 16) * 16
    pictures = np.zeros((len(chosen), HEIGHT, width), np.uint8)
    for row, line in enumerate(chosen):
        pictures[row, :, : line.picture.shape[1]] = line.picture
    texts = [alphabet.encode(line.text) for line in chosen]
    return Packed(
        pictures,
        np.concatenate([np.asarray(text, np.int64) for text in texts]),
        np.asarray([len(text) for text in texts], np.int64),
        np.asarray([-(-line.picture.shape[1] // 2) for line in chosen], np.int64),
        block,
        place,
    )


def cut(made: Sequence[Line], size: Batch) -> Iterator[list[Line]]:
    """Lines sorted by width, cut so that a batch has about `size.columns` columns and at most `size.most` lines."""
    group: list[Line] = []
    for line in sorted(made, key=lambda line: line.picture.shape[1]):
        if group and (len(group) >= size.most or (len(group) + 1) * line.picture.shape[1] > size.columns):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def of_block(source: Source, settings: Settings, block: int) -> list[Packed]:
    """The batches of one block, shuffled: a pure function of the seed and the block's number."""
    kinds = [kind for kind, share in settings.kinds for _ in range(share)]
    made = list(
        lines.block(source, f"{settings.seed}/{block}", settings.batch.block, kinds, scans=settings.batch.scans)
    )
    groups = list(cut(made, settings.batch))
    random.Random(f"{settings.seed}/{block}/order").shuffle(groups)  # noqa: S311
    return [pack(group, block, place) for place, group in enumerate(groups)]


def stream(settings: Settings, block: int, place: int) -> Iterator[Packed]:
    """Endless batches from the given place on, made ahead by another process. Raises RuntimeError when it ends."""
    context = multiprocessing.get_context("spawn")
    ready: multiprocessing.Queue[Packed] = context.Queue(_AHEAD)
    maker = context.Process(target=_make, args=(settings, block, place, ready), daemon=True)
    maker.start()
    while True:
        try:
            yield ready.get(timeout=60)
        except queue.Empty:
            if not maker.is_alive():
                raise RuntimeError(f"the maker of lines ended with code {maker.exitcode}") from None


def _make(settings: Settings, block: int, place: int, ready: multiprocessing.Queue[Packed]) -> None:
    """The other process: blocks in order, until the one that trains is gone."""
    trainer = os.getppid()
    os.environ["OMP_NUM_THREADS"] = "1"
    cv2.setNumThreads(1)
    source = lines.training_source()
    while True:
        for batch in of_block(source, settings, block)[place:]:
            while not _put(ready, batch):
                if os.getppid() != trainer:
                    return
        block, place = block + 1, 0


def _put(ready: multiprocessing.Queue[Packed], batch: Packed) -> bool:
    """Whether the batch found room within seconds."""
    try:
        ready.put(batch, timeout=5)
    except queue.Full:
        return False
    return True
