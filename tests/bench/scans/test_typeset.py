"""What the browser prints has the boxes that are told. Needs Chromium and a Bengali font."""

import pypdfium2 as pdfium
import pytest

from bench.scans.chromium import program
from bench.scans.fonts import chosen
from bench.scans.make import drawn, pictured
from bench.scans.paper import look, widest
from bench.scans.typeset import Paper, typeset

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    if program() is None:
        pytest.skip("Chromium is not here: apt-get install chromium")
    fonts = chosen("tuning")
    if not fonts:
        pytest.skip("no Bengali font here: apt-get install fonts-noto-core")
    made = [drawn(seed) for seed in (1, 4)]
    papers = [Paper(one, fonts[0], look(n, fonts[0].name, widest(one), "full")) for n, one in enumerate(made)]
    path = tmp_path_factory.mktemp("print") / "a.pdf"
    return typeset(papers, path), path


def test_cells_tile_their_table(printed):
    for plate in printed[0]:
        for table in plate.tables:
            x0, y0, x1, y1 = table["box"]
            area = sum((b[2] - b[0]) * (b[3] - b[1]) for b in (cell["box"] for cell in table["cells"]))
            assert area == pytest.approx((x1 - x0) * (y1 - y0), rel=0.02)
            assert sum(c["rowspan"] * c["colspan"] for c in table["cells"]) == table["n_rows"] * table["n_cols"]


def test_boxes_stand_on_the_page(printed):
    for plate in printed[0]:
        for one in (*plate.tables, *plate.lines):
            x0, y0, x1, y1 = one["box"]
            assert 0 <= x0 < x1 <= plate.width and 0 <= y0 < y1 <= plate.height


def test_ink_stands_in_the_cells_that_have_text_and_in_no_others(printed):
    plates, path = printed
    document = pdfium.PdfDocument(path)
    scale = 2.0
    for plate in plates:
        ink = pictured(document, plate, 144) < 110
        for table in plate.tables:
            for cell in table["cells"]:
                if plate.paper.look.head == "dark" and cell["head"]:
                    continue
                x0, y0, x1, y1 = (round(v * scale) for v in cell["box"])
                assert ink[y0 + 3 : y1 - 2, x0 + 3 : x1 - 2].any() == bool(cell["text"].strip()), cell
    document.close()
