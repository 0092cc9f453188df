"""What a simulation comes to: counts, the auditor's verdict, and a digest of every message."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.simulation.run import Simulation
from domain.case import CaseKind
from domain.people import Role, Staff
from reports.audit.audit import audit, emergency_words
from reports.audit.verdict import Audit
from reports.audit.wire import Sent
from storage import staff as staff_rows
from storage.alerts import Alerts, alerts
from storage.tallies import tallies
from storage.waited import Waited, waited

A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What is counted, in one house or in several. Nothing differs between two runs of a plan."""

    programme: str
    youths: int
    days: int
    seed: int
    begins: str
    faults: str
    to_youths: int
    to_staff: int
    by_sms: int  # text messages that the gateway took, to whomever
    changes: int
    updates: int
    tallies: Mapping[str, Mapping[str, int]]
    digest: str
    attention: bool  # whether attention points were counted
    mentors: int
    alerts: Alerts
    by_attention: Alerts  # those that attention points opened
    waited: Waited  # for a talk, where one was needed
    untried_by_way: Mapping[str, int]  # of these: tried by nobody in time, by how who had it works

    @property
    def per_youth_and_week(self) -> float:
        """Return how many new messages a youth got in a week, in the mean."""
        return round(self.to_youths / max(1, self.youths) / (self.days / A_WEEK), 2)

    @property
    def alerts_a_week(self) -> float:
        """Return how many cases a worker got in a week, in the mean."""
        return round(self.alerts.opened / self.mentors / (self.days / A_WEEK), 2)

    def json(self) -> dict[str, Any]:
        """Return everything as values for JSON."""
        found = asdict(self)
        found["alerts"] = _told(self.alerts)
        found["by_attention"] = _told(self.by_attention)
        found["waited"] = {
            "cases": self.waited.cases,
            "usual_hours": self.waited.usual_hours,
            "slow_hours": self.waited.slow_hours,
            "late": self.waited.late,
            "untried": self.waited.untried,
        }
        return found | {"per_youth_and_week": self.per_youth_and_week}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The result of one house."""

    counts: Counts
    verdict: Audit
    workers: Mapping[int, str]

    def json(self) -> dict[str, Any]:
        """Return everything as values for JSON; instants are ISO 8601 in UTC."""
        verdict = asdict(self.verdict)
        verdict["breaches"] = [str(one) for one in self.verdict.breaches]
        verdict["by_promise"] = {one.value: n for one, n in self.verdict.by_promise.items()}
        workers = {str(number): name for number, name in self.workers.items()}
        return self.counts.json() | {"verdict": verdict, "workers": workers}


async def result_of(simulation: Simulation) -> Result:
    """Let the auditor look, and return what the run came to."""
    app, wire = simulation.app, simulation.wire
    house, store = app.world.house, app.world.store
    verdict = await store.read(
        audit,
        wire=wire.sent,
        texts=simulation.gateway.sent,
        since=simulation.begins_at,
        until=simulation.clock.now(),
        programmes=house.programmes,
        site=house.site,
        heard=[*wire.heard, *simulation.gateway.heard],
        outages=simulation.outages,
        emergency=emergency_words(house),
        acted=simulation.acted,
    )
    people: Sequence[Staff] = await store.read(staff_rows.everybody)
    return Result(
        counts=await _counted(simulation, people),
        verdict=verdict,
        workers={one.id: _called(one) for one in people},
    )


async def _counted(simulation: Simulation, people: Sequence[Staff]) -> Counts:
    plan, wire, store = simulation.plan, simulation.wire, simulation.app.world.store
    chats = {person.chat_id for person in people}
    new = [one for one in wire.sent if not one.edited]
    found = await store.read(waited, simulation.clock.now())
    return Counts(
        programme=plan.programme,
        youths=plan.youths_of_house,
        days=plan.days,
        seed=plan.seed,
        begins=plan.begins.isoformat(),
        faults=plan.faults,
        to_youths=sum(one.chat_id not in chats for one in new),
        to_staff=sum(one.chat_id in chats for one in new),
        by_sms=len(simulation.gateway.sent),
        changes=len(wire.sent) - len(new),
        updates=len(wire.heard),
        tallies=await store.read(tallies),
        digest=digest_of([*wire.sent, *simulation.gateway.sent]),
        attention=plan.attention,
        mentors=max(1, sum(one.role is Role.MENTOR for one in people)),
        alerts=await store.read(alerts),
        by_attention=await store.read(alerts, CaseKind.ATTENTION.value),
        waited=found,
        untried_by_way=_by_way(found.in_hands_of, simulation.ways),
    )


def digest_of(sent: Sequence[Sent]) -> str:
    """Return a hash of all that went out, each message with its instant, words and buttons."""
    digest = hashlib.sha256()
    for one in sent:
        digest.update(repr(one).encode())
    return digest.hexdigest()


def _by_way(in_hands_of: Mapping[int, int], ways: Mapping[int, str]) -> Mapping[str, int]:
    """Return how many cases lay with members of staff of each way of working."""
    found: Counter[str] = Counter()
    for number, many in in_hands_of.items():
        found[ways[number]] += many
    return dict(sorted(found.items()))


def _told(found: Alerts) -> dict[str, float]:
    return {"opened": found.opened, "talked": found.talked, "usual_hours": found.usual_hours}


def _called(person: Staff) -> str:
    return (
        f"{person.name} ({person.role.value})" if person.role is not Role.MENTOR else person.name
    )
