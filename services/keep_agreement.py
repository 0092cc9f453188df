"""What a youth has said to their worker about the agreement, written down on their page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from domain.agreement import IfQuiet, Trusted
from domain.masking import mask
from domain.people import Actor
from domain.sitting import number_in
from services.access import Action, Denied
from services.ask_trusted import ask_again_later
from services.owe_agreement import settle_the_rest
from services.page_link import Visit, may
from services.world import House
from storage import agreements, audit
from storage.tx import Tx

LONGEST_NAME = 60


class NotKept(StrEnum):
    """Why what was written is not kept."""

    HALF = "half"  # a name without a number, or a number without a name
    CPR = "cpr"


def keep_agreement(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    *,
    visit: Visit,
    if_quiet: str,
    name: str,
    number: str,
) -> NotKept | Denied | None:
    """Keep what to do when they go quiet, and whom to call; what is left empty stays as it was.

    The youth sees it under /mig. Returns what was wrong, or None when it was kept.
    """
    allowed = may(tx, now, visit, Action.WRITE_TO_YOUTH)
    if isinstance(allowed, Denied):
        return allowed
    youth, agreed = allowed.youth, agreements.get(tx, allowed.youth.id)
    who, phone = " ".join(name.split())[:LONGEST_NAME], number_in(number)
    if mask(who) != who:
        return NotKept.CPR
    if (who or number.strip()) and not (who and phone):
        return NotKept.HALF
    wish = next((one for one in IfQuiet if one.value == if_quiet), agreed.if_quiet)
    agreed = replace(agreed, if_quiet=wish)
    if who and phone:
        agreed = replace(agreed, trusted=Trusted(name=who, phone=phone), trusted_asked_at=now)
        ask_again_later(tx, now, house, youth)
    agreements.save(tx, now, youth.id, agreed)
    settle_the_rest(tx, now, youth)
    audit.record(
        tx, now, actor=str(actor), action="keep_agreement", youth_id=youth.id, allowed=True
    )
    return None
