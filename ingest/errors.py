"""One exception class a cause: `code` goes into documents.error_code, the message into documents.error.

A message is one plain sentence that names what was found; `advice` is what a reader can do about it. `status` says how
the document's row stands in the dataset; `retry` says whether the next run tries again by itself, because the cause
lay with the machine or the folder and not with the bytes.
"""

from __future__ import annotations

import errno
from typing import ClassVar, Literal

DocumentStatus = Literal["failed", "skipped"]


class IngestError(Exception):
    """The base of everything that can go wrong with a file or the machine. `str(error)` is one plain sentence."""

    code: ClassVar[str] = "INGEST_ERROR"
    advice: ClassVar[str] = "Run `protibedon doctor`; if all is well there, the file itself is the cause."
    advice_bn: ClassVar[str] = "`protibedon doctor` চালান; সেখানে সব ঠিক থাকলে সমস্যাটি ফাইলেই।"
    status: ClassVar[DocumentStatus] = "failed"
    retry: ClassVar[bool] = False
    exit_code: ClassVar[int] = 3


# --- the file's content -------------------------------------------------------------------------------------------


class EmptyFile(IngestError):
    """The file has no bytes, or nothing but white space."""

    code = "EMPTY_FILE"
    advice = "Export the report again; this copy has nothing in it."
    advice_bn = "প্রতিবেদনটি আবার রপ্তানি করুন; এই ফাইলে কিছু নেই।"


class UnknownFormat(IngestError):
    """The bytes are of no kind that a source reads."""

    code = "UNKNOWN_FORMAT"
    advice = "Give the report as text, Markdown, HTML, CSV, Word, Excel, PDF or a picture."
    advice_bn = "প্রতিবেদনটি text, Markdown, HTML, CSV, Word, Excel, PDF বা ছবি আকারে দিন।"
    status = "skipped"


class UnreadableContent(IngestError):
    """The kind is known, but its parser could not read the bytes."""

    code = "UNREADABLE_CONTENT"
    advice = "Open the file in its own program and export it again."
    advice_bn = "ফাইলটি নিজস্ব প্রোগ্রামে খুলে আবার রপ্তানি করুন।"


class TooLarge(IngestError):
    """The file, a table in it or a line of it is beyond the limits."""

    code = "TOO_LARGE"
    advice = "Split the file into single reports and run again."
    advice_bn = "ফাইলটি আলাদা আলাদা প্রতিবেদনে ভাগ করে আবার চালান।"


class TooDeep(IngestError):
    """Elements are nested deeper than any report needs."""

    code = "TOO_DEEP"
    advice = "Open the page in a browser and save the table again."
    advice_bn = "পাতাটি ব্রাউজারে খুলে ছকটি আবার সংরক্ষণ করুন।"


class PasswordNeeded(IngestError):
    """A PDF or Office file that opens with a password only."""

    code = "PASSWORD_NEEDED"
    advice = "Give the password of a PDF with --password; save an Office file without its password. Run again."
    advice_bn = "পিডিএফের পাসওয়ার্ড --password দিয়ে দিন; অফিস ফাইল পাসওয়ার্ড ছাড়া সংরক্ষণ করুন। তারপর আবার চালান।"


class OfficeMissing(IngestError):
    """A kind that takes LibreOffice to read, and it is not installed."""

    code = "OFFICE_MISSING"
    advice = "Install LibreOffice, or save the file as .docx or .xlsx, and run again."
    advice_bn = "LibreOffice ইনস্টল করুন, অথবা ফাইলটি .docx বা .xlsx আকারে সংরক্ষণ করে আবার চালান।"
    status = "skipped"
    retry = True


# --- reading it ---------------------------------------------------------------------------------------------------


class TimeLimit(IngestError):
    """Reading took longer than --timeout; the worker was ended."""

    code = "TIME_LIMIT"
    advice = "Raise --timeout and run again with --retry-failed."
    advice_bn = "--timeout বাড়িয়ে --retry-failed দিয়ে আবার চালান।"


class MemoryLimit(IngestError):
    """Reading needed more memory than --memory."""

    code = "MEMORY_LIMIT"
    advice = "Raise --memory and run again with --retry-failed."
    advice_bn = "--memory বাড়িয়ে --retry-failed দিয়ে আবার চালান।"


class WorkerCrashed(IngestError):
    """The worker process ended while it read this document."""

    code = "WORKER_CRASHED"
    advice = "Run again with --retry-failed; if it fails again, report the file."
    advice_bn = "--retry-failed দিয়ে আবার চালান; আবারও ব্যর্থ হলে ফাইলটি জানান।"


class DefectInRules(IngestError):
    """A rule raised on this document: a fault of this program, not of the report."""

    code = "DEFECT"
    advice = "Report the file and the sentence; after an update it is read again by itself."
    advice_bn = "ফাইল ও বার্তাটি জানান; হালনাগাদের পর এটি নিজে থেকেই আবার পড়া হবে।"


# --- reading pictures ---------------------------------------------------------------------------------------------


class EngineMissing(IngestError):
    """No OCR engine can run on this machine, or the one asked for is not there."""

    code = "ENGINE_MISSING"
    advice = "Run `make setup`, then `protibedon doctor`: it tells which engines can read."
    advice_bn = "`make setup` চালান, তারপর `protibedon doctor`: কোন ইঞ্জিন পড়তে পারে তা জানাবে।"
    retry = True


