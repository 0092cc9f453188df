"""Inviting staff and youths: a person, their key, and a single-use code that expires."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.people import Actor, Language, Role, Staff, Youth, YouthStatus
from domain.site import SiteRules
from domain.wall import zone_named
from services.change_worker import may_take_over
from services.world import World
from storage import audit, invites
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.invites import Invite
from storage.tx import Rx, Tx

_ID = re.compile(r"[1-9][0-9]{0,17}|[1-8][0-9]{18}")  # what is surely no more than 63 bits
CODE_DAYS = 7  # how long a link may wait for its person


@dataclass(frozen=True, slots=True)
class Invitation:
    """What to hand over: the link, and until when it works (UTC)."""

    person_id: int
    name: str
    link: str
    expires_at: datetime
    is_renewed: bool = False  # it takes the place of a link that this person had before


class InviteError(Exception):
    """The invitation cannot be made; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewYouth:
    """Who is invited, to which programme, who reads and calls, and in which zone they live."""

    name: str
    programme: str
    mentor: str  # id or exact name
    cover: str
    language: Language = "da"
    zone: str | None = None  # None: the site's own


async def invite_staff(
    world: World, actor: Actor, *, name: str, role: Role, language: Language = "da"
) -> Invitation:
    """Add a member of staff and return the link that connects their chat.

    Who was invited by that name before and has opened no link yet gets a new one, with the role
    and the language given now, and the old one ends: nobody comes to stand there twice.

    Raises:
        InviteError: If the name is empty, or somebody who is connected has it.
    """
    now = world.clock.now()
    person = Staff(
        id=world.ids.new(),
        name=_name(name),
        role=role,
        language=language,
        chat_id=None,
        joined_at=None,
        blocked_at=None,
    )
    code, expires_at = new_code(world)
    known = await world.store.read(find_namesake, person.name)
    if known is not None:
        person = replace(person, id=known.id)
        await world.store.write(invite_staff_anew, actor, now, person, code, expires_at)
        return invitation(world, person, code, expires_at, is_renewed=True)
    await world.new_key(person.id)
    await world.store.write(add_staff, actor, now, person, code, expires_at)
    return invitation(world, person, code, expires_at)


async def invite_youth(world: World, actor: Actor, new: NewYouth) -> Invitation:
    """Add a youth and return the link for them.

    Raises:
        InviteError: If the programme or a member of staff is unknown, the same person twice, has
            not opened their own link yet, or is neither mentor nor coordinator, or not here now;
            or if there is no such zone, or nobody is at work here in its waking hours.
    """
    now = world.clock.now()
    version_id = world.house.programmes.newest.get(new.programme)
    if version_id is None:
        known = ", ".join(sorted(world.house.programmes.newest))
        raise InviteError(f"There is no programme {new.programme!r}. Choose one of: {known}.")
    mentor = await world.store.read(find_staff, new.mentor)
    cover = await world.store.read(find_staff, new.cover)
    if mentor.id == cover.id:
        raise InviteError(
            f"{mentor.name} cannot be both mentor and cover: somebody else must be told when the "
            "mentor does not answer. Give another --cover."
        )
    programme = world.house.programmes.version(version_id)
    youth = Youth(
        id=world.ids.new(),
        name=_name(new.name),
        programme_version_id=version_id,
        status=YouthStatus.INVITED,
        language=new.language,
        zone=_zone(world.house.site, new.zone, now),
        age_band=None,
        chat_id=None,
        mentor_id=_may_have_youths(mentor, now).id,
        cover_id=_may_have_youths(cover, now).id,
        created_at=now,
        accepted_at=None,
        contact_interval_days=programme.contact_interval_days,
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
    )
    await world.new_key(youth.id)
    code, expires_at = new_code(world)
    await world.store.write(add_youth, actor, now, youth, code, expires_at)
    return invitation(world, youth, code, expires_at)


def add_staff(
    tx: Tx, actor: Actor, now: datetime, person: Staff, code: str, expires_at: datetime
) -> None:
    """Insert a member of staff with their invitation.

    Raises:
        InviteError: If somebody of that name came in meanwhile.
    """
    if find_namesake(tx, person.name) is not None:
        raise InviteError(f"{person.name} was invited a moment ago. Try again for a new link.")
    staff_rows.add(tx, person, now)
    hand_out(tx, actor, now, code, expires_at, staff_id=person.id)


