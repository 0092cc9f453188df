"""Whether written words reach a youth at all, and why not."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from domain.people import Youth, YouthStatus
from services.passing import open_until
from storage.tx import Rx


class Reach(StrEnum):
    """What would become of a written answer."""

    ARRIVES = "arrives"
    BLOCKED = "blocked"  # the youth blocked the bot, or the chat is gone
    NO_CHAT = "no_chat"  # never had one: by SMS no free words go out
    STOPPED = "stopped"  # stopped, and has not said whether we may call
    STOPPED_CALL = "stopped_call"  # stopped, and we may call
    STOPPED_NO_CALL = "stopped_no_call"  # stopped, and no calls either
    NOT_WITH_US = "not_with_us"  # has not said yes, said no, is too young, or has ended


def reach_of_words(rx: Rx, now: datetime, youth: Youth) -> Reach:
    """Return what would become of a worker's own words: who has left and wrote can be answered."""
    where, until = reach(youth), open_until(rx, youth)
    if until is None or now >= until:
        return where
    return _in_chat(youth)


def reach(youth: Youth) -> Reach:
    """Return what would become of an answer written now. A pause stops the bot, no human."""
    if youth.status is YouthStatus.STOPPED:
        return {
            None: Reach.STOPPED,
            True: Reach.STOPPED_CALL,
            False: Reach.STOPPED_NO_CALL,
        }[youth.call_allowed]
    if youth.status is not YouthStatus.ACTIVE:
        return Reach.NOT_WITH_US
    return _in_chat(youth)


def _in_chat(youth: Youth) -> Reach:
    if youth.chat_id is None:
        return Reach.NO_CHAT
    return Reach.ARRIVES if youth.blocked_at is None else Reach.BLOCKED
