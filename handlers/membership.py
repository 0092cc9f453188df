"""Somebody blocks or unblocks the bot."""

from __future__ import annotations

from telegram import ChatMemberUpdated

from services.mark_unreachable import staff_back, staff_blocked, youth_back, youth_blocked
from services.others import nothing
from services.receive import Road

_GONE = {"kicked", "left"}


def road_of_membership(change: ChatMemberUpdated) -> Road:
    """Return the road of a change in a private chat. Unblocking is no sign of life."""
    if change.new_chat_member.status in _GONE:
        return Road(youth=youth_blocked, staff=staff_blocked, stranger=nothing)
    return Road(youth=youth_back, staff=staff_back, stranger=nothing)
