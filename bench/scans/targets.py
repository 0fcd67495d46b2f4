"""What scans must reach, by measure and quality, and whether a share reaches it."""

from __future__ import annotations

from bench.scans.marks import LOWER_IS_BETTER

QUALITIES = ("clean300", "clean200", "office", "poor")
# a share must be at least (where lower is better: at most) this
TARGETS: dict[str, tuple[float, float, float, float]] = {
    "grid": (1.0, 1.0, 0.995, 0.97),
    "numeric": (0.995, 0.99, 0.985, 0.95),
    "silent": (0.002, 0.003, 0.005, 0.015),
    "cer": (0.005, 0.01, 0.015, 0.04),
    "rows_recall": (1.0, 1.0, 0.995, 0.97),
    "rows_precision": (1.0, 1.0, 0.995, 0.97),
}
CPU_RATIO = 0.125  # times Tesseract page mode on the same pages
TWO_WORKERS = 1.85  # times one
PEAK_MB = 400  # per worker on a 600 dpi A3 page


def target(measure: str, quality: str) -> float | None:
    """The share wanted, None where none is set."""
    row = TARGETS.get(measure)
    return row[QUALITIES.index(quality)] if row and quality in QUALITIES else None


def reached(measure: str, quality: str, share: float | None) -> bool | None:
    """Whether the target is reached; None where there is no target or nothing was judged."""
    wanted = target(measure, quality)
    if wanted is None or share is None:
        return None
    return share <= wanted if measure in LOWER_IS_BETTER else share >= wanted
