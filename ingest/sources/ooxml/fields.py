"""Fields of Word (page numbers, dates, form controls): their codes are not printed, their results are."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from ingest.sources.ooxml.package import attribute, child, switch

_COUNTERS = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"))
_BOXES = {True: "☒", False: "☐"}


@dataclass(slots=True)
class _Field:
    in_code: bool
    code: list[str] = field(default_factory=list)
    box: bool | None = None  # a check box, ticked or not


class Fields:
    """The fields that are open, the innermost last. `margin`: in headers and footers page numbers are left out."""

    def __init__(self, margin: bool) -> None:
        self._margin = margin
        self._open: list[_Field] = []

    @property
    def silent(self) -> bool:
        """Whether what stands here is not printed: it is a field's code, or a page number of a header."""
        return any(one.in_code or (self._margin and _counts(one)) for one in self._open)

    def open(self, code: str) -> None:
        """Enter a field whose code is known and whose result follows."""
        self._open.append(_Field(in_code=False, code=[code]))

    def close(self) -> None:
        """Leave the innermost field."""
        if self._open:
            self._open.pop()

    def tell(self, code: str) -> None:
        """Take a piece of the code of the innermost field."""
        if self._open:
            self._open[-1].code.append(code)

    def mark(self, element: etree._Element) -> str:
        """Pass a <w:fldChar>; what a form control prints of itself."""
        match attribute(element, "fldCharType"):
            case "begin":
                self._open.append(_Field(in_code=True, box=_ticked(child(child(element, "ffData"), "checkBox"))))
            case "separate" if self._open:
                self._open[-1].in_code = False
            case "end" if self._open:
                box = self._open.pop().box
                return "" if box is None else _BOXES[box]
        return ""


def _counts(one: _Field) -> bool:
    words = "".join(one.code).split()
    return bool(words) and words[0].upper() in _COUNTERS


def _ticked(box: etree._Element | None) -> bool | None:
    if box is None:
        return None
    checked = switch(box, "checked")
    return bool(switch(box, "default")) if checked is None else checked
