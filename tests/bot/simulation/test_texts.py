"""Those who have text messages alone, strangers, evenings that are off, and a goodbye."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.simulation.chance import source
from bot.simulation.clock import VirtualClock
from bot.simulation.diary import Diary
from bot.simulation.gateway import Gateway
from bot.simulation.plan import Plan
from bot.simulation.result import result_of
from bot.simulation.run import Simulation
from bot.simulation.stage import Stage
from bot.simulation.texter import AGAIN, Asked, Texter
from channels.base import Delivered, Delivery, Refused
from content.areas.sms import SmsKey
from content.simulation_file import load_people
from content.site_file import load_site
from content.texts import load_texts
from domain.message import Body, MessageKind, Road
from domain.people import LANGUAGES, Language, YouthStatus
from domain.phone import chat_of_number
from reports.audit.wire import CRIED
from simulator.server import Simulator
from storage import youths
from storage.tables import cafe, task
from storage.tx import Rx
from tests.bot.simulation.test_people import nothing
from web.sms_in import SmsRoads

TUESDAY = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
NUMBER = "+4522334455"


class Roads:
    """What takes the messages that are brought, or does not."""

    def __init__(self) -> None:
        self.is_up = True
        self.status = 200
        self.bodies: list[bytes] = []

    async def take(self, secret: str, kind: str, body: bytes) -> tuple[int, str]:
        """Keep a body, and answer with the status of the moment."""
        self.bodies.append(body)
        return self.status, ""

    def roads(self) -> SmsRoads | None:
        """Return where messages are brought, if anybody is there."""
        return SmsRoads(messages=self.take) if self.is_up else None


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(TUESDAY)


@pytest.fixture
def stage(clock: VirtualClock) -> Stage:
    return Stage(
        seed="1",
        ends_at=TUESDAY + timedelta(days=100),
        clock=clock,
        sim=Simulator(clock=clock.now),
        diary=Diary(),
        texts=load_texts(),
        site=load_site(),
        people=load_people(),
        world=lambda: None,
        browser=lambda: None,
        before_cry=nothing,
    )


@pytest.fixture
def roads() -> Roads:
    return Roads()


def texter(stage: Stage, roads: Roads, language: Language = "da", refuses: int = 0) -> Texter:
    chance = source(1)
    gateway = Gateway(stage.clock.now, roads.roads, chance, refuses)
    return Texter(stage, gateway, NUMBER, stage.people.temperaments[0], language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("key", "asks"),
    [
        (SmsKey.CHECKIN, Asked.OKAY),
        (SmsKey.REMINDER, Asked.OKAY),
        (SmsKey.INVITE, Asked.COMING),
        (SmsKey.MOVED, Asked.COMING),
        (SmsKey.STOPPED, Asked.CALLS),
        (SmsKey.CARING_ONE, Asked.NOTHING),
        (SmsKey.OFF, Asked.NOTHING),
        (SmsKey.ANSWER, Asked.DANGER),
    ],
)
def test_a_text_message_is_read_as_a_human_reads_it(
    stage: Stage, roads: Roads, language: Language, key: SmsKey, asks: Asked
) -> None:
    values: dict[str, str | int] = {
        "telefon": "12345678",
        "medarbejder": "Maja",
        "hvornaar": "kl. 17",
    }
    said = stage.texts.say(language, key, **{name: values[name] for name in key.placeholders})
    assert texter(stage, roads, language).asked(said) is asks


async def test_most_answer_ja_a_few_nej_some_in_words_and_some_never(
    stage: Stage, roads: Roads, clock: VirtualClock
) -> None:
    amal = texter(stage, roads)
    asked = stage.texts.say("da", SmsKey.CHECKIN, telefon="12345678", medarbejder="Maja")
    for _ in range(300):
        amal.see(asked)
    clock.advance_to(TUESDAY + timedelta(days=3))
    while (act := stage.diary.take(clock.now())) is not None:
        await act()
    said = Counter(
        body.decode().rpartition('"message": "')[2].rstrip('"}') for body in roads.bodies
    )
    assert 0 < said["Nej"] < 60 < said["Ja"]
    assert 10 < sum(said.values()) - said["Ja"] - said["Nej"] < 90
    assert sum(said.values()) < 300


@pytest.mark.parametrize("refuses", [0, 100])
async def test_what_a_gateway_takes_comes_to_the_phone(
    stage: Stage, roads: Roads, refuses: int
) -> None:
    gateway = Gateway(stage.clock.now, roads.roads, source(1), refuses)
    read: list[str] = []
    gateway.readers[NUMBER] = read.append
    body = Body("Hej. Har du det okay?")
    one = Delivery(
        kind=MessageKind.TEXT, chat_id=0, body=body, road=Road.SMS, address=NUMBER, number=7
    )
    result = await gateway.deliver(one)
    gateway.let_read()
    gateway.let_read()
    if refuses:
        assert isinstance(result, Refused)
        assert (read, gateway.sent) == ([], [])
    else:
        assert isinstance(result, Delivered)
        assert read == [body.text], "once"
        assert (gateway.sent[0].chat_id, gateway.sent[0].message_id) == (chat_of_number(NUMBER), 7)


@pytest.mark.parametrize("is_up", [True, False])
async def test_what_could_not_be_stored_is_brought_again_and_noted_then(
    stage: Stage, roads: Roads, clock: VirtualClock, *, is_up: bool
) -> None:
    amal = texter(stage, roads)
    roads.is_up, roads.status = is_up, 503
    await amal.say("jeg vil ikke leve mere", CRIED)
    assert stage.acted == []
    roads.is_up, roads.status = True, 200
    clock.advance_to(TUESDAY + AGAIN)
    act = stage.diary.take(clock.now())
    assert act is not None
    await act()
    assert [(one.chat_id, one.what) for one in stage.acted] == [(amal.chat_id, CRIED)]
    assert len(set(roads.bodies)) == 1, "under the same name, so that it counts once"
    assert stage.diary.next_at is None


async def test_a_month_without_a_robot_with_evenings_off_and_a_goodbye(tmp_path: Path) -> None:
    people = load_people()
    usual = people.temperaments[0]
    kinds = [
        usual.model_copy(update={"name": "sms", "share": 1, "sms": True}),
        usual.model_copy(update={"name": "phone", "share": 1, "no_bot": True}),
        usual.model_copy(update={"name": "leaves", "share": 2, "leaves": (1, 2)}),
    ]
    few = people.model_copy(
        update={
            "temperaments": kinds,
            "cafes": people.cafes.model_copy(update={"called_off": 100}),
            "texts": people.texts.model_copy(update={"strangers": 10, "strangers_cry": 50}),
        }
    )
    plan = Plan(
        programme="projekt-run",
        youths=4,
        days=33,
        seed=1,
        begins=date(2026, 1, 5),
        people=few,
    )
    simulation = Simulation(replace(plan, comes_within=1), tmp_path)
    async with simulation.opened():
        await simulation.play()
        store = simulation.app.world.store
        everybody = await store.read(youths.everybody)
        result = await result_of(simulation)

        def of(rx: Rx) -> tuple[set[str], int]:
            states = set(rx.execute(select(cafe.c.state)).scalars())
            rows = rx.execute(select(task.c.dedupe).where(task.c.dedupe.like("cafe:%:off:%")))
            return states, len(list(rows))

        states, by_hand = await store.read(of)
    assert result.verdict.breaches == ()
    assert "cancelled" in states
    assert by_hand > 0, "whom no message reaches hears of it from their worker"
    assert any("Vi ses ikke" in one.text for one in simulation.gateway.sent)
    assert {one.status for one in everybody} >= {YouthStatus.ENDED}, "the coordinator ended it"
    assert result.counts.by_sms == len(simulation.gateway.sent) > 0
