"""Running headless Chromium: HTML → its document after scripts ran, HTML → PDF."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--font-render-hinting=none",
    "--allow-file-access-from-files", "--virtual-time-budget=20000", "--disable-dev-shm-usage",
)  # fmt: skip
TIMEOUT = 300  # seconds
BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)


def program() -> str | None:
    """The Chromium of this machine, None where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def _run(page: str, *flags: str) -> bytes:
    """Run Chromium on a page; what it printed. Raises RuntimeError with its last words where it fails."""
    found = program()
    if found is None:
        raise RuntimeError("Chromium is missing; install it: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(page, encoding="utf-8")
        command = [found, *FLAGS, f"--user-data-dir={folder}/profile", *flags, path.as_uri()]
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)  # noqa: S603 - our command
    if done.returncode:
        raise RuntimeError(f"Chromium failed ({done.returncode}): {done.stderr.decode(errors='replace')[-400:]}")
    return done.stdout


def body_text(page: str) -> str:
    """The text of the page's body after its scripts ran."""
    found = BODY.search(_run(page, "--dump-dom").decode("utf-8"))
    return html.unescape(found[1]) if found else ""


def pdf(page: str, out: Path) -> None:
    """Print the page to a PDF file, its @page sizes kept."""
    out.parent.mkdir(parents=True, exist_ok=True)
    _run(page, f"--print-to-pdf={out.resolve()}", "--no-pdf-header-footer")
