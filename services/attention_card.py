"""The youth's own card: what attention points have noticed, in plain words, and *ikke enig*.

No label, no score and no number: only what was noticed, and what it is for.
"""

from __future__ import annotations

from datetime import datetime

from content.areas.attention import AttentionKey as A
from domain.incoming import Incoming
from domain.message import Purpose
from domain.people import Actor, Youth
from services.buttons import button, row
from services.notices import notify_mentor
from services.old_buttons import old_button_of_youth
from services.say import Line, Voice, dedupe, to_youth
from services.world import House
from storage import assessments, audit
from storage.assessments import Kept
from storage.tx import Tx

# Both together are said as the two things they are, each once.
_SAYS = {"missed_and_silent": ["missed", "silence"]}


def show_card(tx: Tx, now: datetime, house: House, incoming: Incoming, youth: Youth) -> None:
    """Say what has been noticed of a youth, with *jeg er ikke enig* below it."""
    kept = assessments.latest(tx, youth.id)
    voice = Voice.of(tx, house, youth, now)
    noticed = _noticed(voice, kept) if kept is not None else ""
    key = A.CARD if noticed else A.CARD_NOTHING
    open_to_no = kept is not None and noticed and kept.disagreed_at is None
    no = row(button(house, youth.language, A.B_DISAGREE, "disagree", youth.id))
    line = Line(
        purpose=Purpose.HELLO,
        key=key,
        text="\n".join(filter(None, (voice.say(key), noticed))),
        dedupe=dedupe(incoming, "attention"),
        buttons=no if open_to_no else (),
        silent=True,
    )
    to_youth(tx, now, youth, line)


def disagree(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Keep that the youth does not agree, and tell the worker; it stands beside the reasons."""
    kept = assessments.latest(tx, youth.id)
    if kept is None or not house.attention:
        old_button_of_youth(tx, actor, now, house, incoming, youth)
        return
    if kept.disagreed_at is None:
        assessments.disagree(tx, kept.id, now)
        audit.record(
            tx,
            now,
            actor=str(actor),
            action="disagreed",
            youth_id=youth.id,
            allowed=True,
            detail={"assessment": kept.id},
        )
        why = f"disagreed:{kept.id}"
        notify_mentor(tx, now, house, youth, A.NOTICE_DISAGREES, why)
    voice = Voice.of(tx, house, youth, now)
    line = Line(
        purpose=Purpose.HELLO,
        key=A.DISAGREED,
        text=voice.say(A.DISAGREED),
        dedupe=dedupe(incoming, "disagreed"),
        edits_message_id=incoming.message_id,
    )
    to_youth(tx, now, youth, line)


def _noticed(voice: Voice, kept: Kept) -> str:
    keys = [_SAYS.get(one.key, [one.key]) for one in kept.said.reasons if one.points > 0]
    lines = dict.fromkeys(key for each in keys for key in each)
    return "\n".join(f"- {voice.say(A[f'NOTICED_{key.upper()}'])}" for key in lines)
