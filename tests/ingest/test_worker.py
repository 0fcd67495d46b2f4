"""What a worker process is made of."""

from __future__ import annotations

import subprocess
import sys

_SCRIPT = """
import sys
from ingest import worker
sys.meta_path.insert(0, worker.WithoutPandas())
import pyarrow as pa
assert pa.array([1, None], pa.int32()).to_pylist() == [1, None]
print("pandas" in sys.modules)
"""


def test_pyarrow_does_without_pandas() -> None:
    done = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "False"
