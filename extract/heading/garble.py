"""Titles, letterheads, labels, posts and places read wrong: near a known term, or impossible as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from extract.heading.districts import fold, is_district, nearest
from extract.heading.lines import Said
from extract.heading.office import Office, is_office, letterhead, level_of
from extract.heading.posts import HEADS, is_post, post_score
from extract.heading.signatures import Block
from extract.heading.titles import is_title
from extract.heading.vocabulary import BODIES, RIGHT, TERMS
from extract.model import Issue
from normalize.lexicon import is_known

NEAR, SURE = 78, 84  # of 100: প্রতিশুতি and প্রতিশ্রুতি are 90; below SURE one letter may differ, as in প্রলান, প্রদান
_WORD = re.compile(r"[\u0980-\u09e3\u09f0-\u09ff\u200c\u200d]{5,}")
_OFFICE_WORD = re.compile(r"[\u0980-\u09e3\u200c\u200d]{4,}")
_ENDINGS = ("সমূহের", "সমূহে", "সমূহ", "গুলোর", "গুলো", "দের", "য়ের", "য়ে", "ের", "কে", "তে", "টির", "টি", "র", "ে")
_MEMO_LABEL = re.compile(r"(\S+)\s*(নং|নম্বর|নাম্বার|সংখ্যা|নঃ)")
_RIGHT_LABELS = frozenset(("স্মারক", "নথি", "পত্র", "মেমো"))
_TERM_LIST = sorted(TERMS)
_TAILS = {tuple(body.split()[1:]): body for body in BODIES}
# A ministry or a directorate has no officer of its own in a district or an upazila; the service's name is missing.
_NO_SUCH_POST = re.compile(r"^(?:জেলা|উপজেলা|বিভাগীয়)\s+(?:মন্ত্রণালয়|অধিদপ্তর|পরিদপ্তর|বিভাগ)\s+(?:কর্মকর্তা|অফিসার)")


def issues(said: Sequence[Said], signed: Sequence[Block], who: Office, title: str | None) -> Iterator[Issue]:
    """Raise OCR_GARBLE for the document's lines that are read wrong, each once, with a suggestion where one is sure."""
    heads = {id(line) for line in letterhead(said)}
    seen: set[str] = set()
    for line in said[:400]:
        checked = (
            id(line) in heads
            or line.kind in ("subject", "recipients", "recipient", "office_name")
            or is_title(line)
            or line.text == title
        )
        for issue in (*_label_issues(line), *(_word_issues(line.text) if checked and len(line.text) < 400 else ())):
            if issue.raw not in seen:
                seen.add(issue.raw)
                yield issue
    repeated = {
        block.post for block in signed if block.post and sum(other.position == block.position for other in signed) > 1
    }
    for block in signed:
        for issue in (
            *_post_issues(block, who, block.post in repeated),
            *_place_issues(block, who),
            *_body_issues(block),
        ):
            if issue.raw not in seen:
                seen.add(issue.raw)
                yield issue


@lru_cache(maxsize=4096)
def right_word(word: str) -> str | None:
    """Give the term a misread word stands for, None where it is right or nothing is near enough.

    >>> right_word("প্রতিশুতি"), right_word("প্রতিশ্রুতির")
    ('প্রতিশ্রুতি', None)
    """
    forms = (word, *(word[: -len(end)] for end in _ENDINGS if word.endswith(end)))
    if is_known(word) or any(form in TERMS or form in RIGHT or is_district(form) for form in forms):
        return None
    for form in forms:
        near = process.extract(form, _TERM_LIST, scorer=fuzz.ratio, limit=2, score_cutoff=NEAR) if len(form) > 4 else []
        if near and (len(near) < 2 or near[0][1] - near[1][1] >= 2) and _is_slip(form, near[0][0]):
            return near[0][0] + word[len(form) :]
    return None


def _is_slip(form: str, term: str) -> bool:
    """Tell a misreading from another word: পরিবেশিত is formed from পরিবেশ, ক্ষমতা is the tail of সক্ষমতা."""
    if form[0] != term[0] or abs(len(form) - len(term)) > 2 or form.startswith(term):
        return False
    if fuzz.ratio(form, term) < SURE and (len(form) < 6 or Levenshtein.distance(form, term) > 1):
        return False
    # প্রতিবেদক beside প্রতিবেদন is a word of its own, আওতাধীল beside আওতাধীন is not; nor is কর্মকর্ত.
    last = form[-1]
    own = fold(form) != fold(term) and len(form) == len(term) and (last in "কনর" or not "ক" <= last <= "হ")
    return not (form.startswith(term[:-1]) and own)


def _word_issues(text: str) -> Iterator[Issue]:
    wrong = [(match[0], right) for match in _WORD.finditer(text) if (right := right_word(match[0]))]
    if not wrong:
        return
    better = text
    for word, right in dict(wrong).items():
        better = better.replace(word, right)
    words = ", ".join(dict.fromkeys(word for word, _ in wrong))
    if all(fold(word) == fold(right) for word, right in wrong):
        yield _issue(
            "SPELLING_VARIANT",
            "info",
            text,
            better,
            f"Unusual spelling: {words}.",
            f"অপ্রচলিত বানান: {words}।",
            "document",
        )
        return
    yield _issue("OCR_GARBLE", "warn", text, better, f"Read wrong: {words}.", f"ভুল পড়া হয়েছে: {words}।", "document")


