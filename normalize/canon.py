"""Canonical Unicode: an ordered tuple of small named rules, each pure, each harmless on right text.

Deleting comes first and composing last: NFC before joiner removal is not idempotent (ে + ZWNJ + া). NFC leaves
য় ড় ঢ় as base + nukta: that is the canonical form. Digits of any script stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from normalize import markup
from normalize.reading import Cleaned

ZWNJ = "\N{ZERO WIDTH NON-JOINER}"
ZWJ = "\N{ZERO WIDTH JOINER}"
HASANTA = "\N{BENGALI SIGN VIRAMA}"
NUKTA = "\N{BENGALI SIGN NUKTA}"
_RA, _YA, _BA, _TA = "র", "য", "ব", "ত"
_CONSONANT = "ক-নপ-রলশ-হৎৰৱ"
_VOWEL_SIGN = "\u09be-\u09c4\u09c7\u09c8\u09cb\u09cc\u09d7"  # া ি ী ু ূ ৃ ৄ ে ৈ ো ৌ ৗ
_CONTROLS = "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
_LINE_ENDS = "\v\f\x1c-\x1e\x85\u2028\u2029"
# soft hyphen, zero-width space, marks of direction, word joiner, byte order mark, variation selectors
_INVISIBLE = "\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SURROGATES = "\ud800-\udfff"  # a cut UTF-16 file or a broken file name; no file can hold one
_RUN = re.compile(" {2,}")
_PASSES = 24  # honest text needs two; what still moves after these was nested on purpose


@dataclass(frozen=True, slots=True)
class Rule:
    """One named rule: `apply` gives the text with the rule applied everywhere, and the same text where it is right."""

    name: str
    apply: Callable[[str], str]
    rare: bool = False  # acts on characters of _RARE only, which most texts have none of


def _rule(name: str, pattern: str, to: str | Callable[[re.Match[str]], str], *, rare: bool = False) -> Rule:
    """A rule that is one substitution."""
    compiled = re.compile(pattern)

    def apply(text: str) -> str:
        return compiled.sub(to, text)

    return Rule(name, apply, rare)


def _joiner(match: re.Match[str]) -> str:
    """Keep ZWNJ between hasanta and a consonant (উদ্‌যাপন is so spelled) and র + ZWJ + ্য; drop every other joiner."""
    found, text = match[0], match.string
    if found[0] == _RA:
        return _RA + ZWJ + HASANTA
    if match.start() and text[match.start() - 1] == _RA and text[match.end() : match.end() + 2] == HASANTA + _YA:
        return ZWJ
    spelling = ZWNJ in found and text[match.start() - 1 : match.start()] == HASANTA
    return ZWNJ if spelling and re.match(f"[{_CONSONANT}]", text[match.end() : match.end() + 1]) else ""


def _bengali_ra(text: str) -> str:
    """Assamese ৰ in a Bengali text is র; a text that also has ৱ is Assamese and stays."""
    return text if "ৱ" in text else text.replace("ৰ", _RA)


def _fold_spaces(text: str) -> str:
    """One space inside a line, none at its ends, no line ends around the text. Tabs part cells and stay."""
    if "  " in text:
        text = _RUN.sub(" ", text)
    return text.replace(" \n", "\n").replace("\n ", "\n").strip(" \n")


def _compose(text: str) -> str:
    """NFC: ে + া → ো; the composed য় (U+09DF) → য + nukta."""
    return unicodedata.normalize("NFC", text)


RULES: tuple[Rule, ...] = (
    _rule("surrogate", f"[{_SURROGATES}]", "\N{REPLACEMENT CHARACTER}", rare=True),
    _rule("line_ends", f"\r\n?|[{_LINE_ENDS}]", "\n", rare=True),
    _rule("controls", f"[{_CONTROLS}]+", "", rare=True),
    _rule("invisible", f"[{_INVISIBLE}]+", "", rare=True),
    Rule("entities", markup.decode_entities),
    Rule("line_breaks", markup.break_lines),
    Rule("tags", markup.drop_tags),
    Rule("links", markup.unlink),
    Rule("escapes", markup.unescape),
    Rule("strong", markup.unstrong),
    _rule("spaces", f"[{_SPACES}]", " ", rare=True),
    _rule("hyphens", "[\u2010\u2011]", "-", rare=True),
    _rule("danda", "\u09f7", "\u0964", rare=True),  # ৷ CURRENCY NUMERATOR FOUR is typed for ।
    _rule("khanda_ta", f"{_TA}{HASANTA}{ZWJ}", "ৎ", rare=True),  # how ৎ was written before Unicode 4.1
    _rule("joiners", f"[{ZWJ}{ZWNJ}]+", _joiner, rare=True),
    Rule("assamese_ra", _bengali_ra, rare=True),
    _rule("late_nukta", f"([ডঢযব])([{_VOWEL_SIGN}ঁ]+){NUKTA}", rf"\1{NUKTA}\2"),  # যু়গ্ম for য়ুগ্ম
    _rule("double_sign", f"([{_VOWEL_SIGN}{HASANTA}{NUKTA}ঁ])\\1+", r"\1"),  # কাার্যক্রম
    _rule("ba_nukta", f"{_BA}{NUKTA}", _RA),  # র built of ব and a dot
    _rule("swapped_o", "\u09be\u09c7", "\u09cb"),  # া + ে, typed the wrong way round, is ো
    _rule("broken_aa", "অ\u09be", "আ"),
    _rule("early_chandrabindu", f"ঁ+([{_VOWEL_SIGN}]+)", r"\1ঁ"),  # চঁাপা → চাঁপা
    Rule("space_run", _fold_spaces),
    Rule("nfc", _compose),
)
# The last resort for text that was nested to keep the rules busy: what starts markup is made to look like itself only.
_DEFUSED = Rule("defused", lambda text: text.replace("](", "] (").translate({60: "‹", 38: "＆", 92: "＼"}))
_BY_NAME = {rule.name: rule for rule in (*RULES, _DEFUSED)}

# Characters and sequences without which no rule but "nfc" changes anything: one look tells clean text from the rest.
_RARE_SET = f"\r{_SURROGATES}{_LINE_ENDS}{_CONTROLS}{_INVISIBLE}{_SPACES}\u2010\u2011\u09f7{ZWJ}{ZWNJ}ৰ"
_RARE = re.compile(f"[{_RARE_SET}]")
_SUSPECT = re.compile(
    f"[<&\\\\{_RARE_SET}]|\\]\\(|\\A[ \n*_]|[ \n]\\Z| [ \n]|\n |([{_VOWEL_SIGN}{HASANTA}{NUKTA}ঁ])\\1"
    f"|[{_VOWEL_SIGN}ঁ]{NUKTA}|ঁ[{_VOWEL_SIGN}]|\u09be\u09c7|ব{NUKTA}|অ\u09be"
)


def clean(text: str) -> Cleaned:
    """Canonical text and the rules that changed it. Idempotent, replayable, defined on every str.

    `কর্মসম্পাদন<br>সূচকের&nbsp;মান` → `কর্মসম্পাদন⏎সূচকের মান`, steps entities, line_breaks, spaces.
    """
    if not _SUSPECT.search(text) and unicodedata.is_normalized("NFC", text):
        return Cleaned(text)
    steps: list[str] = []
    for turn in range(2 * _PASSES):
        before, rare = text, _RARE.search(text) is not None
        for rule in RULES if turn != _PASSES else (_DEFUSED, *RULES):
            if rule.rare and not rare:
                continue
            changed = rule.apply(text)
            if changed != text:
                text = changed
                steps.append(rule.name)
        if text == before or not _SUSPECT.search(text):
            break
    return Cleaned(text, tuple(steps))


def replay(text: str, steps: Iterable[str]) -> str:
    """The text after the named rules, in order. `replay(raw, clean(raw).steps) == clean(raw).text`.

    Raises KeyError for a name that is no rule's.
    """
    for step in steps:
        text = _BY_NAME[step].apply(text)
    return text
