"""ONNX files of the averaged weights: float, and int8 whose ranges come from synthetic lines.

Both take `pictures`, B×1×32×W uint8 of ink as reading's `crop.fit` makes it, and give `logits`, B×W/2×CLASSES.
B and W are free.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray
from onnxruntime import quantization
from onnxruntime.quantization import CalibrationDataReader, shape_inference
from torch import Tensor, nn

from ingest.engines.recogniser import alphabet
from ingest.engines.recogniser.crop import HEIGHT
from train import batches, evaluation, lines, loop
from train.evaluation import Read
from train.lines import Line
from train.network import Recogniser

FLOAT = "recogniser.onnx"
INT8 = "recogniser.int8.onnx"
_CALIBRATION = 160
_OPSET = 17


class _Reading(nn.Module):
    """The recogniser with bytes for input and a row of logits a frame for output."""

    def __init__(self, net: Recogniser) -> None:
        super().__init__()
        self.net = net

    def forward(self, pictures: Tensor) -> Tensor:
        """B×1×32×W uint8 → B×W/2×CLASSES."""
        logits: Tensor = self.net(pictures.float() / 255)
        return logits.squeeze(2).transpose(1, 2)


class _Calibration(CalibrationDataReader):  # type: ignore[misc]
    """Training lines one by one, as the quantiser asks for them."""

    def __init__(self, chosen: Sequence[Line]) -> None:
        self._left = iter(chosen)

    def get_next(self) -> dict[str, NDArray[np.uint8]] | None:
        """The next line's feed; None after the last."""
        line = next(self._left, None)
        return None if line is None else {"pictures": batches.pack([line]).pictures[:, None]}


def write(checkpoint: Path, folder: Path) -> tuple[Path, Path]:
    """Writes the float and the int8 file of a checkpoint; their paths. Raises FileNotFoundError."""
    folder.mkdir(parents=True, exist_ok=True)
    whole, small = folder / FLOAT, folder / INT8
    example = torch.zeros(1, 1, HEIGHT, 128, dtype=torch.uint8)
    torch.onnx.export(
        _Reading(loop.load(checkpoint).average.eval()).eval(),
        (example,),
        str(whole),
        input_names=["pictures"],
        output_names=["logits"],
        dynamic_axes={"pictures": {0: "lines", 3: "columns"}, "logits": {0: "lines", 1: "frames"}},
        opset_version=_OPSET,
        dynamo=False,
    )
    chosen = list(lines.block(lines.training_source(), "calibration", _CALIBRATION))
    with tempfile.TemporaryDirectory() as place:
        ready = str(Path(place) / "ready.onnx")
        shape_inference.quant_pre_process(str(whole), ready)
        quantization.quantize_static(
            ready,
            str(small),
            _Calibration(chosen),
            quant_format=quantization.QuantFormat.QDQ,
            per_channel=True,
            activation_type=quantization.QuantType.QUInt8,  # with signed ones half of the layers stayed float
            weight_type=quantization.QuantType.QInt8,
            calibrate_method=quantization.CalibrationMethod.MinMax,
        )
    return whole, small


def session(file: Path) -> onnxruntime.InferenceSession:
    """A session on one thread that doesn't spin."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def read(running: onnxruntime.InferenceSession, chosen: Sequence[Line]) -> Iterator[Read]:
    """What an exported file reads, greedily, one line at a time."""
    for line in chosen:
        packed = batches.pack([line])
        (logits,) = running.run(None, {"pictures": packed.pictures[:, None]})
        frames: list[int] = logits[0].argmax(axis=1)[: packed.frames[0]].tolist()
        yield Read(line, alphabet.collapse(frames))


def compare(folder: Path, size: int) -> Iterator[tuple[str, str, float, float]]:
    """Set, file, error rate and exact share of both files on the sets that a run watches."""
    for name in evaluation.WATCHED_SETS:
        for file in (FLOAT, INT8):
            yield (name, file, *evaluation.rates(read(session(folder / file), evaluation.made(name, size))))
