"""Kinds of files told by their first bytes, and what to do with those that no source reads."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signature:
    """A kind of file and the sentence that stands in `documents` where no source reads it."""

    media_type: str
    reason: str


_PICTURE = "The file is a picture."
_OLD_OFFICE = Signature("application/x-ole-storage", "The file is an old Office document (doc, xls).")
_IN_NAME = rb"PK\x03\x04[\s\S]{26}"  # before the name of each file in a ZIP archive
_ARCHIVE = Signature("application/zip", "The file is a ZIP archive; unpack it and give the files in it.")
_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
_IN_ZIP = (
    (rb"[/\\]?word/", Signature(_OOXML + "wordprocessingml.document", "The file is a Word document.")),
    (rb"[/\\]?xl/", Signature(_OOXML + "spreadsheetml.sheet", "The file is an Excel workbook.")),
    (rb"[/\\]?ppt/", Signature(_OOXML + "presentationml.presentation", "The file is a presentation; save it as text.")),
    (rb"mimetypeapplication/vnd\.oasis\.opendocument\.text", Signature(_ODF + "text", "The file is a text document.")),
    (
        rb"mimetypeapplication/vnd\.oasis\.opendocument\.spreadsheet",
        Signature(_ODF + "spreadsheet", "The file is a sheet."),
    ),
    (
        rb"mimetypeapplication/vnd\.oasis\.opendocument\.",
        Signature(_ODF.rstrip("."), "The file is an OpenDocument file of another kind; save it as PDF."),
    ),
)
_BY_START = (
    (b"%PDF-", Signature("application/pdf", "The file is a PDF.")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_OFFICE),
    (b"{\\rtf", Signature("application/rtf", "The file is Rich Text (RTF).")),
    (b"\x89PNG\r\n", Signature("image/png", _PICTURE)),
    (b"\xff\xd8\xff", Signature("image/jpeg", _PICTURE)),
    (b"GIF8", Signature("image/gif", _PICTURE)),
    (b"II*\0", Signature("image/tiff", _PICTURE)),
    (b"MM\0*", Signature("image/tiff", _PICTURE)),
    (b"II+\0", Signature("image/tiff", _PICTURE)),
    (b"MM\0+", Signature("image/tiff", _PICTURE)),
    (b"\0\0\0\x0cjP  ", Signature("image/jp2", _PICTURE)),
    (b"\xff\x4f\xff\x51", Signature("image/jp2", _PICTURE)),
    (b"\0\0\0\x0cJXL ", Signature("image/jxl", "The file is a JPEG XL picture; save it as JPEG or PNG.")),
    (b"\x1f\x8b", Signature("application/gzip", "The file is compressed (gzip); unpack it first.")),
    (b"BZh", Signature("application/x-bzip2", "The file is compressed (bzip2); unpack it first.")),
    (b"\xfd7zXZ\0", Signature("application/x-xz", "The file is compressed (xz); unpack it first.")),
    (b"7z\xbc\xaf\x27\x1c", Signature("application/x-7z-compressed", "The file is a 7z archive; unpack it first.")),
    (b"Rar!\x1a\x07", Signature("application/vnd.rar", "The file is a RAR archive; unpack it first.")),
    (b"PAR1", Signature("application/vnd.apache.parquet", "The file is a Parquet table, not a report.")),
    (b"SQLite format 3\0", Signature("application/vnd.sqlite3", "The file is an SQLite database, not a report.")),
    (b"\x7fELF", Signature("application/x-executable", "The file is a program, not a report.")),
    (b"MZ\x90\0", Signature("application/x-msdownload", "The file is a program, not a report.")),
    (b"%!PS", Signature("application/postscript", "The file is PostScript; save it as PDF or text.")),
    (b"AT&TFORM", Signature("image/vnd.djvu", "The file is a DjVu scan; save it as PDF or TIFF.")),
    (b"From: <Saved by", Signature("multipart/related", "The file is a web archive (MHTML); save it as HTML.")),
    (b"MIME-Version:", Signature("multipart/related", "The file is a web archive (MHTML); save it as HTML.")),
)


def signature(head: bytes) -> Signature | None:
    """Tell the kind that the first bytes prove, whatever the file is called; None for text and unknown kinds."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((kind for name, kind in _IN_ZIP if re.search(_IN_NAME + name, head)), _ARCHIVE)
    for start, kind in _BY_START:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Signature("image/webp", _PICTURE)
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"):
        return Signature("image/heic", "The file is a HEIC photograph, as phones make it; save it as JPEG.")
    if head[4:8] == b"ftyp" and head[8:12] in (b"avif", b"avis"):
        return Signature("image/avif", "The file is an AVIF picture; save it as JPEG or PNG.")
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return Signature("image/bmp", _PICTURE)
    if b'progid="Excel.Sheet"' in head[:1024] or b'progid="Word.Document"' in head[:1024]:
        return Signature("application/xml", "The file is an Office XML document; save it as HTML or CSV.")
    return None
