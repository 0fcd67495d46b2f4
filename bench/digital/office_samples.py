"""The Office samples: a Word document in Bijoy, an Excel workbook with figures as figures, a mail.

    python -m bench.digital.office_samples [FOLDER] [--truth FOLDER]

Offices and people are invented. FOLDER is samples; with --truth what a careful reader finds in them stands there.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import struct
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell
from openpyxl.styles import Alignment, Border, Font, Side

from bench.digital import office
from bench.gold import gold
from bench.layout import Block, items
from bench.names import Office
from bench.plans import apa_plan, charter_progress
from bench.scans.samples import Sample, written
from bench.sheet import Report

_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
_BENGALI_FIGURES = "[$-5000445]"
_DATE = re.compile(r"([০-৯]{2})/([০-৯]{2})/([০-৯]{2})")
_TITLE_COLUMNS = 6

LETTERS = Sample(
    "bijoy_progress.docx", 12, 2024, 2,
    Office("জেলা নৌকা নিবন্ধন কার্যালয়", "ঝালকাঠি", "district", "নৌকা নিবন্ধন অধিদপ্তর", "নৌপরিবহন মন্ত্রণালয়",
           "জেলা নৌকা নিবন্ধন কর্মকর্তা"),
    charter_progress, None, None, 0,  # type: ignore[arg-type] # neither printed nor scanned
)  # fmt: skip
SHEETS = Sample(
    "performance_plan.xlsx", 31, 2024, None,
    Office("জেলা হস্তশিল্প উন্নয়ন কার্যালয়", "শেরপুর", "district", "হস্তশিল্প উন্নয়ন অধিদপ্তর", "শিল্প মন্ত্রণালয়",
           "উপপরিচালক"),
    lambda hand, start, at, _: apa_plan(hand, start, at), None, None, 0,  # type: ignore[arg-type] # the same
)  # fmt: skip
BUDGET = (
    ("খাত", "বরাদ্দ (টাকা)", "ব্যয় (টাকা)", "ব্যয়ের হার", "শেষ ব্যয়ের তারিখ"),
    ("প্রশিক্ষণ", 1250000, 1093750, 0.875, dt.date(2025, 3, 4)),
    ("মেলা ও প্রদর্শনী", 480000, 480000, 1, dt.date(2025, 1, 12)),
    ("অফিস ব্যবস্থাপনা", 96500.5, 0, 0, None),
)
_LAKHS = r"[$-5000445][>=10000000]##\,##\,##\,##0.00;[$-5000445][>=100000]##\,##\,##0.00;[$-5000445]##,##0.00"
_BUDGET_FORMATS = (None, _LAKHS, _LAKHS, "[$-5000445]0.0%", "[$-5000445]d mmmm yyyy")
MAIL = "forwarded_letter.msg"
_HIDDEN_ROW = 3  # of the body


def letters(report: Report) -> bytes:
    """The report as a .docx in SutonnyMJ: the letterhead in the page's header, a tracked change in the last remark."""
    document = docx.Document()
    head = document.sections[0].header.paragraphs[0]
    for n, line in enumerate(report.letterhead):
        office.write(head if n == 0 else document.sections[0].header.add_paragraph(), line, "sutonny")
    for item in items(report):
        if isinstance(item, Block):
            if document.tables:
                document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            office.word_table(document, item, "sutonny")
        elif item is not None and item.text not in report.letterhead:
            paragraph = document.add_heading(level=2) if item.heading else document.add_paragraph()
            office.write(paragraph, office.plain(item), "sutonny")
    track(document)
    return office.saved(document)


def track(document: Document) -> None:
    """The last remark was put in while changes were tracked, and what stood there before was taken out."""
    cells: list[_Cell] = [row.cells[-1] for row in document.tables[-1].rows if row.cells[-1].text]
    paragraph = cells[-1].paragraphs[0]
    for run in list(paragraph.runs):
        change(run._element, "w:ins")
    office.write(paragraph, "কার্যক্রম শুরু হয়নি।", "sutonny")
    gone = paragraph.runs[-1]._element
    for text in gone.findall(qn("w:t")):
        text.tag = qn("w:delText")
    change(gone, "w:del")


def change(run: Any, kind: str) -> None:  # noqa: ANN401 - an element of lxml
    """Wrap a run in a tracked change."""
    wrap = OxmlElement(kind)
    for name, value in (("w:id", "9"), ("w:author", "অফিস সহকারী"), ("w:date", "2024-01-01T00:00:00Z")):
        wrap.set(qn(name), value)
    run.addprevious(wrap)
    wrap.append(run)


