"""*Vil ikke mere*, said to a worker by somebody who has no button for it; and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from content.areas.on_page import OnPageKey
from content.keys import Key
from domain.people import Actor, Channel, Youth, YouthStatus
from services.access import Action, Denied
from services.may_say_yes import BY_HAND
from services.notices import notify_mentor
from services.own_number import let_go_if_taken
from services.page_link import Visit, may
from services.start_plan import start_plan
from services.stop import keep_if_we_may_call, leave
from services.world import House
from storage import audit
from storage import youths as youth_rows
from storage.tx import Tx

_LEFT = frozenset({YouthStatus.STOPPED, YouthStatus.DECLINED, YouthStatus.ENDED})


class MayCall(StrEnum):
    """What the youth said to the one question; that nobody asked them is no answer."""

    YES = "yes"
    NO = "no"
    NOT_SAID = "not_said"


class Door(StrEnum):
    """What this page can do for a youth about staying or going."""

    STOP = "stop"
    BACK = "back"


class NotMoved(StrEnum):
    """Why nothing was changed."""

    CHOOSE = "choose"  # whether we may still call has not been answered
    OTHERWISE = "otherwise"  # has a button for it, or has gone or come back meanwhile


@dataclass(frozen=True, slots=True)
class Leaving:
    """What the form shows: which way the door goes now, and what was said about calls."""

    door: Door
    call_allowed: bool | None


_ALLOWED: Mapping[MayCall, bool | None] = MappingProxyType(
    {MayCall.YES: True, MayCall.NO: False, MayCall.NOT_SAID: None}
)
_NEWS: Mapping[MayCall, Key | OnPageKey] = MappingProxyType(
    {
        MayCall.YES: Key.NOTICE_STOPPED_CALL,
        MayCall.NO: Key.NOTICE_STOPPED_NO_CALL,
        MayCall.NOT_SAID: OnPageKey.NOTICE_STOPPED,
    }
)


def has_no_button(youth: Youth) -> bool:
    """Return whether /stop and /start are out of a youth's reach, so that a worker does it."""
    return (
        youth.channel is not Channel.BOT or youth.chat_id is None or youth.blocked_at is not None
    )


def read_leaving(youth: Youth) -> Leaving | None:
    """Return what the form shows of a youth; None of who has the buttons, or was never with us."""
    if not has_no_button(youth) or youth.accepted_at is None:
        return None
    if youth.status is YouthStatus.ACTIVE:
        return Leaving(Door.STOP, None)
    return Leaving(Door.BACK, youth.call_allowed) if youth.status in _LEFT else None


def stop_on_page(
    tx: Tx, actor: Actor, now: datetime, house: House, *, visit: Visit, may_call: str
) -> NotMoved | Denied | None:
    """Do what /stop does, and keep the answer to its one question; return what was wrong.

    What is open stays open: a case, a red one above all, and the worker's own duties. Nothing is
    sent to the youth, who has said it to a human. The worker hears it where somebody else did it.
    """
    allowed = may(tx, now, visit, Action.WRITE_TO_YOUTH)
    if isinstance(allowed, Denied):
        return allowed
    youth = allowed.youth
    if _is(youth, YouthStatus.STOPPED):  # the same form twice
        return None
    answer = next((one for one in MayCall if one.value == may_call), None)
    if answer is None:
        return NotMoved.CHOOSE
    found = read_leaving(youth)
    if found is None or found.door is not Door.STOP:
        return NotMoved.OTHERWISE
    leave(tx, actor, now, house, youth)
    left = youth_rows.get(tx, youth.id) or youth
    said = _ALLOWED[answer]
    if said is None:
        youth_rows.change(tx, youth.id, call_allowed=None)
    else:
        keep_if_we_may_call(tx, actor, now, house, left, allowed=said)
    tx.wake("youth_menus")
    _tell(tx, actor, now, house, left, _NEWS[answer])
    return None


def begin_on_page(
    tx: Tx, actor: Actor, now: datetime, house: House, *, visit: Visit
) -> NotMoved | Denied | None:
    """Let somebody who has left be with us again, as the yes in the chat does.

    The plan and the clock go on where they would be by now, in the way that was agreed before. A
    number for SMS that is somebody else's by now is to be asked for. Returns what was wrong.
    """
    allowed = may(tx, now, visit, Action.WRITE_TO_YOUTH)
    if isinstance(allowed, Denied):
        return allowed
    youth = allowed.youth
    if _is(youth, YouthStatus.ACTIVE):
        return None
    found = read_leaving(youth)
    if found is None or found.door is not Door.BACK:
        return NotMoved.OTHERWISE
    back = {"status": YouthStatus.ACTIVE.value, "call_allowed": None, "paused_until": None}
    youth_rows.change(tx, youth.id, **back)
    tx.wake("youth_menus")
    audit.record(tx, now, actor=str(actor), action=BY_HAND, youth_id=youth.id, allowed=True)
    start_plan(tx, now, house, youth.id)
    let_go_if_taken(tx, youth)
    _tell(tx, actor, now, house, youth_rows.get(tx, youth.id) or youth, Key.NOTICE_BACK)
    return None


def _is(youth: Youth, status: YouthStatus) -> bool:
    return youth.status is status and has_no_button(youth)


def _tell(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, key: Key | OnPageKey
) -> None:
    if actor != Actor.staff(youth.mentor_id):
        name = f"door:{youth.id}:{key}:{int(now.timestamp() * 1000)}"
        notify_mentor(tx, now, house, youth, key, name)
