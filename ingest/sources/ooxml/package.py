"""The zip of an Office file: its parts and the relations between them, read in bounded memory from hostile bytes.

Nothing outside the file is ever followed; a part with a document type (entities) is refused; what is unpacked counts.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO
from urllib.parse import unquote

from lxml import etree

from ingest.errors import IngestError, TooDeep, TooLarge, UnknownFormat, UnreadableContent
from ingest.sources.limits import MEBIBYTE, Limits

_ENTRY = b"PK\x01\x02"  # begins each entry of a zip's directory: no more entries than this occurs
_MAX_ENTRIES = 20_000
_METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))  # all that Office Open XML allows
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError,
    struct.error, OSError, OverflowError,
)  # fmt: skip
_ROOT = ""  # the part whose relations are those of the file itself

Event = tuple[str, str, etree._Element]  # "start" or "end", the element's name without its namespace, the element


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part says of another: the last word of the relation's type ("header", "sharedStrings") and the part."""

    kind: str
    part: str


class Package:
    """An Office file by its parts. Every method raises UnreadableContent where the zip or its XML is broken."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        if data.count(_ENTRY) > _MAX_ENTRIES:
            raise TooLarge(f"The file has more than {_MAX_ENTRIES:,} parts.")
        self._most = limits.max_unpacked_bytes
        self._left = self._most
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            listed = self._zip.infolist()
        except _BROKEN as error:
            raise UnreadableContent("The file is cut off or damaged: it can't be unpacked.") from error
        self._parts = {_folded(info.filename): info for info in listed}

    def has(self, part: str) -> bool:
        """Whether the file holds a part."""
        return _folded(part) in self._parts

    def main(self, usual: str, kind: str) -> str:
        """The part that the file begins with. UnknownFormat where there is none: an archive of other files.

        `usual`: its name where the file does not tell it; `kind`: what it is, for the sentence.
        """
        related = (relation.part for relation in self.related(_ROOT).values() if relation.kind == "officeDocument")
        found = next((part for part in (*related, usual) if self.has(part)), None)
        if found is None:
            raise UnknownFormat(f"The file is a ZIP archive without {kind}; unpack it and give the files in it.")
        return found

    def related(self, part: str) -> dict[str, Relation]:
        """The parts that a part names, by the names it uses for them. What is outside the file is left out."""
        folder, name = posixpath.split(part)
        found: dict[str, Relation] = {}
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(listed):
            return found
        for _, _, element in self.events(listed, ("Relationship",), ("end",)):
            target, kind = element.get("Target") or "", element.get("Type") or ""
            if element.get("TargetMode", "").lower() != "external" and target:
                path = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
                found[element.get("Id") or ""] = Relation(kind.rpartition("/")[2], path.lstrip("/"))
        return found

    def events(self, part: str, names: Iterable[str], when: tuple[str, ...] = ("start", "end")) -> Iterator[Event]:
        """The elements of a part that have one of the names, as they open and close, with whatever namespace.

        The caller frees what it is done with (`free`), else the whole part stays in memory.
        """
        try:
            with _Bounded(self, self._open(part)) as stream:
                parser = etree.iterparse(
                    stream, events=when, tag=[f"{{*}}{name}" for name in names], resolve_entities=False,
                    no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
                )  # fmt: skip
                first = True
                for event, element in parser:
                    if first:
                        _refuse_entities(element)
                        first = False
                    yield event, element.tag.rpartition("}")[2], element
        except etree.XMLSyntaxError as error:
            raise _cause(error, part) from error
        except _BROKEN as error:
            raise UnreadableContent(f"The part {_told(part)} of the file is damaged.") from error

    def _open(self, part: str) -> IO[bytes]:
        info = self._parts.get(_folded(part))
        if info is None:
            raise UnreadableContent(f"The file lacks its part {_told(part)}.")
        if info.flag_bits & _ENCRYPTED or info.compress_type not in _METHODS:
            raise UnreadableContent(f"The part {_told(part)} is encrypted or packed in a way that Office does not use.")
        return self._zip.open(info)

    def spend(self, n: int) -> None:
        """Count n unpacked bytes. TooLarge beyond the limit of the whole file."""
        self._left -= n
        if self._left < 0:
            raise TooLarge(f"The file unpacks to more than {self._most / MEBIBYTE:.0f} MB of text.")


class _Bounded:
    """A part as it is unpacked: counts bytes, and refuses a document type before a parser sees it."""

    def __init__(self, package: Package, stream: IO[bytes]) -> None:
        self._package = package
        self._stream = stream
        self._begun = False

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(min(size, MEBIBYTE) if size > 0 else MEBIBYTE)
        self._package.spend(len(data))
        if not self._begun and b"<!DOCTYPE" in data.replace(b"\0", b"").upper():  # UTF-16 has NULs
            raise _entities()
        self._begun = True
        return data

    def __enter__(self) -> _Bounded:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()


def free(element: etree._Element) -> None:
    """Give up the memory of an element that is read, and of what stands before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        parent.remove(before)


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute in the element's own namespace, else one without a namespace."""
    space = element.tag.rpartition("}")[0]
    found = element.get(f"{space}}}{name}") if space else None
    return found if found is not None else element.get(name)


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child with a name, in the element's own namespace."""
    if element is None:
        return None
    space, brace, _ = element.tag.rpartition("}")
    return element.find(space + brace + name)


def value(element: etree._Element | None, name: str) -> str | None:
    """The `val` of the first child with a name; None where there is no such child or value."""
    found = child(element, name)
    return None if found is None else attribute(found, "val")


def switch(element: etree._Element | None, name: str) -> bool | None:
    """A property that is on by being there: `<w:vanish/>`; off by `w:val="0"`; None where it is not told."""
    found = child(element, name)
    return None if found is None else attribute(found, "val") not in ("0", "false", "off", "none")


def number(text: str | None, default: int = 0, *, most: int = 1 << 31) -> int:
    """A whole number as an attribute has it; the default where it is none. Cut to ±most."""
    try:
        return max(-most, min(most, int(text or "")))
    except ValueError:
        return default


def _folded(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").casefold()


def _told(part: str) -> str:
    return part if part.isprintable() and len(part) < 80 else "of an odd name"


def _refuse_entities(element: etree._Element) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise _entities()


def _entities() -> IngestError:
    return UnreadableContent("A part of the file declares a document type, which no Office program writes.")


def _cause(error: etree.XMLSyntaxError, part: str) -> IngestError:
    if "depth" in str(error):
        return TooDeep("Elements of the file are nested more than 250 deep.")
    if "XML_PARSE_HUGE" in str(error):
        return TooLarge("A single text of the file is longer than 10 MB.")
    return UnreadableContent(f"The part {_told(part)} of the file is damaged.")
