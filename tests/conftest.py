"""An example of a property may take ten seconds of wall time: far more than any needs, and still no endless one passes.

The 200 ms that hypothesis allows failed sound properties on a busy machine.
"""

import fcntl
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings

from ingest import ingest

settings.register_profile("busy_machine", deadline=timedelta(seconds=10))
settings.load_profile("busy_machine")

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


@pytest.fixture(scope="session")
def samples_dataset(tmp_path_factory):
    """The dataset of samples/, made once for all processes of a run; only to be read."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if own.name.startswith("popen-") else own) / "samples-dataset"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # whoever comes first makes it, the others wait
        if not (shared / "whole").exists():
            assert ingest(SAMPLES, shared / "out", jobs=1).exit_code == 0
            (shared / "whole").touch()
    return shared / "out"
