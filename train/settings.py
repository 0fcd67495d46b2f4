"""The settings of a run, read from run.toml or from a checkpoint."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Shape:
    """The network: channels of the trunk and of the blocks, how many blocks, their kernel in frames."""

    trunk: tuple[int, int, int] = (16, 64, 128)
    width: int = 256
    blocks: int = 6
    kernel: int = 5


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines made together, pixel columns a batch, lines a batch at most, scans of each drawn line."""

    block: int = 3072
    columns: int = 20_000
    most: int = 192
    scans: int = 2


@dataclass(frozen=True, slots=True)
class Learning:
    """AdamW: rate, steps of warm-up, weight decay, decay of the averaged weights, gradient clip, lines of the fall."""

    rate: float = 2e-3
    warm_up: int = 400
    decay: float = 0.02
    average: float = 0.9995
    clip: float = 2.0
    fall: int = 300_000


@dataclass(frozen=True, slots=True)
class Watch:
    """Minutes between checkpoints; lines of each evaluation set while training; checkpoints without a better one."""

    minutes: float = 5
    lines: int = 400
    patience: int = 12


@dataclass(frozen=True, slots=True)
class Settings:
    """All of a run's settings. `kinds`: shares of the kinds of text, those of `train.text` where it is empty."""

    seed: str = "first"
    kinds: tuple[tuple[str, int], ...] = ()
    network: Shape = Shape()
    batch: Batch = Batch()
    learning: Learning = Learning()
    watch: Watch = Watch()

    def table(self) -> dict[str, Any]:
        """The settings as nested tables, as `from_table` reads them."""
        return {**asdict(self), "kinds": dict(self.kinds)}


def from_table(table: dict[str, Any]) -> Settings:
    """Settings of a table; what it leaves out has its default. Raises TypeError for a name that isn't a setting."""
    network = dict(table.get("network", {}))
    if "trunk" in network:
        first, second, third = network["trunk"]
        network["trunk"] = (first, second, third)
    parts = {"batch": Batch, "learning": Learning, "watch": Watch}
    rest = {name: part(**table[name]) for name, part in parts.items() if name in table}
    plain = {name: value for name, value in table.items() if name not in {*parts, "network", "kinds"}}
    kinds = tuple(dict(table.get("kinds", {})).items())
    return Settings(network=Shape(**network), kinds=kinds, **rest, **plain)


def read(file: Path) -> Settings:
    """Settings of a TOML file."""
    return from_table(tomllib.loads(file.read_text(encoding="utf-8")))
