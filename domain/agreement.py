"""What a youth chose: when to be asked, about what, and whom to call if they go quiet."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from domain.site import QuietHours


class IfQuiet(StrEnum):
    """What shall happen if the youth goes quiet, in their own choice."""

    CALL = "call"
    WRITE = "write"
    TRUSTED = "trusted"  # call the person they trust
    VISIT = "visit"  # come by school or work


class PartOfDay(StrEnum):
    """When they would rather be called; only where somebody is at work."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


class Guardian(StrEnum):
    """Where the guardian step of a youth of 15-17 stands. It never blocks their own yes."""

    INFORMED = "informed"
    NOT_INFORMED = "not_informed"  # with a reason, the leader who agreed, and a day to look again
    YOUTH_TELLS = "youth_tells"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trusted:
    """Whom we may call when we are really worried; the youth chose them."""

    name: str
    phone: str
    who: str = ""  # such as "my sister", in the youth's words


class Helper(StrEnum):
    """Who helps with a plan. Another person's name is never kept with it."""

    WORKER = "worker"
    TRUSTED = "trusted"  # the person whom the youth has chosen
    SELF = "self"  # the youth alone


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPlan:
    """A plan that the youth and the worker have made together, in their own words.

    With `tell` the next check-in has a line about it; `told_in` is the id of the one that has it.
    """

    what: str
    when: str
    helper: Helper
    made_at: datetime
    tell: bool = False
    told_in: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """All that one youth chose. Empty where they left it to us. Instants are UTC.

    `days` are weekdays (Monday is 0) and `at` local wall time, for what the bot asks by its own
    plan. `quiet` may widen the site's quiet hours, or move them within 8 and 22. With
    `own_interval` the days between two talks are the two's own, and follow no plan. `ends_on` is
    the local day on which the regular contact ends, where staff have set one.
    """

    days: tuple[int, ...] = ()
    at: time | None = None
    quiet: QuietHours | None = None
    topics_off: frozenset[str] = frozenset()
    if_quiet: IfQuiet | None = None
    if_quiet_part: PartOfDay | None = None
    if_quiet_note: str = ""  # what they said of it, in a few words
    trusted: Trusted | None = None
    trusted_asked_at: datetime | None = None  # asked again after 90 days
    handshake_at: datetime | None = None
    plan: SharedPlan | None = None
    own_interval: bool = False
    often_reason: str = ""  # why they talk as often as they do, in the worker's words
    often_by: int | None = None  # who wrote it
    often_at: datetime | None = None
    ends_on: date | None = None
    previews_shown_at: datetime | None = None
    guardian: Guardian | None = None
    guardian_reason: str = ""
    guardian_leader_id: int | None = None
    guardian_review_on: date | None = None
    as_before_at: datetime | None = None  # wanted to be asked as often as before some skips
    extra: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the agreement as text that `from_json` reads; what is empty is left out."""
        values = {
            name: value
            for name, value in asdict(self).items()
            if value not in (None, "", (), {}, frozenset(), False)
        }
        return json.dumps(values, default=_written, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Agreement:
        """Return the agreement that `to_json` wrote.

        Raises:
            ValueError: If the text is something else.
        """
        try:
            values = json.loads(text)
            read = {
                name: _READERS[name](value) if name in _READERS else value
                for name, value in values.items()
            }
            return cls(**read)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ValueError("This is no agreement: this program did not write it.") from error

    def without_topic(self, topic: str) -> Agreement:
        """Return the agreement with one topic stopped."""
        return replace(self, topics_off=self.topics_off | {topic})

    def with_topic(self, topic: str) -> Agreement:
        """Return the agreement with one topic taken up again."""
        return replace(self, topics_off=self.topics_off - {topic})


def without_reason(agreed: Agreement) -> Agreement:
    """Return the agreement without why the two talk as often as they do."""
    return replace(agreed, often_reason="", often_by=None, often_at=None)


def with_if_quiet(agreed: Agreement, wish: IfQuiet) -> Agreement:
    """Return the agreement with another wish; what was said about the one before goes with it."""
    if agreed.if_quiet is wish:
        return agreed
    return replace(agreed, if_quiet=wish, if_quiet_part=None, if_quiet_note="")


_TIMES_BEFORE = "times_before"  # in `extra`: which days and hours held until when
_MOST_BEFORE = 12


def remembering(old: Agreement, new: Agreement, now: datetime) -> Agreement:
    """Return the new agreement with the days and hours that held until `now` (UTC).

    Nothing is remembered where they are the same; of many changes the last dozen are.
    """
    if _times(old) == _times(new):
        return new
    before = json.loads(old.extra.get(_TIMES_BEFORE, "[]"))
    kept = [*before, {"until": now.isoformat(), **_times(old)}][-_MOST_BEFORE:]
    return replace(new, extra={**new.extra, _TIMES_BEFORE: json.dumps(kept)})


_OF_TIMES = ("days", "at", "quiet", "ends_on")


def earlier(agreed: Agreement) -> tuple[tuple[datetime, Agreement], ...]:
    """Return until when (UTC) other days and hours held, oldest first, each as an agreement."""
    found = json.loads(agreed.extra.get(_TIMES_BEFORE, "[]"))
    return tuple(
        (
            datetime.fromisoformat(one["until"]),
            replace(agreed, **{name: _read(name, one.get(name)) for name in _OF_TIMES}),
        )
        for one in found
    )


def _read(name: str, value: Any) -> Any:
    return None if value is None else _READERS[name](value)


def _times(agreed: Agreement) -> dict[str, Any]:
    """Return what decides when somebody is asked, as JSON holds it."""
    held: dict[str, Any] = {"days": list(agreed.days), "at": None, "quiet": None}
    if agreed.ends_on is not None:
        held["ends_on"] = agreed.ends_on.isoformat()
    if agreed.at is not None:
        held["at"] = agreed.at.isoformat()
    if agreed.quiet is not None:
        quiet = agreed.quiet
        held["quiet"] = {"start": quiet.start.isoformat(), "end": quiet.end.isoformat()}
    return held


def with_quiet(agreed: Agreement, quiet: QuietHours) -> Agreement:
    """Return the agreement with other quiet hours; an hour of asking in them is left to us."""
    hidden = agreed.at is not None and quiet.hold(agreed.at)
    return replace(agreed, quiet=quiet, at=None if hidden else agreed.at)


def _written(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be kept")


def _quiet(value: dict[str, str]) -> QuietHours:
    return QuietHours(time.fromisoformat(value["start"]), time.fromisoformat(value["end"]))


def _plan(value: dict[str, Any]) -> SharedPlan:
    made_at = datetime.fromisoformat(value["made_at"])
    return SharedPlan(**{**value, "helper": Helper(value["helper"]), "made_at": made_at})


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "days": tuple,
    "at": time.fromisoformat,
    "quiet": _quiet,
    "topics_off": frozenset,
    "if_quiet": IfQuiet,
    "if_quiet_part": PartOfDay,
    "trusted": lambda value: Trusted(**value),
    "trusted_asked_at": datetime.fromisoformat,
    "handshake_at": datetime.fromisoformat,
    "plan": _plan,
    "previews_shown_at": datetime.fromisoformat,
    "often_at": datetime.fromisoformat,
    "as_before_at": datetime.fromisoformat,
    "ends_on": date.fromisoformat,
    "guardian": Guardian,
    "guardian_review_on": date.fromisoformat,
}
