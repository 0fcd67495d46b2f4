"""What is installed, in which version, what is missing and how to get it."""

from __future__ import annotations

import importlib
import os
import platform
import resource
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from ingest import versions

_LIBRARIES = {
    "pyarrow": "pyarrow",
    "pandas": "pandas",
    "lxml": "lxml.html",
    "markdown-it-py": "markdown_it",
    "rapidfuzz": "rapidfuzz",
    "bangla-normalizer": "bangla_normalizer",
    "numpy": "numpy",
    "opencv-python-headless": "cv2",
    "pillow": "PIL",
    "pikepdf": "pikepdf",
    "playa-pdf": "playa",
    "pypdfium2": "pypdfium2",
    "typer": "typer",
    "rich": "rich",
}
_HOW = "run `make setup` in the project, or `pip install protibedon` again"
_SCANS = "scans can't be read; text can: run `make setup`, or `pip install onnxruntime`"
_BETTER = "only for --engine tesserocr: run `make setup` with npm at hand, or install tesseract-ocr-ben"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, what was found, and what to do where it is not."""

    name: str
    well: bool
    found: str
    advice: str = ""

    @property
    def line(self) -> str:
        """The finding on one line."""
        mark = "ok     " if self.well else "MISSING"
        return f"{mark}  {self.name:<20} {self.found}" + (f"  → {self.advice}" if self.advice else "")


def findings() -> Iterator[Finding]:
    """Everything the program needs, one at a time."""
    supported = sys.version_info >= (3, 11)
    found = f"{platform.python_version()} ({sys.executable})"
    yield Finding("python", supported, found, "" if supported else "install Python 3.11 or newer")
    yield Finding("protibedon", True, versions.pipeline_version())
    for name, module in _LIBRARIES.items():
        yield _library(name, module)
    for package in ("normalize", "extract", "ingest.sources", "ingest.engines"):
        yield _package(package)
    yield from _engines()
    yield _office()
    yield from _system()


def _library(name: str, module: str) -> Finding:
    found = versions.library_version(name)
    if found is None:
        return Finding(name, False, "not installed", _HOW)
    try:
        importlib.import_module(module)
    except ImportError as error:
        return Finding(name, False, f"{found}, but it can't be loaded: {error}", _HOW)
    return Finding(name, True, found)


def _package(name: str) -> Finding:
    try:
        importlib.import_module(name)
    except ImportError as error:
        return Finding(name, False, f"can't be loaded: {error}", _HOW)
    return Finding(name, True, "loads")


def _engines() -> Iterator[Finding]:
    """What reads scans: every engine, which is the default, and every model with its kind and its folder."""
    from ingest import engines
    from ingest.engines import models

    lacks = {name: module.missing() for name, module in engines.engines().items()}
    default = next((name for name, lack in lacks.items() if lack is None), None)
    for name, lack in lacks.items():
        told = lack or engines.door(name).name + (", the default of --engine" if name == default else "")
        yield Finding(f"engine {name}", lack is None or default is not None, told, "" if default else _SCANS)
    for language in (models.BENGALI, models.LATIN):
        found = models.found(language)
        told = ", ".join(f"{model.kind} in {model.folder}" for model in found) or "none"
        better = any(model.kind == "best_int" for model in found)
        yield Finding(f"model {language}", bool(found) or default is not None, told, "" if better else _BETTER)


def _office() -> Finding:
    """LibreOffice, which only older kinds of files need: without it they are skipped, and nothing else is missing."""
    from ingest.sources import soffice

    found, kinds = soffice.program(), ".doc, .xls, .odt, .ods and .rtf"
    if found:
        return Finding("LibreOffice", True, f"{found}, for {kinds}")
    return Finding("LibreOffice", True, f"not installed: {kinds} are skipped", "install it if you have such files")


def _system() -> Iterator[Finding]:
    cores = len(os.sched_getaffinity(0))
    yield Finding("processors", True, f"{cores} (the default of --jobs)")
    encoding = sys.stdout.encoding or ""
    utf8 = encoding.lower().replace("-", "") == "utf8"
    yield Finding("output encoding", utf8, encoding or "none", "" if utf8 else "set PYTHONUTF8=1 to print Bengali")
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    bound = "none" if soft == resource.RLIM_INFINITY else f"{soft >> 20:,} MiB"
    yield Finding("memory limit", True, bound)
