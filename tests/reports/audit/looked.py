"""The auditor's look at a town: what its Telegram saw, and what its database holds."""

from __future__ import annotations

from datetime import datetime

from bot.simulation.wire import Recorder
from reports.audit.audit import audit, emergency_words
from reports.audit.verdict import Audit
from reports.audit.wire import Heard, Sent, transcribe
from simulator.server import Simulator
from storage.tx import Rx
from tests.journeys.town import Town


def heard_of(sim: Simulator) -> list[Heard]:
    """Return all that was taken from Telegram, each update once."""
    recorder = Recorder()
    for call in sim.calls:
        recorder.on_call(call, call.response)
    return recorder.heard


def wire_of(sim: Simulator) -> list[Sent]:
    """Return all that reached a chat, also where the answer to the call was lost."""
    found = []
    for call in sim.calls:
        answer = call.result if isinstance(call.result, dict) else {}
        seen = transcribe(
            call.method, call.params, message_id=answer.get("message_id"), at=call.at
        )
        if seen is not None and answer:
            found.append(seen)
    return found


async def look(
    town: Town,
    *,
    since: datetime,
    wire: list[Sent] | None = None,
    heard: list[Heard] | None = None,
) -> Audit:
    """Return what the auditor says about a town, from `since` until its present instant.

    It is shown what went both ways, unless a test shows it something else.
    """
    house = town.app.world.house
    seen = wire_of(town.sim) if wire is None else wire
    taken = heard_of(town.sim) if heard is None else heard

    def run(rx: Rx) -> Audit:
        return audit(
            rx,
            wire=seen,
            since=since,
            until=town.clock.now(),
            programmes=house.programmes,
            site=house.site,
            heard=taken,
            emergency=emergency_words(house),
        )

    return await town.read(run)


async def is_clean(town: Town, *, since: datetime) -> Audit:
    """Return what the auditor says, once it says that nothing was broken."""
    found = await look(town, since=since)
    assert found.messages, "the auditor saw nothing at all"
    assert found.is_clean, "\n".join(map(str, found.breaches))
    return found
