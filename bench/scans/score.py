"""Scanned documents whose truth is known beside the dataset that was read from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bench.scans.dataset import Dataset
from bench.scans.grids import GivenCell, TrueCell, page_marks
from bench.scans.marks import Mark
from bench.scans.values import PUBLISHED, Claim, claims, judge_marks, value_marks
from bench.score import Judge


@dataclass(frozen=True, slots=True)
class Document:
    """A scanned file with its truth: `gold` as for text reports, the printed tables of each page by its number."""

    name: str
    quality: str
    font: str
    gold: dict[str, Any]
    pages: dict[int, tuple[tuple[TrueCell, ...], ...]] = field(default_factory=dict)


def marks(document: Document, dataset: Dataset, threshold: float = PUBLISHED) -> Iterator[Mark]:
    """All marks of one document. `threshold`: the confidence below which a value counts as flagged."""
    yield from grid_marks(document, dataset.tables(document.name), threshold)
    judge = Judge(document.gold | {"seed_file": document.name}, dataset.data)
    yield from judge_marks(judge)
    yield from value_marks(judge, threshold)


def grid_marks(
    document: Document, given: dict[int, list[list[GivenCell]]], threshold: float = PUBLISHED
) -> Iterator[Mark]:
    """The marks of cells: all that peers, who know no rows and values, can be judged by."""
    for number, tables in sorted(document.pages.items()):
        yield from page_marks(f"{document.name} p{number}", tables, given.get(number, ()), threshold)


def document_claims(document: Document, dataset: Dataset, threshold: float = PUBLISHED) -> Iterator[Claim]:
    """How sure the reader was of each figure of the document, and whether it was right."""
    return claims(Judge(document.gold | {"seed_file": document.name}, dataset.data), threshold)
