"""Lines between and after tables → signature blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.heading.lines import Said
from extract.heading.office import is_office, is_place_line, level_of
from extract.heading.plans import plan_types
from extract.heading.posts import is_name, is_post, post_score
from extract.records import Signatory

MOST_BLOCKS = 200
_TITLE = re.compile(r"প্রতিবেদন(?!কারী)|কর্ম\s?-?\s?পরিকল্পনা|অর্থ\s?বছর|ত্রৈমাসিক|পর্যায়ের|সংযোজনী|চার্টার|ছক|সারণি|লক্ষ্যমাত্রা")
_SENTENCE = re.compile(r"(?:হয়েছে|হবে|হলো|করা হ|হচ্ছে|রয়েছে|গেল|করছি|জানানো)")
_NUMBERED = re.compile(r"[(\[]?\d{1,2}\s*[।.)\]|]\s*\D")
_LABELS = (
    ("name", re.compile(r"(?:নাম|name)\s*[:ঃ–-]", re.I)),
    ("post", re.compile(r"(?:পদব[ীি]|designation)\s*[:ঃ–-]", re.I)),
)


@dataclass(slots=True)
class Block:
    """One signature block while it is read. `after`: the table it stands under; `position`: its place there, from 0."""

    after: int
    position: int = 0
    lines: list[str] = field(default_factory=list)
    name: str | None = None
    post: str | None = None
    offices: list[str] = field(default_factory=list)
    marked: bool = False

    @property
    def office(self) -> str | None:
        """The office and place lines of the block, joined with commas."""
        return ", ".join(text.rstrip(" ,।") for text in self.offices) or None

    @property
    def is_sure(self) -> bool:
        """Two of: a name, a post, an office or a signature's mark."""
        return (self.name is not None) + (self.post is not None) + bool(self.offices) + self.marked >= 2

    def signatory(self) -> Signatory:
        """Give the block as the dataset has it."""
        return Signatory(self.name, self.post, self.office)


def read_blocks(said: Sequence[Said], last_table: int) -> list[Block]:
    """Read the signature blocks, in order. Without any table the whole text is searched.

    A block stands under a table, or anywhere below the letter's head where the document has no table.
    """
    blocks: list[Block] = []
    for group in _groups(said, last_table):
        blocks.extend(block for block in _blocks_of(group) if block.is_sure)
        if len(blocks) >= MOST_BLOCKS:
            break
    positions: dict[int, int] = {}
    for block in blocks:
        block.position = positions.get(block.after, 0)
        positions[block.after] = block.position + 1
    return blocks


def _groups(said: Iterable[Said], last_table: int) -> list[list[Said]]:
    """Gather the lines that can belong to signatures: those of one paragraph, cut where another kind of line comes."""
    groups: list[list[Said]] = []
    open_group = False
    for line in said:
        fits = (
            line.kind in ("text", "mark", "label", "contact", "date", "office_name")
            and not line.heading
            and _may_sign(line.text)
        )
        if fits and plan_types(line.text) and (line.gap or not open_group or not is_post(groups[-1][-1].text)):
            fits = False  # a plan's name is a title, but an officer may be "ই-গভর্ন্যান্স" focal point
        if (line.after == 0 and last_table) or not fits:
            open_group = False
            continue
        if not open_group or line.gap or line.after != groups[-1][-1].after:
            groups.append([])
        groups[-1].append(line)
        open_group = True
    return _rejoined(groups)


def _rejoined(groups: list[list[Said]]) -> list[list[Said]]:
    """Join paragraphs of one line each: exports that put a blank line between all lines."""
    joined: list[list[Said]] = []
    for group in groups:
        alone = len(group) == 1 and not is_name(group[0].text, strict=True) and group[0].kind != "mark"
        if (
            joined
            and alone
            and len(joined[-1]) < 6
            and joined[-1][-1].after == group[0].after
            and _continues(joined[-1], group[0].text)
        ):
            joined[-1] = [*joined[-1], *group]
        else:
            joined.append(group)
    return joined


def _continues(group: Sequence[Said], text: str) -> bool:
    last = group[-1].text
    if is_post(text):
        return is_name(last) or group[-1].kind == "mark"
    return (
        (is_office(text) or is_place_line(text))
        and (is_post(last) or is_office(last))
        and not is_name(text, strict=True)
    )


def _may_sign(text: str) -> bool:
    return len(text) <= 110 and not _TITLE.search(text) and not _SENTENCE.search(text) and not _NUMBERED.match(text)


def _blocks_of(group: Sequence[Said]) -> list[Block]:
    """Read one paragraph; a name or a mark behind a post opens the next block."""
    blocks = [Block(group[0].after)]
    for at, line in enumerate(group):
        block = blocks[-1]
        following = group[at + 1].text if at + 1 < len(group) else ""
        opens = line.kind == "mark" or is_name(line.text, strict=True) or (is_name(line.text) and is_post(following))
        if opens and (block.post or block.offices or (block.name and line.kind != "mark")):
            block = Block(line.after)
            blocks.append(block)
        _add(block, line)
    return blocks


def _add(block: Block, line: Said) -> None:
    """Put one line where it belongs in a block."""
    block.lines.append(line.text)
    text = line.text.strip()
    for key, pattern in _LABELS:
        if match := pattern.match(text):
            value = text[match.end() :].strip() or None
            if key == "name":
                block.name = block.name or value
            else:
                block.post = block.post or value
            return
    if line.kind == "mark":
        block.marked = True
    elif line.kind == "office_name":
        block.offices.append(line.rest)
    elif line.kind in ("contact", "date", "label"):
        return
    elif block.name is None and block.post is None and not block.offices and is_name(text, strict=True):
        block.name = text.strip("()[] ,")
    elif block.post is None and (is_post(text) or ("," in text and is_post(text.partition(",")[0]))):
        _add_post(block, text)
    elif is_office(text):
        block.offices.append(text)
    elif block.name is None and block.post is None and not block.offices and _is_bare_post(text):
        block.post = text.rstrip(" ,।")
    elif block.name is None and block.post is None and not block.offices and is_name(text):
        block.name = text.strip("()[] ,")
    elif is_post(text) and block.post and not block.offices:
        block.post = f"{block.post}, {text.rstrip(' ,।')}"
    elif (block.post or block.name) and len(text.split()) <= 7:
        block.offices.append(text)


def _add_post(block: Block, text: str) -> None:
    """Set the post; "উপপরিচালক, জেলা কার্যালয়, নরসিংদী" brings its office along."""
    head, comma, tail = text.partition(",")
    if (
        comma
        and post_score(head) >= 0.7
        and (is_office(tail) or is_place_line(tail.strip()))
        and post_score(tail) < 0.7
    ):
        block.post = head.strip()
        block.offices.append(tail.strip())
    else:
        block.post = text.rstrip(" ,।")


def _is_bare_post(text: str) -> bool:
    """Tell a post whose last word was misread: "জেলা সমবায় …" opens with an office level and is no place or office."""
    words = text.split()
    return 3 <= len(words) <= 6 and level_of(words[0]) is not None and not text.endswith("।") and "," not in text
