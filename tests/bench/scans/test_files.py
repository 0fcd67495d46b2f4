import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from bench.scans import files
from bench.scans.degrade import jpeg


def sheet(seed=0, colour=False, packed=False):
    shape = (300, 200, 3) if colour else (300, 200)
    picture = np.random.default_rng(seed).integers(0, 256, shape).astype(np.uint8)
    return files.Sheet(picture, jpeg(picture, 60) if packed else None, 100.0)


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("packed", [False, True])
def test_a_pdf_shows_its_pictures_at_their_size(tmp_path, colour, packed):
    files.pdf([sheet(1, colour, packed), sheet(2, colour, packed)], tmp_path / "a.pdf")
    document = pdfium.PdfDocument(tmp_path / "a.pdf")
    assert len(document) == 2
    assert document[0].get_size() == pytest.approx((144, 216))
    if not packed:
        shown = document[1].render(scale=100 / 72, rev_byteorder=True).to_numpy()
        want = sheet(2, colour).picture
        assert np.array_equal(shown if colour else shown[..., 0], want)
    document.close()


def test_a_pdf_is_the_same_each_time(tmp_path):
    for name in ("a.pdf", "b.pdf"):
        files.pdf([sheet(1), sheet(2, packed=True)], tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_fax_has_all_its_pages_in_black_and_white(tmp_path):
    files.tiff([sheet(1), sheet(2)], tmp_path / "a.tif", "group4")
    with Image.open(tmp_path / "a.tif") as fax:
        assert fax.n_frames == 2
        assert fax.mode == "1"
        assert fax.info["compression"] == "group4"
        assert fax.info["dpi"] == (100.0, 100.0)


def test_a_page_is_written_as_what_it_is(tmp_path):
    assert files.picture_file(sheet(1), tmp_path / "x.y_p1").name == "x.y_p1.png"
    kept = sheet(1, packed=True)
    path = files.picture_file(kept, tmp_path / "x.y_p2")
    assert path.name == "x.y_p2.jpg"
    assert path.read_bytes() == kept.encoded
