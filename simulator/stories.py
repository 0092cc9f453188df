"""Stories that somebody may choose on the page, and the steps of the one that is played.

What they tell, and how one begins, is the business of whoever uses the simulator.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from simulator.hub import Hub
from simulator.records import Json

Words = Mapping[str, str]  # a language tag, such as "da", to words


@dataclass(frozen=True)
class Step:
    """One thing to do. ``until`` (Unix seconds) puts a button there that moves the clock so far.

    ``happened`` says whether it was done; without it, the reader ticks by hand.
    """

    say: Words
    until: float | None = None
    happened: Callable[[], bool] | None = None


@dataclass(frozen=True)
class Story:
    """A story: a title, what it is about in one sentence, and its steps."""

    id: str
    title: Words
    about: Words
    steps: Sequence[Step] = ()


@dataclass
class Stories:
    """The stories on the page. Set ``offered`` and ``on_choose`` to have any.

    ``on_choose(id)`` begins the chosen one and calls ``tell`` when its first step can be played.
    """

    hub: Hub
    offered: Sequence[Story] = ()
    on_choose: Callable[[str], Awaitable[None]] | None = None
    told: Story | None = None
    _happened: set[int] = field(default_factory=set)
    _by_hand: dict[int, bool] = field(default_factory=dict)

    def tell(self, story: Story | None) -> None:
        """Show the steps of a story from its beginning, or none."""
        self.told = story
        self._happened.clear()
        self._by_hand.clear()
        self.hub.publish("story")

    def tick(self, number: int, *, done: bool) -> None:
        """Let the reader say that a step (from 0) is done, or not; that counts from then on.

        Raises:
            LookupError: when there is no such step.
        """
        if self.told is None or not 0 <= number < len(self.told.steps):
            raise LookupError(f"No step {number} is told now.")
        self._by_hand[number] = done
        self.hub.publish("story")

    def done(self) -> list[bool]:
        """Return for each step whether it is done; what has happened once stays so."""
        steps = self.told.steps if self.told else ()
        for number, step in enumerate(steps):
            if number not in self._happened and step.happened is not None and step.happened():
                self._happened.add(number)
        return [self._by_hand.get(one, one in self._happened) for one in range(len(steps))]

    def json(self) -> Json:
        """Return what the page shows."""
        return {
            "can_choose": self.on_choose is not None,
            "offered": [_head(one) for one in self.offered],
            "told": self.told and _head(self.told) | {"steps": self._steps(self.told)},
        }

    def _steps(self, told: Story) -> list[Json]:
        done = self.done()
        return [
            {"say": dict(step.say), "until": step.until, "done": done[number]}
            for number, step in enumerate(told.steps)
        ]


def _head(story: Story) -> Json:
    return {"id": story.id, "title": dict(story.title), "about": dict(story.about)}
