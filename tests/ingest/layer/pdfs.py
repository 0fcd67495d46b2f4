"""Small PDFs made of content streams, with fonts that say of each code what it stands for."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name

WIDTH = 600  # thousandths of an em, of every glyph


def font(pdf, name, codes=None):
    """A font of single bytes. `codes`: what ToUnicode says of each; None: it has none, and the names of glyphs tell."""
    made = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/ABCDEF+" + name), FirstChar=0, LastChar=255,
        Widths=Array([WIDTH] * 256), Encoding=Name.WinAnsiEncoding,
        FontDescriptor=pdf.make_indirect(
            Dictionary(Type=Name.FontDescriptor, FontName=Name("/ABCDEF+" + name), Flags=32,
                       FontBBox=Array([0, -200, 1000, 800]), Ascent=800, Descent=-200)
        ),
    )  # fmt: skip
    if codes is not None:
        lines = [f"<{ord(code):02x}> <{text.encode('utf-16-be').hex()}>" for code, text in codes.items()]
        cmap = "begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
        cmap += f"{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar endcmap"
        made.ToUnicode = pdf.make_stream(cmap.encode())
    return pdf.make_indirect(made)


def made(*streams, fonts, size=(300, 200), rotate=0, crop=None, properties=None, widgets=()):
    """A PDF with a page for each content stream; `fonts`: by the name that streams use, (base name, codes).

    `widgets`: (subtype, rectangle, content stream) of annotations on every page.
    """
    pdf = pikepdf.new()
    held = {f"/{key}": font(pdf, *told) for key, told in fonts.items()}
    for content in streams:
        pdf.add_blank_page(page_size=size)
        page = pdf.pages[-1]
        page.Contents = pdf.make_stream(content.encode("latin-1"))
        page.Resources = Dictionary(Font=Dictionary(held))
        if properties:
            page.Resources.Properties = Dictionary({f"/{k}": Dictionary(ActualText=v) for k, v in properties.items()})
        if rotate:
            page.Rotate = rotate
        if crop:
            page.CropBox = Array(crop)
        page.Annots = Array([_widget(pdf, held, *one) for one in widgets])
    if widgets:
        pdf.Root.AcroForm = Dictionary(Fields=Array([one for page in pdf.pages for one in page.Annots]))
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def _widget(pdf, fonts, subtype, rectangle, content):
    x0, y0, x1, y1 = rectangle
    look = pdf.make_stream(content.encode())
    look.update(
        {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, x1 - x0, y1 - y0]),
         "/Resources": Dictionary(Font=Dictionary(fonts))}
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=Array(rectangle), F=4, AP=Dictionary(N=look))
    )


def text(x, y, shown, font="F", size=10, more=""):
    """Text at a place, in points from the lower left corner."""
    return f"BT {more} /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({shown}) Tj ET\n"


def actual(words, content):
    """Content with an ActualText."""
    return f"/Span <</ActualText <feff{words.encode('utf-16-be').hex()}>>> BDC {content} EMC\n"


def grid(xs, ys):
    """Strokes of a ruled table."""
    lines = [f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys] + [f"{x} {ys[0]} m {x} {ys[-1]} l S" for x in xs]
    return "0.5 w\n" + "\n".join(lines) + "\n"
