"""Long polling: what is confirmed, what is kept, and for how long."""

import asyncio
from typing import Any

import pytest

from simulator import Phone, Simulator
from tests.simulator.conftest import Ask, Clock


async def poll(ask: Ask, **params: Any) -> list[dict[str, Any]]:
    status, body = await ask("getUpdates", **params)
    assert status == 200, body
    result: list[dict[str, Any]] = body["result"]
    return result


async def test_a_waiting_poll_is_answered_by_the_next_message(ask: Ask, amal: Phone) -> None:
    waiting = asyncio.create_task(poll(ask, timeout=30))
    await asyncio.sleep(0)
    await amal.write("hej")
    (update,) = await waiting
    assert update["message"]["text"] == "hej"


async def test_updates_come_again_until_a_higher_offset_confirms_them(
    ask: Ask, amal: Phone
) -> None:
    for word in ("en", "to", "tre"):
        await amal.write(word)
    first = await poll(ask, limit=2)
    assert [one["message"]["text"] for one in first] == ["en", "to"]
    assert await poll(ask, limit=2) == first
    rest = await poll(ask, offset=first[-1]["update_id"] + 1)
    assert [one["message"]["text"] for one in rest] == ["tre"]
    assert [one["update_id"] for one in first + rest] == sorted(
        one["update_id"] for one in first + rest
    )
    assert await poll(ask, offset=rest[0]["update_id"] + 1) == []
    assert await poll(ask) == []


async def test_a_negative_offset_counts_from_the_end_and_forgets_the_rest(
    ask: Ask, amal: Phone
) -> None:
    for word in ("en", "to", "tre"):
        await amal.write(word)
    assert [one["message"]["text"] for one in await poll(ask, offset=-1)] == ["tre"]
    assert [one["message"]["text"] for one in await poll(ask)] == ["tre"]


async def test_an_offset_far_in_the_future_confirms_nothing(ask: Ask, amal: Phone) -> None:
    await amal.write("hej")
    assert len(await poll(ask, offset=2_100_000_000)) == 1
    assert len(await poll(ask)) == 1


async def test_limits_are_cut_to_telegrams(ask: Ask, amal: Phone) -> None:
    for _ in range(102):
        await amal.write("hej")
    assert len(await poll(ask, limit=1000)) == 100
    assert len(await poll(ask, limit=-4)) == 1


async def test_an_update_is_kept_for_24_hours(ask: Ask, amal: Phone, clock: Clock) -> None:
    await amal.write("gammel")
    clock.pass_by(hours=23, minutes=59)
    await amal.write("ny")
    assert len(await poll(ask)) == 2
    clock.pass_by(minutes=1)
    assert [one["message"]["text"] for one in await poll(ask)] == ["ny"]


async def test_ids_are_chosen_anew_after_a_week_of_silence(
    ask: Ask, amal: Phone, clock: Clock
) -> None:
    await amal.write("en")
    (first,) = await poll(ask)
    await poll(ask, offset=first["update_id"] + 1)
    clock.pass_by(days=8)
    await amal.write("to")
    (second,) = await poll(ask, offset=first["update_id"] + 1)
    assert abs(second["update_id"] - first["update_id"]) > 10


async def test_the_first_of_two_pollers_is_told_of_the_conflict(
    ask: Ask, amal: Phone, sim: Simulator
) -> None:
    first = asyncio.create_task(ask("getUpdates", timeout=30))
    await sim.log.wait_for_open("getUpdates")
    second = asyncio.create_task(ask("getUpdates", timeout=30))
    status, body = await first
    assert status == 409
    assert "terminated by other getUpdates request" in body["description"]
    await amal.write("hej")
    assert (await second)[0] == 200


async def test_a_webhook_takes_polling_away_until_it_is_deleted(
    ask: Ask, amal: Phone, sim: Simulator
) -> None:
    waiting = asyncio.create_task(ask("getUpdates", timeout=30))
    await sim.log.wait_for_open("getUpdates")
    assert (await ask("setWebhook", url="https://example.org/hook"))[0] == 200
    assert (await waiting)[0] == 409
    status, body = await ask("getUpdates")
    assert status == 409
    assert "use deleteWebhook" in body["description"]
    await amal.write("hej")
    _, info = await ask("getWebhookInfo")
    assert info["result"]["pending_update_count"] == 1
    await ask("deleteWebhook")
    assert len(await poll(ask)) == 1
    await ask("deleteWebhook", drop_pending_updates=True)
    assert await poll(ask) == []


@pytest.mark.parametrize(
    ("allowed", "kinds"),
    [
        ([], {"message", "my_chat_member"}),
        (["message"], {"message"}),
        (["my_chat_member"], {"my_chat_member"}),
    ],
)
async def test_allowed_updates_are_remembered(
    ask: Ask, amal: Phone, allowed: list[str], kinds: set[str]
) -> None:
    await poll(ask, allowed_updates=["callback_query"])
    await poll(ask, allowed_updates=allowed)
    await amal.write("hej")
    await amal.block()
    found = await poll(ask)
    assert {name for one in found for name in one if name != "update_id"} == kinds


async def test_a_narrower_choice_does_not_touch_what_already_waits(ask: Ask, amal: Phone) -> None:
    await amal.write("hej")
    assert len(await poll(ask, allowed_updates=["callback_query"])) == 1


async def test_updates_can_come_twice_reversed_or_unreadable(
    ask: Ask, amal: Phone, sim: Simulator
) -> None:
    await amal.write("en")
    await amal.write("to")
    sim.reverse_updates()
    found = await poll(ask)
    assert [one["message"]["text"] for one in found] == ["to", "en"]
    after = found[0]["update_id"] + 1
    assert await poll(ask, offset=after) == []
    sim.repeat_update(found[1]["update_id"])
    assert await poll(ask, offset=after) == [found[1]]
    number = sim.inject({"message": {"date": "i går"}})
    assert await poll(ask, offset=after) == [
        {"update_id": number, "message": {"date": "i går"}},
    ]


async def test_repeating_what_never_came_is_refused(sim: Simulator) -> None:
    with pytest.raises(LookupError):
        sim.repeat_update()


async def test_stopping_ends_a_waiting_poll(clock: Clock) -> None:
    sim = await Simulator(clock=clock).start()
    waiting = asyncio.create_task(sim.state.updates.poll(offset=0, limit=1, seconds=60))
    await asyncio.sleep(0)
    await sim.stop()
    assert await waiting == []
