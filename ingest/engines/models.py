"""Where Tesseract's models stand on this machine, and of which kind they are. The only place that looks for them.

`make setup` puts the better models (best_int) into the virtual environment; else the system's package has the small
ones (fast). Order: the folder that PROTIBEDON_TESSDATA names, the environment's own, TESSDATA_PREFIX, the system's.
"""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.errors import ModelMissing

BENGALI = "ben"
LATIN = "eng"
_SYSTEM = ("/usr/share/tesseract-ocr/*/tessdata", "/usr/share/tessdata", "/usr/local/share/tessdata")
_KINDS = {
    "0b3319da916ce374b1863955d1d61e2aebdebe37bf4e0dbfa59c8596f6d2e57f": "best_int",
    "5dc5d8d640a212c9d6184921ba103b186f50e0fed9ee716c53e6b312b400d747": "best_int",
    "31163084c279aaebd376216f0c3d5c17ad4b5fee8db49dae79c20000b5de5964": "fast",
    "7d4322bd2a7749724879683fc3912cb542f19906c83bcc1a52132556427170b2": "fast",
}
_WITHOUT = "protibedon"  # the engine that has its own
_KEPT_BY = "run `make setup` with npm at hand, or install the system's packages tesseract-ocr-ben and tesseract-ocr-eng"


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model: its language (`ben`, `eng`), the folder it stands in, its kind and the file's sha256."""

    language: str
    folder: Path
    kind: str  # best_int, fast, or other
    sha256: str

    @property
    def label(self) -> str:
        """As it stands in the column `engine`: `ben best_int`, or with the hash's beginning where it is unknown."""
        return f"{self.language} {self.kind}" if self.kind != "other" else f"{self.language} {self.sha256[:8]}"


def used_by(engine: str | None) -> bool:
    """Whether an engine of that name, or without a name the first choice, reads with these models."""
    return engine not in (None, _WITHOUT)


def folders() -> list[Path]:
    """The folders in which models may stand, the first choice first; only those that exist."""
    named = [os.environ.get("PROTIBEDON_TESSDATA"), str(own_folder()), os.environ.get("TESSDATA_PREFIX")]
    wanted = [Path(folder) for folder in named if folder]
    for pattern in _SYSTEM:
        wanted.extend(sorted(Path("/").glob(pattern.lstrip("/")), reverse=True))
    return [folder for folder in dict.fromkeys(wanted) if folder.is_dir()]


def own_folder() -> Path:
    """The folder of the environment into which set-up puts the models; it need not exist."""
    return Path(sys.prefix) / "share" / "protibedon" / "tessdata"


def found(language: str) -> list[Model]:
    """The models of a language, the first choice first; two files of the same bytes are one model."""
    models: dict[str, Model] = {}
    for folder in folders():
        file = folder / f"{language}.traineddata"
        if file.is_file():
            digest = _sha256(file)
            models.setdefault(digest, Model(language, folder, _KINDS.get(digest, "other"), digest))
    return list(models.values())


def find(language: str) -> Model | None:
    """The first choice among the models of a language, None where there is none."""
    return next(iter(found(language)), None)


def demand(language: str) -> list[Model]:
    """The models of a language, at least one; raises ModelMissing with the remedy where there is none."""
    models = found(language)
    if not models:
        raise ModelMissing(f"No Tesseract model for the language {language} was found: {_KEPT_BY}.")
    return models


def label(models: list[Model]) -> str:
    """Several models of one language as they stand in the column `engine`: `ben best_int+fast`."""
    return f"{models[0].language} " + "+".join(model.label.split()[1] for model in models)


@cache
def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
