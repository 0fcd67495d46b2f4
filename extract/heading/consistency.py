"""Facts of one document that should agree: signatories over tables, places with the office, plans with its level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from extract.heading.districts import is_district
from extract.heading.office import LEVELS, Office, is_office, level_of
from extract.heading.posts import HEADS, is_post
from extract.heading.signatures import Block
from extract.heading.titles import TableHeading
from extract.heading.vocabulary import TERMS
from extract.model import Issue
from normalize.lexicon import is_known

FIELD_LEVELS = ("district", "upazila")
NEAR, HALF, SURE = 0.75, 0.5, 0.86  # shares of equal letters in what two texts do not share
_HONORIFICS = re.compile(
    r"(?:মোঃ|মো\.|মো:|মোহাম্মদ|মুহাম্মদ|মোছাঃ|মোছা\.|মোসাঃ|মোসা\.|ড\.|ডাঃ|ডা\.|জনাব|বেগম|প্রফেসর|শেখ|সৈয়দ|Md\.?|Dr\.?|Mr\.?)\s*"
)
_ASIDE = re.compile(r"[(\[][^)\]]{0,80}[)\]]")
_MANY = re.compile(r"সহকারী|উপ-|অতিরিক্ত|সিনিয়র|জুনিয়র|অপারেটর|পরিদর্শক|তদন্তকারী")
_WORDS = re.compile(r"[\u0980-\u09e3\u200c\u200d]{4,}")
_LETTERS = re.compile(r"[\u0980-\u09ffA-Za-z]+")
_ROLE = re.compile(r"পয়েন্ট|সদস্য|আহ্বায়ক|কমিটি|শাখা|সভাপতি|দায়িত্ব|টিম|সেল|মোবাইল|ফোন|ই-মেই?ল|@|\d")


@lru_cache(maxsize=4_096)
def bare(text: str) -> str:
    """Reduce a name, post or place to what tells it apart: no honorifics, brackets, spaces or punctuation.

    >>> bare("মোঃ আবদুল করিম।") == bare("মো. আবদুল করিম")
    True
    """
    return "".join(_LETTERS.findall(_HONORIFICS.sub("", _ASIDE.sub("", text))))


def signatory_issues(blocks: Sequence[Block], office: Office) -> Iterator[Issue]:
    """Raise ENTITY_INCONSISTENT where one signatory is printed differently under several tables."""
    for person in same_person(blocks):
        names = [block.name for block in person if block.name]
        if issue := _differ(names, "name", "নাম", office):
            yield issue
        posts = [block.post for block in person if block.post]
        if issue := _differ(posts, "designation", "পদবি", office):
            yield issue
    yield from place_issues(blocks, office)


def same_person(blocks: Sequence[Block]) -> list[list[Block]]:
    """Group the blocks that stand at the same place under different tables and are, by name and post, one person."""
    people: list[list[Block]] = []
    for block in blocks:
        home = next(
            (
                person for person in people[:40]
                if person[0].position == block.position
                and all(other.after != block.after for other in person)
                and any(_is_same(other, block) for other in person[-8:])
            ),
            None,
        )  # fmt: skip
        if home is None:
            people.append([block])
        else:
            home.append(block)
    return [person for person in people if len(person) > 1]


def _is_same(a: Block, b: Block) -> bool:
    """Tell whether two blocks name one person, misread in one of them.

    মঞ্জুরুল and মজুমদার are one where the post beside the second is garbled too; রফিকুল and জহিরুল of two services
    are two.
    """
    if not (a.name and b.name and a.post and b.post):
        return False
    names, posts = distinct(a.name, b.name), distinct(a.post, b.post)
    if posts == 1.0:
        return names >= (0.0 if _is_unique(a.post) else SURE)
    garbled = has_unknown_word(a.post) or has_unknown_word(b.post)
    return (
        (names == 1.0 and posts >= 0.4) or (names >= NEAR and posts >= HALF) or (garbled and min(names, posts) >= HALF)
    )


def _is_unique(post: str) -> bool:
    """Tell whether an office has one holder of a post: "উপজেলা মৎস্য কর্মকর্তা", but not "সহকারী পরিচালক"."""
    return level_of(post) in FIELD_LEVELS and not _MANY.search(post)


def has_unknown_word(text: str) -> bool:
    """Tell whether a post has a word that is neither a term nor a word of the language: "পরিগণখান"."""
    return any(
        word not in TERMS and word not in HEADS and not is_known(word) and not is_district(word)
        for word in _WORDS.findall(_ASIDE.sub("", text))
    )


def distinct(a: str, b: str) -> float:
    """Compare what two names or posts don't share, 0..1: "মোঃ রফিকুল ইসলাম", "মোঃ জহিরুল ইসলাম" by রফিকুল and জহিরুল.

    1.0 where one has all words of the other.
    """
    ours, theirs = (_LETTERS.findall(_HONORIFICS.sub("", _ASIDE.sub("", text))) for text in (a, b))
    left = "".join(word for word in ours if word not in theirs)
    right = "".join(word for word in theirs if word not in ours)
    return fuzz.ratio(left, right) / 100 if left and right else 1.0


def _differ(texts: Sequence[str], what: str, what_bn: str, office: Office) -> Issue | None:
    """Word the doubt where texts that should be one differ in their letters; a longer form of the same is no doubt."""
    counts = Counter(bare(text) for text in texts)
    forms = [form for form in counts if form]
    first = {bare(text): text for text in reversed(texts)}
    if len(forms) < 2 or all(distinct(first[forms[0]], first[form]) == 1.0 for form in forms[1:]):
        return None
    if what == "designation" and not any(has_unknown_word(first[form]) for form in forms):
        return None  # one person may sign with two posts
    where = bare(office.name or "")
    right = max(forms, key=lambda form: (counts[form], fuzz.partial_ratio(form, where), -forms.index(form)))
    sure = counts[right] > 1 or (what == "designation" and fuzz.partial_ratio(right, where) > 50)
    printed = " / ".join(first[form] for form in forms)
    return Issue(
        "ENTITY_INCONSISTENT", "warn",
        f"The signatory's {what} is printed in {len(forms)} ways: {printed}.",
        f"একই স্বাক্ষরকারীর {what_bn} {len(forms)} ভাবে ছাপা হয়েছে: {printed}।",
        raw=printed, suggestion=first[right] if sure else None, rule="consistency.signatory_issues",
        column_key="signature",
    )  # fmt: skip


def place_issues(blocks: Sequence[Block], office: Office) -> Iterator[Issue]:
    """Raise one ENTITY_INCONSISTENT where signatures of this office's level name a place that is not the office's."""
    if not office.name or office.source == "signature" or office.level not in FIELD_LEVELS:
        return
    where = office_place(office)
    if not where:
        return
    strange = [
        place for block in blocks if block.post and level_of(block.post) == office.level
        for place in (signature_place(block),) if place and not _names_place(place, office)
    ]  # fmt: skip
    if strange:
        printed = " / ".join(dict.fromkeys(strange))
        yield Issue(
            "ENTITY_INCONSISTENT", "warn",
            f"The place in the signature ({printed}) is not the office's place ({where}).",
            f"স্বাক্ষরের স্থান ({printed}) কার্যালয়ের স্থানের ({where}) সাথে মেলে না।",
            raw=printed, suggestion=where, rule="consistency.place_issues", column_key="signature",
        )  # fmt: skip


def office_place(office: Office) -> str | None:
    """Give the place in an office's name: what stands behind its first comma."""
    _, _, place = (office.name or "").partition(",")
    parts = [part.strip() for part in place.split(",") if part.strip() and not is_office(part)]
    return ", ".join(parts) or None


