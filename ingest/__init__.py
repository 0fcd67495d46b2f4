"""Protibedon: from a folder of exported Bengali reports to a clean, traceable dataset.

>>> from ingest import ingest, read_dataset          # doctest: +SKIP
>>> summary = ingest("reports", "out")               # doctest: +SKIP
>>> read_dataset("out").wide()                       # doctest: +SKIP
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.dataset import Dataset
    from ingest.progress import Progress
    from ingest.summary import Summary

__all__ = ["ingest", "read_dataset"]


def ingest(
    folder: str | Path,
    out: str | Path = "out",
    *,
    jobs: int | None = None,
    timeout: float = 120.0,
    memory: int = 2 << 30,
    retry_failed: bool = False,
    engine: str | None = None,
    password: str | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Reads every report under `folder` and leaves the dataset in `out`.

    `jobs` worker processes (default: one a processor); `timeout` in seconds (for each page of a scan) and `memory` in
    bytes bound one document. `engine`: what reads pictures, by name (default: the best there is).
    `password`: for files that ask for one.
    Files that did not change since the last run are not read again. Documents that can't be read are counted and stand
    in the dataset with their reason; ingest.errors.IngestError is raised only where the run as a whole can't be done.
    """
    from ingest.batch import Settings, cores, ingest_folder
    from ingest.pool import Limits
    from ingest.progress import Silent

    settings = Settings(
        jobs or cores(), Limits(timeout, memory), retry_failed, progress or Silent(), engine=engine, password=password
    )
    return ingest_folder(Path(folder), Path(out), settings)


def read_dataset(out: str | Path) -> Dataset:
    """Opens the dataset that `ingest` left in `out`; tables are read when first asked for. NotADataset."""
    from ingest.dataset import Dataset

    return Dataset(Path(out))
