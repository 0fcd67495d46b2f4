"""Letterhead, name label, title or signature → which office reports, of which level, under which ministry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.heading.lines import Said
from normalize.lexicon import offices
from normalize.places import place

# The levels an office may have, from the top, with the words that clerks read.
LEVELS = {
    "ministry": "মন্ত্রণালয়", "agency": "দপ্তর/সংস্থা", "division": "বিভাগীয়", "district": "জেলা", "upazila": "উপজেলা",
}  # fmt: skip
LONGEST_LINE = 120  # characters; a longer line of a letterhead is prose

# Divisions of ministries ("বিভাগ" alone may as well be a region or a section of an office).
_MINISTRY_DIVISIONS = re.compile(
    r"(?:মন্ত্রিপরিষদ|স্থানীয় সরকার|পরিসংখ্যান ও তথ্য ব্যবস্থাপনা|অর্থ|অভ্যন্তরীণ সম্পদ|অর্থনৈতিক সম্পর্ক|আর্থিক প্রতিষ্ঠান|পরিকল্পনা"
    r"|বাস্তবায়ন,? পরিবীক্ষণ ও মূল্যায়ন|পল্লী উন্নয়ন ও সমবায়|জননিরাপত্তা|সুরক্ষা সেবা|স্বাস্থ্য সেবা|স্বাস্থ্য শিক্ষা ও পরিবার কল্যাণ"
    r"|মাধ্যমিক ও উচ্চ শিক্ষা|কারিগরি ও মাদ্রাসা শিক্ষা|তথ্য ও যোগাযোগ প্রযুক্তি|ডাক ও টেলিযোগাযোগ|সড়ক পরিবহন ও মহাসড়ক|সেতু|বিদ্যুৎ"
    r"|জ্বালানি ও খনিজ সম্পদ|আইন ও বিচার|লেজিসলেটিভ ও সংসদ বিষয়ক)\s+বিভাগ(?=$|[\s,।])"
)
_MINISTRY = re.compile(r"(?:মন্ত্রণালয়|মন্ত্রনালয়|ministry of)", re.I)
_POST_OFFICE = r"(?:কার্যালয়|কার্য্যালয়|দপ্তর|দফতর|অফিস|office)"
_OFFICE = re.compile(_POST_OFFICE + r"(?!\s*/|সমূহ|সমুহ|গুলো|র? আদেশ|\s*সহকারী|ার)", re.I)
_BODY = re.compile(
    r"অধিদপ্তর|অধিদফতর|পরিদপ্তর|বোর্ড|কাউন্সিল|কর্পোরেশন|করপোরেশন|ব্যুরো|কমিশন|একাডেমি|একাডেমী|ইনস্টিটিউট|ইন্সটিটিউট|কর্তৃপক্ষ"
    r"|বিশ্ববিদ্যালয়|ফাউন্ডেশন|ব্যাংক|সংস্থা|জাদুঘর|গ্রন্থাগার|লিমিটেড|সচিবালয়|ট্রাস্ট|সমিতি|department|directorate|board|council|bureau",
    re.I,
)
_LOCAL = re.compile(
    r"ইউনিয়ন পরিষদ|উপজেলা পরিষদ|জেলা পরিষদ|পৌরসভা|বিদ্যালয়|কলেজ|মাদ্রাসা|হাসপাতাল|কমপ্লেক্স|থানা|কেন্দ্র|খামার|কারাগার|আদালত|সার্কেল|জোন|ইউনিট"
)
_BARE = re.compile(
    r"(?:(?:বিভাগীয়|জেলা|উপজেলা|আঞ্চলিক|প্রধান|জোনাল|সদর|কেন্দ্রীয়|থানা|সার্কেল|মহাপরিচালকের|পরিচালকের|চেয়ারম্যানের)\s*)*"
    + _POST_OFFICE
    + r"\s*(?:,.*|\(.*\))?$"
)
# Where the ministries stand: a place, not an office.
_SECRETARIAT = re.compile(r"(?:বাংলাদেশ\s+)?সচিবালয়(?=$|[\s,।])")
_FIELD = re.compile(r"উপজেলা|জেলা|বিভাগীয়|আঞ্চলিক|কার্যালয়|অধিদপ্তর|পরিদপ্তর|বোর্ড|কাউন্সিল|ব্যুরো|কর্পোরেশন|কমিশন")
_NOT_OFFICE = re.compile(
    r"পর্য\S{0,3}য়ের?|দপ্তর/সংস্থা|আওতাধীন|প্রতিবেদন|কর্ম-?\s?পরিকল্পনা|অর্থ\s?বছর|ত্রৈমাসিক|চার্টার|সংক্রান্ত|বিষয়ক\s+(?:প্রতিবেদন|কর্ম)|হয়েছে|করা|জন্য|[:;?!]"
)
_PLACE_LINE = re.compile(r"[^\d,।:()]{2,30}(?:,\s*[^\d,।:()]{2,30}){0,3}(?:\s*[-–]\s*\d{4})?\s*[।.,]?$")
_IN_TITLE = re.compile(
    r"(?P<office>[^,:;।()]{3,70}?(?:কার্যালয়|দপ্তর|অফিস|অধিদপ্তর|বোর্ড|কাউন্সিল|কর্পোরেশন|ব্যুরো|কমিশন|একাডেমি|ইনস্টিটিউট|কর্তৃপক্ষ|মন্ত্রণালয়|পৌরসভা|পরিষদ)"
    r"(?:,\s*[\u0980-\u09ff]{2,16}(?:\s+সদর)?){0,2}?)\s*[-–]?\s*(?:এর|ের)(?=\s)"
)


@dataclass(frozen=True, slots=True)
class Office:
    """The reporting office. `raw` as printed, `name` cleaned, `source`: letterhead, label, title or signature."""

    raw: str | None = None
    name: str | None = None
    level: str | None = None
    ministry: str | None = None
    source: str | None = None
    lines: tuple[str, ...] = ()


def is_office(text: str) -> bool:
    """Tell whether a line names an office or body: "জেলা মৎস্য কর্মকর্তার কার্যালয়", "বাংলাদেশ কর্মচারী কল্যাণ বোর্ড"."""
    if len(text) > LONGEST_LINE or _NOT_OFFICE.search(text) or _SECRETARIAT.match(text):
        return False
    return bool(_OFFICE.search(text) or _BODY.search(text) or _LOCAL.search(text) or is_ministry(text))


def is_ministry(text: str) -> bool:
    """Tell whether a line is the name of a ministry or of a ministry's division."""
    return len(text) < 80 and (bool(_MINISTRY.search(text)) or bool(_MINISTRY_DIVISIONS.match(text)))


