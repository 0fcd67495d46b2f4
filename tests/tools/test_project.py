"""The project's own files: what a fresh machine runs."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_everything_is_pinned_with_hashes_and_names_no_index(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE)
    assert "setuptools" in pins and "--index" not in text and "://" not in text
    assert text.count("==") >= len(pins) and all(
        "--hash=sha256:" in block for block in re.split(r"\n(?=\S)", text.strip())
    )


def test_the_lock_holds_every_dependency():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for name in PROJECT["project"]["dependencies"]:
        assert re.search(rf"^{name}==", text, re.MULTILINE), name
    dev = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    for name in [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["dev"]]:
        assert re.search(rf"^{name}==", dev, re.MULTILINE), name


def test_both_locks_agree():
    def pins(lock):
        return set(re.findall(r"^\S+==[^\\]+", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_make_help_lists_every_target():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    shown = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("ingest", "test", "test-all", "check", "bench", "golden", "clean"):
        assert f"make {target} " in shown and re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_make_ingest_without_a_folder_says_so(tmp_path):
    stamp = tmp_path / ".stamp-run"
    stamp.touch()
    for name in ("requirements.lock", "pyproject.toml", "tools/setup.sh"):
        assert (ROOT / name).stat().st_mtime <= stamp.stat().st_mtime
    done = subprocess.run(["make", "-s", f"VENV={tmp_path}", "ingest"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2 and "Say which folder" in done.stderr


@pytest.mark.parametrize("script", ["tools/setup.sh", "tools/lock.sh"])
def test_scripts_are_plain_shell(script):
    assert subprocess.run(["sh", "-n", script], cwd=ROOT).returncode == 0


def test_setup_refuses_what_it_does_not_know():
    done = subprocess.run(["sh", "tools/setup.sh", "everything"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2 and "usage" in done.stderr


def test_the_version_stands_in_one_value():
    from ingest import versions

    assert PROJECT["project"]["version"] == versions.PACKAGE_VERSION
