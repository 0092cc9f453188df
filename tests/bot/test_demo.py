"""The demo: phones to play with, a clock to move, and nothing that leaves the machine."""

from __future__ import annotations

import re
import signal
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.clock import MovableClock
from bot.demo import COORDINATOR, ENROLLED, MENTOR, WAITING, Demo, demo
from bot.demo_ground import clocks_back_after, starts_after
from bot.errors import UserError
from content.site_file import load_site
from domain.wall import to_wall
from simulator.phones import Phone
from simulator.view import SeenMessage
from tests.processes import plain_environment, started

DAY = 24 * 3600.0
WEEK = 7 * DAY
QUESTION = "Hvor tryg er du"
CAFE = "Der er også café"
CLOSED = "lukket"
CASE = re.compile(r"sag (\d+)")


def phone(made: Demo, name: str) -> Phone:
    """Return the phone of one of the cast."""
    return next(one for one in made.sim.phones if one.name == name.partition(" ")[0])


def ever_said(one: Phone, words: str) -> list[SeenMessage]:
    """Return the bot's messages that say these words, or said them before they were changed."""
    said = [seen for seen in one.messages if seen.from_bot]
    return [seen for seen in said if any(words in text for text in (*seen.history, seen.text))]


async def test_a_week_shows_a_question_its_end_a_case_and_its_outcome() -> None:
    async with demo() as made:
        bo, maja = phone(made, ENROLLED), phone(made, MENTOR)
        await made.jump(WEEK)
        (asked,) = ever_said(bo, QUESTION)
        assert asked.labels == []  # nobody answered, and it has closed in place
        assert asked.edited
        assert len(ever_said(bo, CAFE)) == 1

        await made.jump(2 * DAY)
        case = next(one for one in reversed(maja.messages) if CASE.search(one.text))
        for label in ("Jeg tager den", "Talt sammen", "Ringet", "Godt", "Som aftalt"):
            await maja.tap(label)
            await made.app.settle()
        number = CASE.search(case.text)
        assert number is not None
        closed = f"Sag {number[1]} er lukket"
        assert any(closed in one.text for one in maja.messages)


@pytest.mark.parametrize(
    ("real", "starts"),
    [
        (datetime(2026, 11, 22, 6, 0, tzinfo=UTC), datetime(2026, 11, 23, 9, 0, tzinfo=UTC)),
        (datetime(2026, 11, 23, 6, 0, tzinfo=UTC), datetime(2026, 11, 30, 9, 0, tzinfo=UTC)),
        # Christmas, New Year and what lies around them are passed over, and so is Easter.
        (datetime(2026, 12, 16, 6, 0, tzinfo=UTC), datetime(2027, 1, 4, 9, 0, tzinfo=UTC)),
        (datetime(2027, 3, 19, 6, 0, tzinfo=UTC), datetime(2027, 4, 5, 8, 0, tzinfo=UTC)),
    ],
)
def test_it_starts_on_a_monday_at_ten_with_two_weeks_without_holidays_ahead(
    real: datetime, starts: datetime
) -> None:
    assert starts_after(real, load_site()) == starts


@pytest.mark.parametrize("real", ["2026-11-22", "2027-10-20", "2027-10-25", "2028-02-01"])
def test_the_clocks_go_back_in_the_night_to_the_sunday_of_that_scenario(real: str) -> None:
    now = datetime.fromisoformat(f"{real}T06:00+00:00")
    monday = clocks_back_after(now, load_site())
    assert monday > now
    assert monday.weekday() == 0
    saturday, sunday = monday + timedelta(days=5), monday + timedelta(days=6)
    assert to_wall(saturday, "Europe/Copenhagen").hour == 10
    assert to_wall(sunday, "Europe/Copenhagen").hour == 9


async def test_the_waiting_youth_gets_in_by_the_link_on_the_page() -> None:
    async with demo() as made:
        amal = phone(made, WAITING)
        assert amal.messages == []
        ((label, link),) = made.sim.links
        assert not isinstance(label, str), "it is told in both languages"
        assert {one[: len(amal.name) + 2] for one in label.values()} == {f"{amal.name}: "}
        await amal.open(link)
        await made.app.settle()
        assert amal.last.labels == ["Dansk", "English"]


async def test_a_page_that_asks_between_two_scenarios_is_told_of_nothing() -> None:
    async with demo() as made:
        await made.end()
        assert list(await made.notes(None)) == []


async def test_every_phone_says_whose_it_is() -> None:
    async with demo() as made:
        async with httpx.AsyncClient() as client:
            shown = (await client.get(f"{made.page_url}/control/phones")).json()
        assert {one["name"]: one["caption"] for one in shown} == {
            WAITING: {"da": "ung", "en": "young person"},
            ENROLLED: {"da": "ung", "en": "young person"},
            MENTOR.split()[0]: {"da": "mentor", "en": "mentor"},
            COORDINATOR.split()[0]: {"da": "koordinator, dækker", "en": "coordinator, covers"},
        }


async def test_everything_is_on_loopback_and_on_ports_that_were_free() -> None:
    async with demo() as one, demo() as other:
        assert one.page_url != other.page_url
        assert {phone.name for phone in one.sim.phones} == {
            WAITING,
            ENROLLED,
            MENTOR.split()[0],
            COORDINATOR.split()[0],
        }
        async with httpx.AsyncClient() as client:
            page = await client.get(one.page_url)
            pages = await client.get(f"{one.app.world.public_url}/health")
        assert page.status_code == 200
        assert pages.json() == {"ok": True, "reasons": []}
        for address in (one.page_url, one.sim.url, one.app.world.public_url):
            assert address.startswith("http://127.0.0.1:")


async def test_a_port_that_is_taken_is_said_in_words() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UserError, match=f"port {port}"):
            async with demo(page_port=port):
                pass
        with pytest.raises(UserError, match=f"port {port}"):
            async with demo(web_port=port):
                pass


def test_a_clock_that_can_be_moved_is_refused_where_telegram_is_real() -> None:
    with pytest.raises(UserError, match="TELEGRAM_API_URL must be on loopback"):
        MovableClock(telegram_is_loopback=False)


async def test_the_command_serves_the_phones_and_ends_when_it_is_interrupted(
    tmp_path: Path,
) -> None:
    arguments = ("-m", "bot", "demo", "--port", "0", "--no-browser")
    async with started(*arguments, env=plain_environment(), folder=tmp_path) as process:
        line = await process.line()
        assert line.startswith("Holdfast demo: http://127.0.0.1:"), process.said()
        async with httpx.AsyncClient() as client:
            page = await client.get(line.removeprefix("Holdfast demo: "))
        assert page.status_code == 200
        process.process.send_signal(signal.SIGINT)
        assert await process.ended(20) == 0, process.said()
    assert process.said() == ""
