"""What a family says of a file it could read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """A family's claim to a file.

    `confidence` from 0 to 1: 0.9 content proves it, 0.7 name and content agree, 0.5 the name says so and nothing speaks
    against it, 0.3 it can be read so.
    """

    media_type: str
    confidence: float
    reason: str
