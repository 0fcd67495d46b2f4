"""Runs of a text layer → words as an engine would give them, and the words of a cell or line in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from extract.forms import columns
from extract.model import Box, Stored
from ingest.layer.chains import ABOVE, BELOW
from ingest.layer.layers import Layer
from ingest.layer.legacy import stored as legacy_codes
from ingest.layer.runs import Angle, Run, by_word
from normalize import bijoy, lexicon, read

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
GUESSED = 0.8  # confidence of a figure put together from two lines of a narrow cell
_HIGH, _LOW = 0.72, 0.12  # ems that letters themselves reach over and under their line
_LINE = 0.45  # ems by which words of one line may stand higher and lower
_SPACE = 0.35  # ems that a space takes
_DIGIT, _LETTER, _WIDEST = 0.65, 1.1, 1.6  # ems: less room at a line's end breaks a word that is too long for it
_FEW = 2  # spaces at ends of lines that may be a typist's
_PARTS = 6  # lines on which one date may stand
_BROKEN = re.compile(r"[^\s/-][/-]$|[(\[{]$")
_SIGN = re.compile("[\u0981-\u0983\u09bc-\u09cd\u09d7]")
_GOES_ON = re.compile("[)\\]}.,;:।%]|\u09b0\u09cd[\u0995-\u09a8\u09aa-\u09ae\u09b2\u09b6-\u09b9]")  # a reph begins none
_CODE_HEAD, _CODE_TAIL = re.compile(r"\[[\d.]+"), re.compile(r"[\d.]+\]")
_MARKS = ",;:।)"
_ALONE = frozenset("ওএ")  # words of one letter, which endings are too: সংশোধন ও, এবং এ
_CODES = re.compile("[^\\x00-\\x7f\u0964\u0965\u0980-\u09ff\u2010-\u2027]")  # that decode to no letter by themselves
_HEAD = re.compile("[\u0980-\u09e5\u200c\u200d]+$")
_TAIL = re.compile(f"[\u0980-\u09e5\u200c\u200d]+[{_MARKS}]*")
_PART = re.compile(r"[\d./-]+")
_DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{2,4}|20\d\d-\d\d(?:\d\d)?|২০\d\d-\d\d(?:\d\d)?")
_DASHES = "…—–"  # codes of Bijoy letters after which browsers end a line, as they do after the signs that these are
_NEW = re.compile(r"[(\[{\d]")
_ENDED = re.compile(r"[\])}.,;:।%\d]$")


@dataclass(frozen=True, slots=True)
class LayerWord:
    """A word of a text layer; one that two lines share is whole.

    `raw`: as printed, legacy codes decoded. `stored`, `legacy`: as the file has it, and its stretches of legacy codes.
    `trusted`: every run of it is. `box` is as high as letters are; `base`, `start`, `end` as in ingest.layer.content.
    """

    raw: str
    stored: str
    legacy: tuple[bijoy.Run, ...]
    trusted: bool
    spaced: bool
    box: Box
    angle: Angle
    size: float
    base: float
    start: float
    end: float
    confidence: float = 1.0


def words(layer: Layer) -> list[LayerWord]:
    """The painted words of a page."""
    found = (_word(held, layer) for held in by_word(run for run in layer.runs if not run.hidden))
    return [word for word in found if word.raw.strip() or not word.trusted]


def _word(held: Sequence[Run], layer: Layer) -> LayerWord:
    stored, legacy = "", list[bijoy.Run]()
    for run in held:
        verdict = layer.verdicts[run.font_key]
        text = legacy_codes(run) if verdict.generation else run.text
        if verdict.generation:
            before = legacy.pop() if legacy and legacy[-1][1:] == (len(stored), verdict.generation) else None
            legacy.append(
                bijoy.Run(before.start if before else len(stored), len(stored) + len(text), verdict.generation)
            )
        stored += text
    first, last = held[0], held[-1]
    size = max(run.size for run in held)
    start, end, base = min(_along(run)[0] for run in held), max(_along(run)[1] for run in held), _base(first)
    return LayerWord(
        bijoy.decode_runs(stored, legacy) if legacy else stored, stored, tuple(legacy),
        all(map(layer.trusted, held)), last.spaced, _letters(held), first.angle, size, base, start, end,
    )  # fmt: skip


def _along(run: Run) -> tuple[float, float]:
    box = run.box
    return {0: (box.x0, box.x1), 90: (box.y0, box.y1), 180: (-box.x1, -box.x0), 270: (-box.y1, -box.y0)}[run.angle]


def _base(run: Run) -> float:
    box, below = run.box, BELOW * run.size
    return {0: box.y1 - below, 90: -box.x0 - below, 180: -box.y0 - below, 270: box.x1 - below}[run.angle]


def _letters(held: Sequence[Run]) -> Box:
    """The box of a word's letters: the runs' boxes without the room that a font keeps over and under them."""
    size = max(run.size for run in held)
    above, below = (ABOVE - _HIGH) * size, (BELOW - _LOW) * size
    x0, y0 = min(run.box.x0 for run in held), min(run.box.y0 for run in held)
    x1, y1 = max(run.box.x1 for run in held), max(run.box.y1 for run in held)
    over = {
        0: (0, above, 0, below), 90: (below, 0, above, 0), 180: (0, below, 0, above), 270: (above, 0, below, 0)
    }[held[0].angle]  # fmt: skip
    return Box(x0 + over[0], y0 + over[1], x1 - over[2], y1 - over[3])


def lines(held: Iterable[LayerWord]) -> list[list[LayerWord]]:
    """Words of one cell, or of a page, in their lines from the top; level text before turned."""
    found: list[list[LayerWord]] = []
    for word in sorted(held, key=lambda w: (w.angle, w.base)):
        first = found[-1][0] if found else None
        if first and word.angle == first.angle and word.base - first.base <= _LINE * min(word.size, first.size):
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(line, key=lambda w: w.start) for line in found]


def in_cell(held: Iterable[LayerWord], cell: Box, stores_spaces: bool) -> list[LayerWord]:
    """The words of a cell in reading order; one that is broken over two lines is whole again.

    `stores_spaces`: whether the file has a space at the end of a line that ends with a whole word. Then a full line
    that has none, though there is room for one, ends within a word: LibreOffice breaks what is too long for its cell.
    """
    found: list[LayerWord] = []
    told = lines(held)
    room = _room(told, cell)
    for at, (first, *rest) in enumerate(told):
        before = found[-1] if found and found[-1].angle == first.angle else None
        whole = _whole(before, first, room if stores_spaces else None) if before else None
        if before and not whole and stores_spaces and _is_cut(before, told[at:], room):
            whole = _put_together(before, first)
        if whole:
            found[-1] = whole
        else:
            found.append(first)
        found.extend(rest)
    return _dates(found, stores_spaces)


def _room(told: Sequence[Sequence[LayerWord]], cell: Box) -> tuple[float, float]:
    """From where to where the lines of a cell may reach; what is white before the longest is so behind it."""
    starts = [line[0].start for line in told if line[0].angle == 0]
    pad = max(0.0, min(starts) - cell.x0) if starts else 0.0
    return cell.x0 + pad, cell.x1 - pad


def _whole(word: LayerWord, after: LayerWord, room: tuple[float, float] | None) -> LayerWord | None:
    """The word that begins at the end of one line and ends at the beginning of the next; None where they are two."""
    together = _put_together(word, after)
    if word.raw.endswith(SOFT_HYPHEN) or _SIGN.match(after.raw):
        return together
    if word.spaced or word.angle != 0:
        return None
    if _BROKEN.search(word.raw) or _GOES_ON.match(after.raw) or _is_code(word.raw, after.raw):
        return together
    if len(_CODES.findall(word.raw + after.raw)) > len(_CODES.findall(together.raw)):
        return together  # two codes of one conjunct, উ™ ¢vবন
    if word.legacy and after.legacy and word.stored[-1:] in _DASHES:
        return together if _is_one(word.raw, after.raw, together.raw) else None
    if room is None:
        return None
    rest = (room[1] - word.end) / word.size
    if word.raw[-1:].isdigit() and after.raw[:1].isdigit():
        full = _SPACE <= rest < _DIGIT or after.raw.endswith("%")
        return replace(together, confidence=GUESSED) if full else None
    if _ENDED.search(word.raw) or _NEW.match(after.raw) or _are_two(word.raw, after.raw):
        return None
    return together if _SPACE <= rest < min(max(_LETTER, (after.end - after.start) / after.size), _WIDEST) else None


def _is_one(head: str, tail: str, together: str) -> bool:
    """Whether two parts are one word: together a known one, or the first is none."""
    first, second = _HEAD.search(head), _TAIL.match(tail)
    behind = tail[second.end() :] if second else ""  # মন্ত|ব্য/প্রমাণক
    whole = _HEAD.search(together.removesuffix(behind).rstrip(_MARKS))
    if not (first and second and whole) or (behind and not behind.startswith("/")):
        return False
    return whole[0] in lexicon.words() or not lexicon.is_known(first[0])


def _are_two(head: str, tail: str) -> bool:
    """Whether both are words, and together they are none. `পূর্বে চালু` → True, `পর্যালোচনা ও` → True, `কর্ম চারী` → False."""
    first, following = _HEAD.search(head), tail.rstrip(_MARKS)
    if first is None or not _TAIL.fullmatch(tail):
        return False
    if len(following) == 1:
        return following in _ALONE
    known = lexicon.is_known(first[0]) and lexicon.is_known(following)
    return known and first[0] + following not in lexicon.words()


def _is_code(head: str, tail: str) -> bool:
    return bool(_CODE_HEAD.fullmatch(head) and _CODE_TAIL.match(tail))


def _is_cut(word: LayerWord, below: Sequence[Sequence[LayerWord]], room: tuple[float, float]) -> bool:
    """Whether a word goes on in the lines below it, where a space behind it would have found no room."""
    if word.spaced or word.angle != 0 or room[1] - word.end >= _SPACE * word.size or _ENDED.search(word.raw):
        return False
    head, tails = _HEAD.search(word.raw), [""]
    for line in below[:_PARTS]:
        if not _TAIL.fullmatch(line[0].raw):
            break
        tails.append(tails[-1] + line[0].raw.rstrip(_MARKS))
        if len(line) > 1 or line[0].spaced:
            break
    if head is None or len(tails) == 1 or tails[1] in _ALONE or (word.raw, tails[1]) in _side_by_side():
        return False
    if any(head[0] + tail in lexicon.words() for tail in tails[1:]) or lexicon.is_known(head[0] + tails[-1]):
        return True
    return not (lexicon.is_known(head[0]) or lexicon.is_known(tails[-1]))


@cache
def _side_by_side() -> frozenset[tuple[str, str]]:
    """Words that follow one another in labels of columns: চলতি মান, though চলতিমান is a word too."""
    labels = (label for column in columns().values() for label in column.printed_labels)
    return frozenset(pair for label in labels for pair in pairwise(label.split()))


def _dates(found: Sequence[LayerWord], stores_spaces: bool) -> list[LayerWord]:
    """Put together the parts of dates that a narrow cell has on several lines.

    Between two digits they are broken only where a missing space proves it: ৪ over ৩০/০৬/২৪ may be two figures.
    """
    done: list[LayerWord] = []
    at = 0
    while at < len(found):
        date, behind = found[at], at + 1
        if _PART.fullmatch(date.raw):
            together = date
            for n in range(at + 1, min(at + _PARTS, len(found))):
                before, after = found[n - 1], found[n]
                if before.spaced or after.base <= before.base or not _PART.fullmatch(after.raw):
                    break
                if not stores_spaces and before.raw[-1].isdigit() and after.raw[0].isdigit():
                    break
                together = _put_together(together, after)
                if _DATE.fullmatch(together.raw) and read(together.raw, "any").status == "ok":
                    date, behind = together, n + 1
        done.append(date)
        at = behind
    return done


def _put_together(word: LayerWord, after: LayerWord) -> LayerWord:
    head = word.stored.removesuffix(SOFT_HYPHEN)
    moved = tuple(bijoy.Run(run.start + len(head), run.end + len(head), run.generation) for run in after.legacy)
    stored, legacy = head + after.stored, _joined(word.legacy, moved)
    box = Box(
        min(word.box.x0, after.box.x0), min(word.box.y0, after.box.y0),
        max(word.box.x1, after.box.x1), max(word.box.y1, after.box.y1),
    )  # fmt: skip
    return LayerWord(
        bijoy.decode_runs(stored, legacy) if legacy else stored, stored, legacy, word.trusted and after.trusted,
        after.spaced, box, after.angle, after.size, after.base, after.start, after.end,
        min(word.confidence, after.confidence),
    )  # fmt: skip


def _joined(first: tuple[bijoy.Run, ...], second: tuple[bijoy.Run, ...]) -> tuple[bijoy.Run, ...]:
    """Runs one behind the other; where they touch, one run: a conjunct may have its codes in both."""
    if first and second and (first[-1].end, first[-1].generation) == (second[0].start, second[0].generation):
        return (*first[:-1], second[0]._replace(start=first[-1].start), *second[1:])
    return (*first, *second)


def kept(held: Sequence[LayerWord], raw: str) -> Stored | None:
    """What the file stores of a text `raw` that words make, with a space or nothing between them.

    None where that is `raw` itself.
    """
    if not any(word.legacy for word in held):
        return None
    between = "" if raw == "".join(word.raw for word in held) else " "
    text, legacy = "", list[bijoy.Run]()
    for word in held:
        text += between if text else ""
        legacy += [bijoy.Run(run.start + len(text), run.end + len(text), run.generation) for run in word.legacy]
        text += word.stored
    return Stored(text, tuple(legacy))


def stores_spaces(told: Iterable[Sequence[LayerWord]]) -> bool:
    """Whether spaces at the ends of lines are stored, by the lines of a page: most makers of PDFs leave them out.

    A line of a cell ends where white follows that is wider than a space.
    """
    ends = 0
    for line in told:
        for word, after in zip(line, [*line[1:], None], strict=True):
            ends += word.spaced and (after is None or after.start - word.end > word.size)
    return ends > _FEW
