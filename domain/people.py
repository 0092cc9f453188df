"""Who takes part: youths, staff, and whoever acts in the system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

Language = Literal["da", "en"]
LANGUAGES: tuple[Language, ...] = ("da", "en")


class Role(StrEnum):
    """What a member of staff may be."""

    MENTOR = "mentor"
    COORDINATOR = "coordinator"
    LEADER = "leader"
    PARTNER = "partner"
    ADMIN = "admin"


class YouthStatus(StrEnum):
    """Where a youth stands with us. Nothing moves by itself from one to another."""

    INVITED = "invited"  # a link exists, nobody has opened it
    ASKED = "asked"  # the link is opened, no answer yet
    ACTIVE = "active"  # said yes
    DECLINED = "declined"  # said no; can be taken back
    STOPPED = "stopped"  # wrote /stop; the door is open
    UNDERAGE = "underage"  # under 15: a kind no, and the worker knows
    ENDED = "ended"  # staff ended the programme
    ERASED = "erased"  # only a row without a person is left; their chat is one that nobody knows


NO_NAME = "-"  # stands where a name was, once somebody is erased

# What they write is passed on to a human and then wiped; their file does not grow by it.
_GONE = frozenset(
    {
        YouthStatus.DECLINED,
        YouthStatus.STOPPED,
        YouthStatus.UNDERAGE,
        YouthStatus.ENDED,
        YouthStatus.ERASED,
    }
)


class Channel(StrEnum):
    """How a youth is reached. Without a bot they have the same plan, clocks and cases."""

    BOT = "bot"
    SMS = "sms"
    PHONE = "phone"


class Tier(StrEnum):
    """How close the contact is from day 91 on, by agreement: A is the closest."""

    A = "A"
    B = "B"
    C = "C"


class AgeBand(StrEnum):
    """The only age we keep.

    Under 15 needs a parent's yes by Danish law (databeskyttelsesloven § 6).
    """

    UNDER_15 = "u15"
    FROM_15_TO_17 = "15-17"
    ADULT = "18+"


ActorKind = Literal["youth", "staff", "system", "cli", "unknown"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, for permission and for the audit trail."""

    kind: ActorKind
    id: int | None = None
    name: str | None = None

    @classmethod
    def youth(cls, youth_id: int) -> Actor:
        """Return the youth as actor."""
        return cls("youth", youth_id)

    @classmethod
    def staff(cls, staff_id: int) -> Actor:
        """Return the member of staff as actor."""
        return cls("staff", staff_id)

    @classmethod
    def system(cls, name: str) -> Actor:
        """Return the product itself, named by the tick or use case that acts."""
        return cls("system", None, name)

    @classmethod
    def cli(cls, user: str) -> Actor:
        """Return whoever typed a command on the server."""
        return cls("cli", None, user)

    @classmethod
    def unknown(cls) -> Actor:
        """Return a chat that nobody has enrolled."""
        return cls("unknown")

    def __str__(self) -> str:
        """Return the actor as it stands in the audit trail, such as `staff:12` or `cli:maja`."""
        return f"{self.kind}:{self.id if self.id is not None else self.name or '-'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """A member of staff. `name` is the full name; instants are UTC."""

    id: int
    name: str
    role: Role
    language: Language
    chat_id: int | None  # None until the link is opened
    joined_at: datetime | None
    blocked_at: datetime | None
    phone: str | None = None  # from which they call
    email: str | None = None  # where alarms go that Telegram may not bring
    away_at: datetime | None = None
    away_until: datetime | None = None
    away_cover_id: int | None = None  # who reads and calls meanwhile

    @property
    def first_name(self) -> str:
        """Return the name youths know."""
        return self.name.split()[0]

    def is_away(self, now: datetime) -> bool:
        """Return whether they are away at `now`."""
        return (
            self.away_at is not None
            and self.away_until is not None
            and self.away_at <= now < self.away_until
        )

    def is_away_between(self, begins_at: datetime, ends_at: datetime) -> bool:
        """Return whether they are away at any time from `begins_at` until `ends_at` (UTC).

        An absence that is only said so far counts like one that has begun.
        """
        return (
            self.away_at is not None
            and self.away_until is not None
            and self.away_at < ends_at
            and begins_at < self.away_until
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Youth:
    """A youth with the two clocks of the contact guarantee. Instants are UTC."""

    id: int
    name: str
    programme_version_id: int
    status: YouthStatus
    language: Language
    zone: str
    age_band: AgeBand | None
    chat_id: int | None
    mentor_id: int
    cover_id: int
    created_at: datetime
    accepted_at: datetime | None
    contact_interval_days: int
    last_sign_of_life_at: datetime | None  # any answer, skip, tap
    last_human_contact_at: datetime | None  # a call, a meeting, an answered message
    last_word_at: datetime | None  # the youth's latest free word or voice
    last_staff_message_at: datetime | None  # the worker's latest written message
    next_contact_at: datetime | None  # a day promised by a worker, instead of the interval
    reassess_at: datetime | None
    paused_until: datetime | None
    blocked_at: datetime | None
    held_at: datetime | None  # a red case stops everything automatic
    card_at: datetime | None  # when the latest help card was queued
    call_allowed: bool | None  # the answer after /stop
    channel: Channel = Channel.BOT
    phone: str | None = None
    cohort: str | None = None
    tier: Tier | None = None
    quieted_at: datetime | None = None  # quiet mode: nothing is asked until they write
    halved_at: datetime | None = None  # asked half as often from here on
    woke_at: datetime | None = None  # quiet mode ended: their next question is a light one
    told_read_at: datetime | None = None  # when they last heard that their answers are read

    @property
    def first_name(self) -> str:
        """Return the name we use when we write."""
        return self.name.split()[0]

    def is_paused(self, now: datetime) -> bool:
        """Return whether a pause covers `now`."""
        return self.paused_until is not None and now < self.paused_until

    @property
    def has_left(self) -> bool:
        """Return whether they are not with us (any more). A pause is no leaving."""
        return self.status in _GONE

    @property
    def is_erased(self) -> bool:
        """Return whether only the row is left: no name, no chat, no number."""
        return self.status is YouthStatus.ERASED

    @property
    def is_over(self) -> bool:
        """Return whether a human has ended it for good, so that nobody is their worker now."""
        return self.status in {YouthStatus.ENDED, YouthStatus.ERASED}

    @property
    def may_be_asked(self) -> bool:
        """Return whether prompts may go out at all (a pause is checked apart)."""
        return (
            self.status is YouthStatus.ACTIVE and self.blocked_at is None and self.held_at is None
        )
