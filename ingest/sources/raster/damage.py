"""Decoders given damaged bytes raise whatever they meet; here it becomes one plain sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ingest.errors import IngestError, UnreadableContent


@contextmanager
def told(sentence: str) -> Iterator[None]:
    """Raise UnreadableContent with the sentence for whatever a decoder raises, but memory and our own errors."""
    try:
        yield
    except (IngestError, MemoryError):
        raise
    except Exception as error:
        raise UnreadableContent(sentence) from error
