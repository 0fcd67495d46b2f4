import json

import pytest

from ingest import errors, store

NAMES = ("cells", "documents", "values")


def write_dataset(output, word):
    place = output.fresh()
    for name in NAMES:
        (place / name).mkdir()
        (place / name / "part-00000.parquet").write_text(f"{name} {word}")
    (place / "DATA.md").write_text(word)
    output.publish({"fingerprint": word})


def seen(out):
    return {file.relative_to(out).as_posix(): file.read_text() for name in NAMES for file in (out / name).iterdir()}


def test_a_dataset_is_published_with_its_state(tmp_path):
    with store.Output(tmp_path / "out") as output:
        assert output.state == {}
        write_dataset(output, "first")
        assert output.state["fingerprint"] == "first"
    with store.Output(tmp_path / "out") as output:
        assert output.state["files"]["cells/part-00000.parquet"] == len("cells first")


@pytest.mark.parametrize("renames", range(9))
def test_killed_at_any_step_of_the_move(tmp_path, monkeypatch, renames):
    out = tmp_path / "out"
    real, left = store.Path.rename, [renames]

    def failing(path, target):
        if left[0] == 0:
            raise KeyboardInterrupt
        left[0] -= 1
        return real(path, target)

    with store.Output(out) as output:
        write_dataset(output, "old")
        monkeypatch.setattr(store.Path, "rename", failing)
        with pytest.raises(KeyboardInterrupt):
            write_dataset(output, "new")
    monkeypatch.undo()
    left_behind = "old" if renames == 0 else "new"
    with store.Output(out) as output:
        assert {text.split()[1] for text in seen(out).values()} == {left_behind}
        assert output.state.get("fingerprint") == left_behind
        assert (out / "DATA.md").read_text() == left_behind
    assert sorted(item.name for item in (out / ".protibedon").iterdir()) == ["lock", "state.json"]


def test_a_run_killed_before_its_dataset_was_whole_leaves_the_old_one(tmp_path):
    with store.Output(tmp_path / "out") as output:
        write_dataset(output, "old")
        (output.fresh() / "cells").mkdir()
    with store.Output(tmp_path / "out") as output:
        assert output.state["fingerprint"] == "old" and not (output.work / "next").exists()


@pytest.mark.parametrize("damage", ["missing", "size", "state"])
def test_a_dataset_that_was_touched_is_not_trusted(tmp_path, damage):
    with store.Output(tmp_path / "out") as output:
        write_dataset(output, "old")
        file = output.out / "cells" / "part-00000.parquet"
        if damage == "missing":
            file.unlink()
        elif damage == "size":
            file.write_text("other")
        else:
            (output.work / "state.json").write_text("{")
        assert output.state == {}


def test_the_lock_keeps_a_second_run_out_and_is_given_back(tmp_path):
    with store.Output(tmp_path / "out"), pytest.raises(errors.OutputLocked), store.Output(tmp_path / "out"):
        pytest.fail("two runs held one OUT")
    with store.Output(tmp_path / "out"):
        pass


def test_our_dataset_without_its_working_folder_is_taken_back(tmp_path):
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "protibedon-dataset"}))
    with store.Output(tmp_path):
        pass


@pytest.mark.parametrize("text", ["{}", "[]", "not json", '{"name": "other"}'])
def test_a_foreign_descriptor_is_refused(tmp_path, text):
    (tmp_path / "datapackage.json").write_text(text)
    with pytest.raises(errors.ForeignOutput):
        store.refuse_foreign(tmp_path)


def test_parts_are_written_whole_and_swept(tmp_path):
    shelf = store.Shelf(tmp_path / "parts")
    assert shelf.names() == {} and shelf.sweep(set()) == 0
    shelf.write("ab01-v1", b"x", failed=False)
    shelf.write("ab02-v1", b"y", failed=True)
    (tmp_path / "parts" / "ab" / "ab03-v1.77.tmp").write_bytes(b"half")
    assert set(shelf.names()) == {"ab01-v1", "ab02-v1"} and [path.stem for path in shelf.failed()] == ["ab02-v1"]
    assert shelf.sweep({shelf.path("ab01-v1", failed=False)}) == 2
    assert set(shelf.names()) == {"ab01-v1"}


def test_a_part_that_does_not_fit_leaves_nothing(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.Path, "replace", full)
    with pytest.raises(OSError, match="space"):
        store.Shelf(tmp_path).write("ab01", b"x", failed=False)
    assert list((tmp_path / "ab").iterdir()) == []


def test_out_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(errors.ForeignOutput):
        store.refuse_foreign(tmp_path / "out")


def test_out_below_a_file_is_unusable(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(errors.OutputUnusable), store.Output(tmp_path / "file" / "out"):
        pytest.fail("made a folder below a file")