def is_place_line(text: str) -> bool:
    """Tell whether a line has the shape of a place: "পটুয়াখালী।", "নরসিংদী সদর, নরসিংদী", "আগারগাঁও, ঢাকা-১২০৭"."""
    return len(text.split()) <= 6 and bool(_PLACE_LINE.match(text)) and not is_office(text)


@lru_cache(maxsize=2_048)
def level_of(text: str) -> str | None:
    """Tell an office's level from the words of its name; None where they don't say.

    The words decide, not their order: a board's divisional office is a division's, whatever line names the ministry.

    >>> level_of("উপজেলা পরিসংখ্যান কার্যালয়, বেলাবো, নরসিংদী")
    'upazila'
    """
    text = text.split("আওতাধীন")[0] if text.find("আওতাধীন") > 8 else text
    if is_ministry(text.split(" সচিবালয়")[0].split(", বাংলাদেশ")[0]) and not _FIELD.search(text):
        return "ministry"
    if re.search(r"ইউনিয়ন (?:পরিষদ|ভূমি|স্বাস্থ্য)|পৌরসভা", text):
        return None
    if re.search(r"উপজেলা|upazila|ইউএনও", text, re.I):
        return "upazila"
    if re.search(
        r"(?:^|[\s,(/])জেলা(?![\u0980-\u09ff])|সিভিল সার্জন|পুলিশ সুপার|deputy commissioner|\bdistrict\b", text, re.I
    ):
        return "district"
    if re.search(r"বিভাগীয়|divisional", text, re.I):
        return "division"
    if re.search(r"প্রধান কার্যালয়|সদর দপ্তর|head office", text, re.I):
        return "agency"
    if re.search(r"আঞ্চলিক|জোনাল|সার্কেল|থানা|কলেজ|বিদ্যালয়(?!\s*পরিদর্শক)|মাদ্রাসা|হাসপাতাল", text) and "বিশ্ববিদ্যালয়" not in text:
        return None
    if _BODY.search(text):
        return "agency"
    return "ministry" if is_ministry(text) else None


def of_lines(said: Sequence[Said], title: str | None, signed: Iterable[tuple[str, str]]) -> Office:
    """Find the reporting office: label, letterhead, title, signature, in this order.

    `said`: the document's lines. `signed`: (designation, office) of the signature blocks, for when nothing else says.
    """
    head = [line for line in said if line.after == 0]
    ministry = next((line.text for line in _letterhead(head) if is_ministry(line.text)), None)
    known = list(signed)
    office = _of_label(said) or _of_letterhead(_letterhead(head)) or _under_title(head) or _of_title(title or "")
    office = _with_place(office, known) if office else _of_signature(known)
    if office is None or office.name is None:
        office = _of_title(title or "", above=True) or office
    if office is None:
        return Office(ministry=_tidy(ministry))
    return Office(
        office.raw, office.name, office.level, _tidy(office.ministry or ministry), office.source, office.lines
    )


def letterhead(said: Sequence[Said]) -> list[Said]:
    """Give the lines of the letterhead, the government's name left out."""
    return _letterhead([line for line in said if line.after == 0])


def _letterhead(head: Sequence[Said]) -> list[Said]:
    start = next((at + 1 for at, line in enumerate(head[:40]) if line.kind == "government"), None)
    lines: list[Said] = []
    for line in head[start or 0 : (start or 0) + 12]:
        if line.kind == "contact":
            continue
        if line.kind != "text" or line.heading or len(line.text) > LONGEST_LINE:
            break
        if lines and line.gap and not is_office(line.text) and not (lines[-1].gap and place(line.text)):
            break  # a slogan or a title behind the blank line; some exports have one behind every line
        if not is_office(line.text) and not (lines and _is_surely_place(line.text)):
            if lines or _NOT_OFFICE.search(line.text):
                break
            continue
        lines.append(line)
    return lines


