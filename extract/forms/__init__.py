"""Report forms as vocabulary: one TOML a form beside this module, column keys in ../columns.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from rapidfuzz import fuzz, process

from normalize import fold

_SAME_INDICATOR = 88  # fuzz.ratio of folded texts: the same phrase, misread in a letter or two
_OTHER_NUMBER = 0.6  # likeness that is left when the numbers differ
_LABEL = 82  # fuzz.ratio of folded labels from which a print counts as the label, misread


_ENGLISH = re.compile(r"[(\[][^()\[\]\d]*[A-Za-z][^()\[\]\d]*[)\]]")
_BENGALI = re.compile("[\u0985-\u09b9]")
_YEAR = re.compile(r"20\d\d(?:20\d\d|\d\d)?")


@lru_cache(maxsize=4096)
def label_key(raw: str) -> str:
    """A label for comparing: folded, without the fiscal year and the English that many labels carry.

    >>> label_key("২০২৩-২৪ অর্থবছরের লক্ষ্যমাত্রা") == label_key("অর্থবছরের লক্ষ্যমাত্রা")
    True
    >>> label_key("একক (Unit)") == label_key("একক")
    True
    """
    return _YEAR.sub("", fold(_ENGLISH.sub(" ", raw) if _BENGALI.search(raw) else raw))


@dataclass(frozen=True, slots=True)
class Column:
    """One column a form may have; fields as explained in columns.toml. `labels` are folded."""

    key: str
    holds: str
    labels: tuple[str, ...]
    printed_labels: tuple[str, ...]
    value: str | None = None
    level: int | None = None
    quarter: int | None = None
    group: str | None = None
    fill: bool = False
    year: bool = False
    year_labels: tuple[str, ...] = ()  # labels that count only where the print names a fiscal year too


@dataclass(frozen=True, slots=True)
class Form:
    """One family of tables.

    `columns` in printed order; those in `optional` may be missing, and optional ones that are not in `columns` may
    stand anywhere if their label says so. `quarters`: what a quarter column holds (achievement, target, or by_row: the
    line's own word). `total`: what a plan's weights sum to, None where it is not known.
    """

    key: str
    kind: str
    plan: str | None
    report_kinds: tuple[str, ...]
    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    optional: frozenset[str]
    extra: tuple[Column, ...]
    total: float | None
    total_by_level: Mapping[str, float]
    quarters: str
    line_pairs: bool
    areas: tuple[str, ...]
    phrases: tuple[str, ...]
    indicators: Mapping[str, tuple[str, ...]]

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns without which the form is not itself."""
        return tuple(c for c in self.columns if c.key not in self.optional)


@cache
def columns() -> Mapping[str, Column]:
    """Every column key with its definition."""
    data = tomllib.loads((files(__package__).parent / "columns.toml").read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    return {key: _column(key, fields) for key, fields in data.items()}


@cache
def forms() -> tuple[Form, ...]:
    """Every form, by key."""
    found = sorted(f for f in files(__package__).iterdir() if f.name.endswith(".toml"))  # type: ignore[type-var]
    return tuple(_form(f.name.removesuffix(".toml"), tomllib.loads(f.read_text(encoding="utf-8"))) for f in found)


@cache
def form(key: str) -> Form | None:
    """The form of that key, None for generic."""
    return next((f for f in forms() if f.key == key), None)


def _column(key: str, fields: Mapping[str, Any]) -> Column:
    labels = tuple(fields["labels"])
    rest = {k: v for k, v in fields.items() if k not in ("labels", "year_labels")}
    return Column(
        key=key, labels=_keys(labels), printed_labels=labels, year_labels=_keys(fields.get("year_labels", ())), **rest
    )


def _keys(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(label_key, labels)))


def _form(key: str, fields: Mapping[str, Any]) -> Form:
    own = {k: _column(k, v) for k, v in fields.get("column", {}).items()}
    known = {**columns(), **own}
    optional = tuple(fields.get("optional", ()))
    return Form(
        key=key,
        kind=fields.get("kind", "performance_indicator"),
        plan=fields.get("plan"),
        report_kinds=tuple(fields["report_kinds"]),
        titles=tuple(fields["titles"]),
        columns=tuple(known[k] for k in fields["columns"]),
        optional=frozenset(optional),
        extra=tuple(known[k] for k in optional if k not in fields["columns"]),
        total=fields.get("total"),
        total_by_level=fields.get("total_by_level", {}),
        quarters=fields.get("quarters", "achievement"),
        line_pairs=fields.get("line_pairs", False),
        areas=tuple(fields.get("areas", ())),
        phrases=tuple(fields.get("phrases", ())),
        indicators={k: tuple(v) for k, v in fields.get("indicators", {}).items()},
    )


# labels over groups of columns, which no single column bears
GROUP_LABELS = (
    "লক্ষ্যমাত্রা", "লক্ষ্যমাত্রা/নির্ণায়ক", "বাস্তবায়ন অগ্রগতি পরিবীক্ষণ", "ত্রৈমাসিক ভিত্তিক অর্জন", "প্রান্তিক ভিত্তিক অর্জন",
    "ত্রৈমাসিক অর্জন", "ত্রৈমাসিক অগ্রগতি", "লক্ষ্যমাত্রা ও অর্জন",
)  # fmt: skip


@lru_cache(maxsize=4096)
def is_group_label(raw: str) -> bool:
    """Whether a text is a label over several columns: ত্রৈমাসিক ভিত্তিক অর্জন, লক্ষ্যমাত্রা ২০২৩-২৪."""
    return bool(process.extractOne(label_key(raw), _group_keys(), scorer=fuzz.ratio, score_cutoff=_LABEL))


@cache
def _group_keys() -> tuple[str, ...]:
    return tuple(map(label_key, GROUP_LABELS))


@cache
def _labels() -> tuple[str, ...]:
    every = {label for c in columns().values() for label in c.labels}
    every |= {label for f in forms() for c in (*f.columns, *f.extra) for label in c.labels}
    return tuple(sorted(every))


@lru_cache(maxsize=4096)
def is_label(raw: str) -> bool:
    """Whether a text is a column label that some form knows, misreadings allowed.

    >>> is_label("কর্মসম্পাদন সুচকের মান"), is_label("মোট জনসংখ্যা")
    (True, False)
    """
    folded = label_key(raw)
    return bool(folded) and process.extractOne(folded, _labels(), scorer=fuzz.ratio, score_cutoff=_LABEL) is not None


def canonical_id(form: Form, text: str) -> str | None:
    """The standard indicator that a text names, `plan.name`, whatever its office and year; None where it names none.

    >>> canonical_id(form("rti_workplan"), "প্রশিক্ষণ আয়োজিত")
    'rti.officers_trained'
    """
    return _canonical_id(form.key, fold(text))


@lru_cache(maxsize=2048)
def _canonical_id(form_key: str, folded: str) -> str | None:
    known = form(form_key)
    if known is None:
        return None
    phrases = {fold(phrase): name for name, phrases in known.indicators.items() for phrase in phrases}
    best = process.extractOne(folded, list(phrases), scorer=fuzz.ratio, score_cutoff=_SAME_INDICATOR)
    return f"{known.plan}.{phrases[best[0]]}" if best else None


@lru_cache(maxsize=4096)
def label_score(folded: str, key_labels: tuple[str, ...]) -> float:
    """How alike a folded print is to the nearest of a column's folded labels, 0–1.

    ১ম কোয়ার্টার and ২য় কোয়ার্টার are alike but for what counts: labels with other numbers are not the same.
    """
    if not folded or not key_labels:
        return 0.0
    digits = _digits(folded)
    return (
        max(fuzz.ratio(folded, label) * (1 if _digits(label) == digits else _OTHER_NUMBER) for label in key_labels)
        / 100
    )


@lru_cache(maxsize=4096)
def _digits(folded: str) -> str:
    return "".join(c for c in folded if c.isdigit())
