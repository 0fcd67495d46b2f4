"""What the glyphs of a font stand for, learnt from what an engine read at them: one code always draws one shape.

A layer may call every ২ a ৩: it does so everywhere. So the engine's readings of all figures of a page vote on each
code, and a single misreading is outvoted. Two codes of one font are never the same digit: where ২ and 2 were both read
as 2, the code that was the more often read as ২ is ২.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from normalize.digits import to_ascii, to_bengali

Code = tuple[str, str]  # font, character that its layer gives

_SEEN = 3  # readings of a code from which on they tell something
_MOST = 0.75  # share of them that must agree


class Cipher:
    """The codes of one page; `learn` from every figure, then `text` of any."""

    def __init__(self) -> None:
        self._votes: defaultdict[Code, Counter[str]] = defaultdict(Counter)
        self._known: dict[Code, str] | None = None

    def learn(self, codes: Sequence[Code], read: str) -> None:
        """Note what an engine read at a word, character by character; nothing where it read more or fewer."""
        if len(codes) == len(read):
            self._known = None
            for code, character in zip(codes, read, strict=True):
                self._votes[code][character] += 1

    def text(self, codes: Sequence[Code]) -> str | None:
        """What a word shows by its codes; None where one of them is not known surely."""
        if self._known is None:
            self._known = dict(self._meanings())
        told = [self._known.get(code) for code in codes]
        return "".join(filter(None, told)) if told and all(told) else None

    def _meanings(self) -> Iterator[tuple[Code, str]]:
        values: defaultdict[tuple[str, str], list[Code]] = defaultdict(list)
        for code, votes in self._votes.items():
            value = _value(votes)
            if value is not None:
                values[code[0], value].append(code)
        for (_, value), codes in values.items():
            if len(codes) == 1:
                yield codes[0], _script(value, self._votes[codes[0]])
            elif len(codes) == 2 and value.isdigit():
                more, less = sorted(codes, key=lambda code: _bengali(self._votes[code]), reverse=True)
                if _bengali(self._votes[more]) > _bengali(self._votes[less]):
                    yield from ((more, to_bengali(value)), (less, value))


def _value(votes: Counter[str]) -> str | None:
    """The character, digits of both scripts being one, that most readings gave."""
    folded: Counter[str] = Counter()
    for character, n in votes.items():
        folded[to_ascii(character)] += n
    value, n = folded.most_common(1)[0]
    return value if folded.total() >= _SEEN and n >= _MOST * folded.total() else None


def _bengali(votes: Counter[str]) -> float:
    """The share of readings that gave a Bengali digit."""
    return sum(n for character, n in votes.items() if to_ascii(character) != character) / votes.total()


def _script(value: str, votes: Counter[str]) -> str:
    return to_bengali(value) if _bengali(votes) >= 0.5 else value
