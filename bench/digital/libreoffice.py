"""Running LibreOffice over many files of the bench at once, with a profile of its own and the fonts that it may use."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.digital.legacy import STAND_IN
from bench.digital.office import FONTS as LEGACY
from bench.scans.fonts import SHARED, Font
from ingest.sources.soffice import program

SECONDS = 60  # a file
WEB = ".woff2"  # which LibreOffice can't use
WHEN = "1704067200"  # seconds since 1970
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{shared}</dir><cachedir>{cache}</cachedir>
{stand_ins}</fontconfig>
"""
ALIAS = (
    '<alias binding="same"><family>{}</family>'
    "<accept><family>Siyam Rupali ANSI</family><family>{}</family></accept></alias>"
)


def usable(font: Font) -> bool:
    """Whether LibreOffice can use a font: it takes no web fonts."""
    return all(face.path.suffix != WEB for face in font.faces)


def converted(files: Sequence[Path], target: str, out: Path) -> list[Path]:
    """The files in another format, in folder `out`. Raises RuntimeError where one is not made."""
    office = program()
    if office is None:
        raise RuntimeError("LibreOffice is missing; install it: apt-get install libreoffice-core")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="office-") as name:
        folder = Path(name)
        known = folder / "fonts.conf"
        stand_ins = "".join(ALIAS.format(font, STAND_IN) for font in LEGACY.values())
        told = FONTS.format(shared=SHARED.resolve(), cache=folder / "cache", stand_ins=stand_ins)
        known.write_text(told, encoding="utf-8")
        env = {**os.environ, "HOME": name, "FONTCONFIG_FILE": str(known), "SOURCE_DATE_EPOCH": WHEN}
        command = [
            office, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
            f"-env:UserInstallation=file://{name}/profile", "--convert-to", target, "--outdir", str(out),
            *map(str, files),
        ]  # fmt: skip
        subprocess.run(command, env=env, capture_output=True, check=True, timeout=SECONDS * len(files))  # noqa: S603
    made = [out / f"{file.stem}.{target}" for file in files]
    lost = [file.name for file in made if not file.exists()]
    if lost:
        raise RuntimeError(f"LibreOffice did not make {', '.join(lost)}")
    return made
