"""Pages that lie otherwise: shown upright again, or pictures above text that nobody sees."""

import numpy as np
import pypdfium2 as pdfium
import pytest

from bench.digital import pages
from tools import golden

GOOD = golden.REPORTS / "exported_achievement.pdf"


def drawn(path, page=0):
    document = pdfium.PdfDocument(path)
    picture = document[page].render(scale=1, grayscale=True).to_numpy()
    picture = picture.reshape(picture.shape[0], picture.shape[1]).astype(int)
    document.close()
    return picture


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_is_shown_upright(degrees, tmp_path):
    pages.turned(GOOD, degrees, tmp_path / "turned.pdf", undone=True)
    there, here = drawn(GOOD), drawn(tmp_path / "turned.pdf")
    assert there.shape == here.shape
    assert np.abs(there - here).mean() < 4  # edges of letters fall otherwise on pixels


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_lying_page_lies(degrees, tmp_path):
    pages.turned(GOOD, degrees, tmp_path / "lying.pdf", undone=False)
    back = np.rot90(drawn(tmp_path / "lying.pdf"), degrees // 90)
    assert np.abs(drawn(GOOD) - back).mean() < 4


def test_the_text_over_a_picture_is_hidden(tmp_path):
    pages.ocred(GOOD, tmp_path / "hidden.pdf")
    document = pdfium.PdfDocument(tmp_path / "hidden.pdf")
    objects = list(document[0].get_objects(max_depth=3))
    modes = {pdfium.raw.FPDFTextObj_GetTextRenderMode(one.raw) for one in objects if one.type == 1}
    assert modes == {pages.HIDDEN}
    assert sum(one.type == 3 for one in objects) == 1  # the picture
    document.close()
    assert np.abs(drawn(GOOD) - drawn(tmp_path / "hidden.pdf")).mean() < 16


def test_a_long_document_repeats_its_pages(tmp_path):
    assert pages.repeated(GOOD, 5, tmp_path / "long.pdf") == 5
    assert (drawn(tmp_path / "long.pdf", 4) == drawn(GOOD)).all()
    assert (tmp_path / "long.pdf").stat().st_size < 2 * GOOD.stat().st_size
