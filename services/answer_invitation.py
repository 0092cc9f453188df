"""A youth answers an invitation; until the evening begins the answer can be changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from content.areas.cafe import CafeKey
from content.phrases import when
from domain.cafe import CafeState, Coming, Help, Rsvp, answered, may_answer
from domain.incoming import Incoming
from domain.message import Buttons
from domain.people import Actor, Youth
from services.buttons import button, row
from services.cafe_words import answer_buttons, at, change_button, spoken
from services.change_cafe import off_text
from services.evening import Evening
from services.human_contact import sign_of_life
from services.invite_to_cafe import invitation_text
from services.notices import notify_mentor
from services.old_buttons import old_button_of_youth, refuse_youth
from services.say import answer_youth, dedupe, mentor_of
from services.world import House
from storage import cafes, rsvps
from storage.tx import Tx

_SAID = {
    Coming.YES: CafeKey.COMING,
    Coming.MAYBE: CafeKey.MAYBE,
    Coming.NO: CafeKey.NOT_THIS_TIME,
}
_HELP = {
    Help.FETCHED: CafeKey.B_FETCHED,
    Help.FOLLOWED: CafeKey.B_FOLLOWED,
    Help.NONE: CafeKey.B_NO_HELP,
}
_HELPED = {Help.FETCHED: CafeKey.FETCHED, Help.FOLLOWED: CafeKey.FOLLOWED}


def answer_invitation(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    rsvp_id: int,
    answer: Coming | None,
) -> None:
    """Keep the answer, with no reason asked; None shows the invitation once more.

    *Kommer* is asked about help to get there where the series offers any.
    """
    evening, rsvp = _mine(tx, actor, now, house, incoming, youth, rsvp_id)
    if evening is None or rsvp is None:
        return
    sign_of_life(tx, now, youth)
    if not may_answer(evening.cafe, now):
        _say(evening, incoming, youth, *_too_late(evening, youth))
    elif answer is None:
        _, text = invitation_text(evening, replace(youth, quieted_at=None))
        _say(evening, incoming, youth, CafeKey.WHEN, text, answer_buttons(house, youth, rsvp))
    else:
        changed = answered(rsvp, answer, now)
        rsvps.save(tx, changed)
        _confirm(evening, incoming, youth, changed)


def answer_help(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    rsvp_id: int,
    wanted: Help,
) -> None:
    """Keep whether they want to be fetched or followed; the worker hears that somebody does."""
    evening, rsvp = _mine(tx, actor, now, house, incoming, youth, rsvp_id)
    if evening is None or rsvp is None:
        return
    sign_of_life(tx, now, youth)
    if not may_answer(evening.cafe, now) or rsvp.answer is not Coming.YES:
        _say(evening, incoming, youth, *_too_late(evening, youth))
        return
    rsvps.save(tx, replace(rsvp, help_wanted=wanted))
    change = change_button(house, youth, rsvp)
    key = _HELPED.get(wanted)
    if key is None:
        text = spoken(evening, youth, CafeKey.COMING)
        _say(evening, incoming, youth, CafeKey.COMING, text, change)
        return
    _say(evening, incoming, youth, key, evening.voice(youth).say(key), change)
    begins = at(evening, mentor_of(tx, youth))
    name = dedupe(incoming, "help")
    notify_mentor(tx, now, house, youth, CafeKey.WANTS_HELP, name, hvornaar=begins)


def _mine(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    rsvp_id: int,
) -> tuple[Evening, Rsvp] | tuple[None, None]:
    """Return the evening and the row of a button, if it is this youth's own."""
    rsvp = rsvps.get(tx, rsvp_id)
    if rsvp is not None and rsvp.youth_id != youth.id:
        refuse_youth(tx, actor, now, house, incoming, youth, about=rsvp.youth_id)
        return None, None
    cafe = cafes.get(tx, rsvp.cafe_id) if rsvp is not None else None
    if rsvp is None or cafe is None or rsvp.invited_at is None:  # or taken back since
        old_button_of_youth(tx, actor, now, house, incoming, youth)
        return None, None
    return Evening.of(tx, now, house, cafe), rsvp


def _confirm(evening: Evening, incoming: Incoming, youth: Youth, rsvp: Rsvp) -> None:
    house = evening.house
    if rsvp.answer is Coming.YES and evening.series.transport:
        buttons = row(
            *(
                button(house, youth.language, key, "cafehelp", rsvp.id, wanted.value)
                for wanted, key in _HELP.items()
            )
        )
        text = evening.voice(youth).say(CafeKey.ASK_HELP)
        _say(evening, incoming, youth, CafeKey.ASK_HELP, text, buttons)
        return
    key = _SAID[rsvp.answer or Coming.NO]
    text = spoken(evening, youth, key)
    _say(evening, incoming, youth, key, text, change_button(house, youth, rsvp))


def _too_late(evening: Evening, youth: Youth) -> tuple[CafeKey, str]:
    """Return what stands where an answer counts no more: never that it came too late."""
    if evening.cafe.state is CafeState.CANCELLED:
        return CafeKey.CANCELLED, off_text(evening, youth)
    key = CafeKey.BEGUN if evening.now < evening.cafe.ends_at else CafeKey.OVER
    return key, evening.voice(youth).say(key)


def _say(
    evening: Evening,
    incoming: Incoming,
    youth: Youth,
    key: CafeKey,
    text: str,
    buttons: Buttons = (),
) -> None:
    """Let the tapped message say it."""
    voice, now = evening.voice(youth), evening.now
    begins = when(evening.cafe.begins_at, now, youth.zone, youth.language)
    answer_youth(
        evening.tx,
        now,
        voice,
        incoming,
        key,
        buttons=buttons,
        edit=True,
        text=text,
        hvornaar=begins,
    )
