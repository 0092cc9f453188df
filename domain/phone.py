"""Telephone numbers as networks write them (E.164), and as the sender of an SMS.

A number stands for a chat where one is asked for: everything that finds a person by the chat they
wrote from then finds them by their number as well. No chat of Telegram's has such an id.
"""

from __future__ import annotations

import re

_BETWEEN = re.compile(r"[\s.\-/()]")
_WORLD = re.compile(r"\+[1-9]\d{7,14}")  # E.164: fifteen digits at most
_DANISH = 8
_DENMARK = "+45"
# Ids of people have at most 52 bits (https://core.telegram.org/bots/api#user), which is less.
_BELOW_ALL_CHATS = -(10**17)


def world_number(text: str) -> str | None:
    """Return a number as `+4511223344`, or None when it is none.

    Eight digits are Danish; `0045` and `45` before eight digits are read as `+45`. Without a plus
    no other number has a country, and is none to us. With `+45` there are exactly eight more.
    """
    bare = _BETWEEN.sub("", text.strip())
    if bare.startswith("00"):
        bare = f"+{bare[2:]}"
    if bare.isascii() and bare.isdigit() and len(bare) == _DANISH:
        bare = f"{_DENMARK}{bare}"
    elif bare.startswith(_DENMARK[1:]) and len(bare) == len(_DENMARK[1:]) + _DANISH:
        bare = f"+{bare}"
    if not bare.isascii() or not _WORLD.fullmatch(bare):
        return None
    if bare.startswith(_DENMARK) and len(bare) != len(_DENMARK) + _DANISH:
        return None
    return bare


def sender_number(text: str) -> str | None:
    """Return the number of whoever sent an SMS, as gateways write it: often without the plus.

    None for a name or a short code, which nobody's phone has.
    """
    bare = _BETWEEN.sub("", text.strip())
    if bare.isascii() and bare.isdigit() and len(bare) > _DANISH and not bare.startswith("00"):
        bare = f"+{bare}"
    return world_number(bare)


def digits(number: str) -> str:
    """Return a number without plus and spaces, with its country where it is known."""
    return "".join(filter(str.isdigit, world_number(number) or number))


def chat_of_number(number: str) -> int:
    """Return the id that stands for the chat of a number; `number_of_chat` turns it back.

    Raises:
        ValueError: If it is no number with its country, such as `+4511223344`.
    """
    if not _WORLD.fullmatch(number):
        raise ValueError("A number needs its country, such as +4511223344.")
    return _BELOW_ALL_CHATS - int(number[1:])


def number_of_chat(chat_id: int) -> str | None:
    """Return the number that an id stands for; None for a chat of Telegram's."""
    return f"+{_BELOW_ALL_CHATS - chat_id}" if chat_id < _BELOW_ALL_CHATS else None
