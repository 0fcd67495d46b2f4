"""Pages drawn for the tests of imaging: words that look like Bengali ones (headline on top), digits, ruled tables."""

from __future__ import annotations

import cv2
import numpy as np

INK = 30


def sheet(width=1240, height=1754, paper=255):
    """An empty page of A4 at 150 dpi."""
    return np.full((height, width), paper, np.uint8)


def word(page, x, y, letters=5, size=16):
    """A word with a headline, stems that hang from it, bowls, and now and then a sign above."""
    step = size
    cv2.line(page, (x, y), (x + letters * step, y), INK, 2)
    for n in range(letters):
        left = x + n * step
        cv2.line(page, (left + step - 3, y), (left + step - 3, y + size), INK, 2)
        cv2.ellipse(page, (left + step // 2 - 2, y + size * 5 // 8), (step // 3, size // 3), 0, 90, 330, INK, 2)
        if n % 3 == 1:
            cv2.ellipse(page, (left + step // 2, y - 4), (step // 3, 4), 0, 180, 300, INK, 2)


def prose(page, top=120, bottom=1650, left=110, right=1130, pitch=44, seed=1):
    """Lines of words."""
    rng = np.random.default_rng(seed)
    for y in range(top, bottom, pitch):
        x = left
        while x < right - 140:
            letters = int(rng.integers(3, 8))
            word(page, x, y, letters)
            x += letters * 16 + 14
    return page


def table(page, columns, rows, thickness=2, shade=INK):
    """Rulings at these columns and rows, from the first to the last."""
    for x in columns:
        cv2.line(page, (x, rows[0]), (x, rows[-1]), shade, thickness)
    for y in rows:
        cv2.line(page, (columns[0], y), (columns[-1], y), shade, thickness)
    return page


def filled_table(page, columns, rows, thickness=2, shade=INK):
    """A ruled table with a word in every cell."""
    for n, y in enumerate(rows[:-1]):
        for m, x in enumerate(columns[:-1]):
            word(page, x + 14, y + 22, 3 + (n + m) % 3)
    return table(page, columns, rows, thickness, shade)


def sloped(page, degrees, paper=255):
    """The page turned so that its lines fall to the right by so many degrees."""
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -degrees, 1.0)
    border = (paper,) * 3
    return cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=border)


def scanned(page, seed=2, noise=5.0, blur=0.6):
    """A little soft and noisy, as scans are."""
    soft = cv2.GaussianBlur(page, (0, 0), blur).astype(np.float32)
    return np.clip(soft + np.random.default_rng(seed).normal(0, noise, page.shape), 0, 255).astype(np.uint8)


def lines_at(prepared, level, tolerance=4):
    """The places of the rulings of one direction, those nearer than the tolerance as one, in order."""
    places = sorted(r.y0 if level else r.x0 for r in prepared.rulings if r.level == level)
    return [place for n, place in enumerate(places) if n == 0 or place - places[n - 1] > tolerance]
