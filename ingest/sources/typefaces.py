"""Which text of an HTML page is set in a legacy font: <font face>, style attributes and the rules of <style>."""

from __future__ import annotations

import re

from lxml import etree

from normalize import bijoy

_NAMED = re.compile(r"sutonny|mj\b|\bansi\b|_ansi", re.IGNORECASE)  # a page without these is not looked at further
_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?$", re.IGNORECASE)
# of a style: not mso-bidi-font-family, which Word writes beside it for other scripts
_FAMILY = re.compile(r"(?:^|;)\s*font(?:-family)?\s*:\s*([^;]+)", re.IGNORECASE)


class Typefaces:
    """The generation of Bijoy codes that each open element's font prints; None for every other font.

    A stack: `open` at an element's start, `close` at its end. An element's own font is that of its style, of <font
    face>, of its class, of its tag, in this order; where it has none, it is its parent's.
    """

    def __init__(self, text: str) -> None:
        self._rules = _rules(text) if _NAMED.search(text) else None
        self._open: list[bijoy.Generation | None] = [None]

    @property
    def codes(self) -> bijoy.Generation | None:
        """What the font of the text at this place prints."""
        return self._open[-1]

    def open(self, element: etree._Element, tag: str) -> None:
        """Enter an element."""
        if self._rules is not None:
            named = _own(element, tag, self._rules)
            self._open.append(self._open[-1] if named is None else bijoy.generation_of(named))

    def close(self) -> None:
        """Leave the element entered last."""
        if self._rules is not None:
            self._open.pop()


def _own(element: etree._Element, tag: str, rules: dict[tuple[str, str], str]) -> str | None:
    """The font that an element names for itself, as written; None where it names none."""
    family = _family(element.get("style") or "")
    if family is None and tag == "font":
        family = element.get("face")
    if family is None and rules:
        names = (element.get("class") or "").split()
        keys = [*((tag, name) for name in names), *(("", name) for name in names), (tag, "")]
        family = next((rules[key] for key in keys if key in rules), None)
    return family


def _rules(text: str) -> dict[tuple[str, str], str]:
    """The font of each tag, class and tag with class: ("td", ""), ("", "xl65") …. Other selectors are left out."""
    found: dict[tuple[str, str], str] = {}
    for sheet in _SHEET.findall(text):
        for selectors, style in _RULE.findall(_COMMENT.sub(" ", sheet)):
            family = _family(style)
            for selector in selectors.split(",") if family else ():
                match = _SELECTOR.match(selector.strip())
                if match and match[0]:
                    found[(match[1] or "").lower(), match[2] or ""] = family or ""
    return found


def _family(style: str) -> str | None:
    named = _FAMILY.findall(style) if "font" in style.lower() else []
    return named[-1] if named else None
