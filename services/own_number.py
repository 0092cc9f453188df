"""One number, one youth: an SMS must not be taken for somebody else's."""

from __future__ import annotations

from domain.people import Channel, Youth
from domain.phone import world_number
from storage import youths
from storage.tx import Rx, Tx


def is_taken(rx: Rx, number: str, youth_id: int | None) -> bool:
    """Return whether somebody else who is with us has this number for SMS."""
    known = world_number(number)
    if known is None:
        return False
    others = (one for one in youths.with_number(rx, known) if one.id != youth_id)
    return any(_uses(one) for one in others)


def let_go_if_taken(tx: Tx, youth: Youth) -> bool:
    """Forget the number of a youth on SMS at which somebody else is written to by now.

    Returns whether it is gone: then they are asked for their own.
    """
    if youth.channel is not Channel.SMS or youth.phone is None:
        return False
    if not is_taken(tx, youth.phone, youth.id):
        return False
    youths.change(tx, youth.id, phone=None)
    return True


def taken_numbers(rx: Rx, but: int | None) -> frozenset[str]:
    """Return the numbers (`+4522334455`) of all who are with us and chose SMS, but one youth."""
    others = (one for one in youths.by_sms(rx) if _uses(one) and one.id != but)
    numbers = (world_number(one.phone or "") for one in others)
    return frozenset(number for number in numbers if number is not None)


def _uses(youth: Youth) -> bool:
    return youth.channel is Channel.SMS and not youth.has_left
