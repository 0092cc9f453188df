"""The buttons that stand under many messages, and the codes they carry."""

from __future__ import annotations

from collections.abc import Sequence

from content.audience import TextKey
from content.keys import Key
from domain.callback import encode
from domain.message import Button, Buttons
from domain.people import Language, Youth
from services.world import House


def button(
    house: House, language: Language, key: TextKey, verb: str, subject: int, value: str = ""
) -> Button:
    """Return a button with the words of `key` that does `verb` to the row `subject`."""
    return Button(label=house.texts.say(language, key), data=encode(verb, subject, value))


def call_me(house: House, youth: Youth) -> Button:
    """Return *ring til mig*."""
    return button(house, youth.language, Key.B_CALL_ME, "callme", youth.id)


def help_now(house: House, youth: Youth) -> Button:
    """Return *hjælp nu*."""
    return button(house, youth.language, Key.B_HELP_NOW, "helpnow", youth.id)


def rows(*buttons: Button) -> Buttons:
    """Return the buttons one under the other."""
    return tuple((each,) for each in buttons)


def row(*buttons: Button) -> Buttons:
    """Return the buttons side by side."""
    return (tuple(buttons),)


def grid(buttons: Sequence[Button], wide: int) -> Buttons:
    """Return the buttons in rows of at most `wide`."""
    return tuple(tuple(buttons[at : at + wide]) for at in range(0, len(buttons), wide))
