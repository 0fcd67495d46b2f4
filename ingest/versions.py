"""Which rules read a document: the package's version and a hash of everything that can change a reading.

Editing a rule, a word list or a form gives another version, and so reads every document again; so does another release
of a library that parses or compares text. Editing the shell around it (this command line, the progress bar) does not.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

PACKAGE_VERSION = "0.1.0"
ROOT = Path(__file__).resolve().parent.parent
_PIXELS = (
    *("ingest/imaging", "ingest/engines", "ingest/reading", "ingest/layer", "ingest/sources/raster", "ingest/scan.py"),
    *("ingest/sources/picture.py", "ingest/sources/pdf.py", "ingest/readings.py"),
    *("extract/model.py", "extract/grid.py", "extract/mesh.py", "extract/open_ends.py", "extract/stems.py"),
    *("extract/rulings.py", "extract/gaps.py", "extract/doubts.py", "extract/spacing"),
    # What columns hold, which cells are read a second time for. Not the rules that match tables to them: these change
    # often, seldom what a column is taken for, and an archive would be read for days.
    *("extract/forms", "extract/columns.toml"),
)
_READING = ("normalize", "extract", "ingest/sources", "ingest/schema", "ingest/run.py", *_PIXELS)
_SHELL = ("ingest/folder.py", "ingest/outcome.py", "ingest/parts.py")
_WRITING = ("ingest/schema", "ingest/compaction.py", "ingest/dictionary.py", "ingest/store.py", "ingest/summary.py")
_READERS = ("bangla-normalizer", "lxml", "markdown-it-py", "rapidfuzz", "regex")
_SEERS = (
    *("numpy", "onnxruntime", "opencv-python-headless", "pillow", "playa-pdf", "pypdfium2", "pytesseract", "tesserocr"),
)
_WRITERS = ("pyarrow",)
_SUFFIXES = {".py", ".toml", ".txt", ".tsv", ".json", ".csv", ".onnx", ".npz"}


@cache
def pipeline_version() -> str:
    """Version in documents.pipeline_version, as `0.1.0+5f1c…`: another value means that documents are read again."""
    return f"{PACKAGE_VERSION}+{_digest(_READING + _SHELL, _READERS + _SEERS)}"


@cache
def reading_version() -> str:
    """Version of what makes pages of pictures: another value means that scans are read by the engine again."""
    return _digest(_PIXELS, _SEERS)


@cache
def eyes(engine: str | None) -> str:
    """What reads pictures here: the engine, and Tesseract's models. Another value: documents are read again."""
    from ingest.engines import models

    wanted = (models.BENGALI, models.LATIN) if models.used_by(engine) else ()
    found = [model for language in wanted for model in models.found(language)]
    return " ".join([engine or "any", *(model.sha256 for model in found)])


@cache
def store_version() -> str:
    """Version of the way the dataset is written: another value means that it is written again from the same parts."""
    return _digest(_WRITING, _WRITERS)


def library_version(name: str) -> str | None:
    """The installed release of a library, None where it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _digest(places: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    hashed = hashlib.sha256()
    for file in _files(places):
        hashed.update(f"{file.relative_to(ROOT).as_posix()}\0".encode())
        hashed.update(hashlib.sha256(file.read_bytes()).digest())
    for name in libraries:
        hashed.update(f"{name}={library_version(name)}\0".encode())
    return hashed.hexdigest()[:12]


def _files(places: tuple[str, ...]) -> list[Path]:
    found: list[Path] = []
    for place in places:
        path = ROOT / place
        if path.is_dir():
            found.extend(file for file in path.rglob("*") if file.suffix in _SUFFIXES and file.is_file())
        elif path.is_file():
            found.append(path)
    return sorted(set(found))
