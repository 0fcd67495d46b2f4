"""Poppler's `pdftotext -bbox-layout`: words with their boxes, no tables."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from bench.digital.peers import Sheet

NAME = "pdftotext"
_HTML = "{http://www.w3.org/1999/xhtml}"
_SECONDS = 60


def missing() -> str | None:
    """The program, or nothing."""
    return None if shutil.which("pdftotext") else "pdftotext is not installed: apt-get install poppler-utils"


def fits(ruled: str) -> bool:
    """It looks at no rulings."""
    return bool(ruled)


def read(path: Path) -> Iterator[Sheet]:
    """Words page by page."""
    command = [shutil.which("pdftotext") or "pdftotext", "-bbox-layout", str(path), "-"]
    told = subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS).stdout  # noqa: S603 - fixed
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    for page in etree.fromstring(told, parser).iter(f"{_HTML}page"):
        yield Sheet(words=[word.text or "" for word in page.iter(f"{_HTML}word")])