class ModelMissing(EngineMissing):
    """The engine is there, its Bengali model is not."""

    code = "MODEL_MISSING"
    advice = "Run `make setup` with npm at hand, or install the package tesseract-ocr-ben."
    advice_bn = "npm থাকা অবস্থায় `make setup` চালান, অথবা tesseract-ocr-ben প্যাকেজ ইনস্টল করুন।"
    retry = True


# --- the folder given ---------------------------------------------------------------------------------------------


class PermissionMissing(IngestError):
    """The file or folder may not be read by this user."""

    code = "PERMISSION"
    advice = "Give yourself the right to read it (chmod u+r) and run again."
    advice_bn = "ফাইলটি পড়ার অনুমতি নিন (chmod u+r), তারপর আবার চালান।"
    retry = True


class FileVanished(IngestError):
    """The file was listed and then gone, or changed while it was read."""

    code = "VANISHED"
    advice = "Run again when nothing else moves the files."
    advice_bn = "অন্য কোনো কাজ যখন ফাইল সরাচ্ছে না তখন আবার চালান।"
    retry = True


class ReadFailed(IngestError):
    """The disk or network answered with an error."""

    code = "READ_FAILED"
    advice = "Check the disk or network folder and run again."
    advice_bn = "ডিস্ক বা নেটওয়ার্ক ফোল্ডার দেখে আবার চালান।"
    retry = True


class LinkNotFollowed(IngestError):
    """A symbolic link: never followed, so that nothing outside the folder is read."""

    code = "SYMBOLIC_LINK"
    advice = "Copy the report itself into the folder."
    advice_bn = "লিংকের বদলে মূল প্রতিবেদনটি ফোল্ডারে কপি করুন।"
    status = "skipped"
    retry = True


class SpecialFile(IngestError):
    """A pipe, socket or device: never opened."""

    code = "SPECIAL_FILE"
    advice = "Nothing to do: it is not a report."
    advice_bn = "কিছু করার নেই: এটি প্রতিবেদন নয়।"
    status = "skipped"
    retry = True


# --- the whole run ------------------------------------------------------------------------------------------------


class WrongUsage(IngestError):
    """The command was given something it can't take."""

    code = "USAGE"
    advice = "See `protibedon --help`."
    advice_bn = "`protibedon --help` দেখুন।"
    exit_code = 2


class FolderMissing(WrongUsage):
    """DIR does not exist or is not a folder."""

    code = "NO_FOLDER"
    advice = "Give the folder that holds the reports."
    advice_bn = "প্রতিবেদনগুলো যে ফোল্ডারে আছে সেটি দিন।"


class ForeignOutput(WrongUsage):
    """OUT holds files that this program did not write."""

    code = "FOREIGN_OUTPUT"
    advice = "Give an empty or a new folder with --out."
    advice_bn = "--out দিয়ে একটি খালি বা নতুন ফোল্ডার দিন।"


class NotADataset(WrongUsage):
    """The folder holds no dataset of this program."""

    code = "NOT_A_DATASET"
    advice = "Give the OUT folder of a finished `protibedon ingest`."
    advice_bn = "সম্পন্ন `protibedon ingest`-এর OUT ফোল্ডারটি দিন।"


class NoReports(IngestError):
    """The folder holds no file to read."""

    code = "NO_REPORTS"
    advice = "Put exported reports into the folder and run again."
    advice_bn = "ফোল্ডারে রপ্তানি করা প্রতিবেদন রেখে আবার চালান।"


class OutputLocked(IngestError):
    """Another run is writing to OUT."""

    code = "OUT_LOCKED"
    advice = "Wait until the other run ends, or give another --out."
    advice_bn = "অন্য কাজটি শেষ হওয়া পর্যন্ত অপেক্ষা করুন, অথবা অন্য --out দিন।"


class OutputUnusable(IngestError):
    """OUT can't be made or written."""

    code = "OUT_UNUSABLE"
    advice = "Give a folder that you may write to with --out."
    advice_bn = "লেখার অনুমতি আছে এমন ফোল্ডার --out দিয়ে দিন।"


class WorkerUnable(IngestError):
    """No worker process can be started."""

    code = "WORKER_UNABLE"
    advice = "Run `protibedon doctor`: it tells what is missing."
    advice_bn = "`protibedon doctor` চালান: কী নেই তা জানাবে।"


class DiskFull(OutputUnusable):
    """No room is left where OUT stands."""

    code = "DISK_FULL"
    advice = "Make room and run again: what is already read is kept."
    advice_bn = "জায়গা খালি করে আবার চালান: যা পড়া হয়েছে তা রাখা আছে।"


def error_classes() -> dict[str, type[IngestError]]:
    """Every cause by its code, the base left out."""
    found: dict[str, type[IngestError]] = {}
    waiting = [IngestError]
    while waiting:
        for cause in waiting.pop().__subclasses__():
            found[cause.code] = cause
            waiting.append(cause)
    return dict(sorted(found.items()))


def from_os_error(error: OSError, what: str) -> IngestError:
    """The cause that an operating-system error stands for, with a sentence naming `what`."""
    number = error.errno
    if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull(f"The disk is full: {what.replace('The ', 'the ', 1)} could not be written.")
    if number in (errno.EACCES, errno.EPERM):
        return PermissionMissing(f"Reading {what} is not permitted.")
    if number in (errno.ENOENT, errno.ENOTDIR, errno.ESTALE):
        return FileVanished(f"{what} was there when the folder was listed and is gone now.")
    if number in (errno.ELOOP,):
        return LinkNotFollowed(f"{what} is a symbolic link.")
    return ReadFailed(f"{what} could not be read: {error.strerror or type(error).__name__}.")
