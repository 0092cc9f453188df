"""Roads for what only one kind of sender has a use for."""

from __future__ import annotations

from services.others import (
    old_button_of_staff,
    old_button_of_stranger,
    old_button_of_youth,
)
from services.receive import Road, StaffVerb, YouthVerb


def tap_of_youth(verb: YouthVerb) -> Road:
    """Return the road of a button that only youths have."""
    return Road(youth=verb, staff=old_button_of_staff, stranger=old_button_of_stranger)


def tap_of_staff(verb: StaffVerb) -> Road:
    """Return the road of a button that only staff have."""
    return Road(youth=old_button_of_youth, staff=verb, stranger=old_button_of_stranger)


OLD_BUTTON = Road(
    youth=old_button_of_youth, staff=old_button_of_staff, stranger=old_button_of_stranger
)
