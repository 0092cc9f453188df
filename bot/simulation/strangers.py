"""Text messages from numbers that nobody knows: a wrong number, or a cry for help."""

from __future__ import annotations

from bot.simulation.chance import between, happens, so_many, source
from bot.simulation.diary import Act
from bot.simulation.gateway import Gateway
from bot.simulation.stage import Stage
from bot.simulation.texter import Texter

NUMBERS = 60_000_000
HUNDRED_DAYS = 100


def plan_strangers(stage: Stage, gateway: Gateway) -> None:
    """Write into the diary when somebody whom nobody knows writes, and whether it is a cry."""
    chance, texts = source(stage.seed, "strangers"), stage.people.texts
    days = (stage.ends_at - stage.clock.now()).days
    for number in range(so_many(chance, texts.strangers * days / HUNDRED_DAYS)):
        words = stage.people.words
        cries = happens(chance, texts.strangers_cry)
        said = chance.choice((words.cry if cries else words.ordinary).da)
        usual = stage.people.temperaments[0]
        stranger = Texter(stage, gateway, f"+45{NUMBERS + number}", usual)
        at = stage.clock.now() + between(chance, 0, max(1, days) * 86_400)
        stage.diary.add(at, _writing(stage, stranger, said, cries=cries))


def _writing(stage: Stage, stranger: Texter, said: str, *, cries: bool) -> Act:
    async def act() -> None:
        if cries:
            await stage.before_cry()
        await stranger.write(said)

    return act
