"""How a text can read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

ERROR_RULE = "error"


class ScreenLevel(StrEnum):
    """How a text reads, the gravest first."""

    CRISIS = "crisis"
    CONCERN = "concern"
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True)
class Screened:
    """How a text reads, the rule that decided it, and all rules that found something.

    `why` names the small signs that decided and their points; "" where a rule says enough.
    """

    level: ScreenLevel
    rule: str | None = None
    rules: tuple[str, ...] = field(default=(), compare=False)
    why: str = field(default="", compare=False)

    @classmethod
    def nothing(cls) -> Screened:
        """Return the result for what holds no words."""
        return cls(ScreenLevel.ORDINARY)
