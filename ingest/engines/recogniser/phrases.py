"""Cells of a form's own wording: heads of columns and words of units, read as one of the phrases that forms print.

A phrase is taken where the picture allows it nearly as well as what was read, and clearly better than any other phrase.
So is a name in a column of names of one list, districts or months: there even what was surely read is no name (ভালো).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from typing import cast

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from extract import forms
from ingest.engines import Expected
from ingest.engines.recogniser import alphabet, ctc
from ingest.engines.recogniser.network import Chances
from ingest.engines.recogniser.tokens import Token, whole
from normalize import canon, units
from normalize.listed import LISTED, Listed, is_listed, names

_DOUBT = math.log(0.9)  # a cell that is surer stays as it was read
_NEAR = 0.6  # of its characters a phrase shares with what was read
_MARGIN = math.log(20)  # so much less likely than what was read a phrase may be
_BETTER = math.log(3)  # than the next phrase
_MOST = 6
_NEAR_NAME, _NAME_MARGIN = 0.35, math.log(2e3)  # the same in a column of names: what is no name is all but impossible
_STRANGE = math.log(0.7)  # the most that is told of a name which was not read, and of what is near one and is none


def worded(lines: Sequence[Chances], free: Sequence[Token], expects: Expected | None) -> Token | None:
    """The phrase that a cell of `lines` shows, as one token; None where it is to stay as it was read (`free`)."""
    if not free or expects is None or not (expects in LISTED or expects in ("unit", "label")):
        return None
    told = sum(token.told for token in free)
    read = " ".join(token.text for token in free)
    listed = expects in LISTED
    if not alphabet.known(read) or (is_listed(read, cast("Listed", expects)) if listed else told >= _DOUBT):
        return None
    near = process.extract(
        read, phrases(expects), scorer=Levenshtein.normalized_similarity, score_cutoff=_NEAR_NAME if listed else _NEAR,
        limit=_MOST,
    )  # fmt: skip
    texts = [read, *(phrase for phrase, _, _ in near if phrase != read)]
    if len(texts) == 1:
        return None
    seen = _joined(lines)
    chances = ctc.likelihoods([seen] * len(texts), [alphabet.encode(text) for text in texts]).tolist()
    (best, phrase), *others = sorted(zip(chances[1:], texts[1:], strict=True), reverse=True)
    margin = _NAME_MARGIN if listed else _MARGIN
    if best < chances[0] - margin or (others and best < others[0][0] + _BETTER):
        return whole(seen, alphabet.encode(read), min(told, _STRANGE)) if listed else None
    rivals = math.exp(min(chances[0] - margin - best, 0.0)) + sum(math.exp(other - best) for other, _ in others)
    return whole(seen, alphabet.encode(phrase), min(_STRANGE if listed else _DOUBT, -math.log1p(rivals)))


@cache
def phrases(expects: Expected) -> tuple[str, ...]:
    """What forms print in such a cell, canonical; phrases with characters that the network lacks are left out."""
    held: Iterable[str]
    if expects in LISTED:
        held = names(cast("Listed", expects))
    elif expects == "unit":
        held = units.SPELLED
    else:
        held = [p for column in forms.columns().values() for p in column.printed_labels]
    return tuple(dict.fromkeys(text for text in (canon.clean(phrase).text for phrase in held) if alphabet.known(text)))


def _joined(lines: Sequence[Chances]) -> Chances:
    """The lines of a cell as one, a space between two of them."""
    space = np.zeros((1, alphabet.CLASSES), np.float32)
    space[0, alphabet.encode(" ")] = 1
    parts = [part for line in lines for part in (space, line)]
    return np.concatenate(parts[1:])
