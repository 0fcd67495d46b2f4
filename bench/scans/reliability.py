"""How far confidence can be trusted: the share of right values by confidence, as text, table and picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.scans.values import PUBLISHED, Claim

EDGES = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)
WIDTH, HEIGHT, MARGIN = 560, 420, 56  # of the picture, in its own units


@dataclass(frozen=True, slots=True)
class Bin:
    """Values whose confidence lies in [low, high): how many, how many of them right, how many silently wrong."""

    low: float
    high: float
    count: int
    right: int
    silent: int
    mean: float

    @property
    def share(self) -> float | None:
        """The share that is right; None where the bin is empty."""
        return self.right / self.count if self.count else None


def bins(claims: Sequence[Claim]) -> list[Bin]:
    """The claims by confidence; the last bin holds 1.0."""
    made = []
    for low, high in pairwise(EDGES):
        held = [c for c in claims if low <= c.confidence < high or (high == EDGES[-1] and c.confidence >= high)]
        mean = sum(c.confidence for c in held) / len(held) if held else (low + high) / 2
        made.append(
            Bin(low, high, len(held), sum(c.right for c in held), sum(not (c.right or c.told) for c in held), mean)
        )
    return made


def published(claims: Iterable[Claim], threshold: float = PUBLISHED) -> tuple[int, int]:
    """Of the values given at the published confidence or above: how many are right, and how many there are."""
    held = [claim for claim in claims if claim.confidence >= threshold]
    return sum(claim.right for claim in held), len(held)


def page(claims: dict[str, list[Claim]], told: str) -> str:
    """The page of the docs: one table for all qualities, one line each for what stands above the threshold."""
    every = [claim for held in claims.values() for claim in held]
    lines = [
        "# How far confidence can be trusted", "",
        f"`python -m bench.scans --reliability` wrote this page: {told}", "",
        f"A value carries the confidence of its reading. From **{PUBLISHED}** on it may be used unseen; below, it"
        " counts as flagged. Of the values given at that confidence or above, at least 99 % are to be right.", "",
        f"| quality | values | at ≥ {PUBLISHED} | of these right | wrong and nothing points at them |",
        "|---|---|---|---|---|",
    ]  # fmt: skip
    for quality, held in [*claims.items(), ("all", every)]:
        right, count = published(held)
        silent = sum(not (claim.right or claim.told) for claim in held)
        share = f"{100 * right / count:.2f} %" if count else "-"
        lines.append(f"| {quality} | {len(held):,} | {count:,} | {share} | {silent} |")
    lines += ["", "![share of right values by confidence](reliability-scans.svg)", ""]
    lines += ["| confidence | values | right |", "|---|---|---|"]
    for one in bins(every):
        share = "-" if one.share is None else f"{100 * one.share:.2f} %"
        lines.append(f"| {one.low:.2f}-{one.high:.2f} | {one.count:,} | {share} |")
    return "\n".join(lines) + "\n"


def drawing(claims: dict[str, list[Claim]]) -> str:
    """The curve as SVG: confidence to the right, share right upwards, a dot for each bin as large as its count."""
    every = bins([claim for held in claims.values() for claim in held])
    total = max(sum(one.count for one in every), 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for tenth in range(0, 11, 2):
        x, y = _at(tenth / 10, tenth / 10)
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - MARGIN + 20}" text-anchor="middle">{tenth / 10:.1f}</text>')
        parts.append(f'<text x="{MARGIN - 8}" y="{y + 4:.1f}" text-anchor="end">{10 * tenth} %</text>')
        parts.append(_line((0, tenth / 10), (1, tenth / 10), "#ddd"))
        parts.append(_line((tenth / 10, 0), (tenth / 10, 1), "#ddd"))
    parts += [_line((0, 0), (1, 1), "#999", "4 4"), _line((PUBLISHED, 0), (PUBLISHED, 1), "#c33", "2 3")]
    dots = [(*_at(one.mean, one.share), 3 + 14 * (one.count / total) ** 0.5) for one in every if one.share is not None]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in dots)
    parts.append(f'<polyline points="{path}" fill="none" stroke="#246" stroke-width="1.5"/>')
    parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="#246" fill-opacity="0.6"/>' for x, y, r in dots]
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 12}" text-anchor="middle">confidence of a value</text>')
    parts.append(f'<text x="{MARGIN}" y="24">share of values that are right (dots: how many)</text></svg>')
    return "\n".join(parts) + "\n"


def write(folder: Path, claims: dict[str, list[Claim]], told: str) -> None:
    """Write the page and its picture. Raises OSError where the folder can't be written."""
    (folder / "reliability-scans.md").write_text(page(claims, told), encoding="utf-8")
    (folder / "reliability-scans.svg").write_text(drawing(claims), encoding="utf-8")


def _at(x: float, y: float) -> tuple[float, float]:
    """Shares to places in the picture."""
    return MARGIN + x * (WIDTH - 2 * MARGIN), HEIGHT - MARGIN - y * (HEIGHT - 2 * MARGIN)


def _line(start: tuple[float, float], end: tuple[float, float], colour: str, dashes: str = "") -> str:
    (x0, y0), (x1, y1) = _at(*start), _at(*end)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<line x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}" stroke="{colour}"{dashed}/>'
