"""A new link for a youth, from their page: lost, too old, or for a new phone."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.people import Actor, Youth, YouthStatus
from services.access import Action, Denied
from services.invite import CODE_DAYS, hand_out
from services.page_link import Visit, may
from services.world import House
from storage import invites
from storage.tx import Tx

# Too young stays too young, until that has been settled; nobody is invited past it.
_TOO_YOUNG = YouthStatus.UNDERAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """What to hand over: the address, whose it is, and until when it works (UTC)."""

    youth: Youth
    by: str
    link: str
    expires_at: datetime


def may_have_link(youth: Youth) -> bool:
    """Return whether a new link may be made for a youth."""
    return youth.status is not _TOO_YOUNG and not youth.is_erased


def link_code(secret: str, form_id: str) -> str:
    """Return the code that one form of one visit makes: pressed twice, it is the same link."""
    made = hmac.digest(secret.encode(), f"new_link:{form_id}".encode(), hashlib.sha256)
    return urlsafe_b64encode(made)[:32].decode()


def new_link(
    tx: Tx, actor: Actor, now: datetime, house: House, *, visit: Visit, code: str
) -> NewLink | Denied:
    """Give the youth of the page a new link for a week, in place of the one before.

    Whoever opens it is that youth from then on; the chat that they had becomes a stranger's. Who
    may write to them may do it, and it is written down.
    """
    allowed = may(tx, now, visit, Action.WRITE_TO_YOUTH)
    if isinstance(allowed, Denied):
        return allowed
    youth = allowed.youth
    if not may_have_link(youth):
        return Denied("under age")
    known = invites.find(tx, code)
    expires_at = known.expires_at if known is not None else now + timedelta(days=CODE_DAYS)
    if known is None:
        hand_out(tx, actor, now, code, expires_at, youth_id=youth.id)
    address = f"https://t.me/{house.bot_username()}?start={code}"
    by = allowed.by.staff.first_name
    return NewLink(youth=youth, by=by, link=address, expires_at=expires_at)
