"""A Word document's bytes → its pages, with headers above and footers and notes below."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model import Grid, Issue, Line, Page
from extract.notices import bengali
from ingest.errors import EmptyFile
from ingest.sources import legacy
from ingest.sources.limits import Limits, Meter
from ingest.sources.ooxml.body import Walk
from ingest.sources.ooxml.numbering import Numbering
from ingest.sources.ooxml.package import Package, Relation
from ingest.sources.ooxml.runs import Blocks, Found, note_mark
from ingest.sources.ooxml.styles import Styles
from ingest.sources.rows import to_page


def pages(data: bytes, limits: Limits) -> Iterator[Page]:
    """The pages of a .docx, as its author or Word's last print cut them.

    Raises EmptyFile, UnknownFormat (no document in the zip), UnreadableContent, TooLarge and TooDeep.
    """
    meter = Meter(limits)
    package = Package(data, limits)
    main = package.main("word/document.xml", "a document")
    styles = Styles(package, main)
    related = package.related(main)
    found = Walk(styles, Numbering(package, main, styles), meter).through(package, main)
    above, below = _margins(package, main, found, related, styles, meter)
    found.pages[0][:0] = above
    found.pages[-1] += [*_notes(package, main, found, related, styles, meter), *below]
    if not any(found.pages):
        raise EmptyFile(_nothing(found))
    told = list(_unread(found))
    yield from legacy.document([to_page(n, blocks, told if n == 1 else ()) for n, blocks in enumerate(found.pages, 1)])


def _margins(
    package: Package, main: str, found: Found, related: dict[str, Relation], styles: Styles, meter: Meter
) -> tuple[Blocks, Blocks]:
    """What headers and footers print, each text once, whichever pages and sections repeat it."""
    above: Blocks = []
    below: Blocks = []
    seen: set[str] = set()
    for name, relation_id in found.margins:
        relation = related.get(relation_id)
        if relation is None or relation.part in seen or not package.has(relation.part):
            continue
        seen.add(relation.part)
        read = Walk(styles, Numbering(package, main, styles), meter, margin=True).through(package, relation.part)
        blocks = [block for page in read.pages for block in page]
        told = repr([block.raw if isinstance(block, Line) else [cell.raw for cell in block.cells] for block in blocks])
        if told not in seen:
            seen.add(told)
            (above if name == "headerReference" else below).extend(blocks)
    return above, below


def _notes(
    package: Package, main: str, found: Found, related: dict[str, Relation], styles: Styles, meter: Meter
) -> Iterator[Line | Grid]:
    """Footnotes and endnotes in the order of their marks, the mark before each."""
    texts: dict[str, dict[str, Blocks]] = {}
    for kind in sorted({kind for kind, _ in found.notes}):
        part = next((relation.part for relation in related.values() if relation.kind == f"{kind}s"), None)
        if part and package.has(part):
            numbering = Numbering(package, main, styles)
            texts[kind] = Walk(styles, numbering, meter).through(package, part).texts
    for n, (kind, note_id) in enumerate(found.notes, 1):
        blocks = texts.get(kind, {}).get(note_id, [])
        if blocks:
            yield Line(note_mark(n))
        yield from blocks


def _unread(found: Found) -> Iterator[Issue]:
    """What the document shows beside its text."""
    if found.large:
        yield Issue(
            "INK_WITHOUT_TEXT",
            "warn",
            f"The document shows {found.large} large picture{'s' if found.large > 1 else ''}; what is printed there is "
            "not read.",
            bengali(f"নথিতে {found.large}টি বড় ছবি আছে; সেখানকার লেখা পড়া হয়নি।"),
            suggestion="Save it as PDF and draw it, or give the picture as a file of its own.",
            rule="pictures",
        )
    if found.others:
        yield Issue(
            "EMBEDDED_FILES",
            "warn",
            f"The document shows {found.others} embedded file{'s' if found.others > 1 else ''}, which "
            f"{'are' if found.others > 1 else 'is'} not read.",
            bengali(f"নথির ভেতরে {found.others}টি অন্য ফাইল আছে; পড়া হয়নি।"),
            suggestion="Open it in Word and save it again.",
            rule="embedded",
        )


def _nothing(found: Found) -> str:
    if found.pictures:
        return "The document prints no text, only pictures; save it as PDF, which is read as a scan."
    if found.others:
        return "The document prints no text of its own, only an embedded file; open it in Word and save it again."
    return "The document prints nothing."
