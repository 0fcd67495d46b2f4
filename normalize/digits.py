"""Digits of two scripts: Bengali ০-৯ and ASCII 0-9. Digits of any other script are not figures here."""

from __future__ import annotations

_BENGALI = "০১২৩৪৫৬৭৮৯"
_TO_ASCII = str.maketrans(_BENGALI, "0123456789")
_TO_BENGALI = str.maketrans("0123456789", _BENGALI)
_BENGALI_SET = frozenset(_BENGALI)
_ASCII_SET = frozenset("0123456789")


def to_ascii(text: str) -> str:
    """The text with Bengali digits as ASCII; every other character, and so every position, as it was.

    `০২টি` → `02টি`.
    """
    return text.translate(_TO_ASCII)


def to_bengali(text: str) -> str:
    """The text with ASCII digits as Bengali ones. `30/06/24` → `৩০/০৬/২৪`."""
    return text.translate(_TO_BENGALI)


def scripts_mixed(text: str) -> bool:
    """Whether one figure is written with digits of both scripts, as `১2৩`."""
    return not _BENGALI_SET.isdisjoint(text) and not _ASCII_SET.isdisjoint(text)
