"""Bytes → text, with what could not be read counted, and text → pages of lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.model import Issue

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Breaks inside a cell or paragraph, as word processors export them; they don't count as physical lines.
SOFT_BREAKS = ("\v", "\N{LINE SEPARATOR}", "\N{PARAGRAPH SEPARATOR}", "\x85")
_MARKS = (  # the longer mark first: the UTF-16 mark begins the UTF-32 one
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 4096
_THREE_BYTES = re.compile("[\u0800-\uffff]")
_EIGHT_BIT = re.compile(r"cp\d+|iso8859-\d+|mac-\w+|koi8-\w")
# Windows-1252 as browsers read it: the five bytes it leaves open stay themselves, for Bijoy fonts have letters there.
_WINDOWS = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1a\x1b") + b"\x7f"
# High bytes of UTF-16 in reports: Latin, Bengali, the danda's block and general punctuation (dashes, joiners).
_HIGH_BYTES = frozenset((0x00, 0x09, 0x20))


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a file with newline line ends, the encoding it was read in, and doubts about the reading."""

    text: str
    encoding: str
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class RawPage:
    """The lines between two form feeds; `first_line` is the number of `lines[0]` in the file, from 1."""

    number: int
    first_line: int
    lines: list[str]


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Read bytes as text: by the byte order mark, then as UTF-8, then as `declared`, then as what they look like.

    Broken bytes become U+FFFD and are counted in an issue TEXT_DEFECT; NULs are dropped and counted. Text with no valid
    UTF-8 sequence among many broken ones is legacy 8-bit text (Bijoy and the like), read as Windows-1252 so that its
    letters stay recoverable. Never raises.

    >>> decode("মান ১৫".encode("utf-16")).text
    'মান ১৫'
    """
    encoding, skip = encoding_of(data, declared)
    if encoding == "cp1252":
        text = str(data, "latin-1").translate(_WINDOWS)
    else:
        text = str(memoryview(data)[skip:], encoding, "replace")
    nuls = text.count("\0")
    if nuls:
        text = text.replace("\0", "")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, encoding, tuple(_issues(text, encoding, nuls)))


def encoding_of(data: bytes, declared: str | None = None) -> tuple[str, int]:
    """Tell the encoding of a text and the length of its byte order mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    guess = _utf16_without_mark(data[:_HEAD])
    if guess:
        return guess, 0
    try:
        str(data, "utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, declared), 0
    return "utf-8", 0


def looks_textual(head: bytes) -> bool:
    """Tell whether the first bytes of a file can be text in any encoding, with hardly any control characters."""
    if any(head.startswith(mark) for mark, _ in _MARKS) or _utf16_without_mark(head[:_HEAD]):
        return True
    sample = head[:_HEAD]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls * 50 <= len(sample)


def raw_pages(text: str) -> Iterator[RawPage]:
    """Cut text at form feeds; the number of a page is one more than the form feeds before it."""
    line, start, number = 1, 0, 1
    while start <= len(text):
        end = text.find("\f", start)
        piece = text[start:] if end < 0 else text[start:end]
        if piece and not piece.isspace():
            yield RawPage(number, line, piece.split("\n"))
        if end < 0:
            return
        line += piece.count("\n")
        start, number = end + 1, number + 1


def _utf16_without_mark(head: bytes) -> str | None:
    """UTF-16 told by its high bytes: one byte of every pair is 00, 09 or 20 and the other hardly ever is."""
    if len(head) < 4 or b"\0" not in head:
        return None
    even, odd = head[0::2], head[1::2]
    shares = [sum(b in _HIGH_BYTES for b in half) / len(half) for half in (even, odd)]
    if shares[1] > 0.9 and shares[0] < 0.6:
        return "utf-16-le"
    if shares[0] > 0.9 and shares[1] < 0.6:
        return "utf-16-be"
    return None


def _not_utf8(data: bytes, declared: str | None) -> str:
    """Choose for a text with broken bytes: UTF-8 where whole letters of three bytes stand among them, else 8-bit."""
    text = str(data[: 1 << 20], "utf-8", "replace")
    broken = text.count(REPLACEMENT)
    letters = len(_THREE_BYTES.findall(text)) - broken
    if letters * 10 >= broken > 0 and letters:
        return "utf-8"
    return _codec(declared) or ("utf-8" if broken < 3 else "cp1252")


def _codec(name: str | None) -> str | None:
    """Find the 8-bit codec of a declared charset; what was declared in ASCII letters can't be UTF-16."""
    try:
        found = codecs.lookup(name).name if name else ""
    except (LookupError, ValueError):
        return None
    return found if _EIGHT_BIT.fullmatch(found) else None


def _issues(text: str, encoding: str, nuls: int) -> Iterator[Issue]:
    broken = text.count(REPLACEMENT)
    if broken:
        line = text.count("\n", 0, text.index(REPLACEMENT)) + 1
        yield Issue(
            "TEXT_DEFECT",
            "warn",
            f"{broken} broken characters were replaced by U+FFFD; the first is on line {line}.",
            f"{broken}টি নষ্ট অক্ষর U+FFFD দিয়ে বদলানো হয়েছে; প্রথমটি {line} নম্বর লাইনে।",
            raw=_line_at(text, text.index(REPLACEMENT)),
            suggestion="Compare the line with the original and export it again as UTF-8.",
            rule="decoding",
        )
    if nuls:
        yield Issue(
            "TEXT_DEFECT",
            "warn",
            f"{nuls} NUL characters were dropped.",
            f"{nuls}টি NUL অক্ষর বাদ দেওয়া হয়েছে।",
            rule="decoding_nul",
        )
    if encoding == "cp1252":
        yield Issue(
            "TEXT_DEFECT",
            "warn",
            "The text is not Unicode; it was read as Windows-1252 and may be in a legacy Bengali font.",
            "লেখাটি ইউনিকোডে নেই; Windows-1252 হিসেবে পড়া হয়েছে, সম্ভবত পুরোনো বাংলা ফন্টে লেখা।",
            suggestion="Export the report again as UTF-8.",
            rule="decoding_legacy",
        )


def _line_at(text: str, place: int) -> str:
    start = text.rfind("\n", 0, place) + 1
    return text[max(start, place - 40) : place + 40].split("\n")[0]
