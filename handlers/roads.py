"""Roads for what only one kind of sender has a use for."""

from __future__ import annotations

from functools import partial

from domain.callback import Tap
from services.access import Action
from services.old_buttons import (
    old_button_of_staff,
    old_button_of_stranger,
    old_button_of_youth,
    refuse_staff,
    refuse_stranger,
    refuse_youth,
)
from services.receive import Road, StaffVerb, YouthVerb
from services.youth_tap import YouthAct, on_youth


def tap_of_youth(verb: YouthVerb) -> Road:
    """Return the road of a button that only youths have."""
    return Road(youth=verb, staff=refuse_staff, stranger=refuse_stranger)


def tap_of_staff(verb: StaffVerb) -> Road:
    """Return the road of a button that only staff have."""
    return Road(youth=refuse_youth, staff=verb, stranger=refuse_stranger)


def on_youth_of(tap: Tap, act: YouthAct, action: Action = Action.HANDLE_CASE) -> Road:
    """Return the road of a button of staff that does something about the youth it names."""
    return tap_of_staff(partial(on_youth, youth_id=tap.id, act=act, action=action))


OLD_BUTTON = Road(
    youth=old_button_of_youth, staff=old_button_of_staff, stranger=old_button_of_stranger
)
