import hashlib
import os
import socket

import pytest

from ingest import errors, folder


def found(place, out=None):
    return {entry.path: entry for entry in folder.entries(place, out)}


def test_files_are_found_sorted_with_their_hash(tmp_path):
    (tmp_path / "খ").mkdir()
    (tmp_path / "খ" / "১.txt").write_bytes(b"abc")
    (tmp_path / "a.MD").write_bytes(b"")
    entries = folder.entries(tmp_path)
    assert [entry.path for entry in entries] == ["a.MD", "খ/১.txt"]
    assert entries[0].suffix == ".md" and entries[0].size == 0
    assert entries[1].sha256 == hashlib.sha256(b"abc").hexdigest() and entries[1].doc_id == entries[1].sha256[:16]


def test_hidden_files_and_datasets_are_passed_over(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("x")
    (tmp_path / ".hidden.txt").write_text("x")
    (tmp_path / "older" / folder.WORKING_FOLDER).mkdir(parents=True)
    (tmp_path / "older" / "DATA.md").write_text("x")
    assert found(tmp_path) == {}


def test_out_inside_the_folder_is_passed_over(tmp_path):
    out = tmp_path / "sub" / "out"
    out.mkdir(parents=True)
    (out / "DATA.md").write_text("x")
    (tmp_path / "sub" / "a.txt").write_text("x")
    assert list(found(tmp_path, out)) == ["sub/a.txt"]


def test_links_are_told_and_not_followed(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "outside.txt").write_text("secret")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "out.txt").symlink_to(tmp_path / "outside.txt")
    (tmp_path / "in" / "gone.txt").symlink_to(tmp_path / "nothing")
    entries = found(tmp_path / "in")
    assert sorted(entries) == ["gone.txt", "loop", "out.txt"]
    assert {type(entry.error) for entry in entries.values()} == {errors.LinkNotFollowed}
    assert all(entry.sha256 is None for entry in entries.values())


def test_pipes_and_sockets_are_never_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        place = os.getcwd()
        os.chdir(tmp_path)
        try:
            listener.bind("socket.txt")
        finally:
            os.chdir(place)
        assert {type(entry.error) for entry in found(tmp_path).values()} == {errors.SpecialFile}


def test_a_link_put_in_place_of_a_file_is_not_opened(tmp_path):
    (tmp_path / "secret").write_text("x")
    (tmp_path / "a.txt").symlink_to(tmp_path / "secret")
    with pytest.raises(OSError, match=r"."):
        folder.open_regular(str(tmp_path / "a.txt"))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"two\nlines.txt", "two\\x0alines.txt"),
        (b"\xff\xfe.txt", "\\xff\\xfe.txt"),
        (b"back\\slash.txt", "back\\x5cslash.txt"),
        ("জেলা.txt".encode(), "জেলা.txt"),
    ],
)
def test_odd_names_are_shown_on_one_line(tmp_path, name, shown):
    with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:
        file.write(b"x")
    [entry] = folder.entries(tmp_path)
    assert entry.path == shown and entry.sha256
    with open(os.open(entry.real, os.O_RDONLY), "rb") as file:
        assert file.read() == b"x"


def test_names_that_differ_are_shown_apart():
    names = ["a\nb", "a\\x0ab", "a\\b", "ab", "\udcffa", "\\xffa"]
    assert len({folder.shown_path(name) for name in names}) == len(names)


def test_a_file_that_vanishes_is_told(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    [entry] = folder.walk(tmp_path)
    (tmp_path / "a.txt").unlink()
    assert isinstance(folder._with_hash(entry).error, errors.FileVanished)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_and_folder_are_told(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "sub").mkdir(mode=0)
    entries = found(tmp_path)
    (tmp_path / "sub").chmod(0o700)
    assert {path: type(entry.error) for path, entry in entries.items()} == {
        "a.txt": errors.PermissionMissing,
        "sub/": errors.PermissionMissing,
    }


@pytest.mark.parametrize(
    ("number", "cause"),
    [(13, errors.PermissionMissing), (2, errors.FileVanished), (28, errors.DiskFull), (5, errors.ReadFailed)],
)
def test_system_errors_have_their_cause(number, cause):
    told = errors.from_os_error(OSError(number, os.strerror(number)), "The file")
    assert type(told) is cause and str(told).endswith(".")


def test_a_huge_file_is_not_hashed(tmp_path):
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(5 << 30)  # sparse: takes no room
    [entry] = folder.entries(tmp_path)
    assert isinstance(entry.error, errors.TooLarge) and entry.sha256 is None


def test_a_refused_file_is_told(tmp_path, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("x")
    monkeypatch.setattr(folder, "open_regular", refuse)
    [entry] = folder.entries(tmp_path)
    assert isinstance(entry.error, errors.PermissionMissing) and entry.error.retry
