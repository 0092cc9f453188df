"""Roads for what only one kind of sender has a use for."""

from __future__ import annotations

from services.old_buttons import (
    old_button_of_staff,
    old_button_of_stranger,
    old_button_of_youth,
    refuse_staff,
    refuse_stranger,
    refuse_youth,
)
from services.receive import Road, StaffVerb, YouthVerb


def tap_of_youth(verb: YouthVerb) -> Road:
    """Return the road of a button that only youths have."""
    return Road(youth=verb, staff=refuse_staff, stranger=refuse_stranger)


def tap_of_staff(verb: StaffVerb) -> Road:
    """Return the road of a button that only staff have."""
    return Road(youth=refuse_youth, staff=verb, stranger=refuse_stranger)


OLD_BUTTON = Road(
    youth=old_button_of_youth, staff=old_button_of_staff, stranger=old_button_of_stranger
)
