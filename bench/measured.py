"""What a benchmark hands back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """Samples of one thing, measured several times in the same unit."""

    what: str  # such as "replies stored"
    unit: str  # such as "replies/s" or "ms"
    samples: tuple[float, ...]  # at least one
