"""Texts and tables in the codes of legacy fonts (Bijoy): recognised, decoded, the codes kept beside.

Where a file names fonts, these decide, run by run (`typefaces`). Elsewhere the document's cells and lines vote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby, islice
from typing import TypeVar

from extract.model import Cell, Grid, Issue, Line, Page, Stored
from ingest.sources.decoding import Decoded
from normalize import bijoy

Piece = tuple[str, bijoy.Generation | None]  # text and the generation its font prints
_Read = TypeVar("_Read", Cell, Line)
_HEAD = 1 << 18  # characters that are looked at
_VOTERS = 4_000  # cells and lines that vote
_LEAST_CODES = 2  # ে, reph, য-ফলা: no line of Bijoy lacks them all, and other texts have few
_CODES = re.compile("[†‡ˆ‰©¨ª¯¤¥§¶šŠœ›\x86-\x8c\x92\x97-\x9f]")
_CONTROL_CODES = re.compile("[\x82-\x84\x86-\x8c\x91-\x9c\x9f]")  # codes that came as Latin-1 controls
_NEXT_LINE = "\x85"  # ৃ among such codes, else the end of a line
_CUT = re.compile(r"[\t\n\f]")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_NAMES = {"sutonny": "SutonnyMJ", "ansi": "Kalpurush ANSI"}


def readable(decoded: Decoded) -> Decoded:
    """The text with U+0085 as … where it is a letter among Latin-1 controls that are Bijoy codes, not a line's end."""
    if _NEXT_LINE not in decoded.text or len(_CONTROL_CODES.findall(decoded.text, 0, _HEAD)) < _LEAST_CODES:
        return decoded
    return replace(decoded, text=decoded.text.replace(_NEXT_LINE, "…"))


def generation(decoded: Decoded) -> bijoy.Generation | None:
    """The generation of codes in which a text is written; None where it isn't in legacy codes."""
    return _agreed(_CUT.split(decoded.text[:_HEAD]))


def pages(found: Iterable[Page], codes: bijoy.Generation | None) -> Iterator[Page]:
    """The pages with what is in `codes` decoded, and an issue on the first; as they are where codes is None."""
    told = False
    for page in found:
        if codes is None:
            yield page
        else:
            blocks = tuple(_block(block, codes) for block in page.blocks)
            yield _told(replace(page, blocks=blocks), {codes}) if not told else replace(page, blocks=blocks)
            told = True


def page(read: Page) -> Page:
    """A page of HTML: what its fonts didn't decide is decoded where its cells and lines agree on a generation."""
    return next(document([read]))


def document(read: Sequence[Page]) -> Iterator[Page]:
    """The pages of a document in fonts, as `page` gives one: the cells and lines of all of them vote, one is told."""
    codes = _agreed(part.raw for one in read for part in _parts(one.blocks) if part.raw and not part.stored)
    if codes:
        read = [replace(one, blocks=tuple(_block(block, codes) for block in one.blocks)) for one in read]
    parts = (part.stored for one in read for part in _parts(one.blocks) if part.stored)
    used = {run.generation for stored in parts for run in stored.runs}
    for n, one in enumerate(read):
        yield _told(one, used) if used and not n else one


def stored(pieces: Sequence[Piece]) -> Stored | None:
    """The runs of a line that flows, white space folded as browsers do; None where no font is a legacy one."""
    text, runs = "", []
    for codes, group in groupby((piece for piece in pieces if piece[0]), key=lambda piece: piece[1]):
        more = _SPACE.sub(" ", "".join(piece for piece, _ in group))
        start, text = len(text), text + (more.lstrip(" ") if text[-1:] in ("", " ") else more)
        if codes and not text[start:].isspace():
            runs.append(bijoy.Run(start, len(text), codes))
    end = len(text.rstrip())
    kept = tuple(run._replace(end=min(run.end, end)) for run in runs if run.start < min(run.end, end))
    return Stored(text[:end], kept) if kept else None


def joined(lines: Sequence[Line]) -> Stored | None:
    """The lines of one cell, joined by newlines; None where none is stored in legacy codes."""
    if not any(line.stored for line in lines):
        return None
    texts: list[str] = []
    runs: list[bijoy.Run] = []
    for line in lines:
        at = sum(map(len, texts)) + len(texts)
        texts.append(line.stored.text if line.stored else line.raw)
        more = line.stored.runs if line.stored else ()
        runs += [run._replace(start=run.start + at, end=run.end + at) for run in more]
    return Stored("\n".join(texts), tuple(runs))


def _agreed(texts: Iterable[str]) -> bijoy.Generation | None:
    """The generation on which texts agree. Most have no character that is a code, and nobody is asked."""
    voters = [text for text in islice(texts, _VOTERS) if text and not text.isspace()]
    if sum(len(_CODES.findall(text)) for text in voters) < _LEAST_CODES:
        return None
    return bijoy.agreement(voters)


def _parts(blocks: Iterable[Line | Grid]) -> Iterator[Line | Cell]:
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from block.cells


def _block(block: Line | Grid, codes: bijoy.Generation) -> Line | Grid:
    if isinstance(block, Line):
        return _decoded(block, codes)
    return replace(block, cells=tuple(_decoded(cell, codes) for cell in block.cells))


def _decoded(read: _Read, codes: bijoy.Generation) -> _Read:
    if not read.raw or read.stored:
        return read
    printed, kept = _printed(read.raw, codes)
    return replace(read, raw=printed, stored=kept) if kept else read


@lru_cache(maxsize=4096)  # units, marks, figures and heads stand in many cells
def _printed(raw: str, codes: bijoy.Generation) -> tuple[str, Stored | None]:
    kept = Stored(raw, bijoy.runs(raw, codes))
    printed = kept.printed
    return printed, None if printed == raw else kept


def _told(read: Page, used: set[bijoy.Generation]) -> Page:
    """The page with an issue about the codes it was stored in, in place of the doubt about its bytes."""
    names = " and ".join(_NAMES[codes] for codes in bijoy.GENERATIONS if codes in used)
    issue = Issue(
        "TEXT_DEFECT",
        "info",
        f"The text is not Unicode but in the codes of Bijoy fonts ({names}); it was decoded.",
        f"লেখাটি ইউনিকোডে নয়, বিজয় ফন্টের ({names}) কোডে লেখা; তা ইউনিকোডে রূপান্তর করা হয়েছে।",
        suggestion="Compare names and rare words with the print.",
        rule="bijoy",
    )
    return replace(read, issues=(*(one for one in read.issues if one.rule != "decoding_legacy"), issue))
