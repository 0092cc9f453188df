"""/ny: a mentor or coordinator takes in a youth, with a bot or without."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.new_youth import NewYouth
from domain.people import AgeBand, Channel, Staff, Youth, YouthStatus
from domain.plan import Draft, Programme
from domain.wall import to_wall
from services.access import Denied
from services.change_worker import may_take_over
from services.cohorts import cohorts_of
from services.guardian import ask_worker
from services.invite import CODE_DAYS, hand_out
from services.may_say_yes import BY_HAND
from services.owe_agreement import owe_the_rest
from services.own_number import taken_numbers
from services.staff_page_link import StaffVisit, may_on_staff_page
from services.start_plan import start_plan
from services.starts_on import name_start
from services.world import House, World
from storage import audit, caring, page_links
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Choices:
    """Who and what may be chosen in the form. `me` is who fills it in."""

    me: Staff
    staff: Sequence[Staff]  # who may have a youth: mentors and coordinators who are here
    programmes: Sequence[Programme]
    made: Youth | None = None  # the youth that this visit has taken in already
    numbers: frozenset[str] = frozenset()  # in use for SMS
    cohorts: Sequence[str] = ()  # those that somebody is in


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """Who was taken in. `link` is None without a bot; it works until `expires_at` (UTC)."""

    youth: Youth
    mentor: Staff
    link: str | None
    expires_at: datetime


def drafts_of(programme: Programme) -> Sequence[Draft]:
    """Return the caring messages of a programme that a worker may make their own."""
    return [draft for contact in programme.contacts for draft in contact.drafts]


def read_choices(tx: Tx, now: datetime, house: House, visit: StaffVisit) -> Choices | Denied:
    """Return what the form offers to whoever may take in a youth now."""
    granted = may_on_staff_page(tx, now, visit)
    if isinstance(granted, Denied):
        return granted
    staff = [person for person in staff_rows.everybody(tx) if may_take_over(person, now)]
    versions = house.programmes.newest.values()
    programmes = [house.programmes.version(version) for version in sorted(versions)]
    made = youth_rows.get(tx, visit.about_id) if visit.about_id is not None else None
    taken = taken_numbers(tx, made.id if made is not None else None)
    return Choices(granted.staff, staff, programmes, made, taken, cohorts_of(tx))


@dataclass(frozen=True, slots=True)
class UsedUp:
    """This visit has taken in somebody else already; nothing was changed."""


async def take_in(
    world: World, visit: StaffVisit, new: NewYouth, *, secret: str
) -> TakenIn | UsedUp | Denied:
    """Take in a youth; the same form posted again finds the one that it made.

    Another youth in the same form, gone back to, is not taken in: each has a link of their own.

    `secret` is known to this visit alone: the code of the link is made from it, so that a second
    press shows the same link.
    """
    now, house = world.clock.now(), world.house
    youth_id = world.ids.new()
    await world.new_key(youth_id)  # an orphan key does no harm
    code = urlsafe_b64encode(hmac.digest(secret.encode(), b"new_youth", hashlib.sha256))[:32]
    return await world.store.write(add_new, now, house, visit, new, youth_id, code.decode())


def add_new(
    tx: Tx,
    now: datetime,
    house: House,
    visit: StaffVisit,
    new: NewYouth,
    youth_id: int,
    code: str,
) -> TakenIn | UsedUp | Denied:
    """Insert the youth with all that was agreed in the room.

    With a bot they get a link and say yes or no there themselves. Without one their yes was given
    in the room: the plan starts at once, and each planned contact is a duty of the mentor.
    """
    granted = may_on_staff_page(tx, now, visit)
    if isinstance(granted, Denied):
        return granted
    link = page_links.get(tx, visit.link_id)
    expires_at = now + timedelta(days=CODE_DAYS)
    made = youth_rows.get(tx, link.about_id) if link and link.about_id is not None else None
    if made is None:
        made = _add(tx, now, house, visit, new, youth_id)
        page_links.point_at(tx, visit.link_id, made.id)
        if made.channel is Channel.BOT:
            hand_out(tx, visit.actor, now, code, expires_at, youth_id=made.id)
    elif not _is_same(house, made, new):
        return UsedUp()
    mentor = staff_rows.get(tx, made.mentor_id)
    assert mentor is not None, "the form named somebody who is here"
    with_bot = made.channel is Channel.BOT
    address = f"https://t.me/{house.bot_username()}?start={code}" if with_bot else None
    return TakenIn(youth=made, mentor=mentor, link=address, expires_at=expires_at)


def _is_same(house: House, made: Youth, new: NewYouth) -> bool:
    """Return whether a form that came again says what was kept of it."""
    programme = house.programmes.version(made.programme_version_id).key
    kept = (made.name, programme, made.mentor_id, made.cover_id, made.channel, made.phone)
    said = (new.name, new.programme, new.mentor_id, new.cover_id, new.channel, new.phone)
    return kept == said


def _add(
    tx: Tx, now: datetime, house: House, visit: StaffVisit, new: NewYouth, youth_id: int
) -> Youth:
    youth_rows.add(tx, _youth(now, house, new, youth_id))
    _keep_lines(tx, now, youth_id, new)
    if new.starts_on != to_wall(now, house.site.zone).date():
        name_start(tx, now, youth_id, new.starts_on)
    if new.channel is not Channel.BOT:
        start_plan(tx, now, house, youth_id)
        audit.record(
            tx, now, actor=str(visit.actor), action=BY_HAND, youth_id=youth_id, allowed=True
        )
        youth = _made(tx, youth_id)
        owe_the_rest(tx, now, house, youth)
        ask_worker(tx, now, house, youth)
    return _made(tx, youth_id)


def _made(tx: Tx, youth_id: int) -> Youth:
    youth = youth_rows.get(tx, youth_id)
    assert youth is not None, "it was inserted a moment ago"
    return youth


def _keep_lines(tx: Tx, now: datetime, youth_id: int, new: NewYouth) -> None:
    """Keep the greetings as the worker's whose name stands under them, whoever typed them."""
    for slot, line in new.lines.items():
        caring.save(tx, now, youth_id=youth_id, slot=slot, line=line, staff_id=new.mentor_id)


def _youth(now: datetime, house: House, new: NewYouth, youth_id: int) -> Youth:
    version_id = house.programmes.newest[new.programme]
    with_bot = new.channel is Channel.BOT
    return Youth(
        id=youth_id,
        name=new.name,
        programme_version_id=version_id,
        status=YouthStatus.INVITED if with_bot else YouthStatus.ACTIVE,
        language=new.language,
        zone=new.zone or house.site.zone,
        age_band=None if with_bot else (new.age_band or AgeBand.ADULT),
        chat_id=None,
        mentor_id=new.mentor_id,
        cover_id=new.cover_id,
        created_at=now,
        accepted_at=None,
        contact_interval_days=house.programmes.version(version_id).contact_interval_days,
        last_sign_of_life_at=None,
        last_human_contact_at=None,
        last_word_at=None,
        last_staff_message_at=None,
        next_contact_at=None,
        reassess_at=None,
        paused_until=None,
        blocked_at=None,
        held_at=None,
        card_at=None,
        call_allowed=None,
        channel=new.channel,
        phone=new.phone,
        cohort=new.cohort,
    )