def invite_staff_anew(
    tx: Tx, actor: Actor, now: datetime, person: Staff, code: str, expires_at: datetime
) -> None:
    """Give somebody who has opened no link yet another one, and the role and language of now.

    Raises:
        InviteError: If they have opened theirs meanwhile.
    """
    find_namesake(tx, person.name)
    staff_rows.change(tx, person.id, role=person.role.value, language=person.language)
    hand_out(tx, actor, now, code, expires_at, staff_id=person.id)


def add_youth(
    tx: Tx, actor: Actor, now: datetime, youth: Youth, code: str, expires_at: datetime
) -> None:
    """Insert a youth with their invitation."""
    youth_rows.add(tx, youth)
    hand_out(tx, actor, now, code, expires_at, youth_id=youth.id)


def find_staff(rx: Rx, wanted: str) -> Staff:
    """Return the member of staff with that id or exact name.

    Raises:
        InviteError: If nobody, or more than one person, is called that.
    """
    by_id = staff_rows.get(rx, int(wanted)) if _ID.fullmatch(wanted) else None
    found = staff_rows.named(rx, wanted) if by_id is None else [by_id]
    if len(found) == 1:
        return found[0]
    if found:
        raise InviteError(
            f"More than one is called {wanted!r}. Give an id instead: {ids_of(found)}."
        )
    names = ", ".join(one.name for one in staff_rows.everybody(rx)) or "nobody yet"
    raise InviteError(f"No member of staff is called {wanted!r}. There is: {names}.")


def find_namesake(rx: Rx, name: str) -> Staff | None:
    """Return who was invited by that name and has opened no link yet; None when nobody was.

    Raises:
        InviteError: If somebody who is connected has the name, or more than one has it.
    """
    found = staff_rows.named(rx, name)
    if len(found) > 1:
        raise InviteError(
            f"More than one is called {name!r}: {ids_of(found)}. For a new link to one of them "
            "give --again and the id as --name; for somebody else give another name."
        )
    if found and found[0].joined_at is not None:
        raise InviteError(
            f"{found[0].name} is connected already. For a new phone or a new account in Telegram "
            "give --again; for somebody else of that name give another name."
        )
    return found[0] if found else None


def ids_of(people: Sequence[Staff | Youth]) -> str:
    """Return the ids of people of one name, and which of them have no chat yet."""
    return ", ".join(
        f"{person.id} (not connected)" if person.chat_id is None else f"{person.id}"
        for person in people
    )


def _may_have_youths(person: Staff, now: datetime) -> Staff:
    if person.joined_at is None:
        raise InviteError(
            f"{person.name} has not opened their own link in Telegram yet, "
            "so nobody could be told. Let them open it first."
        )
    if not may_take_over(person, now):
        raise InviteError(
            f"{person.name} ({person.role}) cannot have a youth now: that takes a mentor or a "
            "coordinator who is not away and has not blocked the bot. Name somebody else."
        )
    return person


def _name(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned:
        raise InviteError("Give a name.")
    return cleaned


def new_code(world: World) -> tuple[str, datetime]:
    """Return a fresh code, and until when it works (UTC)."""
    return world.new_token(), world.clock.now() + timedelta(days=CODE_DAYS)


def hand_out(
    tx: Tx,
    actor: Actor,
    now: datetime,
    code: str,
    expires_at: datetime,
    *,
    youth_id: int | None = None,
    staff_id: int | None = None,
) -> None:
    """Keep a code for one person and write down who made it; every older link of theirs ends."""
    invites.end_open(tx, now, youth_id=youth_id, staff_id=staff_id)
    new = Invite(
        id=tx.new_id(),
        youth_id=youth_id,
        staff_id=staff_id,
        expires_at=expires_at,
        used_at=None,
        used_by_chat=None,
    )
    invites.add(tx, now, new, code)
    action = "invite_staff" if youth_id is None else "invite_youth"
    audit.record(tx, now, actor=str(actor), action=action, youth_id=youth_id, allowed=True)


def invitation(
    world: World, person: Staff | Youth, code: str, expires_at: datetime, **more: bool
) -> Invitation:
    """Return what to hand over to somebody."""
    link = f"https://t.me/{world.house.bot_username()}?start={code}"
    return Invitation(person.id, person.name, link, expires_at, **more)


def _zone(site: SiteRules, name: str | None, now: datetime) -> str:
    """Return the zone in which a youth lives."""
    if name is None:
        return site.zone
    try:
        zone_named(name)
    except ValueError as error:
        raise InviteError(str(error)) from error
    try:
        site.next_askable(now, name)
    except ValueError as error:
        raise InviteError(
            f"In {name} everybody is asleep when somebody is at work here, so nothing could be "
            "asked. Choose another zone, or take them in without a bot."
        ) from error
    return name
