"""A new link for somebody who was invited before; it takes the place of the one they had."""

from __future__ import annotations

from datetime import datetime

from domain.case import CaseKind
from domain.people import Actor, Staff, Youth, YouthStatus
from services.invite import (
    Invitation,
    InviteError,
    find_staff,
    hand_out,
    ids_of,
    invitation,
    new_code,
)
from services.raise_case import standing
from services.world import World
from storage import youths as youth_rows
from storage.tx import Rx, Tx


async def invite_staff_again(world: World, actor: Actor, *, wanted: str) -> Invitation:
    """Return a new link for a member of staff, connected or not, by id or exact name.

    Who opens it is that person from then on; the chat that they had becomes a stranger's.

    Raises:
        InviteError: If nobody, or more than one person, is called that.
    """
    code, expires_at = new_code(world)
    now = world.clock.now()
    person = await world.store.write(renew_staff, actor, now, wanted, code, expires_at)
    return invitation(world, person, code, expires_at, is_renewed=True)


async def invite_youth_again(world: World, actor: Actor, *, wanted: str) -> Invitation:
    """Return a new link for a youth, by id or exact name: their first, or for a new phone.

    Who opens it is that youth from then on; the chat that they had becomes a stranger's.

    Raises:
        InviteError: If nobody, or more than one youth, is called that, or nobody has talked yet
            with one who tapped *under 15*.
    """
    code, expires_at = new_code(world)
    now = world.clock.now()
    youth = await world.store.write(renew_youth, actor, now, wanted, code, expires_at)
    return invitation(world, youth, code, expires_at, is_renewed=True)


def renew_staff(
    tx: Tx, actor: Actor, now: datetime, wanted: str, code: str, expires_at: datetime
) -> Staff:
    """Give a member of staff a new link and end the old one; return the person.

    Raises:
        InviteError: If nobody, or more than one person, is called that.
    """
    person = find_staff(tx, wanted)
    hand_out(tx, actor, now, code, expires_at, staff_id=person.id)
    return person


def renew_youth(
    tx: Tx, actor: Actor, now: datetime, wanted: str, code: str, expires_at: datetime
) -> Youth:
    """Give a youth a new link and end the one before; return the youth.

    Raises:
        InviteError: If nobody, or more than one youth, is called that, or nobody has talked yet
            with one who tapped *under 15*.
    """
    youth = find_youth(tx, wanted)
    if youth.status is YouthStatus.UNDERAGE and standing(tx, youth, CaseKind.UNDERAGE):
        raise InviteError(
            f"{youth.name} has said that they are under 15, and nobody has talked with them yet. "
            "Talk with them, and with their parents, and close the case about it. If it was a "
            "slip of the finger, invite them again then: they are asked for their age anew."
        )
    hand_out(tx, actor, now, code, expires_at, youth_id=youth.id)
    return youth


def find_youth(rx: Rx, wanted: str) -> Youth:
    """Return the youth with that id or exact name.

    Raises:
        InviteError: If nobody, or more than one youth, is called that, or they were erased.
    """
    youth = find_anybody(rx, wanted)
    if youth.is_erased:
        raise InviteError(
            f"Youth {youth.id} was erased, and nothing of them is left. Whoever wants to be with "
            "us again is taken in anew, as if for the first time."
        )
    return youth


def find_anybody(rx: Rx, wanted: str) -> Youth:
    """Return the youth with that id or exact name; whoever was erased has only an id.

    Raises:
        InviteError: If nobody, or more than one youth, is called that.
    """
    found = [
        youth
        for youth in youth_rows.everybody(rx)
        if wanted == str(youth.id)
        or (wanted.casefold() == youth.name.casefold() and not youth.is_erased)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise InviteError(
            f"More than one youth is called {wanted!r}. Give an id instead: {ids_of(found)}."
        )
    raise InviteError(f"No youth is called {wanted!r}. `holdfast youth list` shows who there is.")
