"""The training loop: one thread, bfloat16, averaged weights, a checkpoint every few minutes that goes on exactly.

The rate stays until validation gets no better, then falls along a cosine; at its end the run has ended.
"""

from __future__ import annotations

import copy
import json
import math
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from typing import Any

import torch
from torch import Tensor, nn

from train import batches, network, settings
from train.batches import Packed
from train.network import Recogniser
from train.settings import Learning, Settings

NEWEST = "newest.pt"
CURVE = "curve.jsonl"
Watcher = Callable[[Recogniser, int], dict[str, float]]


@dataclass(slots=True)
class State:
    """Where a run stands: the network, its averaged twin, the optimiser, and the next batch.

    `best`: the least mean error rate of a checkpoint; `stale`: checkpoints since then. `falling`: the count of lines at
    which the rate began to fall, -1 before.
    """

    settings: Settings
    net: Recogniser
    average: Recogniser
    optimiser: torch.optim.AdamW
    step: int = 0
    lines: int = 0
    block: int = 0
    place: int = 0
    seconds: float = 0.0
    best: float = math.inf
    stale: int = 0
    falling: int = -1

    @property
    def left(self) -> float:
        """Share of the rate that is left: 1 before the fall, 0 at its end."""
        if self.falling < 0:
            return 1.0
        return 0.5 + 0.5 * math.cos(math.pi * min(1.0, (self.lines - self.falling) / self.settings.learning.fall))


_COUNTS = ("step", "lines", "block", "place", "seconds", "best", "stale", "falling")


def start(chosen: Settings) -> State:
    """A new run."""
    torch.manual_seed(1)
    net = Recogniser(chosen.network)
    net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # its stub leaves the layout out
    return State(chosen, net, copy.deepcopy(net).eval(), _optimiser(net, chosen.learning))


