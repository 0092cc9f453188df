"""Which lines of the trail about a youth the auditor reads: those that turn what is owed."""

from __future__ import annotations

TURNS = (
    "accept",
    "accept_bot",
    "accept_by_hand",
    "adopt_programme",
    "allow_calls",
    "decline",
    "decline_bot",
    "end",
    "end_undone",
    "erase",
    "erase_again",
    "open_invite",
    "pause",
    "refuse_calls",
    "resume",
    "set_interval",
    "set_tier",
    "stop",
    "talked_there",
    "underage",
    "zone",
)
