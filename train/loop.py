"""The training loop: one thread, bfloat16, averaged weights, a checkpoint every few minutes that goes on exactly."""

from __future__ import annotations

import copy
import json
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
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
    """Where a run stands: the network, its averaged twin, the optimiser, and the next batch."""

    settings: Settings
    net: Recogniser
    average: Recogniser
    optimiser: torch.optim.AdamW
    step: int = 0
    lines: int = 0
    block: int = 0
    place: int = 0
    seconds: float = 0.0


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
        **{name: getattr(state, name) for name in ("step", "lines", "block", "place", "seconds")},
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
    for name in ("step", "lines", "block", "place", "seconds"):
        setattr(state, name, data[name])
    return state


def run(state: State, folder: Path, watch: Watcher, until: float, *, fall: bool = False) -> None:
    """Trains until the clock says `until` (seconds since 1970). `fall`: the rate falls to nothing until then.

    A SIGTERM ends the run after the batch in hand, with a checkpoint.
    """
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    saved, began, started, recent = time.monotonic(), time.monotonic(), time.time(), 0.0
    before, stopped = state.seconds, Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    for batch in batches.stream(state.settings, state.block, state.place):
        left = max(0.0, (until - time.time()) / (until - started)) if fall else 1.0
        rate = _rate(state.settings.learning, state.step) * left
        recent = 0.98 * recent + 0.02 * learn(state, batch, rate) if recent else learn(state, batch, rate)
        state.seconds = before + time.monotonic() - began
        ended = stopped.is_set() or time.time() >= until
        if ended or time.monotonic() - saved > 60 * state.settings.watch.minutes:
            save(state, folder)
            _note(state, folder, {"loss": recent, **watch(state.average, state.settings.watch.lines)})
            saved = time.monotonic()
        if ended:
            return


def learn(state: State, batch: Packed, rate: float) -> float:
    """One step on one batch; the loss. The state then stands at the next batch."""
    net = state.net.train()
    for group in state.optimiser.param_groups:
        group["lr"] = rate
    with torch.autocast("cpu", dtype=torch.bfloat16):
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


def _rate(learning: Learning, step: int) -> float:
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
