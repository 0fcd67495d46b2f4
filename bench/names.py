"""Invented offices, people and letter heads: real kinds of office and place, combined at will."""

from __future__ import annotations

import random
from dataclasses import dataclass

from bench.sheet import Signature

DISTRICTS = (
    "রংপুর", "বগুড়া", "নওগাঁ", "নাটোর", "পাবনা", "যশোর", "মাগুরা", "নড়াইল", "বাগেরহাট", "ঝালকাঠি", "ভোলা", "বরগুনা",
    "গাজীপুর", "নরসিংদী", "মানিকগঞ্জ", "শরীয়তপুর", "মাদারীপুর", "জামালপুর", "শেরপুর", "নেত্রকোণা", "হবিগঞ্জ", "সুনামগঞ্জ",
    "ফেনী", "নোয়াখালী", "চাঁদপুর", "রাঙ্গামাটি", "বান্দরবান", "কুড়িগ্রাম", "লালমনিরহাট", "পঞ্চগড়", "দিনাজপুর", "মেহেরপুর",
)  # fmt: skip
DIVISIONS = ("ঢাকা", "রাজশাহী", "রংপুর", "সিলেট", "চট্টগ্রাম", "বরিশাল", "ময়মনসিংহ")
UPAZILAS = (
    ("পীরগঞ্জ", "রংপুর"), ("শেরপুর", "বগুড়া"), ("পত্নীতলা", "নওগাঁ"), ("সিংড়া", "নাটোর"), ("সাঁথিয়া", "পাবনা"),
    ("কেশবপুর", "যশোর"), ("শ্রীপুর", "মাগুরা"), ("লোহাগড়া", "নড়াইল"), ("মোংলা", "বাগেরহাট"), ("নলছিটি", "ঝালকাঠি"),
    ("কালীগঞ্জ", "গাজীপুর"), ("শিবপুর", "নরসিংদী"), ("ঘিওর", "মানিকগঞ্জ"), ("ইসলামপুর", "জামালপুর"), ("মদন", "নেত্রকোণা"),
    ("মাধবপুর", "হবিগঞ্জ"), ("ছাগলনাইয়া", "ফেনী"), ("হাইমচর", "চাঁদপুর"), ("উলিপুর", "কুড়িগ্রাম"), ("বিরল", "দিনাজপুর"),
)  # fmt: skip
# sector word, agency, ministry, head of a field office
SECTORS = (
    ("কৃষি", "কৃষি সম্প্রসারণ অধিদপ্তর", "কৃষি মন্ত্রণালয়", "কৃষি অফিসার"),
    ("মৎস্য", "মৎস্য অধিদপ্তর", "মৎস্য ও প্রাণিসম্পদ মন্ত্রণালয়", "মৎস্য কর্মকর্তা"),
    ("প্রাণিসম্পদ", "প্রাণিসম্পদ অধিদপ্তর", "মৎস্য ও প্রাণিসম্পদ মন্ত্রণালয়", "প্রাণিসম্পদ কর্মকর্তা"),
    ("সমাজসেবা", "সমাজসেবা অধিদপ্তর", "সমাজকল্যাণ মন্ত্রণালয়", "সমাজসেবা অফিসার"),
    ("যুব উন্নয়ন", "যুব উন্নয়ন অধিদপ্তর", "যুব ও ক্রীড়া মন্ত্রণালয়", "যুব উন্নয়ন কর্মকর্তা"),
    ("মহিলা বিষয়ক", "মহিলা বিষয়ক অধিদপ্তর", "মহিলা ও শিশু বিষয়ক মন্ত্রণালয়", "মহিলা বিষয়ক কর্মকর্তা"),
    ("মাধ্যমিক শিক্ষা", "মাধ্যমিক ও উচ্চ শিক্ষা অধিদপ্তর", "শিক্ষা মন্ত্রণালয়", "মাধ্যমিক শিক্ষা অফিসার"),
    ("প্রাথমিক শিক্ষা", "প্রাথমিক শিক্ষা অধিদপ্তর", "প্রাথমিক ও গণশিক্ষা মন্ত্রণালয়", "শিক্ষা অফিসার"),
    ("খাদ্য নিয়ন্ত্রক", "খাদ্য অধিদপ্তর", "খাদ্য মন্ত্রণালয়", "খাদ্য নিয়ন্ত্রক"),
    ("পরিবার পরিকল্পনা", "পরিবার পরিকল্পনা অধিদপ্তর", "স্বাস্থ্য ও পরিবার কল্যাণ মন্ত্রণালয়", "পরিবার পরিকল্পনা কর্মকর্তা"),
    ("জনস্বাস্থ্য প্রকৌশল", "জনস্বাস্থ্য প্রকৌশল অধিদপ্তর", "স্থানীয় সরকার, পল্লী উন্নয়ন ও সমবায় মন্ত্রণালয়", "সহকারী প্রকৌশলী"),
    ("পল্লী উন্নয়ন", "বাংলাদেশ পল্লী উন্নয়ন বোর্ড", "স্থানীয় সরকার, পল্লী উন্নয়ন ও সমবায় মন্ত্রণালয়", "পল্লী উন্নয়ন কর্মকর্তা"),
    ("পরিবেশ", "পরিবেশ অধিদপ্তর", "পরিবেশ, বন ও জলবায়ু পরিবর্তন মন্ত্রণালয়", "পরিবেশ কর্মকর্তা"),
    ("তথ্য", "গণযোগাযোগ অধিদপ্তর", "তথ্য ও সম্প্রচার মন্ত্রণালয়", "তথ্য অফিসার"),
)
GIVEN = ("আনোয়ার", "সাইফুল", "জাহিদ", "কামরুল", "মিজানুর", "শফিকুল", "তৌহিদ", "রাকিব", "হাসান", "মাহবুব", "আরিফ", "ইমরান")
FAMILY = ("হোসেন", "ইসলাম", "রহমান", "আলম", "আহমেদ", "উদ্দিন", "কবির", "সরকার", "মিয়া", "খান", "চৌধুরী", "মাহমুদ")
WOMEN = ("ফারহানা ইয়াসমিন", "শারমিন সুলতানা", "রেহানা পারভীন", "তাহমিনা খাতুন", "সুমাইয়া আক্তার", "লায়লা বেগম", "নুসরাত জাহান")
OTHERS = ("সুমন কুমার দাস", "দীপঙ্কর রায়", "মিতালী চাকমা", "অনুপম বিশ্বাস", "রত্না সাহা")
STAFF = ("প্রশাসনিক কর্মকর্তা", "অফিস সহকারী", "উপসহকারী পরিচালক", "হিসাবরক্ষক", "গবেষণা কর্মকর্তা")
LEVELS = ("upazila", "district", "division", "agency", "ministry")


