"""Opening a PDF, whatever state it is in: bounds first, passwords, damaged tables of places, other files inside it.

pdfium opens it without running anything: no JavaScript (it is built without), no launch action, no address, no file
beside it.
"""

from __future__ import annotations

import contextlib
import io
import logging
import re

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as c

from extract.model import Issue
from ingest.errors import PasswordNeeded, UnreadableContent
from ingest.sources.limits import Limits
from ingest.sources.raster import bounds

_CATALOGUE = re.compile(rb"\b(\d{1,9}) (\d{1,5}) obj\s*<<[^>]{0,200}/Type\s*/Catalog\b")
_TRAILER = b"\ntrailer<</Root %s %s R>>\n"
_MOST_NAMED = 10  # of the files inside a PDF
_LONGEST = 80  # characters of a file's name

logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # each fault of a damaged file is a line to it


def opened(data: bytes, limits: Limits) -> tuple[bytes, pdfium.PdfDocument]:
    """Open a PDF: the bytes that could be opened, repaired where they had to be, and the document. Close it after use.

    Raises TooLarge beyond the bounds, PasswordNeeded, and UnreadableContent where nothing opens it.
    """
    bounds.check(data, limits)
    try:
        pdf = _tried(data, limits.password)
        if len(pdf):
            return data, pdf
        pdf.close()
        cause = UnreadableContent("The PDF has no page that can be found.")
    except UnreadableContent as error:
        cause = error
    for mended in (_with_trailer(data), rewritten(data, limits.password)):
        if mended:
            with contextlib.suppress(UnreadableContent):
                pdf = _tried(mended, limits.password)
                if len(pdf):
                    return mended, pdf
                pdf.close()
    raise cause


def attached(pdf: pdfium.PdfDocument) -> tuple[Issue, ...]:
    """Tell of the other files that a PDF holds: they are not read."""
    count = pdf.count_attachments()
    if count < 1:
        return ()
    names = [_name(pdf, k) for k in range(min(count, _MOST_NAMED))]
    listed = ", ".join(f"“{name}”" for name in names) + (" …" if count > len(names) else "")
    return (
        Issue(
            "EMBEDDED_FILES",
            "info",
            f"The PDF holds {count:,} other {'file' if count == 1 else 'files'}, which are not read: {listed}.",
            f"পিডিএফটির ভেতরে আরও {count}টি ফাইল আছে, যা পড়া হয়নি: {listed}।",
            suggestion="Save them from the PDF into the folder if they are reports.",
            rule="attached",
        ),
    )


def _name(pdf: pdfium.PdfDocument, number: int) -> str:
    try:
        name = pdf.get_attachment(number).get_name()
    except (pdfium.PdfiumError, UnicodeError):
        return "?"
    return "".join(character if character.isprintable() else "?" for character in name)[:_LONGEST] or "?"


def _tried(data: bytes, password: str | None) -> pdfium.PdfDocument:
    """The document as pdfium opens it: without a password first, for many ask none of who only reads."""
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == c.FPDF_ERR_SECURITY:
            raise PasswordNeeded("The PDF is locked in a way that can't be opened here.") from error
        if error.err_code != c.FPDF_ERR_PASSWORD:
            raise UnreadableContent("The PDF is damaged: it can't be opened.") from error
        if not password:
            raise PasswordNeeded("The PDF asks for a password, and is not read without.") from error
    try:
        return pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError as error:
        raise PasswordNeeded("The PDF asks for a password, another one than was given.") from error


def _with_trailer(data: bytes) -> bytes | None:
    """A file that was cut off before its end, with what pdfium looks for there."""
    catalogue = _CATALOGUE.search(data)
    return data + _TRAILER % catalogue.groups() if catalogue else None


def rewritten(data: bytes, password: str | None) -> bytes | None:
    """The file written anew by qpdf from the objects that it finds, not locked; None where it finds no document."""
    for word in ("", password):
        written = io.BytesIO()
        try:
            with pikepdf.open(io.BytesIO(data), password=word or "") as pdf:
                pdf.save(written, deterministic_id=True)
        except pikepdf.PasswordError:
            continue
        except (pikepdf.PdfError, ValueError, RuntimeError, OverflowError):
            return None
        return written.getvalue()
    return None
