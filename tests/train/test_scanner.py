"""From ink to what the network sees: nothing cut off, either polarity, the same seed the same picture."""

import random

import numpy as np
import pytest

from ingest.engines.recogniser import crop
from train import scanner
from train.ink import Drawn

EM = 40


def bars(count=6):
    """A line of `count` upright bars, its body from row 20 to row 60."""
    ink = np.zeros((92, 20 * count - 10), np.uint8)
    for n in range(count):
        ink[20:60, 20 * n : 20 * n + 10] = 255
    return Drawn(ink, 20, 60, "।" * count)


def seen(picture):
    """How many bars the network's picture shows."""
    inked = (picture > 110).sum(axis=0) > picture.shape[0] * 0.3
    return int(np.count_nonzero(np.diff(np.concatenate(([0], inked.astype(int)))) == 1))


@pytest.mark.parametrize("seed", range(40))
def test_no_letter_is_cut(seed):
    line = scanner.scan(random.Random(seed), bars(), [], "clean", EM)
    assert seen(crop.fit(line)) >= 6  # a remnant of a ruling may add one


@pytest.mark.parametrize("quality", scanner.QUALITIES)
def test_the_same_seed_scans_the_same(quality):
    others = [bars(4).ink, bars(9).ink]
    one, other = (scanner.scan(random.Random(5), bars(), others, quality, EM) for _ in range(2))
    assert one.dtype == np.uint8 and np.array_equal(one, other)


def test_fit_keeps_proportions_and_a_least_width():
    assert crop.fit(np.full((64, 300), 255, np.uint8)).shape == (crop.HEIGHT, 150)
    assert crop.fit(np.full((64, 6), 255, np.uint8)).shape == (crop.HEIGHT, crop.NARROWEST)


def test_either_polarity_is_the_same_ink():
    grey = np.full((48, 200), 240, np.uint8)
    grey[12:36, 40:60] = 30
    assert np.array_equal(crop.fit(grey), crop.fit(255 - grey))


def test_an_empty_crop_stays_empty():
    noise = np.random.default_rng(1).integers(246, 251, (40, 120)).astype(np.uint8)
    assert crop.fit(noise).max() < 60


def test_strokes_become_bolder_or_lighter_and_stay():
    canvas = np.pad(bars().ink, 4).astype(np.float32)
    changed = [float(scanner._weigh(random.Random(seed), canvas).sum() / canvas.sum()) for seed in range(60)]
    assert 0.5 < min(changed) < 0.95 and 1.1 < max(changed) < 2
