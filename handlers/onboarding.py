"""The buttons of the screens after the yes, of /mig, and of the guardian step."""

from __future__ import annotations

from functools import partial

from domain.agreement import Guardian
from domain.callback import Tap
from domain.onboarding import Screen
from domain.people import AgeBand
from handlers.roads import tap_of_staff, tap_of_youth
from services.ask_new_youth import open_new_youth
from services.attention_card import disagree
from services.guardian import settle_in_chat
from services.mine import still_trusted
from services.onboarding import choose
from services.own_age import ask_own_age, keep_own_age
from services.receive import Road


def sat(tap: Tap) -> Road | None:
    """Return the road of a tap on a screen: `screen-choice`."""
    return _screen(tap, alone=False)


def fixed(tap: Tap) -> Road | None:
    """Return the road of a tap on a screen that /mig opened."""
    return _screen(tap, alone=True)


def same_person(_: Tap) -> Road:
    """Return the road of *samme person som før*."""
    return tap_of_youth(still_trusted)


def own_age(tap: Tap) -> Road | None:
    """Return the road of *ret min alder*, which asks, or of the group that was tapped."""
    if not tap.value:
        return tap_of_youth(ask_own_age)
    band = next((one for one in AgeBand if one.value == tap.value), None)
    return tap_of_youth(partial(keep_own_age, band=band))


def not_so(_: Tap) -> Road:
    """Return the road of *jeg er ikke enig*."""
    return tap_of_youth(disagree)


def guardian(tap: Tap) -> Road | None:
    """Return the road of what parents know, said by the worker."""
    end = next((one for one in Guardian if one.value == tap.value), None)
    return tap_of_staff(partial(settle_in_chat, youth_id=tap.id, end=end)) if end else None


def new_youth(token: str, public_url: str) -> Road:
    """Return the road of *åbn* under /ny."""
    return tap_of_staff(partial(open_new_youth, token=token, public_url=public_url))


def _screen(tap: Tap, *, alone: bool) -> Road | None:
    name, dash, choice = tap.value.partition("-")
    screen = next((one for one in Screen if one.value == name), None)
    if screen is None or not dash:
        return None
    return tap_of_youth(partial(choose, screen=screen, choice=choice, alone=alone))
