"""Runs of a text layer, set word by word on lines, as tests need them."""

from __future__ import annotations

from dataclasses import replace

from extract.model import Box
from ingest.layer.runs import Run
from normalize import bijoy

SIZE = 10.0
SOUND = (
    "জাতীয় শুদ্ধাচার কৌশল কর্মপরিকল্পনা বাস্তবায়ন অগ্রগতি প্রতিবেদন কার্যক্রম কর্মসম্পাদন সূচক সূচকের মান একক "
    "লক্ষ্যমাত্রা অর্জন মন্তব্য নৈতিকতা কমিটির সভা আয়োজন সিদ্ধান্ত বাস্তবায়ন প্রশিক্ষণার্থী সংখ্যা তারিখ দায়িত্বপ্রাপ্ত ব্যক্তি "
    "প্রাতিষ্ঠানিক ব্যবস্থাপনা সেবা প্রদান অভিযোগ প্রতিকার তথ্য অধিকার উপজেলা কার্যালয় ত্রৈমাসিক ভিত্তিতে পরিদর্শন ই ও"
)


def runs(text: str, font: str = "Nikosh", key: str | None = None, y: float = 100.0, **told: object) -> list[Run]:
    """The words of a text on lines from `y` on; `|` in a word ends a run inside it."""
    found, x = [], 50.0
    for word in text.split():
        if x > 450:
            x, y = 50.0, y + 14
        for number, part in enumerate(word.split("|")):
            width = 5.0 * len(part)
            box = Box(x, y - 0.8 * SIZE, x + width, y + 0.25 * SIZE)
            found.append(Run(part, part, font, key or font, SIZE, box, joined=number > 0))
            x += width
        x += 3
    return [replace(run, **told) for run in found]


def legacy(text: str, generation: bijoy.Generation = "sutonny", font: str = "SutonnyMJ") -> list[Run]:
    """The same in the codes of a Bijoy font."""
    return [replace(run, codes=run.text) for run in runs(bijoy.encode(text, generation), font)]


def visual(text: str) -> str:
    """The text as a layer in visual order has it: pre-base signs before their letters, clusters without hasanta."""
    out = text
    for sign in "িেৈ":
        out = "".join(
            sign + out[k] if k + 1 < len(out) and out[k + 1] == sign else "" if out[k] == sign else out[k]
            for k in range(len(out))
        )
    return out
