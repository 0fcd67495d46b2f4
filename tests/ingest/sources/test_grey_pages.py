"""A PDF page that is one grey picture is drawn grey, with the very pixels of the page drawn in colour."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from ingest.sources.raster import documents
from ingest.sources.raster.content import content


@pytest.mark.parametrize(("mode", "grey"), [("L", True), ("RGB", False)])
def test_a_grey_page_is_drawn_as_in_colour(mode, grey):
    shades = np.random.default_rng(2).integers(0, 256, (220, 160), dtype=np.uint8)
    data = io.BytesIO()
    Image.fromarray(shades).convert(mode).save(data, "PDF", resolution=72)
    page = pdfium.PdfDocument(data)[0]
    held = content(page)
    assert held.grey is grey
    view = documents._of_image(page, held)
    drawn, coloured = (documents._picture(page, view, grey=told) for told in (True, False))
    assert drawn.shape == shades.shape
    assert np.array_equal(drawn, coloured[..., 0])
