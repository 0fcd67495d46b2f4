"""A sequence that keeps what it holds compressed: what was read of a thousand pages stays small."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Generic, TypeVar, overload

T = TypeVar("T")
CHUNK = 1024  # items that are packed together; fewer are kept as they are
_LEVEL = 1


class Packed(Sequence[T], Generic[T]):
    """Items in the order in which they were added; those that were packed come back as copies.

    Full chunks are packed, the rest waits as it is, so that nothing is packed in a short sequence; `close` packs that
    too. Reading in order unpacks every chunk once.
    """

    __slots__ = ("_chunk", "_length", "_packed", "_rest")

    def __init__(self, items: Iterable[T] = (), chunk: int = CHUNK) -> None:
        self._chunk = chunk
        self._length = 0
        self._packed: list[bytes] = []
        self._rest: list[T] = []
        self.extend(items)

    def append(self, item: T) -> None:
        """Adds one at the end. ValueError after `close`, unless its last chunk was full."""
        if len(self._packed) * self._chunk > self._length:
            raise ValueError("Nothing can be added to a packed sequence that was closed.")
        self._rest.append(item)
        self._length += 1
        if len(self._rest) == self._chunk:
            self.close()

    def extend(self, items: Iterable[T]) -> None:
        """Adds several at the end. ValueError as `append`."""
        for item in items:
            self.append(item)

    def __iadd__(self, items: Iterable[T]) -> Packed[T]:
        self.extend(items)
        return self

    def close(self) -> None:
        """Packs what waits."""
        if self._rest:
            self._packed.append(zlib.compress(pickle.dumps(self._rest, pickle.HIGHEST_PROTOCOL), _LEVEL))
            self._rest = []

    def chunks(self) -> Iterator[list[T]]:
        """All items in order, a chunk at a time: at least one, which may be empty."""
        yield from map(_unpacked, self._packed)
        if self._rest or not self._packed:
            yield self._rest

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[T]:
        return chain.from_iterable(self.chunks())

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, int):
            place = range(self._length)[index]
            return self._at(place // self._chunk)[place % self._chunk]
        places = range(self._length)[index]
        if not places:
            return []
        first, last = sorted((places[0] // self._chunk, places[-1] // self._chunk))
        held = [item for chunk in range(first, last + 1) for item in self._at(chunk)]
        return [held[place - first * self._chunk] for place in places]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Packed | list):
            return NotImplemented
        return len(self) == len(other) and all(mine == yours for mine, yours in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # it grows

    def __repr__(self) -> str:
        return f"Packed({list(self)!r})"

    def _at(self, chunk: int) -> list[T]:
        return self._rest if chunk == len(self._packed) else _unpacked(self._packed[chunk])


def _unpacked(data: bytes) -> list[T]:
    items: list[T] = pickle.loads(zlib.decompress(data))  # noqa: S301 - packed by this process, never read from a file
    return items
