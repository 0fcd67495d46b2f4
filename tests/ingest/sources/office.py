"""Office files made by hand: parts of a zip with just the elements that a test is about."""

from __future__ import annotations

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MORE = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def relations(**targets: str) -> str:
    """`styles="styles.xml"`: relation rId_styles of the type "styles"; `header_2` is of the type "header"."""
    rows = "".join(
        f'<Relationship Id="{key}" Type="{_RELATION}{key.partition("_")[0]}" Target="{target}"/>'
        for key, target in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def word(body: str, **parts: str) -> bytes:
    """A .docx: `styles`, `numbering`, `footnotes`, `header`, `footer` are what stands in these parts."""
    roots = {"header": "hdr", "footer": "ftr"}
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/document.xml": f"<w:document {W} {MORE}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(**{name: f"{name}.xml" for name in parts}),
    }
    for name, content in parts.items():
        root = roots.get(name.partition("_")[0], name)
        made[f"word/{name}.xml"] = f"<w:{root} {W} {MORE}>{content}</w:{root}>"
    return zipped(made)


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of runs, each a text or the XML of one."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    told = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{told}<w:t xml:space="preserve">{text}</w:t></w:r>'


def font(name: str, high: str | None = None) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{high or name}"/>'


def tc(*content: str, properties: str = "") -> str:
    inner = "".join(one if one.startswith("<") else p(one) for one in content) or p()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    inner = "".join(one if one.startswith("<") else tc(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str, grid: str = "") -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.split())
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


DOWN = '<w:vMerge w:val="restart"/>'
ON = "<w:vMerge/>"


def span(n: int) -> str:
    return f'<w:gridSpan w:val="{n}"/>'


def excel(
    *sheets: str, styles: str = "", strings: str = "", names: tuple[str, ...] = (), book: str = "", states: str = ""
) -> bytes:
    """An .xlsx: each sheet is what stands in its <worksheet>, or the <row>s of its data."""
    told = states.split(",") if states else []
    listed = ""
    for at in range(len(sheets)):
        name = names[at] if at < len(names) else f"Sheet{at + 1}"
        state = f'state="{told[at]}"' if at < len(told) and told[at] else ""
        listed += f'<sheet name="{name}" sheetId="{at + 1}" r:id="worksheet_{at}" {state}/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f"<workbook {S} {R}>{book}<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            styles="styles.xml",
            sharedStrings="sharedStrings.xml",
            **{f"worksheet_{n}": f"/xl/worksheets/sheet{n + 1}.xml" for n in range(len(sheets))},
        ),
        "xl/styles.xml": f"<styleSheet {S}>{styles}</styleSheet>",
        "xl/sharedStrings.xml": f"<sst {S}>{strings}</sst>",
    }
    for n, content in enumerate(sheets, 1):
        inner = f"<sheetData>{content}</sheetData>" if content.startswith("<row") else content
        parts[f"xl/worksheets/sheet{n}.xml"] = f"<worksheet {S} {R}>{inner}</worksheet>"
    return zipped(parts)


def row(number: int, *cells: str, more: str = "") -> str:
    """A row of cells, each a text, the XML of a cell or "" for none."""
    inner = "".join(
        cell if cell.startswith("<") else c(chr(65 + n) + str(number), cell) for n, cell in enumerate(cells) if cell
    )
    return f'<row r="{number}" {more}>{inner}</row>'


def c(place: str, text: str, style: int = 0) -> str:
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'


def n(place: str, number: str, style: int = 0) -> str:
    return f'<c r="{place}" s="{style}"><v>{number}</v></c>'
