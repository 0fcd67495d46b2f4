"""Files made to break a reader: each ends soon with one plain sentence, or is read within bounds of memory."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.errors import EmptyFile, IngestError, TooDeep, TooLarge
from ingest.sources import Limits, pages, recognise

SMALL = Limits(max_bytes=2000, max_markup_bytes=1500, max_tags=60, max_lines=40, max_cells=100, max_columns=12)
WIDE = "\t".join("ক" * 13) + "\n"


@pytest.mark.parametrize(
    ("text", "name", "word"),
    [
        ("ক" * 700, "r.txt", "text of"), ("<html>" + "a" * 1600, "r.html", "HTML file of"),
        ("<html>" + "<b>" * 61, "r.html", "tags"), ("<html><a " + "b=1 " * 260, "r.html", "attributes"),
        ("\n" * 41 + "x", "r.txt", "lines"), ("x\f" * 41, "r.txt", "lines"), ("x\v" * 41, "r.txt", "lines"),
        (WIDE * 2, "r.txt", "columns"), (WIDE.replace("\t", ",") * 2, "r.csv", "columns"),
        ("|" + WIDE.replace("\t", "|"), "r.md", "columns"),
        ("<table><tr>" + "<td>a" * 13 + "<tr><td>b", "r.html", "columns"),
        ("ক\tখ\tগ\n" * 34, "r.txt", "cells"), ("ক,খ,গ\n" * 34, "r.csv", "cells"), ("|ক|খ|গ|\n" * 34, "r.md", "cells"),
        ("ক  খ  গ\n" * 34, "r.txt", "cells"),
    ],
)  # fmt: skip
def test_every_limit_has_its_sentence(read, text, name, word):
    with pytest.raises(TooLarge, match=word) as caught:
        read(text, name, SMALL)
    assert str(caught.value).endswith((".", ")."))


def test_nesting(read):
    for text in ("<html>" + "<div>" * 10_000 + "x", "<html>" + "<table><tr><td>" * 300 + "x", "<b><i>" * 5_000 + "x"):
        with pytest.raises(TooDeep):
            read(text, "r.html")
    with pytest.raises(TooDeep):
        read("<table><tr><td>a<td>" * 3 + "x", "r.html", Limits(max_nesting=2))
    assert (
        len(read("<table><tr><td>a<td>" * 20 + "x<tr><td>c<td>d" + "</table><tr><td>c<td>d" * 19, "r.html").grids) == 20
    )


def test_spans_beyond_reason_are_cut(read):
    seen = read("<table><tr><td colspan=100000000>ক<td rowspan=100000000>খ<tr><td>১<td>২</table>", "r.html")
    assert (seen.grids[0].n_rows, seen.grids[0].n_cols) == (2, 3)
    rows = ("<tr>" + "<td colspan=1000 rowspan=1000>a" * 10) * 1_000
    with pytest.raises(TooLarge, match="spans"):
        read("<table>" + rows, "r.html", Limits(max_cells=100_000))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('\t"a\n' * 20_000, "r.txt"), ('"a\n' * 5_000, "r.csv"), ("<table\n" * 20_000, "r.txt"),
        ("a\tb\nx\ny.\n" * 10_000, "r.txt"), ("+" + "-" * 200_000 + "\n", "r.txt"),
        ("# " + "#" * 200_000 + "x", "r.md"),
        ("<a>" * 50_000 + "x", "r.txt"), (("a" + " " * 500) * 400, "r.txt"), (">" * 20_000, "r.md"),
        ("[" * 100_000, "r.md"),
        ("  " * 50 + "- a\n" * 5_000, "r.md"), ("|a\n" * 10_000, "r.md"), ("<html>" + "<!--" * 50_000, "r.html"),
        ("<table><tr><td>a<td>b" + "<caption>" * 200 + "x", "r.html"), ("<html>" + "&amp;" * 100_000, "r.html"),
        ("a\tb\tc\td\n" + "a\tb\n" * 20_000, "r.txt"), ("। " * 50_000 + "\tক\n", "r.txt"),
    ],
)  # fmt: skip
def test_no_input_takes_more_than_its_share_of_time(text, name):
    data = text.encode()
    start = time.process_time()
    try:
        list(pages(data, recognise(data, name)))
    except IngestError as error:
        assert str(error)
    assert time.process_time() - start < 5  # measured below 0.3 s; anything quadratic takes minutes


BIG = {
    "200 MB of text": ("'ক' * (70 << 20)", "r.txt", "TooLarge"),
    "a line of 30 MB": ("'ক ' * (7 << 20)", "r.txt", "read"),
    "30 MB with one emoji": ("('a' * 100 + chr(10)) * 300_000 + chr(0x1F600)", "r.txt", "read"),
    "31 MB of line ends": ("chr(10) * (31 << 20) + 'x'", "r.txt", "TooLarge"),
    "5,000 columns": ("(chr(9).join('ক' * 5_000) + chr(10)) * 9", "r.txt", "TooLarge"),
    "200,000 rows of 12": ("(chr(9).join(['১২'] * 12) + chr(10)) * 200_000", "r.txt", "TooLarge"),
    "199,000 rows of 3": ("''.join(f'মান {i}\\tদুই {i}\\tতিন {i}\\n' for i in range(199_000))", "r.txt", "read"),
    "199,000 rows of CSV": ("''.join(f'মান {i},দুই {i},তিন {i}\\n' for i in range(199_000))", "r.csv", "read"),
    "74,000 rows of HTML": (
        "'<table>' + ''.join(f'<tr><td>ক {i}<td>খ {i}<td>গ {i}' for i in range(74_000))",
        "r.html",
        "read",
    ),
    "300,000 paragraphs": ("'a\\n\\n' * 299_000", "r.md", "read"),
}
SCRIPT = """
import resource, sys
from ingest.errors import IngestError
from ingest.sources import pages, recognise
data = eval(sys.argv[1]).encode()
try:
    print("read" if list(pages(data, recognise(data, sys.argv[2]))) else "nothing")
except IngestError as error:
    print(type(error).__name__)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is told in kilobytes on Linux only")
@pytest.mark.parametrize("what", BIG)
def test_memory_stays_below_400_megabytes(what):
    expression, name, outcome = BIG[what]
    root = Path(__file__).parents[3]
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, expression, name],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    answer, peak = run.stdout.split()
    assert answer == outcome
    assert int(peak) < 400


def test_nothing_but_marks_is_an_empty_file(read):
    with pytest.raises(EmptyFile):
        read("|" * 100 + "\n" + "|" * 100, "r.txt")