def save(state: State, folder: Path) -> None:
    """Writes the checkpoint beside the old one and takes its place: a run killed while writing loses nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    data = {
        "settings": state.settings.table(),
        "net": state.net.state_dict(),
        "average": state.average.state_dict(),
        "optimiser": state.optimiser.state_dict(),
        **{name: getattr(state, name) for name in _COUNTS},
    }
    torch.save(data, folder / "writing.pt")
    (folder / "writing.pt").replace(folder / NEWEST)


def load(file: Path) -> State:
    """The state a checkpoint holds. Raises FileNotFoundError."""
    data: dict[str, Any] = torch.load(file, weights_only=True)
    state = start(settings.from_table(data["settings"]))
    state.net.load_state_dict(data["net"])
    state.average.load_state_dict(data["average"])
    state.optimiser.load_state_dict(data["optimiser"])
    for name in _COUNTS:
        setattr(state, name, data.get(name, getattr(state, name)))
    return state


def publish(state: State, file: Path) -> None:
    """Writes the averaged weights in half precision and how many lines made them: what a later run takes up."""
    halves = {name: one.half() if one.is_floating_point() else one for name, one in state.average.state_dict().items()}
    counts = {name: getattr(state, name) for name in ("lines", "block", "seconds")}
    torch.save({"settings": state.settings.table(), "average": halves, **counts}, file)


def take_up(file: Path, chosen: Settings | None = None) -> State:
    """A run that goes on from published weights, with lines not seen before; the network is as it was published.

    `chosen`: the settings of all else, None: those of the weights. Raises FileNotFoundError.
    """
    data: dict[str, Any] = torch.load(file, weights_only=True)
    published = settings.from_table(data["settings"])
    state = start(replace(chosen, network=published.network) if chosen else published)
    for net in (state.net, state.average):
        net.load_state_dict(data["average"])
    state.lines, state.block, state.seconds = data["lines"], data["block"] + 1, data["seconds"]
    return state


def run(state: State, folder: Path, watch: Watcher, until: float = math.inf) -> None:
    """Trains until the rate has fallen to nothing, or the clock says `until` (seconds since 1970).

    A SIGTERM ends the run after the batch in hand, with a checkpoint.
    """
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    saved, began, recent = time.monotonic(), time.monotonic(), 0.0
    before, stopped = state.seconds, Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    for batch in batches.stream(state.settings, state.block, state.place):
        rate = _warm(state.settings.learning, state.step) * state.left
        recent = 0.98 * recent + 0.02 * learn(state, batch, rate) if recent else learn(state, batch, rate)
        state.seconds = before + time.monotonic() - began
        ended = stopped.is_set() or time.time() >= until or state.left <= 0
        if ended or time.monotonic() - saved > 60 * state.settings.watch.minutes:
            found = watch(state.average, state.settings.watch.lines)
            judge(state, found)
            save(state, folder)
            _note(state, folder, {"loss": recent, **found})
            saved = time.monotonic()
        if ended:
            return


def judge(state: State, found: dict[str, float]) -> None:
    """Begins the fall of the rate where the error rates have been no better for `patience` checkpoints in a row."""
    rates = [rate for name, rate in found.items() if name.startswith("cer ")]
    mean = sum(rates) / len(rates)
    state.stale = 0 if mean < state.best else state.stale + 1
    state.best = min(state.best, mean)
    if state.falling < 0 and state.stale >= state.settings.watch.patience:
        state.falling = state.lines


def learn(state: State, batch: Packed, rate: float) -> float:
    """One step on one batch; the loss. The state then stands at the next batch."""
    net = state.net.train()
    for group in state.optimiser.param_groups:
        group["lr"] = rate
    with network.autocast():
        logits = net(pictures(batch))
    texts, lengths, frames = (torch.from_numpy(array) for array in (batch.texts, batch.lengths, batch.frames))
    value = network.loss(logits, texts, lengths, frames)
    state.optimiser.zero_grad(set_to_none=True)
    value.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(net.parameters(), state.settings.learning.clip)
    state.optimiser.step()
    state.step += 1
    state.lines += len(batch.lengths)
    state.block, state.place = batch.block, batch.place + 1
    _follow(state.average, net, min(state.settings.learning.average, (1 + state.step) / (10 + state.step)))
    return float(value.detach())


def pictures(batch: Packed) -> Tensor:
    """The batch as the network takes it: B×1×32×W from 0 to 1, channels last."""
    tensor = torch.from_numpy(batch.pictures).unsqueeze(1).float().div_(255)
    return tensor.contiguous(memory_format=torch.channels_last)


@torch.no_grad()
def _follow(average: Recogniser, net: Recogniser, keep: float) -> None:
    """The averaged weights, and the averaged statistics of the norms, move towards the network's."""
    for slow, fast in zip(average.state_dict().values(), net.state_dict().values(), strict=True):
        if slow.is_floating_point():
            slow.lerp_(fast, 1 - keep)
        else:
            slow.copy_(fast)


def _optimiser(net: Recogniser, learning: Learning) -> torch.optim.AdamW:
    """Weights of convolutions decay; norms and biases don't."""
    wide = [weights for weights in net.parameters() if weights.ndim > 1]
    flat = [weights for weights in net.parameters() if weights.ndim <= 1]
    groups = [{"params": wide, "weight_decay": learning.decay}, {"params": flat, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=learning.rate, betas=(0.9, 0.98), fused=True)


def _warm(learning: Learning, step: int) -> float:
    """Warm-up, then constant."""
    return learning.rate * min(1.0, (step + 1) / learning.warm_up)


def _note(state: State, folder: Path, found: dict[str, float]) -> None:
    """One line of the curve."""
    row = {"time": time.strftime("%H:%M"), "step": state.step, "lines": state.lines, "seconds": round(state.seconds)}
    text = json.dumps({**row, **{name: round(value, 5) for name, value in found.items()}})
    with (folder / CURVE).open("a", encoding="utf-8") as file:
        file.write(text + "\n")
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
