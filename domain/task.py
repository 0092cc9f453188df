"""A duty of ours that is no case: something a named member of staff does by a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TaskKind(StrEnum):
    """What is to be done."""

    FIRST_CALL = "first_call"  # day 3: how the first days went
    PLANNED_CONTACT = "planned_contact"  # of a youth without a bot: say it by phone or SMS
    TRY_YOURSELF = "try_yourself"  # two questions unanswered: the bot asks no more
    ALL_OFF = "all_off"  # every topic is stopped: the bot asks nothing, a human keeps in touch
    ASK_TRUSTED = "ask_trusted"  # 90 days: whom we may call, does it still hold
    ASK_AGREEMENT = "ask_agreement"  # what the youth skipped when days and channel were chosen
    GUARDIAN_REVIEW = "guardian_review"
    PICK_UP = "pick_up"  # said they would come, and did not
    ARRIVAL = "arrival"  # did not say in the morning whether they come: are they to be fetched?
    NO_SHOW = "no_show"  # did not come to a meeting: within one working day
    ITEMS_TOGETHER = "items_together"  # all seven ratings, with the worker
    NOTIFY_DECISION = "notify_decision"  # under 18: whether the municipality is to be notified
    FOLLOW_UP_DAY = "follow_up_day"  # a day after the talk of a red case
    FOLLOW_UP_WEEK = "follow_up_week"
    MI_TALK = "mi_talk"  # once a month: what matters, and how sure they are that they can
    HELLO = "hello"  # a new worker says hello to somebody who had another
    LAST_MONTH = "last_month"  # before the end: school, applications, a trainee place
    EXIT_TALK = "exit_talk"  # the last contact is a human
    THE_END = "the_end"  # the day has come: it is ended by a human, or another day is set
    ERASURE = "erasure"  # wants to be erased: answered within a month
    CARING_DRAFT = "caring_draft"  # a caring message waits to be made personal


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A duty as it stands. Instants are UTC; `due_at` is None when it is done.

    `first_due_at` is when it was first to be done; None where it was never put off.
    """

    id: int
    youth_id: int
    staff_id: int
    kind: TaskKind
    created_at: datetime
    due_at: datetime | None
    first_due_at: datetime | None = None
    done_at: datetime | None = None
    done_by: int | None = None
    outcome: str | None = None
    detail: str | None = None  # what only the page shows

    @property
    def owed_since(self) -> datetime | None:
        """When it was first to be done (UTC), however often it was put off; None when done."""
        if self.due_at is None or self.first_due_at is None:
            return self.due_at
        return min(self.first_due_at, self.due_at)

    def is_late(self, now: datetime) -> bool:
        """Return whether it should have been done before `now`: putting off changes no past."""
        return self.owed_since is not None and self.owed_since < now
