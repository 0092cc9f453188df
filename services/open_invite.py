"""Somebody opens a link: `/start <code>`, or /start alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from content.areas.enrolment import EnrolmentKey
from content.keys import Key
from domain.incoming import Incoming
from domain.message import Purpose
from domain.people import Actor, Staff, Youth, YouthStatus
from services.buttons import button, row
from services.human_contact import sign_of_life
from services.later import ask_anew
from services.may_say_yes import ask_age_anew, is_seen_to, meets_the_bot
from services.notices import notify_mentor
from services.say import Voice, answer_staff, answer_youth, dedupe
from services.say_to_stranger import answer_stranger
from services.world import House
from storage import audit, invites, outbox_moves
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.invites import Invite
from storage.tx import Tx

_MAY_COME_BACK = {YouthStatus.DECLINED, YouthStatus.STOPPED, YouthStatus.ENDED}


def open_as_stranger(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, *, code: str | None
) -> None:
    """Connect this chat to the person whose code it is; every other code gets a kind answer.

    A code works once, for seven days. It is never proof of who somebody is: who opens it is shown
    to the worker, who knows the youth.
    """
    if code is None:
        answer_stranger(tx, now, house, incoming, Key.START_WITHOUT_CODE, purpose=Purpose.NOTICE)
        return
    invite = invites.find(tx, code)
    problem = _problem(tx, now, invite, incoming)
    if invite is None or problem is not None:
        key = problem or Key.CODE_UNKNOWN
        _audit(tx, actor, now, invite, why=key)
        answer_stranger(tx, now, house, incoming, key, purpose=Purpose.NOTICE)
        return
    _audit(tx, actor, now, invite, why=None)
    if invite.youth_id is not None:
        _meet_youth(tx, now, house, incoming, invite.youth_id)
    elif invite.staff_id is not None:
        _meet_staff(tx, now, house, incoming, invite.staff_id)


def open_as_youth(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    code: str | None,
) -> None:
    """Answer /start from a chat we know: go on where the talk stood, or open the door again.

    A link of their own is used up: who opens it next would become this youth.
    """
    voice = Voice.of(tx, house, youth, now)
    invite = invites.find(tx, code) if code is not None else None
    is_new = False
    if invite is not None and invite.youth_id == youth.id:
        is_new = _problem(tx, now, invite, incoming) is None
    if invite is not None and invite.youth_id != youth.id:
        _audit(tx, actor, now, invite, why=Key.CODE_FOREIGN)
        answer_youth(tx, now, voice, incoming, Key.CODE_FOREIGN)
    elif youth.status in _MAY_COME_BACK:
        offer_again(tx, now, house, incoming, youth)
    elif youth.status is YouthStatus.ASKED or meets_the_bot(tx, youth):
        choose_language(tx, now, house, incoming, youth)
    elif youth.status is YouthStatus.UNDERAGE:
        if is_new or is_seen_to(tx, youth):
            choose_language(tx, now, house, incoming, ask_age_anew(tx, actor, now, youth))
        else:
            answer_youth(tx, now, voice, incoming, Key.UNDERAGE)
    else:
        answer_youth(tx, now, voice, incoming, Key.ALREADY_IN)


def open_as_staff(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    code: str | None,
) -> None:
    """Answer /start from a member of staff who is connected already.

    A link of their own is used up: it is not left behind for another chat.
    """
    invite = invites.find(tx, code) if code is not None else None
    mine = invite is None or invite.staff_id == staff.id
    if mine and invite is not None:
        invites.use(tx, now, invite.id, incoming.chat_id)
    key = Key.STAFF_HELP if mine else Key.CODE_FOREIGN
    answer_staff(tx, now, house, incoming, staff, key)


def choose_language(tx: Tx, now: datetime, house: House, incoming: Incoming, youth: Youth) -> None:
    """Ask which language to use; the wording itself stands in both."""
    buttons = row(
        button(house, "da", Key.B_DANISH, "lang", youth.id, "da"),
        button(house, "en", Key.B_ENGLISH, "lang", youth.id, "en"),
    )
    voice, key = Voice.of(tx, house, youth, now), Key.CHOOSE_LANGUAGE
    answer_youth(tx, now, voice, incoming, key, purpose=Purpose.HELLO, buttons=buttons)


def offer_again(tx: Tx, now: datetime, house: House, incoming: Incoming, youth: Youth) -> None:
    """Ask somebody who said no, stopped, or has ended, whether they want to try."""
    voice = Voice.of(tx, house, youth, now)
    buttons = row(
        button(house, youth.language, Key.B_YES_TRY, "yes", youth.id),
        button(house, youth.language, Key.B_NO_THANKS, "no", youth.id),
    )
    answer_youth(
        tx, now, voice, incoming, Key.ASK_YES_AGAIN, purpose=Purpose.HELLO, buttons=buttons
    )


def _problem(tx: Tx, now: datetime, invite: Invite | None, incoming: Incoming) -> Key | None:
    """Return what is wrong with a code; None when it is used now, by this chat."""
    if invite is None:
        return Key.CODE_UNKNOWN
    if invite.used_at is not None:
        return Key.CODE_USED
    if now >= invite.expires_at:
        return Key.CODE_EXPIRED
    used = invites.use(tx, now, invite.id, incoming.chat_id)
    return None if used else Key.CODE_USED  # somebody was faster


def _audit(tx: Tx, actor: Actor, now: datetime, invite: Invite | None, *, why: Key | None) -> None:
    detail = {"why": str(why)} if why else {}
    if why is None and invite is not None and invite.staff_id is not None:
        detail["staff"] = str(invite.staff_id)
    audit.record(
        tx,
        now,
        actor=str(actor),
        action="open_invite",
        youth_id=invite.youth_id if invite else None,
        allowed=why is None,
        detail=detail,
    )


def _meet_youth(tx: Tx, now: datetime, house: House, incoming: Incoming, youth_id: int) -> None:
    before = youth_rows.get(tx, youth_id)
    if before is None:
        return
    tx.wake("duty_of_new")
    if meets_the_bot(tx, replace(before, chat_id=incoming.chat_id)):
        _meet_by_phone(tx, now, house, incoming, before)
        return
    if before.status is YouthStatus.UNDERAGE:  # a new link is given after a talk about it
        before = ask_age_anew(tx, Actor.youth(youth_id), now, before)
    elif before.accepted_at is not None:
        move_to(tx, now, house, incoming, before)
        return
    youth_rows.change(tx, youth_id, chat_id=incoming.chat_id, status=YouthStatus.ASKED.value)
    youth = youth_rows.get(tx, youth_id) or before
    choose_language(tx, now, house, incoming, youth)


def _meet_by_phone(tx: Tx, now: datetime, house: House, incoming: Incoming, youth: Youth) -> None:
    """Say hello to somebody who has known us by phone or SMS: the robot is new to them.

    They are with us as before until they say yes to it here, and if they do not. The worker hears
    of the chat, for a link is no proof.
    """
    youth_rows.change(tx, youth.id, chat_id=incoming.chat_id, blocked_at=None)
    outbox_moves.readdress(tx, youth.id, incoming.chat_id)
    sign_of_life(tx, now, youth)
    met = youth_rows.get(tx, youth.id) or youth
    notify_mentor(tx, now, house, met, EnrolmentKey.MOVED_PHONE, dedupe(incoming, "moved"))
    choose_language(tx, now, house, incoming, met)


def move_to(tx: Tx, now: datetime, house: House, incoming: Incoming, youth: Youth) -> None:
    """Go on in the chat of a youth's new phone; the old chat becomes a stranger's, untold.

    What waits to leave goes to the new chat, and a question that stands in the old one is asked
    anew. The worker hears of it, for a link is no proof.
    """
    chat_id = incoming.chat_id
    youth_rows.change(tx, youth.id, chat_id=chat_id, blocked_at=None)
    outbox_moves.readdress(tx, youth.id, chat_id)
    sign_of_life(tx, now, youth)
    moved = youth_rows.get(tx, youth.id) or youth
    audit.record(
        tx, now, actor=f"youth:{youth.id}", action="move_chat", youth_id=youth.id, allowed=True
    )
    notify_mentor(tx, now, house, moved, EnrolmentKey.MOVED_PHONE, dedupe(incoming, "moved"))
    if youth.status in _MAY_COME_BACK:
        offer_again(tx, now, house, incoming, moved)
    elif youth.status is YouthStatus.ACTIVE:
        answer_youth(tx, now, Voice.of(tx, house, moved, now), incoming, EnrolmentKey.NEW_PHONE)
        ask_anew(tx, now, house, moved)
    else:
        answer_youth(tx, now, Voice.of(tx, house, moved, now), incoming, Key.ALREADY_IN)


def _meet_staff(tx: Tx, now: datetime, house: House, incoming: Incoming, staff_id: int) -> None:
    """Connect a chat; who had one before moves here, and the old one becomes a stranger's."""
    before = staff_rows.get(tx, staff_id)
    joined_at = before.joined_at if before is not None and before.joined_at else now
    chat_id = incoming.chat_id
    staff_rows.change(tx, staff_id, chat_id=chat_id, joined_at=joined_at, blocked_at=None)
    person = staff_rows.get(tx, staff_id)
    if person is not None:
        tx.wake("duty_list")
        tx.wake("menus")
        answer_staff(tx, now, house, incoming, person, Key.STAFF_WELCOME, navn=person.first_name)