def _label_issues(line: Said) -> Iterator[Issue]:
    """Check the memo number's label: "স্থারক নং" for "স্মারক নং"."""
    if line.kind != "memo" or not (match := _MEMO_LABEL.match(line.text)):
        return
    if match[1] not in _RIGHT_LABELS and not match[1].isascii() and len(match[1]) <= 7:
        better = f"স্মারক {match[2]}"
        yield _issue(
            "OCR_GARBLE", "warn", match[0], better, f"Read wrong: {match[0]}.", f"ভুল পড়া হয়েছে: {match[0]}।", "document"
        )


def _post_issues(block: Block, who: Office, repeated: bool) -> Iterator[Issue]:
    """Check a signatory's post: impossible, at odds with the office's name, or with a misread word."""
    post = block.post
    if not post:
        return
    if _NO_SUCH_POST.match(post):
        if not repeated:
            yield _issue(
                "OCR_GARBLE",
                "warn",
                post,
                None,
                f"There is no such post: {post}.",
                f"এমন কোনো পদ নেই: {post}।",
                "signature",
            )
        return
    right = _post_of_office(post, who) if post_score(post) < 0.7 else _near_head(post) if post_score(post) < 1 else None
    if right is None and not repeated:
        right = _mended(post, who)
    if right and right != post:
        yield _issue(
            "OCR_GARBLE",
            "warn",
            post,
            right,
            f"The post is read wrong: {post}.",
            f"পদবি ভুল পড়া হয়েছে: {post}।",
            "signature",
        )


def _mended(post: str, who: Office) -> str | None:
    """Put right the unknown words of a post that stand near a word of the office's name or a term: শিকা → শিক্ষা."""
    own = {word for line in who.lines for word in _OFFICE_WORD.findall(line)}
    better = post
    for word in _OFFICE_WORD.findall(post):
        if word in own or word in TERMS or word in HEADS or word in RIGHT or is_known(word) or is_district(word):
            continue
        near = process.extractOne(word, [*own, *_TERM_LIST], scorer=fuzz.ratio, score_cutoff=78)
        if near and near[0][0] == word[0]:
            better = better.replace(word, near[0])
    return better if better != post else None


def _post_of_office(post: str, who: Office) -> str | None:
    """Give the post an office is named after where all but its last word agree: "জেলা সমবায় অধিকার" → "… অফিসার"."""
    words = post.split()
    for line in who.lines:
        named = line.split()
        if len(named) >= len(words) >= 2 and named[: len(words) - 1] == words[:-1]:
            head = _bare(named[len(words) - 1])
            if head in HEADS and head != words[-1]:
                return " ".join([*words[:-1], head])
    return None


def _bare(word: str) -> str:
    return next((word[: -len(end)] for end in _ENDINGS if word.endswith(end)), word)


def _near_head(post: str) -> str | None:
    """Give a post with its misread last word put right, where the word is not one of the language."""
    words = post.split()
    last = words[-1].strip("।,.;()")
    if is_known(last) or not _WORD.fullmatch(last) or last in HEADS or _bare(last) in HEADS:
        return None
    near = process.extractOne(last, HEADS, scorer=fuzz.ratio, score_cutoff=SURE)
    return " ".join([*words[:-1], near[0]]) if near else None


def _place_issues(block: Block, who: Office) -> Iterator[Issue]:
    """Check the district with whose name a district's officer signs; the 64 are known."""
    if not block.post or level_of(block.post) != "district" or len(block.offices) != 1:
        return
    place = block.offices[0].rstrip(" ।,.")
    if "," in place or " " in place or is_office(place) or is_post(place) or is_district(place) or not place:
        return
    if any(place in (who.name or "") for _ in (0,)) or not re.fullmatch(r"[\u0980-\u09ff\u200c\u200d]{3,24}", place):
        return
    right = nearest(place, 0.72)
    yield _issue(
        "OCR_GARBLE", "warn", place, right, f"{place} is not a district.", f"{place} নামে কোনো জেলা নেই।", "signature"
    )


def _body_issues(block: Block) -> Iterator[Issue]:
    """Check a national body whose first word was read as something else: one body alone has the words behind it."""
    for office in block.offices:
        words = office.rstrip(" ।,").split()
        right = _TAILS.get(tuple(words[1:])) if len(words) >= 3 else None
        if right and right.split()[0] != words[0] and not is_known(words[0]) and not is_district(words[0]):
            yield _issue(
                "OCR_GARBLE",
                "warn",
                office,
                right,
                f"There is no body of this name: {office}.",
                f"এ নামে কোনো সংস্থা নেই: {office}।",
                "signature",
            )


def _issue(
    code: str, severity: str, raw: str, suggestion: str | None, english: str, bengali: str, column_key: str
) -> Issue:
    if suggestion:
        english, bengali = f"{english} Most likely: {suggestion}.", f"{bengali} সম্ভবত: {suggestion}।"
    return Issue(
        code, "info" if severity == "info" else "warn", english, bengali,
        raw=raw, suggestion=suggestion, rule="garble.issues", column_key=column_key,
    )  # fmt: skip
