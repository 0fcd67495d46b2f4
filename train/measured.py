"""What `measure` found, as tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from train import measure
from train.measure import KNOWN, Score
from train.scanner import QUALITIES

_COLUMNS = [("text", quality, "CER") for quality in QUALITIES]
_COLUMNS += [("bare", quality, "exact") for quality in QUALITIES] + [("latin", "office", "exact")]
_TITLES = {"text": "CER", "bare": "bare figures", "latin": "Latin words"}


def page(scores: Sequence[Score], scales: Iterable[tuple[str, Sequence[tuple[float, float]]]], size: int) -> str:
    """The page: a table a reader, families as rows, the median and the worst of unseen families below."""
    parts = [
        "# Our recogniser beside Tesseract", "",
        f"`make bench-recogniser` wrote this page. {size} synthetic lines a family, kind and quality, of words and"
        " phrases that training never saw; all readers get the same pictures. CER: of lines of text. Bare figures:"
        " lines of one to four characters with a digit, or of dashes, exactly right; lone Latin 0, 2, 8 and 9 are left"
        " out, which look like ০ ২ ৪ ৭. Latin words: exactly right, of lines with Latin. Tesseract"
        " reads with the margins and the Latin model that the engine `tesserocr` gives it, one Bengali model at"
        " a time.", "",
    ]  # fmt: skip
    for reader in dict.fromkeys(score.reader for score in scores):
        parts += _table(reader, [score for score in scores if score.reader == reader])
    parts += ["## Text that fills less of its line's crop", "", "CER at office quality, of our network.", ""]
    parts += ["| family | " + " | ".join(f"{scale:.1f}" for scale in measure.SCALES) + " |"]
    parts += ["|---" * (len(measure.SCALES) + 1) + "|"]
    for family, found in scales:
        parts.append(f"| {family} | " + " | ".join(f"{100 * cer:.2f} %" for _, cer in found) + " |")
    return "\n".join(parts) + "\n"


def _table(reader: str, scores: Sequence[Score]) -> list[str]:
    found = {(score.family, score.kind, score.quality): score for score in scores}
    titles = [f"{_TITLES[kind]} {quality}" for kind, quality, _ in _COLUMNS]
    parts = [f"## {reader}", "", "| family | " + " | ".join(titles) + " |", "|---" * (len(titles) + 1) + "|"]
    families = list(dict.fromkeys(score.family for score in scores))
    rows = {
        family: [_figure(found[family, kind, quality], what) for kind, quality, what in _COLUMNS] for family in families
    }
    parts += [f"| {family} | " + " | ".join(f"{100 * x:.2f} %" for x in row) + " |" for family, row in rows.items()]
    unseen = [row for family, row in rows.items() if family != KNOWN]
    if len(unseen) > 1:
        columns = list(zip(*unseen, strict=True))
        worst = [max(c) if what == "CER" else min(c) for c, (_, _, what) in zip(columns, _COLUMNS, strict=True)]
        parts.append("| unseen, median | " + " | ".join(f"{100 * median(c):.2f} %" for c in columns) + " |")
        parts.append("| unseen, worst | " + " | ".join(f"{100 * x:.2f} %" for x in worst) + " |")
    seconds = sum(score.seconds for score in scores) / len(scores)
    return [*parts, "", f"{1000 * seconds:.1f} ms of CPU a line.", ""]


def _figure(score: Score, what: str) -> float:
    return score.cer if what == "CER" else score.exact
