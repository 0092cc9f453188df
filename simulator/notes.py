"""What happened, in words for people, as whoever uses the simulator tells it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from simulator.records import Json
from simulator.stories import Words


@dataclass(frozen=True)
class Note:
    """One thing that happened at an aware instant, told in one line, by language."""

    at: datetime
    say: Words

    def json(self) -> Json:
        """Return it for the page; ``at`` in Unix seconds."""
        return {"at": self.at.timestamp(), "say": dict(self.say)}


# Returns what happened after an instant (None: from the beginning), oldest first.
Notes = Callable[[datetime | None], Awaitable[Sequence[Note]]]
