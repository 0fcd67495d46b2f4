"""Resolution: dots per inch, from the file where it can be true, from the height of the text where it can't."""

from __future__ import annotations

import math

import numpy as np

from ingest.imaging.pixels import pieces
from ingest.scan import Picture

USUAL = 300.0  # dpi taken where nothing tells
LEAST, MOST = 50.0, 1300.0  # dpi that a document can have
EM_INCHES = 11.0 / 72  # body text is taken to be set in 11 points
WORD_EM = 0.88  # height of the middle Bengali word in ems, by ink: vowel signs above and below taken together
AGREE = (0.4, 2.5)  # estimate over the file's figure: between these the file is believed
AGREE_PAPER = (0.16, 6.0)  # the same where the picture is a usual paper at the file's figure
SAME_PAPER = 0.02  # by which a side of a usual paper may differ
PAPERS_MM = ((210.0, 297.0), (297.0, 420.0), (215.9, 279.4), (215.9, 355.6), (148.0, 210.0))  # A4 A3 Letter Legal A5
FIRST = 0.35  # by how much A4, the first, is preferred to what the text says (natural logarithm of dpi)
TALLEST = 0.1  # of the page: taller is no word
LOWEST = 5  # pixels on a draft: lower is a speck or a dot


def estimate(text: Picture, scale: float, said: float | None, size: tuple[int, int]) -> float:
    """Estimate the dpi of a page from its draft.

    `text`: the draft's ink without lines (0/1), upright; `scale`: of the draft; `said`: dpi as the file says;
    `size`: of the picture, in pixels. The file's figure stands unless the text speaks clearly against it, all the more
    where it makes the picture a usual paper: specks and shreds of rulings pass for small text. An estimate is rounded
    to the resolution at which the picture is a usual paper size, where there is one near.
    """
    believable = said is not None and LEAST <= said <= MOST
    height = text_height(text)
    if height is None:
        return float(said) if said is not None and believable else _paper_dpi(size, USUAL) or USUAL
    guess = float(np.clip(height / scale / (WORD_EM * EM_INCHES), LEAST, MOST))
    if said is not None and believable:
        least, most = AGREE_PAPER if _is_paper(size, said) else AGREE
        if least < guess / said < most:
            return float(said)
    return _paper_dpi(size, guess) or guess


def text_height(text: Picture) -> float | None:
    """Give the middle height of the words of a draft in its pixels, long words counting more; None: no text."""
    width, height = pieces(text)[:, 2:].T.astype(np.float64)
    word = (height >= LOWEST) & (height < TALLEST * text.shape[0]) & (width >= 0.4 * height)
    if np.count_nonzero(word) < 5:
        return None
    # Pieces of a table's broken frame are much higher than the many letters and words.
    word &= height < 3 * np.median(height[word])
    heights, weights = height[word], (np.minimum(width, 4 * height) * height)[word]
    order = np.argsort(heights)
    middle = int(np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2))
    return float(heights[order][middle])


def _is_paper(size: tuple[int, int], dpi: float) -> bool:
    sides = [side / dpi * 25.4 for side in sorted(size)]
    return any(
        all(abs(side / usual - 1) < SAME_PAPER for side, usual in zip(sides, paper, strict=True)) for paper in PAPERS_MM
    )


def _paper_dpi(size: tuple[int, int], guess: float) -> float | None:
    short, long = sorted(size)
    if not short:
        return None
    found: list[tuple[float, float]] = []
    for paper_short, paper_long in PAPERS_MM:
        dpi = short / paper_short * 25.4
        if abs(long / paper_long * 25.4 / dpi - 1) < SAME_PAPER and 0.6 < dpi / guess < 1.67:
            found.append((abs(math.log(dpi / guess)) - (FIRST if paper_short == PAPERS_MM[0][0] else 0.0), dpi))
    return min(found)[1] if found else None
