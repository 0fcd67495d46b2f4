"""The command line: arguments, messages, exit codes. `protibedon` and `python -m ingest` are this program.

Messages go to standard error, data to standard output. Exit codes: 0 all ok, 1 some documents partial or failed,
2 wrong usage, 3 nothing could be done, 130 interrupted.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from ingest import errors, versions

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Turns folders of Bengali government reports, exported or scanned, into clean, traceable data (Parquet). "
    "রপ্তানি বা স্ক্যান করা সরকারি প্রতিবেদনের ফোল্ডার থেকে পরিচ্ছন্ন উপাত্ত তৈরি করে।",
)
_MEBIBYTE = 1 << 20


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"protibedon {versions.PACKAGE_VERSION}")
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version. সংস্করণ দেখায়।")
    ] = False,
) -> None:
    del version


@app.command()
def ingest(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with the reports. প্রতিবেদনের ফোল্ডার।")],
    out: Annotated[Path, typer.Option(help="Folder for the dataset. উপাত্ত যেখানে থাকবে।")] = Path("out"),
    jobs: Annotated[
        int | None, typer.Option(min=1, max=1024, help="Worker processes [default: one a processor].")
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="Seconds one document, or one page of a scan, may take. সময়সীমা।")
    ] = 120.0,
    memory: Annotated[int, typer.Option(min=16, help="MiB of memory one document may take. মেমরির সীমা।")] = 2048,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Read failed documents again. ব্যর্থ নথি আবার পড়ে।")
    ] = False,
    engine: Annotated[
        str | None, typer.Option(help="What reads pictures: protibedon, tesserocr, … [default: the first that can].")
    ] = None,
    password: Annotated[str | None, typer.Option(help="Of PDF files that ask for one. পিডিএফের পাসওয়ার্ড।")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress and no summary. নীরবে চলে।")] = False,
) -> None:
    """Read every report in DIR and write the dataset.

    ফোল্ডারের সব প্রতিবেদন পড়ে উপাত্ত তৈরি করে।

    Unchanged files are not read again; changed ones replace, deleted ones leave. Stop with Ctrl-C and start again:
    the next run goes on from there.
    """
    from ingest import ingest as run_all
    from ingest.progress import fitting
    from ingest.report import lines

    progress = fitting(quiet=quiet)
    try:
        account = run_all(
            folder,
            out,
            jobs=jobs,
            timeout=timeout,
            memory=memory * _MEBIBYTE,
            retry_failed=retry_failed,
            engine=_known(engine),
            password=password,
            progress=progress,
        )
    finally:
        progress.close()
    if not quiet:
        typer.echo("\n".join(lines(account)), err=True)
    if account.exit_code == errors.NoReports.exit_code and quiet is False:
        typer.echo(f"There is no report among the files in {folder}. ফোল্ডারে পড়ার মতো প্রতিবেদন নেই।", err=True)
    raise typer.Exit(account.exit_code)


def _known(engine: str | None) -> str | None:
    from ingest import engines

    if engine is not None and engine not in engines.engines():
        raise errors.WrongUsage(f"There is no engine {engine}; there are {', '.join(engines.engines())}.")
    return engine


@app.command()
def inspect(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="One report. একটি প্রতিবেদন।")],
    engine: Annotated[str | None, typer.Option(help="What reads pictures.")] = None,
    password: Annotated[str | None, typer.Option(help="For a PDF that asks for one.")] = None,
) -> None:
    """Show what is found in one file: facts, tables, doubts.

    একটি ফাইলে কী পাওয়া গেল তা দেখায়।

    Exit codes: 0 all read, 1 partly or not read, 3 not a report.
    """
    if not file.exists():
        raise errors.WrongUsage(f"There is no file {file}.")
    from ingest import inspection

    outcome = inspection.inspect(file, _known(engine), password)
    inspection.show(outcome, str(file))
    raise typer.Exit({"ok": 0, "skipped": 3}.get(outcome.status, 1))


@app.command()
def schema() -> None:
    """Print the data dictionary, as Markdown.

    উপাত্তের অভিধান দেখায়।
    """
    from ingest.dictionary import markdown

    sys.stdout.write(markdown())


@app.command()
def doctor() -> None:
    """Tell what is installed and what is missing.

    কী আছে আর কী নেই তা জানায়।
    """
    from ingest.doctor import findings

    well = True
    for finding in findings():
        well = well and finding.well
        typer.echo(finding.line)
    raise typer.Exit(0 if well else 3)


def main() -> NoReturn:
    """Runs the program and ends the process with its exit code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as tidily as Ctrl-C
    try:
        sys.exit(app(prog_name="protibedon", standalone_mode=False) or 0)
    except errors.IngestError as error:
        _tell(f"{error}\n{error.advice}\n{error.advice_bn}", error.exit_code)
    except KeyboardInterrupt:
        _tell("Stopped. Run the same command again to go on from here. থামানো হয়েছে; আবার চালালে এখান থেকে এগোবে।", 130)
    except BrokenPipeError:  # the reader of our output, as `head`, has gone
        sys.stderr.close()
        sys.exit(0)
    except typer.TyperException as error:
        _tell(f"{error.format_message()} See `protibedon --help`.", 2)


def _tell(words: str, code: int) -> NoReturn:
    sys.stderr.write(f"{words}\n")
    sys.exit(code)


if __name__ == "__main__":
    main()
