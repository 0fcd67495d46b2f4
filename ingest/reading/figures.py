"""The figures of a page: runs of pieces of ink that are digits and marks, each piece named by all that look like it.

On one page the same digit has the same shape. So the chances that the network gives a piece are averaged over the
pieces of the page that look like it, and what the engine read there counts as one more opinion: single mistakes cancel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extract.model import Box, Word
from ingest.reading.glyphs import LABELS, OTHER, SIDE, Floats, chances, frame, measures, patch, pieces
from ingest.scan import Picture

BENGALI = "০১২৩৪৫৬৭৮৯"
_WIDEST, _HIGHEST = 1.5, 2.1  # of the digits' height: a larger piece is no digit and no mark
_ALIKE = 0.9  # correlation of two patches from which on they show the same glyph
_SAME_SIZE = 0.18  # of the digits' height: how far two pieces of the same glyph may differ in size
_LEAST = 1e-4  # no chance is taken for smaller: one opinion alone must not exclude anything
_VOTE = 1.0  # what the engine's opinion of a piece weighs against the network's
_DOT = 0.3  # of the digits' height, both ways: a smaller piece is a point, a comma, or dust
_DASH = 1.4  # of its height: a wider piece is a dash
_GAP = 0.75  # of the digits' height: white between two pieces that is a space
_LATIN_NEEDS = 3.0  # log odds by which a line must look Latin: ৪ is like 8, ৭ like 9, ০ like 0
_SCRIPTS = {
    "bengali": np.array([label not in "0123456789" for label in LABELS]),
    "latin": np.array([label not in BENGALI for label in LABELS]),
}
_OTHER = LABELS.index(OTHER)
_IS_FIGURE = np.arange(len(LABELS)) != _OTHER
_NO_FIGURE = float(np.log(0.995))  # a piece that is more surely something else makes no line of figures


@dataclass(slots=True)
class Piece:
    """A piece of ink: its box, where it stands in its line, and the logarithms of the chances of LABELS."""

    box: Box
    size: Floats
    patch: Floats
    scores: Floats
    vote: str | None = None  # what the engine read here


@dataclass(frozen=True, slots=True)
class Run:
    """Digits and marks that follow one another; `whole`: nothing else stands on their line."""

    text: str
    box: Box
    confidence: float  # of the least sure glyph
    whole: bool


@dataclass(slots=True)
class Row:
    """A printed line cut into pieces: each is a Piece, or None where it can be no figure. `height`: of its digits."""

    boxes: list[Box]
    pieces: list[Piece | None]
    height: float


def rows(picture: Picture, ink: Picture, lines: Sequence[tuple[Box, Sequence[Word]]], usual: float) -> list[Row]:
    """Cuts lines into pieces and names them over the whole page.

    `picture`: grey, rulings whitened; `ink`: 0 or 255, without rulings; `lines`: each box with the words that the
    engine read there; `usual`: how high digits are on this page, in pixels.
    """
    found = [piece_row(picture, ink, box, usual) for box, _ in lines]
    held = [piece for row in found for piece in row.pieces if piece is not None]
    if not held:
        return found
    given = chances(np.stack([piece.patch for piece in held]), np.stack([piece.size for piece in held]))
    for piece, chance in zip(held, given, strict=True):
        piece.scores = np.log(np.maximum(chance, _LEAST))
    for row, (_, words) in zip(found, lines, strict=True):
        _note_votes(row, words)
    _share([piece for piece in held if piece.scores[_OTHER] < np.log(0.9)])
    return found


def piece_row(picture: Picture, ink: Picture, line: Box, usual: float) -> Row:
    """A line cut into pieces that nothing names yet; arguments as for `rows`."""
    boxes = pieces(ink, line, usual)
    fitting = [b for b in boxes if b.x1 - b.x0 <= _WIDEST * usual and b.y1 - b.y0 <= _HIGHEST * usual]
    top, height, known = frame(fitting, usual)
    boxes = [b for k, b in enumerate(boxes) if not (known and (_dust(b, top, height) or _astray(boxes, k, height)))]
    made = [
        Piece(box, measures(box, top, height, known), patch(picture, box), np.zeros(len(LABELS), np.float32))
        if box.x1 - box.x0 <= _WIDEST * usual and box.y1 - box.y0 <= _HIGHEST * usual
        else None
        for box in boxes
    ]
    return Row(boxes, list(made), height)


def _dust(box: Box, top: float, height: float) -> bool:
    """Whether a piece is small and round and stands where no point or comma does: off the digits' base line."""
    small = max(box.x1 - box.x0, box.y1 - box.y0) < _DOT * height
    dash = box.x1 - box.x0 > _DASH * (box.y1 - box.y0)
    return small and not dash and not top + 0.7 * height < box.y1 < top + 1.4 * height


