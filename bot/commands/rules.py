"""`holdfast rules`: how often each rule called a human, and how often that was worth it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from bot.commands.base import Command
from bot.commands.running import print_with_world
from bot.commands.table import table
from domain.people import Actor
from services.read_rules import read_rules
from services.world import World
from storage.rules import RuleFigures

HEAD = ("RULE", "CASES", "TALKED", "ALL WELL", "GOOD TO KNOW", "NOT NEEDED", "WORTH IT")


def _configure(_: ArgumentParser) -> None:
    """There is nothing to choose."""


def _run(_: Namespace) -> int:
    async def show(world: World, _: Actor) -> str:
        found = await world.store.read(read_rules)
        if not found:
            return "No rule has opened a case yet.\n"
        return table(HEAD, [_row(one) for one in found])

    return print_with_world(show)


def _row(one: RuleFigures) -> tuple[str, ...]:
    share = one.precision
    counts = (one.opened, one.contact, one.all_well, one.useful, one.not_needed)
    return one.rule, *map(str, counts), "-" if share is None else f"{share:.0%}"


COMMAND = Command("rules", "How often each rule was worth a human's time.", _configure, _run)