def sheets(report: Report) -> bytes:
    """The report as a workbook: figures are numbers that formats print in Bengali, a row is hidden; then a budget."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "কর্মপরিকল্পনা"
    row = 1
    for item in items(report):
        if isinstance(item, Block):
            office.sheet_table(sheet, item, row, None)
            for cells in sheet.iter_rows(row + item.heads, row + len(item.rows) - 1):
                for cell in cells:
                    figure(cell)
            sheet.row_dimensions[row + item.heads + _HIDDEN_ROW].hidden = True
            row += len(item.rows) + 1
        else:
            if item is not None:
                office.put(sheet.cell(row, 1), office.plain(item), None)
                sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=_TITLE_COLUMNS)
            row += 1
    budget(book.create_sheet("বাজেট"))
    return office.saved(book)


def figure(cell: Any) -> None:  # noqa: ANN401 - openpyxl has no types
    """Turn a text of figures into a number or a date with the format that prints it the same."""
    text = cell.value if isinstance(cell.value, str) else ""
    plain = text.translate(_DIGITS)
    if found := _DATE.fullmatch(text):
        day, month, year = (int(part.translate(_DIGITS)) for part in found.groups())
        cell.value, cell.number_format = dt.date(2000 + year, month, day), f"{_BENGALI_FIGURES}dd/mm/yy"
    elif re.fullmatch(r"[০-৯]+", text):
        cell.value, cell.number_format = int(plain), _BENGALI_FIGURES + "0" * (len(text) if text[0] == "০" else 1)
    elif re.fullmatch(r"[০-৯]+\.[০-৯]+", text):
        cell.value, cell.number_format = float(plain), f"{_BENGALI_FIGURES}0." + "0" * len(text.partition(".")[2])
    elif re.fullmatch(r"[০-৯]+%", text):
        cell.value, cell.number_format = int(plain[:-1]) / 100, f"{_BENGALI_FIGURES}0%"


def budget(sheet: Any) -> None:  # noqa: ANN401 - openpyxl has no types
    """A small table of sums in lakhs, rates and days below a title over its whole width."""
    line = Side(style="thin")
    sheet.cell(1, 1, "কর্মপরিকল্পনা বাস্তবায়নে বরাদ্দ ও ব্যয়").alignment = Alignment(horizontal="center")
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(BUDGET[0]))
    for r, row in enumerate(BUDGET, 3):
        for c, value in enumerate(row, 1):
            cell = sheet.cell(r, c, value)
            cell.border = Border(left=line, right=line, top=line, bottom=line)
            cell.font = Font(name=office.UNICODE_FONT)
            if not isinstance(value, str) and _BUDGET_FORMATS[c - 1]:
                cell.number_format = _BUDGET_FORMATS[c - 1]


def container(streams: Mapping[str, bytes]) -> bytes:
    """An OLE container, as old Office files and mails of Outlook are: at most seven streams of up to 4,096 bytes."""
    size, end, free, fat = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    sectors = 1 + len(streams) // 4  # of the directory
    chains = [fat, *range(2, 1 + sectors), end]
    for n in range(len(streams)):
        first = 1 + sectors + 8 * n
        chains += [*range(first + 1, first + 8), end]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *([free] * 108))
    table = struct.pack("<128I", *chains, *([free] * (128 - len(chains))))
    folder = entry("Root Entry", 5, 1, end, 0)
    for n, name in enumerate(streams):
        beside = n + 2 if n + 1 < len(streams) else free
        folder += entry(name, 2, beside, 1 + sectors + 8 * n, 8 * size)
    texts = (data.ljust(8 * size, b"\0") for data in streams.values())
    return head + table + folder.ljust(sectors * size, b"\0") + b"".join(texts)


def entry(name: str, kind: int, link: int, start: int, size: int) -> bytes:
    """An entry of the container's directory; `link`: the root's first stream, and the next one of a stream."""
    free = 0xFFFFFFFF
    beside, below = (free, link) if kind == 5 else (link, free)
    told = (name.encode("utf-16-le") + b"\0\0").ljust(64, b"\0") + struct.pack("<HBB", 2 * len(name) + 2, kind, 1)
    return told + struct.pack("<III36xIQ", free, beside, below, start, size)


def mail() -> bytes:
    """A mail of Outlook, of which nothing is read."""
    text = "বাজেট প্রস্তাবটি আগামী সপ্তাহে পাঠানো হবে।\r\nহিসাবরক্ষক, জেলা হস্তশিল্প উন্নয়ন কার্যালয়, শেরপুর\r\n"
    return container({"__properties_version1.0": bytes(32), "__substg1.0_1000001F": text.encode("utf-16-le")})


def main() -> int:
    """The command; 0."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", type=Path, nargs="?", default=Path("samples"))
    ask.add_argument("--truth", type=Path)
    args = ask.parse_args()
    for sample, make in ((LETTERS, letters), (SHEETS, sheets)):
        report = written(sample)
        (args.folder / sample.file).write_bytes(make(report))
        if args.truth:
            text = json.dumps(gold(report), ensure_ascii=False, indent=1)
            (args.truth / f"{sample.file}.gold.json").write_text(text, encoding="utf-8")
        sys.stdout.write(f"{sample.file}: {(args.folder / sample.file).stat().st_size // 1024} KB\n")
    (args.folder / MAIL).write_bytes(mail())
    return 0


if __name__ == "__main__":
    sys.exit(main())
