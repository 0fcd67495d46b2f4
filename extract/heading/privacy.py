"""Private data of people that an official report should not publish: e-mail, mobile number, national identity."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.model import Issue

_EMAIL = re.compile(r"(?<![\w.+-])([\w+-][\w.+-]{0,63})@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})")
# Mail that anybody may have; offices write from their own domain or a .gov.bd one.
_PRIVATE_HOSTS = re.compile(
    r"(?:gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|live|msn|icloud|proton|protonmail|aol|gmx|yandex)\.",
    re.I,
)
_MOBILE = re.compile(r"(?<![\d.,/-])(?:\+?\s?[8৮]{2}[\s-]?)?[0০][1১][3-9৩-৯]\d{2}[\s-]?\d{3}[\s-]?\d{3}(?!\d|[.,/]\d)")
_NID = re.compile(
    r"(?:জাতীয় পরিচয়\s*পত্র|এনআইডি|আইডি কার্ড|NID|national id)[^\d\n]{0,24}(\d{17}|\d{13}|\d{10})(?!\d)", re.IGNORECASE
)
_ANY = re.compile(r"@|[0০][1১][3-9৩-৯]|পরিচয়|এনআইডি|আইডি|nid|national id", re.IGNORECASE)
_WORDS = {
    "email": ("a private e-mail address", "ব্যক্তিগত ই-মেইল ঠিকানা"),
    "mobile": ("a mobile number", "মোবাইল নম্বর"),
    "nid": ("a national identity number", "জাতীয় পরিচয়পত্র নম্বর"),
}


def private_data(text: str) -> Iterator[tuple[str, str]]:
    """Find private data in a text: (kind, as printed), kind email, mobile or nid; official addresses are not private.

    >>> list(private_data("মোবাইল: ০১৭০০-০০০০০০, info@abc.gov.bd"))
    [('mobile', '০১৭০০-০০০০০০')]
    """
    if not _ANY.search(text):
        return
    for match in _EMAIL.finditer(text):
        if _PRIVATE_HOSTS.match(match[2]):
            yield "email", match[0].rstrip(".")
    for match in _NID.finditer(text):
        yield "nid", match[1]
    for match in _MOBILE.finditer(text):
        yield "mobile", match[0].strip()


def issues(text: str, column_key: str | None, table_no: int | None, page: int | None = None) -> Iterator[Issue]:
    """Raise PII_PRESENT once for each private address or number of a text."""
    for kind, printed in dict.fromkeys(private_data(text)):
        english, bengali = _WORDS[kind]
        yield Issue(
            "PII_PRESENT", "warn",
            f"The report prints {english}; remove it before publishing the data.",
            f"প্রতিবেদনে {bengali} ছাপা আছে; তথ্য প্রকাশের আগে বাদ দিন।",
            raw=printed, rule="privacy.issues", page=page, table_no=table_no, column_key=column_key,
        )  # fmt: skip
