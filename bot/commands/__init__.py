"""The command line, one file per command."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from bot.commands.base import Command

NAMES = (  # the modules, in the order of `holdfast --help`; each is named as its command
    "demo",
    "run",
    "staff",
    "youth",
    "duty",
    "helplines",
    "inbox",
    "migrate",
    "content",
    "simulate",
    "audit",
    "risk",
    "rules",
    "screen",
    "doctor",
)


def commands(words: Sequence[str] = ()) -> Sequence[Command]:
    """Return the command that these words of a command line begin with, or all commands.

    To import them all takes seconds, and most need little of the product.
    """
    wanted = words[:1] if words and words[0] in NAMES else NAMES
    return [_command(name) for name in wanted]


def _command(name: str) -> Command:
    found = import_module(f"bot.commands.{name}").COMMAND
    assert isinstance(found, Command)
    assert found.name == name
    return found
