"""Rows of blobs → the white that parts their columns, where no row of column numbers tells it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.model import Box
from extract.spacing.lines import around, columns_of

APART = 1.0  # text heights between pieces of text that stand in columns
WHITE, WHITE_FEW = 0.4, 0.8  # text heights that white between columns is wide, with many rows and with few
MANY = 4  # rows from which chance no longer puts gaps between words below one another
CROSSING = 0.1  # share of the rows that may run across the white between two columns


def gutters(rows: Iterable[Sequence[Box]], headings: Sequence[Box], field: Box, high: float) -> list[float]:
    """Find the places, in the middle of the white, at which columns part.

    `rows`: the blobs of each row of the body; each has one vote, rows of one text only (titles of sections) have none.
    `headings`: the blobs of the headings of single columns; they tell of columns without text in the body.
    """
    pieces = [[around(text) for text in columns_of(row, APART * high)] for row in rows]
    most = max(map(len, pieces), default=0)
    rows_apart = [row for row, texts in zip(rows, pieces, strict=True) if len(texts) >= min(3, most)]
    voting = [list(row) for row in rows_apart] if most > 1 else []
    if headings and len(voting) < MANY:
        voting.append(list(headings))
    if not voting:
        return []
    whites = _whites(voting, headings, field)
    inner = [white for white in whites if _is_inner(white, field) and _is_wide(white, len(voting), high)]
    if headings:
        inner = _headed(inner, headings, field)
    return [(start + end) / 2 for start, end in inner]


def _headed(whites: list[tuple[float, float]], headings: Sequence[Box], field: Box) -> list[tuple[float, float]]:
    """Leave out white that would part a column without a heading from its neighbour; the narrower of two."""
    kept = list(whites)
    at = 0
    while kept and at <= len(kept):
        left = kept[at - 1][1] if at else field.x0
        right = kept[at][0] if at < len(kept) else field.x1
        if any(left < (heading.x0 + heading.x1) / 2 < right for heading in headings):
            at += 1
            continue
        beside = [side for side in (at - 1, at) if 0 <= side < len(kept)]
        kept.pop(min(beside, key=lambda side: kept[side][1] - kept[side][0]))
        at = max(at - 1, 0)
    return kept


def _whites(rows: Sequence[Sequence[Box]], headings: Sequence[Box], field: Box) -> list[tuple[float, float]]:
    """Give the stretches of the field's width that few rows run across, and no heading, from left to right."""
    allowed, level = int(CROSSING * len(rows)), 0
    changes = {field.x0: 0, field.x1: 0}
    for row, weight in (*((row, 1) for row in rows), (headings, allowed + 1)):
        for text in columns_of(row, 0.0):
            start, end = max(text[0].x0, field.x0), min(max(box.x1 for box in text), field.x1)
            if start < end:
                changes[start] = changes.get(start, 0) + weight
                changes[end] = changes.get(end, 0) - weight
    whites: list[tuple[float, float]] = []
    for start, end in pairwise(sorted(changes)):
        level += changes[start]
        if level > allowed:
            continue
        if whites and start <= whites[-1][1]:
            whites[-1] = (whites[-1][0], end)
        else:
            whites.append((start, end))
    return whites


def _is_inner(white: tuple[float, float], field: Box) -> bool:
    return white[0] > field.x0 and white[1] < field.x1


def _is_wide(white: tuple[float, float], n_rows: int, high: float) -> bool:
    return white[1] - white[0] >= (WHITE if n_rows >= MANY else WHITE_FEW) * high
