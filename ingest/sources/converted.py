"""Kinds that LibreOffice turns into those of Word and Excel: .doc, .xls, .rtf, .odt, .ods."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model import Page
from ingest.errors import PasswordNeeded, UnknownFormat
from ingest.sources import soffice
from ingest.sources.claims import Claim
from ingest.sources.limits import Limits, Meter

MEDIA_TYPES = (
    "application/x-ole-storage",
    "application/rtf",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
)
_ODS, _ODT = b"opendocument.spreadsheet", b"opendocument.text"
_HEAD = 1 << 12


def claim(head: bytes, suffix: str) -> Claim | None:
    """Nothing is claimed: every kind has its signature, and a name alone proves none."""
    del head, suffix
    return None


def pages(data: bytes, limits: Limits) -> Iterator[Page]:
    """Give the pages as those of the .docx or .xlsx that LibreOffice makes of the file.

    Raises OfficeMissing where it is not installed, PasswordNeeded, UnknownFormat for other kinds in the same container,
    and what reading Word's and Excel's files raises.
    """
    from ingest.sources.ooxml import document, workbook  # only where there is one to read

    Meter(limits).office(len(data))
    suffix, target = kind(data)
    made = soffice.converted(data, suffix, target, most=limits.max_bytes)
    read = document.pages if target == "docx" else workbook.pages
    yield from read(made, limits)


def kind(data: bytes) -> tuple[str, str]:
    """The suffix of a file's kind, and that of the kind into which it is turned."""
    head = data[:_HEAD]
    if head.startswith(b"{\\rtf"):
        return ".rtf", "docx"
    if head.startswith(b"PK"):
        return (".ods", "xlsx") if _ODS in head else (".odt", "docx")
    if _stream("EncryptedPackage") in data:
        raise PasswordNeeded("The Office file opens with a password only.")
    for name, suffix, target in (
        ("WordDocument", ".doc", "docx"),
        ("Workbook", ".xls", "xlsx"),
        ("Book", ".xls", "xlsx"),
    ):
        if _stream(name) in data:
            return suffix, target
    if _stream("__properties_version1.0") in data:
        raise UnknownFormat("The file is a mail of Outlook (msg); save its text or what is attached to it.")
    raise UnknownFormat("The file is an old Office container without a document or a sheet.")


def _stream(name: str) -> bytes:
    """How the directory of an OLE container holds a name."""
    return name.encode("utf-16-le") + b"\0\0"
