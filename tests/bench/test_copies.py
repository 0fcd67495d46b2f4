import hashlib

from bench.copies import LARGE, SMALL, write_copies


def test_copies_are_distinct_and_of_the_asked_sizes(tmp_path):
    total = write_copies(tmp_path, 60, seed=2)
    files = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert len(files) == 60
    assert total == sum(p.stat().st_size for p in files)
    assert len({hashlib.sha256(p.read_bytes()).hexdigest() for p in files}) == 60
    assert all(SMALL <= p.stat().st_size <= LARGE for p in files)


def test_the_same_seed_gives_the_same_files(tmp_path):
    write_copies(tmp_path / "a", 10, seed=4)
    write_copies(tmp_path / "b", 10, seed=4)
    assert [p.read_bytes() for p in sorted((tmp_path / "a").rglob("*.*"))] == [
        p.read_bytes() for p in sorted((tmp_path / "b").rglob("*.*"))
    ]