def _is_surely_place(text: str) -> bool:
    """Tell a place from a slogan under the letterhead: it names a known place, or is one word and a full stop."""
    return is_place_line(text) and (place(text) is not None or (text.endswith("।") and len(text.split()) <= 2))


def _tidy(text: str | None) -> str | None:
    return " ".join(text.split()).rstrip(" ।,.;:-–") if text else None


def _of_label(said: Sequence[Said]) -> Office | None:
    for at, line in enumerate(said):
        if line.kind != "office_name":
            continue
        raw, value = line.raw, line.rest
        if not value and at + 1 < len(said) and said[at + 1].kind == "text":
            raw, value = said[at + 1].raw, said[at + 1].text
        name = _tidy(value)
        if name and len(name) <= 2 * LONGEST_LINE and re.search(r"[\u0980-\u09ffA-Za-z]{2}", name):
            ministry = name if is_ministry(name) else None
            return Office(raw, name, level_of(name), ministry, "label", (name,))
    return None


def _of_letterhead(lines: Sequence[Said]) -> Office | None:
    texts = [tidy for line in lines for tidy in _segments(line.text)]
    offices = [text for text in texts if is_office(text)]
    if not offices:
        return None
    ministries = [text for text in offices if is_ministry(text)]
    others = [text for text in offices if text not in ministries] or ministries
    named = next(
        (text for text in reversed(others) if _OFFICE.search(text) and not _BODY.search(text.split(",")[0])), others[-1]
    )
    parents = [text for text in others if text != named and _BODY.search(text)]
    place = _place_behind(texts, named)
    name = ", ".join(filter(None, (parents[-1] if parents and _BARE.match(named) else None, named, place)))
    raw = " ".join(line.raw for line in lines if named in line.text or _tidy(line.text) == place) or named
    return Office(
        raw, name, level_of(named) or level_of(name), ministries[0] if ministries else None, "letterhead", tuple(texts)
    )


def _segments(text: str) -> list[str]:
    """Split a one-line letterhead at its commas where that yields several offices; places stay with their office."""
    parts = [part for part in (_tidy(part) for part in re.split(r"[,|]", text)) if part]
    if sum(is_office(part) for part in parts) < 2:
        return [whole] if (whole := _tidy(text)) else []
    return parts


def _place_behind(texts: Sequence[str], named: str) -> str | None:
    """Give the place lines that follow the office's line, unless the office's name has its place already."""
    places: list[str] = []
    for text in texts[texts.index(named) + 1 :]:
        if not is_place_line(text):
            break
        if text not in named:
            places.append(text)
    return ", ".join(places[:3]) or None


def _under_title(head: Sequence[Said]) -> Office | None:
    """Find an office on a line of its own between title and table, as plans without a letterhead print it."""
    lines = [line for line in head[-8:] if line.kind == "text" and len(line.text) <= LONGEST_LINE]
    named = next((line for line in lines if is_office(line.text) and level_of(line.text)), None)
    return _of_letterhead([named]) if named else None


def _of_title(title: str, above: bool = False) -> Office | None:
    """Find the office a title names; `above`: also one that is named only as the superior ("… এর আওতাধীন").

    A ministry whose own name has commas (স্থানীয় সরকার, পল্লী উন্নয়ন ও সমবায় মন্ত্রণালয়) is known by its list.
    """
    for match in _IN_TITLE.finditer(title[:400]):
        name = _tidy(re.sub(r"^.*\d\s*(?:অর্থ\s?বছরের?|সালের|সনের)\s+", "", match["office"].strip()))
        if name and is_ministry(name):
            name = next((one for one in offices()["ministries"] if one.endswith(name) and one in title), name)
        superior = title[match.end() :].lstrip(" -–").startswith("আওতাধীন")
        if superior and not above:
            continue
        if name and not _NOT_OFFICE.search(name) and " ও " not in name[-20:] and len(name.split()) >= 2:
            return Office(
                match["office"].strip(), name, level_of(name), name if is_ministry(name) else None, "title", (name,)
            )
    return None


def _with_place(office: Office, signed: Sequence[tuple[str, str]]) -> Office:
    """Complete an office named without its place from a signature that names it with one."""
    name = office.name or ""
    fuller = (tidy for _, text in signed if (tidy := _tidy(text)) and tidy.startswith(f"{name}, "))
    longer = next(fuller, None) if "," not in name else None
    return replace(office, name=longer, lines=(*office.lines, longer)) if longer else office


def _of_signature(known: Sequence[tuple[str, str]]) -> Office | None:
    for designation, office in known:
        name = _tidy(office)
        if name and is_office(name):
            return Office(
                office, name, level_of(f"{name}, {designation}") or level_of(name), None, "signature", (name,)
            )
    for designation, _ in known:
        if level := level_of(designation):
            return Office(level=level, source="signature")
    return None
