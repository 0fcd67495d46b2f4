import os
import signal
import subprocess
import sys
import time

import pytest

from ingest import errors
from ingest.pool import _ONE_THREAD, Limits, Pool, Task

ECHO = """
import json, os, signal, sys, time
folder, memory, timeout = sys.argv[1:]
print(json.dumps({"ready": True}), flush=True)
for done, line in enumerate(sys.stdin, 1):
    task = json.loads(line)
    if task["real"] == "die":
        os._exit(7)
    if task["real"] == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if task["real"] == "hang":
        time.sleep(600)
    word, _, bad = task["real"].partition(" ")
    for page in range(1, 6) if word in ("pages", "always") or bad else ():
        print(json.dumps({"page": page}), flush=True)
        if str(page) in task["leave"]:
            continue
        if word == "pages":
            time.sleep(0.3)
        if word == "always" or (word == "die" and page == int(bad)):
            os._exit(7)
        if word == "hang" and page == int(bad):
            time.sleep(600)
        if word == "hungry" and page == int(bad):
            answer = {"status": "failed", "code": "MEMORY_LIMIT", "error": "Too much."}
            print(json.dumps(answer | {"kept": True, "seconds": 0, "retire": True}), flush=True)
            sys.exit()
    answer = {"status": "ok", "code": None, "error": None, "kept": True, "seconds": 0, "retire": task["real"] == "old"}
    print(json.dumps(answer), flush=True)
    if answer["retire"]:
        break
"""


@pytest.fixture
def pool(tmp_path, monkeypatch):
    (tmp_path / "echo_worker.py").write_text(ECHO)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    def make(jobs=2, timeout=10.0, module="echo_worker"):
        return Pool(jobs, tmp_path, Limits(timeout), tmp_path / "log", module)

    return make


def read(pool, names):
    with pool:
        answers = list(pool.answers(Task(name, "ab" * 32, ".txt", 1, str(place)) for place, name in enumerate(names)))
    assert sorted(int(answer.task.part) for answer in answers) == list(range(len(names))), "each is answered once"
    return {answer.task.part: answer for answer in answers}


@pytest.mark.parametrize("jobs", [1, 3])
def test_every_task_is_answered_once(pool, jobs):
    assert {answer.status for answer in read(pool(jobs), ["a"] * 50).values()} == {"ok"}


def test_a_large_document_waits_in_no_workers_hand(pool):
    """Behind a document that takes long a second one would wait while another worker has nothing to do."""
    sizes = {"0": 1 << 20, "1": 1 << 20, "2": 1 << 20}
    names = ["pages", "fine", "fine"]  # the first takes more than a second, the others nothing
    with pool() as chosen:
        tasks = [Task(name, "ab" * 32, ".pdf", sizes[str(place)], str(place)) for place, name in enumerate(names)]
        ended = [answer.task.part for answer in chosen.answers(tasks)]
    assert ended == ["1", "2", "0"]


def test_no_task_starts_no_worker(pool, tmp_path):
    assert read(pool(), []) == {}


@pytest.mark.parametrize(("word", "how"), [("die", "exit 7"), ("kill", f"signal {signal.SIGKILL.value}")])
def test_only_the_document_that_was_read_takes_the_blame(pool, word, how):
    names = ["a"] * 20
    names[4] = names[5] = names[11] = word
    answers = read(pool(1), names)
    failed = sorted(int(part) for part, answer in answers.items() if answer.status == "failed")
    assert failed == [4, 5, 11]
    assert answers["4"].code == "WORKER_CRASHED" and how in answers["4"].error and not answers["4"].kept


def test_a_hang_is_ended_and_the_next_task_is_read(pool):
    start = time.monotonic()
    answers = read(pool(1, timeout=0.5), ["a", "hang", "a", "a"])
    assert answers["1"].code == "TIME_LIMIT" and [answers[n].status for n in "023"] == ["ok"] * 3
    assert time.monotonic() - start < 10


def test_a_worker_that_retires_loses_no_task(pool):
    answers = read(pool(2), ["a", "old", "a", "old", "old", "a"] * 3)
    assert {answer.status for answer in answers.values()} == {"ok"}


def test_workers_that_retire_all_at_once_leave_no_task_waiting(pool, monkeypatch):
    """A busy parent heard both answers of its only worker together, found no hand full and took that for the end."""
    patience = Pool._patience
    monkeypatch.setattr(Pool, "_patience", lambda self: (time.sleep(0.6), patience(self))[1])
    assert len(read(pool(1), ["a", "old", "a", "a"])) == 4


def test_a_worker_that_cannot_start_stops_the_run(pool):
    with pytest.raises(errors.WorkerUnable):
        read(pool(module="no_such_module"), ["a"])


def test_leaving_the_pool_ends_its_workers(pool):
    with pool(2, timeout=60) as workers:
        answers = workers.answers(Task(name, "ab" * 32, ".txt", 1, "x") for name in ["a", "hang", "hang"])
        next(answers)
        processes = [worker.process for worker in workers._workers]
    assert all(process.poll() is not None for process in processes)


def test_each_page_has_the_time_for_itself(pool):
    answers = read(pool(1, timeout=0.6), ["pages", "a"])
    assert [answers[n].status for n in "01"] == ["ok", "ok"], "five pages of 0.3 seconds each"


@pytest.mark.parametrize(("word", "code"), [("hang 2", "TIME_LIMIT"), ("die 2", "WORKER_CRASHED")])
def test_a_page_that_ends_its_worker_is_left_out(pool, word, code):
    answers = read(pool(1, timeout=0.5), ["a", word, "a"])
    assert {answer.status for answer in answers.values()} == {"ok"}
    ((page, (told, sentence)),) = answers["1"].task.leave.items()
    assert (page, told) == (2, code) and "page 2" in sentence


def test_a_page_beyond_memory_is_left_out(pool):
    answers = read(pool(1), ["hungry 3", "a"])
    assert [answers[n].status for n in "01"] == ["ok", "ok"]
    assert answers["0"].task.leave == {3: ("MEMORY_LIMIT", "Too much.")}


def test_a_document_of_many_bad_pages_is_given_up(pool):
    answers = read(pool(1), ["always", "a"])
    assert answers["0"].code == "WORKER_CRASHED" and sorted(answers["0"].task.leave) == [1, 2, 3]
    assert answers["1"].status == "ok"


def test_a_worker_reads_pictures_with_one_thread():
    """OpenCV took as many as there are processors: two workers were little faster than one."""
    alone = os.environ | dict.fromkeys(_ONE_THREAD, "1")
    asked = [sys.executable, "-c", "import cv2; print(cv2.getNumThreads())"]
    assert subprocess.run(asked, env=alone, stdout=subprocess.PIPE, check=True).stdout.strip() == b"1"
