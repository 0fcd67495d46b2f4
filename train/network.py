"""The recogniser: convolutions only, a frame every second pixel column, CTC over code points.

Plain one-dimensional convolutions, not depth-wise ones: at equal size they trained 1.7 times faster on a processor that
multiplies bfloat16 tiles. ReLU and batch norm fold into what an int8 runtime executes.
"""

from __future__ import annotations

import functools

import torch
from torch import Tensor, nn

from ingest.engines.recogniser.alphabet import CLASSES
from ingest.engines.recogniser.crop import HEIGHT
from train.settings import Shape

STRIDE = 2


class Block(nn.Module):
    """A residual block along the line: a wide convolution, then a mixing of channels."""

    def __init__(self, width: int, kernel: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(width, width, (1, kernel), padding=(0, kernel // 2), bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(inplace=True),
            nn.Conv2d(width, width, 1, bias=False),
            nn.BatchNorm2d(width),
        )

    def forward(self, frames: Tensor) -> Tensor:
        """B×C×1×T → the same shape."""
        added: Tensor = frames + self.body(frames)
        return added


class Recogniser(nn.Module):
    """Pictures B×1×32×W of ink from 0 to 1 → logits B×CLASSES×1×W/2; W even."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        first, second, third = shape.trunk
        self.trunk = nn.Sequential(
            *_stage(1, first, (3, 3), (2, STRIDE), (1, 1)),
            *_stage(first, second, (3, 3), (2, 1), (1, 1)),
            *_stage(second, third, (3, 3), (2, 1), (1, 1)),
            *_stage(third, shape.width, (HEIGHT // 8, 3), (1, 1), (0, 1)),
        )
        self.blocks = nn.Sequential(*(Block(shape.width, shape.kernel) for _ in range(shape.blocks)))
        self.norm = nn.Sequential(nn.BatchNorm2d(shape.width), nn.ReLU(inplace=True))
        self.head = nn.Conv2d(shape.width, CLASSES, 1)

    def forward(self, pictures: Tensor) -> Tensor:
        """Logits of every frame."""
        logits: Tensor = self.head(self.norm(self.blocks(self.trunk(pictures))))
        return logits


def _stage(
    into: int, out: int, kernel: tuple[int, int], stride: tuple[int, int], padding: tuple[int, int]
) -> tuple[nn.Module, ...]:
    return (
        nn.Conv2d(into, out, kernel, stride, padding, bias=False),
        nn.BatchNorm2d(out),
        nn.ReLU(inplace=True),
    )


def autocast() -> torch.autocast:
    """bfloat16 where the processor multiplies it; elsewhere it would be a hundred times slower than float32."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=_multiplies_bfloat16())


@functools.cache
def _multiplies_bfloat16() -> bool:
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def loss(logits: Tensor, texts: Tensor, lengths: Tensor, frames: Tensor) -> Tensor:
    """CTC loss a character, over the batch. `texts`: all targets in a row; `frames`: of each line, without padding."""
    chances = logits.float().squeeze(2).permute(2, 0, 1).log_softmax(-1)
    total = nn.functional.ctc_loss(chances, texts, frames, lengths, reduction="sum", zero_infinity=True)
    return total / (lengths.sum() + len(lengths))  # the end of a line counts as one: short lines weigh a little more


def best(logits: Tensor) -> list[list[int]]:
    """The likeliest class of every frame, for each line."""
    classes: list[list[int]] = torch.argmax(logits.squeeze(2), dim=1).tolist()
    return classes
