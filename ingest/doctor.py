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
    "typer": "typer",
    "rich": "rich",
}
_HOW = "run `make setup` in the project, or `pip install protibedon` again"


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
    for package in ("normalize", "extract", "ingest.sources"):
        yield _package(package)
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


def _system() -> Iterator[Finding]:
    cores = len(os.sched_getaffinity(0))
    yield Finding("processors", True, f"{cores} (the default of --jobs)")
    encoding = sys.stdout.encoding or ""
    utf8 = encoding.lower().replace("-", "") == "utf8"
    yield Finding("output encoding", utf8, encoding or "none", "" if utf8 else "set PYTHONUTF8=1 to print Bengali")
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    bound = "none" if soft == resource.RLIM_INFINITY else f"{soft >> 20:,} MiB"
    yield Finding("memory limit", True, bound)