def _astray(boxes: Sequence[Box], k: int, height: float) -> bool:
    """Whether the first or last piece of a line is a dot with a space between it and the rest: no point does."""
    box = boxes[k]
    if len(boxes) < 2 or 0 < k < len(boxes) - 1 or max(box.x1 - box.x0, box.y1 - box.y0) >= _DOT * height:
        return False
    apart = boxes[1].x0 - box.x1 if k == 0 else box.x0 - boxes[k - 1].x1
    return apart > _GAP * height and box.x1 - box.x0 <= _DASH * (box.y1 - box.y0)


def _note_votes(row: Row, words: Sequence[Word]) -> None:
    """Notes what the engine read at each piece, where a word has as many characters as the pieces under it."""
    for word in words:
        under = [
            piece
            for box, piece in zip(row.boxes, row.pieces, strict=True)
            if word.box.x0 - 0.3 * row.height < (box.x0 + box.x1) / 2 < word.box.x1 + 0.3 * row.height
        ]
        if len(words) == 1:
            under = row.pieces
        if len(under) == len(word.raw) and word.confidence > 0.5:
            for piece, character in zip(under, word.raw, strict=True):
                if piece is not None and character in LABELS:
                    piece.vote = character


def _share(held: list[Piece]) -> None:
    """Averages the scores of pieces that look alike, votes of the engine included."""
    if not held:
        return
    flat = looks(held)
    sizes = np.stack([piece.size[:2] for piece in held])
    opinions = np.stack([piece.scores for piece in held])
    for k, piece in enumerate(held):
        if piece.vote is not None:
            voted = np.full(len(LABELS), np.log(0.02), np.float32)
            voted[LABELS.index(piece.vote)] = np.log(0.9)
            opinions[k] = (opinions[k] + _VOTE * voted) / (1 + _VOTE)
    own = opinions.copy()
    for k, piece in enumerate(held):
        alike = flat @ flat[k] > _ALIKE
        alike &= np.abs(sizes - sizes[k]).max(axis=1) < _SAME_SIZE
        alike[k] = False
        near = own[alike]
        # Its own look counts as much as all that look like it; alone, it counts alone.
        piece.scores = own[k] if len(near) == 0 else (own[k] + near.mean(axis=0)) / 2


def looks(held: Sequence[Piece]) -> Floats:
    """The patches of pieces as rows, one a piece, whose products are their correlations."""
    flat = np.stack([cv2.GaussianBlur(piece.patch, (0, 0), 0.8).reshape(SIDE * SIDE) for piece in held])
    flat = flat - flat.mean(axis=1, keepdims=True)
    flat /= np.linalg.norm(flat, axis=1, keepdims=True) + 1e-6
    return np.asarray(flat, np.float32)


def runs(row: Row) -> list[Run]:
    """The runs of digits and marks of a line, from left to right.

    A line in which every piece may be a digit or a mark is one run, however sure; in a line with letters a run needs
    more likely figures, with white on both sides.
    """
    if row.pieces and all(piece is not None and piece.scores[_OTHER] < _NO_FIGURE for piece in row.pieces):
        return [_run(row, 0, len(row.pieces) - 1)]
    found: list[Run] = []
    first = 0
    known = [piece is not None and int(piece.scores.argmax()) != _OTHER for piece in row.pieces]
    while first < len(known):
        if not known[first]:
            first += 1
            continue
        last = first
        while last + 1 < len(known) and known[last + 1]:
            last += 1
        if _free(row, first, last):
            found.append(_run(row, first, last))
        first = last + 1
    return found


def _free(row: Row, first: int, last: int) -> bool:
    """Whether white parts the run from what stands beside it, as it parts words."""
    apart = 0.25 * row.height
    left = first == 0 or row.boxes[first].x0 - row.boxes[first - 1].x1 > apart
    return left and (last + 1 == len(row.boxes) or row.boxes[last + 1].x0 - row.boxes[last].x1 > apart)


def _run(row: Row, first: int, last: int) -> Run:
    held = [piece for piece in row.pieces[first : last + 1] if piece is not None]
    scores = np.stack([piece.scores for piece in held])
    figures = {script: np.where(allowed & _IS_FIGURE, scores, -np.inf) for script, allowed in _SCRIPTS.items()}
    likely = {script: float(found.max(axis=1).sum()) for script, found in figures.items()}
    script = "latin" if likely["latin"] > likely["bengali"] + _LATIN_NEEDS else "bengali"
    chosen = figures[script]
    # The digit of the other script that looks the same is no doubt: the whole line has decided between the scripts.
    sure = np.exp(chosen.max(axis=1)) / np.exp(np.where(_SCRIPTS[script], scores, -np.inf)).sum(axis=1)
    labels = [LABELS[k] for k in chosen.argmax(axis=1)]
    text = ""
    for k, label in enumerate(labels):
        if k and held[k].box.x0 - held[k - 1].box.x1 > _GAP * row.height:
            text += " "
        if not (label == "%" and text.endswith("%")):
            text += label
    boxes = [piece.box for piece in held]
    around = Box(boxes[0].x0, min(b.y0 for b in boxes), boxes[-1].x1, max(b.y1 for b in boxes))
    return Run(text, around, round(float(sure.min()), 4), first == 0 and last + 1 == len(row.pieces))
