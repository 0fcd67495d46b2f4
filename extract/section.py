"""Heading rows of areas: '১. প্রাতিষ্ঠানিক ব্যবস্থা.....৬' → code, name and weight."""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalize import clean, read

_SECTION = re.compile(
    r"^\s*[\[(]?(?P<code>[\d০-৯]{1,2}(?:\.[\d০-৯]{1,2})?)?[\])]?\s*[.।)]?\s*(?P<name>.*?)"
    r"(?:\s*(?:[.…_](?: ?[.…_])+|…|[(\[]\s*(?:মান)?\s*[:-]?)\s*(?P<weight>[\d০-৯]+(?:\.[\d০-৯]+)?)\s*[)\]]?)?\s*$",
    re.DOTALL,
)
_LONGEST = 400  # characters of a heading


@dataclass(slots=True)
class Section:
    """The heading row of an area: '১. প্রাতিষ্ঠানিক ব্যবস্থা.....৬' → code 1, name, weight 6."""

    raw: str
    code: str | None
    name: str
    weight: float | None


def section_of(raw: str) -> Section:
    """Read the heading row of an area.

    >>> s = section_of("<b>২. ক্রয়ের ক্ষেত্রে শুদ্ধাচার</b> .....২")
    >>> s.code, s.name, s.weight
    ('2', 'ক্রয়ের ক্ষেত্রে শুদ্ধাচার', 2.0)
    """
    text = " ".join(clean(raw).text.split())
    found = _SECTION.match(text) if len(text) <= _LONGEST else None  # 90,000 dots took minutes
    if not found or not found["name"]:
        return Section(raw, None, text, None)
    code = read(found["code"], "number").number if found["code"] and "." not in found["code"] else None
    weight = read(found["weight"], "number").number if found["weight"] else None
    return Section(raw, str(int(code)) if code else None, found["name"].strip(" .…"), weight)
