"""Rules for inline markup that exports leave in cells. Each rule takes and gives plain text and never raises.

Only tags and entities of a closed list are touched, so that `a < b` and `R&D` stay as printed.
"""

from __future__ import annotations

import html
import re

_INLINE = "b|i|u|s|em|strong|span|sup|sub|font|small|big|mark|p|div|center"
_BREAK = re.compile(r"<br[ \t]{0,4}/?[ \t]{0,4}>|</(?:p|div)>(?=[^\n])", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{_INLINE})(?:[ \t][^<>\n]{{0,200}})?/?>", re.IGNORECASE)
_NAMED = (
    "nbsp|lt|gt|quot|apos|ndash|mdash|hellip|zwnj|zwj|shy|lsquo|rsquo|ldquo|rdquo|middot|bull|minus|times|ensp|emsp"
)
# &amp;nbsp; is one entity escaped twice: taken in one go, so that &amp;amp;amp;… costs one pass
_ENTITY = re.compile(rf"&(?:(?:amp|\#38|\#[xX]26);)*(?:(?:{_NAMED}|\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|amp);)?")
_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,500})\]\((?:https?://|mailto:|ftp://|www\.|tel:)[^\s()<>]{0,500}\)", re.IGNORECASE
)
_ESCAPE = re.compile(r"\\([\\*_\[\](){}#+\-.!|`~<>&])")
_STRONG = re.compile(r"(\*\*|__)(?=[^\s*_])([^*_\n]{1,500})(?<=[^\s*_])\1")


def break_lines(text: str) -> str:
    """<br> parts words: it becomes a new line. `চলতি<br>মান` → `চলতি⏎মান`."""
    return _BREAK.sub("\n", text)


def drop_tags(text: str) -> str:
    """Inline tags carry no text. `<b>১. প্রাতিষ্ঠানিক</b>.....৬` → `১. প্রাতিষ্ঠানিক.....৬`; `a < b` stays."""
    return _TAG.sub("", text)


def decode_entities(text: str) -> str:
    """HTML entities of a closed list become their character. `দপ্তর&nbsp;প্রধান` → `দপ্তর প্রধান`; `R&D` stays."""
    return _ENTITY.sub(_decoded, text)


def _decoded(match: re.Match[str]) -> str:
    """The character of one entity, however often its ampersand was escaped."""
    entity = match[0]
    if ";" not in entity:
        return entity
    last = entity.rstrip(";").rpartition(";")[2].lstrip("&")
    if last.lower() in ("amp", "#38", "#x26"):
        return "&"
    return html.unescape(f"&{last};")


def unlink(text: str) -> str:
    """A Markdown link keeps its text. `[www.office.example](http://www.office.example)` → `www.office.example`.

    A code before brackets is no link: `[১.১](২)` stays.
    """
    return _LINK.sub(r"\1", text) if "](" in text else text


def unescape(text: str) -> str:
    r"""Markdown escapes are dropped. `\*\*\* কার্যক্রম ১.২` → `*** কার্যক্রম ১.২`."""
    return _ESCAPE.sub(r"\1", text)


def unstrong(text: str) -> str:
    """Markdown strong marks around a whole text are dropped. `**মোট**` → `মোট`; the footnote mark of `৪**` stays."""
    whole = _STRONG.fullmatch(text)
    return whole[2] if whole else text
