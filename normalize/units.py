"""Units of indicators: সংখ্যা, %, তারিখ, সংখ্যা ও তারিখ, লক্ষ টাকা … with tolerance for slips of the pen and the reader."""

from __future__ import annotations

import re

from normalize.folding import fold
from normalize.reading import Reading
from normalize.visual import similarity

_SPELLINGS = {
    "count": "সংখ্যা সংখ্যায় টি টা জন জনসংখ্যা ক্রমপুঞ্জিভূত-সংখ্যা সংখ্যা(টি) সংখ্যা(জন) টি(সংখ্যা) জন(সংখ্যা) number no nos খানা বার কপি",
    "percent": "% শতাংশ শতকরা শতকরা-হার শতকরা(%) শতাংশ(%) হার হার(%) শতকরাহার percent percentage",
    "date": "তারিখ তারিখে date সময় সময়সীমা",
    "count_and_date": "সংখ্যা-ও-তারিখ তারিখ-ও-সংখ্যা সংখ্যা-তারিখ সংখ্যা-এবং-তারিখ তারিখ-সংখ্যা",
    "taka": "টাকা লক্ষ-টাকা লাখ-টাকা কোটি-টাকা হাজার-টাকা টাকা(লক্ষ) টাকা(কোটি) টাকা(লক্ষ-টাকায়) টাকায় লক্ষ-টাকায় কোটি-টাকায় ৳ taka tk bdt",
    "other": "ঘণ্টা ঘন্টা জনঘণ্টা জনঘন্টা দিন কর্মদিবস কার্যদিবস মাস সপ্তাহ বছর কি.মি. কিমি কিলোমিটার মিটার বর্গমিটার একর "
    "হেক্টর মে.টন মেট্রিক-টন লক্ষ-মে.টন কেজি লিটার মেগাওয়াট মিনিট অনুপাত নম্বর গ্রেড পয়েন্ট",
}
_NAMED = [(unit, spelled) for unit, line in _SPELLINGS.items() for spelled in line.split() if fold(spelled)]
_BY_KEY = {fold(spelled): (unit, spelled) for unit, spelled in reversed(_NAMED)}  # the first spelling of a key counts
SPELLED = tuple(spelled.replace("-", " ") for _, spelled in _NAMED)  # as forms print them, each unit's usual one first
_LONGEST = 40  # letters of a unit
_LIKELY = 0.7
_SIGNS = {"%": "percent", "٪": "percent", "％": "percent", "৳": "taka"}
_SIGN_ONLY = re.compile(r"[\s()%٪％৳]+")


def parse(text: str) -> Reading:
    """The unit a cell names; one it does not know is `other` with doubt unknown_unit.

    `সংখ্যা` → count; `%` → percent; `সংখা` → count with doubt spelling and suggestion সংখ্যা.
    """
    if _SIGN_ONLY.fullmatch(text) and (sign := next((s for s in _SIGNS if s in text), None)):
        return _reading(_SIGNS[sign])
    key = fold(text)
    if key in _BY_KEY:
        return _reading(_BY_KEY[key][0])
    if len(key) > _LONGEST:
        return Reading("unit", "", "", "ok", "text", unit="other", doubts=("unknown_unit",))
    score, _, near = max((similarity(key, known), -len(known), known) for known in _BY_KEY)
    if score >= _LIKELY and len(key) >= 4:
        unit, spelled = _BY_KEY[near]
        return _reading(unit, ("spelling",), spelled.replace("-", " "))
    return Reading("unit", "", "", "ok", "text", unit="other", doubts=("unknown_unit",))


def _reading(unit: str, doubts: tuple[str, ...] = (), suggestion: str | None = None) -> Reading:
    return Reading("unit", "", "", "ok", "text", unit=unit, doubts=doubts, suggestion=suggestion)