def signature_place(block: Block) -> str | None:
    """Give the place lines of a signature block; None where it has none, or only offices and roles."""
    places = [text for text in block.offices if not is_office(text) and not is_post(text) and not _ROLE.search(text)]
    return ", ".join(place.rstrip(" ,।") for place in places) or None


def _names_place(place: str, office: Office) -> bool:
    known = [word for word in _LETTERS.findall(" ".join((office.name or "", *office.lines))) if len(word) > 2]
    words = [word for word in _LETTERS.findall(place) if word != "সদর" and len(word) > 2]
    return not words or any(
        fuzz.ratio(word, other) >= 80 or word.startswith(other) for word in words for other in known
    )


def level_issues(headings: dict[int, TableHeading], office: Office) -> Iterator[Issue]:
    """Raise ENTITY_INCONSISTENT for each plan that is headed for another office level than the office's own."""
    if office.level not in FIELD_LEVELS:
        return
    for table_no, heading in headings.items():
        if heading.level is None or heading.level == office.level:
            continue
        yield Issue(
            "ENTITY_INCONSISTENT", "warn",
            f"The plan is headed for offices of {heading.level} level, but this is an office of {office.level} level.",
            f"পরিকল্পনার শিরোনাম {LEVELS[heading.level]} পর্যায়ের কার্যালয়ের জন্য, "
            f"কিন্তু এটি {LEVELS[office.level]} পর্যায়ের কার্যালয়।",
            raw=heading.level_raw or heading.title or "", rule="consistency.level_issues", table_no=table_no,
            column_key="document",
        )  # fmt: skip
