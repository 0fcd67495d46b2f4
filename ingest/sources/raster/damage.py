"""Decoders given damaged bytes raise whatever they meet; here it becomes one plain sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ingest.errors import IngestError, UnreadableContent
from ingest.scan import Picture


def missing_rows_white(picture: Picture) -> bool:
    """Make white, in place, the rows at either end that have one shade throughout: those that were never decoded.

    Decoders leave them black, or grey in a JPEG. False where no row has more than one shade.
    """
    rows = picture.reshape(len(picture), -1)
    even = (rows == rows[:, :1]).all(axis=1)
    if even.all():
        return False
    picture[: int(even.argmin())] = 255
    picture[len(picture) - int(even[::-1].argmin()) :] = 255
    return True


@contextmanager
def told(sentence: str) -> Iterator[None]:
    """Raise UnreadableContent with the sentence for whatever a decoder raises, but memory and our own errors."""
    try:
        yield
    except (IngestError, MemoryError):
        raise
    except Exception as error:
        raise UnreadableContent(sentence) from error
