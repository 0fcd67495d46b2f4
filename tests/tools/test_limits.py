from tools import limits


def test_long_files_and_functions_and_empty_names_are_found(tmp_path):
    (tmp_path / "utils.py").write_text("x = 1\n")
    (tmp_path / "long.py").write_text("x = 1\n" * 301)
    (tmp_path / "deep.py").write_text("def f():\n" + "    x = 1\n" * 50)
    found = [finding for file in sorted(tmp_path.iterdir()) for finding in limits.findings(file)]
    assert ["f has 51 lines" in found[0], "301 lines" in found[1], "not utils" in found[2]] == [True] * 3
    assert limits.main([str(tmp_path)]) == 1


def test_limits_are_met_exactly(tmp_path):
    (tmp_path / "good.py").write_text("def f():\n" + "    x = 1\n" * 49 + "x = 1\n" * 250)
    assert limits.main([str(tmp_path)]) == 0
