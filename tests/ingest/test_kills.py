"""Killed at any moment, the next run completes the dataset, byte for byte."""

import random
import signal
import subprocess
import sys
import time

import pytest

from tests.ingest.conftest import FAKE, VERSION, digest

PROGRAM = f"""
import sys
from pathlib import Path
from ingest import versions
from ingest.batch import Settings, ingest_folder
versions.pipeline_version = lambda: "{VERSION}"
try:
    ingest_folder(Path(sys.argv[1]), Path(sys.argv[2]), Settings(2, worker="{FAKE}"))
except KeyboardInterrupt:
    sys.exit(130)
"""


def start(reports, out):
    return subprocess.Popen([sys.executable, "-c", PROGRAM, str(reports), str(out)], stderr=subprocess.DEVNULL)


def slow_reports(reports, count):
    for number in range(count):
        (reports / f"slow{number}.txt").write_text(f"SLOW {number}")


def wait_for_parts(out, count):
    limit = time.monotonic() + 60
    while len(list((out / ".protibedon" / "parts").rglob("*.arrow"))) < count:
        assert time.monotonic() < limit, "no parts came"
        time.sleep(0.02)


def test_killed_while_reading(reports, tmp_path, fake_ingest):
    slow_reports(reports, 30)
    out = tmp_path / "out"
    process = start(reports, out)
    wait_for_parts(out, 5)
    process.kill()
    process.wait()
    assert not (out / "values").exists()
    account = fake_ingest(reports, out)
    assert 0 < account.read < 42, "what was read is kept"
    fake_ingest(reports, tmp_path / "undisturbed", jobs=2)
    assert digest(out) == digest(tmp_path / "undisturbed")


def test_killed_in_the_middle_of_a_scan(tmp_path, fake_ingest):
    reports, out = tmp_path / "reports", tmp_path / "out"
    reports.mkdir()
    (reports / "a.scan").write_text("SLOW ১\n" * 100)
    process = start(reports, out)
    limit = time.monotonic() + 60
    while not list((out / ".protibedon" / "readings").glob("*/*")):
        assert time.monotonic() < limit, "no page came"
        time.sleep(0.02)
    process.kill()
    process.wait()
    time.sleep(0.3)  # the worker finds that nobody listens
    assert not list((out / ".protibedon" / "parts").rglob("*.*")), "half a scan is neither read nor failed"
    (kept,) = (out / ".protibedon" / "readings").glob("*/*")
    before = kept.read_bytes()
    account = fake_ingest(reports, out)
    assert account.documents == {"ok": 1} and kept.read_bytes().startswith(before), "it went on at its next page"


@pytest.mark.slow
def test_ctrl_c_ends_tidily_and_the_next_run_goes_on(reports, tmp_path, fake_ingest):
    slow_reports(reports, 40)
    out = tmp_path / "out"
    process = start(reports, out)
    wait_for_parts(out, 5)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 130
    account = fake_ingest(reports, out)
    assert 0 < account.read < 52


@pytest.mark.slow
def test_killed_at_random_moments(reports, tmp_path, fake_ingest):
    slow_reports(reports, 40)
    chance = random.Random(7)
    out = tmp_path / "out"
    for _ in range(12):
        process = start(reports, out)
        time.sleep(chance.uniform(0.05, 2.5))
        process.kill()
        process.wait()
        (reports / "slow0.txt").write_text(f"SLOW {chance.random()}")
    fake_ingest(reports, out)
    fake_ingest(reports, tmp_path / "undisturbed")
    assert digest(out) == digest(tmp_path / "undisturbed")
