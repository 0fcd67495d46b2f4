"""Holds the code to its size: 300 lines a file, 50 a function, and no module with a name that means nothing.

Usage: python tools/limits.py FOLDER…   Exit 1 and one line a finding where a limit is passed.
"""

from __future__ import annotations

import ast
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

FILE_LINES = 300
FUNCTION_LINES = 50
BANNED = {"utils", "util", "helpers", "helper", "common", "base", "misc", "tools"}


def findings(file: Path) -> Iterator[str]:
    """What is too long or badly named in one file."""
    source = file.read_text(encoding="utf-8")
    lines = len(source.splitlines())
    if lines > FILE_LINES:
        yield f"{file}: {lines} lines, at most {FILE_LINES}"
    if file.stem in BANNED:
        yield f"{file}: a module is named for what it does, not {file.stem}"
    for function, length in functions(source):
        if length > FUNCTION_LINES:
            yield f"{file}: {function.name} has {length} lines, at most {FUNCTION_LINES} (line {function.lineno})"


def functions(source: str) -> list[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    """Every function of a module with its length in lines, decorators left out."""
    found = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [(node, (node.end_lineno or node.lineno) - node.lineno + 1) for node in found]


def main(folders: list[str]) -> int:
    """Prints the findings and the medians; how many findings decides the exit code."""
    files = sorted(file for folder in folders for file in Path(folder).rglob("*.py"))
    found = [finding for file in files for finding in findings(file)]
    sources = [file.read_text(encoding="utf-8") for file in files]
    lengths = [length for source in sources for _, length in functions(source)]
    for finding in found:
        sys.stdout.write(f"{finding}\n")
    module = statistics.median(len(source.splitlines()) for source in sources) if sources else 0
    function = statistics.median(lengths) if lengths else 0
    sys.stdout.write(f"{len(files)} modules, median {module:.0f} lines; functions, median {function:.0f} lines\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
