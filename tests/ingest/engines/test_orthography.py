"""No consonant but ক and র is written joined before ষ: what the network sees so is ক্ষ."""

import math

import numpy as np
import pytest

from ingest.engines.recogniser import alphabet, orthography
from ingest.engines.recogniser.tokens import Token


def token(text):
    return Token(np.zeros((4, alphabet.CLASSES), np.float32), alphabet.encode(text), (0, 8), math.log(0.99))


@pytest.mark.parametrize(
    ("read", "printed"),
    [("লম্ষ্যমাত্রা", "লক্ষ্যমাত্রা"), ("্ষেত্র", "ক্ষেত্র"), ("স্ক্ষেত্র", "ক্ষেত্র"), ("প্রন্ষেপণ", "প্রক্ষেপণ")],
)
def test_what_is_never_written_is_kssa_in_doubt(read, printed):
    made = orthography.written(token(read))
    assert made.text == printed and made.told <= math.log(0.9)


@pytest.mark.parametrize("text", ["লক্ষ্যমাত্রা", "আকাঙ্ক্ষা", "বর্ষ", "নিষ্পত্তি", "কৃষ্ণ", "১২"])
def test_what_can_be_written_stays_as_sure_as_it_was(text):
    made = orthography.written(token(text))
    assert made.text == text and made.told == math.log(0.99)
