"""Inviting staff and youths: a person, their key, and a single-use code that expires."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.people import Actor, Language, Role, Staff, Youth, YouthStatus
from services.world import World
from storage import audit, invites
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.invites import Invite
from storage.tx import Rx, Tx

CODE_DAYS = 7  # how long a link may wait for its person


@dataclass(frozen=True, slots=True)
class Invitation:
    """What to hand over: the link, and until when it works (UTC)."""

    person_id: int
    link: str
    expires_at: datetime


class InviteError(Exception):
    """The invitation cannot be made; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewYouth:
    """Who is invited, to which programme, and who reads and calls."""

    name: str
    programme: str
    mentor: str  # id or exact name
    cover: str
    language: Language = "da"


async def invite_staff(
    world: World, actor: Actor, *, name: str, role: Role, language: Language = "da"
) -> Invitation:
    """Add a member of staff and return the link that connects their chat.

    Raises:
        InviteError: If the name is empty.
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
    await world.new_key(person.id)
    code, expires_at = world.new_token(), now + timedelta(days=CODE_DAYS)
    await world.store.write(add_staff, actor, now, person, code, expires_at)
    return _invitation(world, person.id, code, expires_at)


async def invite_youth(world: World, actor: Actor, new: NewYouth) -> Invitation:
    """Add a youth and return the link for them.

    Raises:
        InviteError: If the programme or a member of staff is unknown, the same person twice, or
            has not opened their own link yet.
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
        zone=world.house.site.zone,
        age_band=None,
        chat_id=None,
        mentor_id=_joined(mentor).id,
        cover_id=_joined(cover).id,
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
    code, expires_at = world.new_token(), now + timedelta(days=CODE_DAYS)
    await world.store.write(add_youth, actor, now, youth, code, expires_at)
    return _invitation(world, youth.id, code, expires_at)


def add_staff(
    tx: Tx, actor: Actor, now: datetime, person: Staff, code: str, expires_at: datetime
) -> None:
    """Insert a member of staff with their invitation."""
    staff_rows.add(tx, person, now)
    _add_invite(tx, now, code, expires_at, staff_id=person.id)
    _note(tx, actor, now, "invite_staff", None)


def add_youth(
    tx: Tx, actor: Actor, now: datetime, youth: Youth, code: str, expires_at: datetime
) -> None:
    """Insert a youth with their invitation."""
    youth_rows.add(tx, youth)
    _add_invite(tx, now, code, expires_at, youth_id=youth.id)
    _note(tx, actor, now, "invite_youth", youth.id)


def find_staff(rx: Rx, wanted: str) -> Staff:
    """Return the member of staff with that id or exact name.

    Raises:
        InviteError: If nobody, or more than one person, is called that.
    """
    everybody = staff_rows.everybody(rx)
    found = [
        person
        for person in everybody
        if wanted == str(person.id) or wanted.casefold() == person.name.casefold()
    ]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(str(person.id) for person in found)
        raise InviteError(f"More than one is called {wanted!r}. Give an id instead: {ids}.")
    names = ", ".join(person.name for person in everybody) or "nobody yet"
    raise InviteError(f"No member of staff is called {wanted!r}. There is: {names}.")


def _joined(person: Staff) -> Staff:
    if person.joined_at is None:
        raise InviteError(
            f"{person.name} has not opened their own link in Telegram yet, "
            "so nobody could be told. Let them open it first."
        )
    return person


def _name(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned:
        raise InviteError("Give a name.")
    return cleaned


def _add_invite(
    tx: Tx,
    now: datetime,
    code: str,
    expires_at: datetime,
    *,
    youth_id: int | None = None,
    staff_id: int | None = None,
) -> None:
    new = Invite(
        id=tx.new_id(),
        youth_id=youth_id,
        staff_id=staff_id,
        expires_at=expires_at,
        used_at=None,
        used_by_chat=None,
    )
    invites.add(tx, now, new, code)


def _note(tx: Tx, actor: Actor, now: datetime, action: str, youth_id: int | None) -> None:
    audit.record(tx, now, actor=str(actor), action=action, youth_id=youth_id, allowed=True)


def _invitation(world: World, person_id: int, code: str, expires_at: datetime) -> Invitation:
    link = f"https://t.me/{world.house.bot_username()}?start={code}"
    return Invitation(person_id, link, expires_at)