@dataclass(frozen=True, slots=True)
class Office:
    """An office: its printed name and place, level, the bodies above it and the post of its head."""

    name: str
    place: str
    level: str
    agency: str
    ministry: str
    head: str

    @property
    def full(self) -> str:
        """'জেলা … কার্যালয়, নাটোর'."""
        return f"{self.name}, {self.place}" if self.place else self.name


def office(chance: random.Random, level: str | None = None) -> Office:
    """An office of the level, or of any."""
    word, agency, ministry, head = chance.choice(SECTORS)
    level = level or chance.choices(LEVELS, (38, 34, 10, 12, 6))[0]
    if level == "upazila":
        upazila, district = chance.choice(UPAZILAS)
        sadar = chance.random() < 0.2
        place = f"{district} সদর, {district}" if sadar else f"{upazila}, {district}"
        return Office(f"উপজেলা {word} কার্যালয়", place, level, agency, ministry, f"উপজেলা {head}")
    if level == "district":
        return Office(f"জেলা {word} কার্যালয়", chance.choice(DISTRICTS), level, agency, ministry, f"জেলা {head}")
    if level == "division":
        return Office(f"বিভাগীয় {word} কার্যালয়", chance.choice(DIVISIONS), level, agency, ministry, "বিভাগীয় উপপরিচালক")
    if level == "agency":
        return Office(agency, "ঢাকা", level, agency, ministry, "মহাপরিচালক")
    return Office(ministry, "বাংলাদেশ সচিবালয়, ঢাকা", level, agency, ministry, "উপসচিব")


def person(chance: random.Random) -> str:
    """A name as signed."""
    kind = chance.random()
    if kind < 0.6:
        return f"{chance.choice(('মোঃ', 'মো.', 'মোহাম্মদ', 'ড. মোঃ'))} {chance.choice(GIVEN)} {chance.choice(FAMILY)}"
    return chance.choice(WOMEN) if kind < 0.85 else chance.choice(OTHERS)


def signature(chance: random.Random, at: Office) -> Signature:
    """The head's signature, or now and then one of the staff."""
    post = at.head if chance.random() < 0.8 else chance.choice(STAFF)
    where = (at.full,) if chance.random() < 0.5 else (at.name, at.place) if at.place else (at.name,)
    return Signature(person(chance), post, where)


def letterhead(chance: random.Random, at: Office) -> list[str]:
    """The lines above the title; an office of the field names its agency, some its ministry."""
    lines = ["গণপ্রজাতন্ত্রী বাংলাদেশ সরকার"]
    if at.level == "ministry":
        return [*lines, at.ministry, at.place]
    if chance.random() < 0.4:
        lines.append(at.ministry)
    if at.level == "agency":
        return [*lines, at.agency, at.place]
    if chance.random() < 0.4:
        lines.append(at.agency)
    return [*lines, at.full] if chance.random() < 0.5 else [*lines, at.name, at.place]


def memo_number(chance: random.Random) -> str:
    """A digital file number of 2.2.4.3.2.3.2 digits and the letter's number, in ASCII digits."""
    groups = [f"{chance.randrange(10**n):0{n}d}" for n in (2, 2, 4, 3, 2, 3, 2)]
    return ".".join(groups) + chance.choice((".", "-")) + str(chance.randint(11, 999))
