"""What libtiff says of a damaged fax page: it says it on standard error only, and goes on with rows of garbage."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.errors import UnreadableContent

_DAMAGE = re.compile(rb"Bad code word|Premature EOF|Uncompressed data|Not enough data|Using code not yet in table")
_STDERR = 2


@contextmanager
def heard(sentence: str) -> Iterator[None]:
    """Raise UnreadableContent with the sentence where libtiff complains of its data; what else it says is passed on."""
    with tempfile.TemporaryFile() as file:
        before = os.dup(_STDERR)
        os.dup2(file.fileno(), _STDERR)
        try:
            yield
        finally:
            os.dup2(before, _STDERR)
            os.close(before)
            file.seek(0)
            said = file.read(1 << 16)
            os.write(_STDERR, said)
    if _DAMAGE.search(said):
        raise UnreadableContent(sentence)
