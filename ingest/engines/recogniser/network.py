"""The network at work: pictures of lines in, chances of characters out. One session a process, on one thread.

A line's `Chances` are T × CLASSES float32, every row summing to 1: a frame every second pixel column, class 0 the
blank, the others the characters of `alphabet`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import resources

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from ingest.engines.recogniser.crop import HEIGHT
from ingest.scan import Picture

FILE = "recogniser.int8.onnx"
STRIDE = 2  # pixel columns a frame
_STEP = 16  # widths are padded to multiples of this, as in training
_COLUMNS = 2048  # pixel columns read at once: more saves no time and costs memory
Chances = NDArray[np.float32]


class Network:
    """A loaded ONNX file. Reading the same lines gives the same chances, whichever lines are read beside them."""

    def __init__(self, model: bytes | None = None) -> None:
        """`model`: the content of an ONNX file, None for the packaged one."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.enable_mem_pattern = False  # widths differ from call to call
        options.log_severity_level = 3
        held = model or resources.files(__package__).joinpath(FILE).read_bytes()
        self._session = onnxruntime.InferenceSession(held, options, providers=["CPUExecutionProvider"])

    def chances(self, lines: Sequence[Picture]) -> list[Chances]:
        """The chances of every line; each line is HEIGHT × W ink as `crop.fit` makes it."""
        found: list[Chances] = [np.empty((0, 0), np.float32)] * len(lines)
        for group, width in _groups([line.shape[1] for line in lines]):
            packed = np.zeros((len(group), 1, HEIGHT, width), np.uint8)
            for row, k in enumerate(group):
                packed[row, 0, :, : lines[k].shape[1]] = lines[k]
            (logits,) = self._session.run(None, {"pictures": packed})
            for row, k in enumerate(group):
                found[k] = _softmax(logits[row, : -(-lines[k].shape[1] // STRIDE)])
        return found


def _groups(widths: Sequence[int]) -> Iterator[tuple[list[int], int]]:
    """Numbers of lines that have the same padded width, and that width."""
    by_width: dict[int, list[int]] = {}
    for k, width in enumerate(widths):
        by_width.setdefault(-(-width // _STEP) * _STEP, []).append(k)
    for width, held in by_width.items():
        most = max(1, _COLUMNS // width)
        for first in range(0, len(held), most):
            yield held[first : first + most], width


def _softmax(logits: NDArray[np.float32]) -> Chances:
    grown: Chances = np.exp(logits - logits.max(axis=1, keepdims=True))
    grown /= grown.sum(axis=1, keepdims=True)
    return grown
