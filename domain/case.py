"""A case: something a human must do, with an owner, a clock and an outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Level(StrEnum):
    """How urgent a case is."""

    YELLOW = "yellow"
    RED = "red"


class CaseKind(StrEnum):
    """Why a case is open. One open case per youth and kind: the same cause never opens two."""

    CONTACT_DUE = "contact_due"  # the agreed interval has run out
    UNREACHABLE = "unreachable"  # the bot is blocked, or the chat is gone
    WORD = "word"  # an unread word, voice message, photo or file
    LOW_ANSWER = "low_answer"  # an answer that must be seen within a working day
    UNREAD = "unread"  # answers that nobody has read by the end of the next working day
    CALL_ME = "call_me"  # the youth asked to be called
    CRISIS = "crisis"  # words of danger, or the help button
    UNKNOWN_SENDER = "unknown_sender"  # words of danger from a chat that nobody has enrolled
    UNDERAGE = "underage"  # under 15: the worker talks with them instead
    UNREADABLE = "unreadable"  # something came that the program could not read
    CONCERN = "concern"  # a member of staff is concerned
    PARTNER_CONCERN = "partner_concern"  # a school, a workplace or a job centre is, and told one
    ATTENTION = "attention"  # attention points rose to yellow or red


class CaseState(StrEnum):
    """Open climbs the ladder, taken waits for an outcome, closed has one."""

    OPEN = "open"
    TAKEN = "taken"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a case ended. A case never closes without one."""

    TALKED = "talked"
    READ = "read"
    ANSWERED = "answered"
    ALL_WELL = "all_well"  # somebody looked, and there was nothing to do
    ERASED = "erased"  # the one it was about was erased; nobody chooses this at a case


class ContactWay(StrEnum):
    """How worker and youth met."""

    CALLED = "called"
    MET = "met"
    WROTE = "wrote"


class AfterTalk(StrEnum):
    """How it goes on for a youth after a red case, chosen by the worker who talked with them."""

    QUIET_WEEK = "quiet_week"  # nothing automatic for seven days
    AS_BEFORE = "as_before"
    NEW_AGREEMENT = "new_agreement"  # nothing automatic until it is made


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case as it stands now. Instants are UTC.

    `ladder` is the frozen copy of staff ids, lowest rung first, nobody twice; `step` the highest
    rung told so far. Of a taken case `escalate_at` is the first of its clocks.
    """

    id: int
    number: int
    youth_id: int | None
    kind: CaseKind
    level: Level
    state: CaseState
    programme_version_id: int
    ladder: tuple[int, ...]
    step: int
    round: int  # how often the top of the ladder has been told again
    opened_at: datetime
    due_at: datetime
    escalate_at: datetime | None
    taken_by: int | None
    taken_at: datetime | None
    try_again_at: datetime | None
    closed_at: datetime | None
    outcome: Outcome | None
    way: ContactWay | None
    evidence: dict[str, int | str]  # content-free facts, such as days since the last contact
    given_by: int | None = None  # who gave it on, and owns it until somebody has taken it
    # What comes besides the ladder: an unanswered help card, or the end of a quiet week.
    next_at: datetime | None = None
    talked_at: datetime | None = None  # of a red case: the first talk
    after_talk: AfterTalk | None = None
    needs: int = 1  # how many people must acknowledge it, its taker among them
    acknowledged: tuple[int, ...] = ()  # staff ids, whoever was first leading
    asked: int = 0  # how often those who are missing have been asked since it was taken
    ends_at: datetime | None = None  # taken: by then something has come of it, or it goes on
    warn_at: datetime | None = None  # taken: its taker is reminded, once
    ask_at: datetime | None = None  # taken: those who are missing are asked again
