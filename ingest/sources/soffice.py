"""LibreOffice as a converter: one file in, one file out, in a process group that is ended with all its children.

It has a profile of its own in a temporary folder, which runs no macros, updates no links and goes through a proxy that
isn't there; where the system allows it, it has no network at all.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from ingest.errors import OfficeMissing, TooLarge, UnreadableContent

SECONDS = 60
_MEMORY = 4 << 30  # bytes of address space; it maps far more than it uses
_NAMES = ("soffice", "libreoffice")
_ALONE = ("unshare", "--map-root-user", "--net")
_SETTING = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SCRIPTS = "Office.Common/Security/Scripting"
_SETTINGS = (
    (_SCRIPTS, "MacroSecurityLevel", "3"),
    (_SCRIPTS, "DisableMacrosExecution", "true"),
    (_SCRIPTS, "DisableActiveContent", "true"),
    (_SCRIPTS, "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "1"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def program() -> str | None:
    """The path of LibreOffice, None where it is not installed."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def converted(data: bytes, suffix: str, target: str, *, most: int, seconds: float = SECONDS) -> bytes:
    """A file in another format: `suffix` and `target` are those of the formats, as ".doc" and "docx".

    `most`: bytes that the result may have. Raises OfficeMissing, UnreadableContent where LibreOffice can't read the
    file or does not end in time, and TooLarge.
    """
    office = program()
    if office is None:
        raise OfficeMissing(f"The file is a {suffix} document, which takes LibreOffice to read; it is not installed.")
    with tempfile.TemporaryDirectory(prefix="protibedon-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
        given = folder / f"report{suffix}"
        given.write_bytes(data)
        out = folder / "out"
        _run(
            [
                *_apart(seconds), office, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
                f"-env:UserInstallation={profile.parent.as_uri()}", "--convert-to", target, "--outdir", str(out),
                str(given),
            ],
            folder, seconds,
        )  # fmt: skip
        made = out / f"report.{target}"
        if not made.is_file():
            raise UnreadableContent(f"LibreOffice can't read the file as {suffix}.")
        if made.stat().st_size > most:
            raise TooLarge(
                f"As {target} the file has {made.stat().st_size >> 20} MB; at most {most >> 20} MB are read."
            )
        return made.read_bytes()


def _run(command: list[str], folder: Path, seconds: float) -> None:
    env = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8"}
    process = subprocess.Popen(  # noqa: S603 - the program is LibreOffice, and the file's name is ours
        command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True, preexec_fn=_allowance,
    )  # fmt: skip
    try:
        process.wait(seconds + 2)
    except subprocess.TimeoutExpired as error:
        raise UnreadableContent(f"LibreOffice did not end within {seconds:.0f} seconds.") from error
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _allowance() -> None:
    """Memory of LibreOffice's own: a worker's limit is too low for it to start."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _settings() -> str:
    items = "".join(_SETTING.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    return f'<?xml version="1.0"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


def _apart(seconds: float) -> list[str]:
    """What stands before the command: no network, and an end in time though this process be killed meanwhile."""
    timer = shutil.which("timeout")
    return [*(_ALONE if _can_be_alone() else ()), *((timer, "-k", "1", f"{seconds:.0f}") if timer else ())]


@cache
def _can_be_alone() -> bool:
    """Whether this system lets a process give up the network."""
    if not shutil.which(_ALONE[0]):
        return False
    return subprocess.run([*_ALONE, "true"], capture_output=True, check=False).returncode == 0  # noqa: S603 - fixed
