"""The folder of reports: what is in it, each file's hash, and what can't be read and why.

Nothing outside the folder is read: symbolic links are told, not followed; pipes, sockets and devices are never opened.
Hidden files, datasets of this program and the folder OUT are passed over in silence.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest import errors

WORKING_FOLDER = ".protibedon"
_CHUNK = 1 << 20
_HASH_LIMIT = 4 << 30  # a bigger file is no report: telling so must not take minutes of reading
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f\\\\\udc80-\udcff]")  # controls, the backslash itself, bytes that are no UTF-8


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the folder. `path` is what the dataset shows, `real` what the system opens.

    `sha256` is None where the bytes could not be read; `error` then tells the cause.
    """

    path: str
    real: str
    size: int | None = None
    sha256: str | None = None
    error: errors.IngestError | None = None

    @property
    def doc_id(self) -> str | None:
        """First 16 hexadecimal digits of the hash."""
        return self.sha256[:16] if self.sha256 else None

    @property
    def suffix(self) -> str:
        """The name's ending in lower case, with its dot; '' where it has none."""
        return os.path.splitext(self.path)[1].lower()  # noqa: PTH122 - a hundred thousand Path objects are slow


def entries(folder: Path, out: Path | None = None) -> list[Entry]:
    """Every file under `folder` with its hash, sorted by shown path. Raises nothing for a single file's sake."""
    found = [_with_hash(entry) for entry in walk(folder, out)]
    return sorted(found, key=lambda entry: entry.path)


def walk(folder: Path, out: Path | None = None) -> Iterator[Entry]:
    """Every file under `folder`, unhashed; unreadable folders, links and special files come with their error."""
    skip = _identity(out) if out else None
    waiting = [(str(folder), "")]
    while waiting:
        place, prefix = waiting.pop()
        try:
            with os.scandir(place) as listing:
                items = sorted(listing, key=lambda item: item.name)
        except OSError as error:
            shown = shown_path(prefix) or "./"
            yield Entry(shown, place, error=errors.from_os_error(error, f"The folder {shown}"))
            continue
        if prefix and any(item.name == WORKING_FOLDER for item in items):
            continue
        for item in items:
            if item.name.startswith("."):
                continue
            if item.is_dir(follow_symlinks=False):
                if skip is None or _identity(Path(item.path)) != skip:
                    waiting.append((item.path, f"{prefix}{item.name}/"))
            else:
                yield _listed(item, shown_path(prefix + item.name))


def hashed(path: Path) -> Entry:
    """One file by itself, with its hash or its error; a link that the user names is followed."""
    return _with_hash(Entry(shown_path(path.name), str(path.resolve())))


def shown_path(path: str) -> str:
    r"""A path as the dataset shows it: one printable line, told apart from every other path.

    >>> shown_path("জেলা\n১.txt")
    'জেলা\\x0a১.txt'
    """
    return _UNSHOWABLE.sub(lambda found: f"\\x{ord(found.group()) & 0xFF:02x}", path)


def open_regular(real: str) -> int:
    """A descriptor of a regular file, never through a link and never waiting on a pipe. OSError, SpecialFile."""
    descriptor = os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise errors.SpecialFile("It is not a regular file.")
    return descriptor


def chunks(descriptor: int) -> Iterable[bytes]:
    """The bytes from the descriptor's place to its end, a mebibyte at a time."""
    while chunk := os.read(descriptor, _CHUNK):
        yield chunk


def _listed(item: os.DirEntry[str], path: str) -> Entry:
    try:
        mode = item.stat(follow_symlinks=False)
    except OSError as error:
        return Entry(path, item.path, error=errors.from_os_error(error, path))
    if stat.S_ISLNK(mode.st_mode):
        return Entry(path, item.path, error=errors.LinkNotFollowed("It is a symbolic link; links are not followed."))
    if not stat.S_ISREG(mode.st_mode):
        sentence = "It is a pipe, socket or device, which is never opened."
        return Entry(path, item.path, error=errors.SpecialFile(sentence))
    return Entry(path, item.path, size=mode.st_size)


def _with_hash(entry: Entry) -> Entry:
    if entry.error:
        return entry
    if entry.size is not None and entry.size > _HASH_LIMIT:
        sentence = f"The file has {entry.size >> 20} MiB, more than any report."
        return Entry(entry.path, entry.real, entry.size, error=errors.TooLarge(sentence))
    try:
        return _read_hash(entry)
    except errors.IngestError as error:
        return Entry(entry.path, entry.real, entry.size, error=error)
    except OSError as error:
        return Entry(entry.path, entry.real, entry.size, error=errors.from_os_error(error, "The file"))


def _read_hash(entry: Entry) -> Entry:
    descriptor = open_regular(entry.real)
    try:
        hashed, size = hashlib.sha256(), 0
        for chunk in chunks(descriptor):
            hashed.update(chunk)
            size += len(chunk)
            if size > _HASH_LIMIT:  # it grows while it is read
                raise errors.TooLarge(f"The file has more than {size >> 20} MiB, more than any report.")
        return Entry(entry.path, entry.real, size, hashed.hexdigest())
    finally:
        os.close(descriptor)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
