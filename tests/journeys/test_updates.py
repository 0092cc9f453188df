"""Updates that come twice, out of order, unreadable, or that nobody can handle."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

import pytest

from domain.case import CaseKind, Level
from domain.incoming import Incoming
from domain.reply import ReplyKind
from simulator.phones import Phone
from storage.store import Store
from storage.tables import case_file, inbox, outbox
from storage.tx import Tx
from tests.journeys.conftest import MakeTown
from tests.journeys.town import DANGER, Town, labels, said_after, texts

P = ParamSpec("P")
R = TypeVar("R")


class BrokenFor(Store):
    """A store in which everything about the updates of one chat fails."""

    def __init__(self, inner: Store, chats: set[int], also: str = "") -> None:
        super().__init__(inner.dialect, inner._writer, inner._reader)
        self.chats = chats
        self.also = also

    async def write(
        self, verb: Callable[Concatenate[Tx, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Write, unless it is about that chat."""
        if any(isinstance(one, Incoming) and one.chat_id in self.chats for one in args):
            raise RuntimeError("broken on purpose")
        if self.also and verb.__name__ == self.also and kwargs.get("on_parked") is not None:
            raise RuntimeError("broken on purpose, too")
        return await super().write(verb, *args, **kwargs)


async def states(town: Town) -> dict[str, int]:
    """Return how many updates stand where."""
    found: dict[str, int] = {}
    for row in await town.rows(inbox):
        found[row["state"]] = found.get(row["state"], 0) + 1
    return found


async def test_an_update_that_comes_twice_is_handled_once(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.write(amal, "hej")
    mark = amal.mark
    any_town.sim.repeat_update()
    await any_town.settle()
    assert said_after(amal, mark) == []
    assert len(await any_town.replies(amal)) == 1


async def test_a_tap_that_comes_twice_is_answered_once(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.until("2026-03-03 14:00")
    await any_town.tap(amal, "7")
    any_town.sim.repeat_update()
    await any_town.settle()
    assert [reply.number for reply in await any_town.replies(amal)] == [7]


async def test_updates_out_of_order_are_all_handled(small_town: Town) -> None:
    amal, bo = await small_town.enrol("Amal"), await small_town.enrol("Bo")
    for phone in (amal, bo, amal):
        await phone.write(f"hej fra {phone.name}")
    small_town.sim.reverse_updates()
    await small_town.settle()
    assert [reply.text for reply in await small_town.replies(amal)] == ["hej fra Amal"] * 2
    assert [reply.text for reply in await small_town.replies(bo)] == ["hej fra Bo"]


async def test_what_comes_newest_first_is_handled_in_the_order_it_was_sent(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-03 14:00")
    await amal.tap("7")
    await amal.write("og en ting til")
    small_town.sim.reverse_updates()
    await small_town.settle()
    kept = [(reply.kind, reply.number) for reply in await small_town.replies(amal)]
    assert kept == [(ReplyKind.ANSWER, 7), (ReplyKind.WORD, None)]


def unreadable(phone: Phone, text: str) -> dict[str, Any]:
    """Return a message whose date no client can read."""
    chat = {"id": phone.id, "type": "private", "first_name": phone.name}
    return {"message": {"message_id": 1, "date": "soon", "chat": chat, "text": text}}


async def test_an_unreadable_update_between_good_ones_stops_nobody(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await amal.write("før")
    any_town.sim.inject(unreadable(amal, "midt imellem"))
    any_town.sim.inject({"message": 7})
    await amal.write("efter")
    await any_town.settle()
    kept = [(reply.kind, reply.text) for reply in await any_town.replies(amal)]
    assert kept == [
        (ReplyKind.WORD, "før"),
        (ReplyKind.OTHER, "midt imellem"),
        (ReplyKind.WORD, "efter"),
    ]
    assert (await states(any_town)).keys() == {"done"}
    nobody = [row for row in await any_town.rows(case_file) if row["youth_id"] is None]
    assert [row["kind"] for row in nobody] == ["unreadable"], "a human learns of it"


async def test_words_of_danger_in_an_unreadable_update_bring_the_card(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    any_town.sim.inject(unreadable(amal, DANGER))
    await any_town.settle()
    assert "Er du i fare lige nu?" in amal.last.text
    assert await any_town.kinds(amal) == [CaseKind.CRISIS]


async def test_the_sender_stands_in_for_a_chat_that_is_missing(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    sender = {"id": amal.id, "is_bot": False, "first_name": "Amal"}
    small_town.sim.inject({"message": {"message_id": 1, "from": sender, "text": DANGER}})
    await small_town.settle()
    assert await small_town.kinds(amal) == [CaseKind.CRISIS]


async def test_danger_from_nobody_at_all_is_red_for_the_coordinator(small_town: Town) -> None:
    small_town.sim.inject({"message": {"message_id": 1, "text": DANGER}})
    await small_town.settle()
    [case] = await small_town.rows(case_file)
    assert (case["kind"], case["level"]) == ("unknown_sender", "red")
    assert "RØD · sag 1" in small_town.coordinator.last.text


async def test_an_unreadable_update_of_a_group_says_nothing(small_town: Town) -> None:
    group = small_town.sim.group("Venner")
    chat = {"id": group.id, "type": "group", "title": "Venner"}
    small_town.sim.inject({"message": {"message_id": 1, "date": "x", "chat": chat, "text": "hej"}})
    await small_town.settle()
    assert group.messages == []


async def test_a_kind_of_update_that_has_no_chat_is_let_go(small_town: Town) -> None:
    poll = {
        "id": "1",
        "question": "?",
        "options": [],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    }
    small_town.sim.inject({"poll": poll})
    await small_town.settle()
    assert (await states(small_town)).keys() == {"done"}
    assert await small_town.rows(case_file) == []


async def test_an_update_that_fails_waits_is_parked_and_becomes_a_case(
    make_town: MakeTown, postgres_url: str
) -> None:
    broken: list[BrokenFor] = []

    def wrap(store: Store) -> Store:
        broken.append(BrokenFor(store, set()))
        return broken[-1]

    async with make_town(wrap=wrap, database_url=postgres_url) as town:
        await town.hire()
        amal, bo = await town.enrol("Amal"), await town.enrol("Bo")
        mark = amal.mark
        broken[0].chats.add(amal.id)
        await amal.write("hej")
        await town.settle()
        assert (await states(town))["new"] == 1
        await town.write(bo, "hej")
        assert "Det er givet videre" in bo.last.text, "others go on"
        await town.wait(seconds=20)
        assert (await states(town))["parked"] == 1
        assert await town.kinds(amal) == [CaseKind.UNREADABLE]
        assert "noget, robotten ikke kunne læse" in texts(town.mentor)[-1]
        assert said_after(amal, mark) == [
            "Noget gik galt hos mig, ikke hos dig. Det, du skrev, er gemt. Maja ser det."
        ]
        broken[0].chats.clear()
        await town.write(amal, "hej igen")
        assert [reply.text for reply in await town.replies(amal)] == ["hej igen"]


@pytest.mark.parametrize("who", ["youth", "stranger", "staff"])
async def test_words_of_danger_that_cannot_be_handled_are_red_all_the_same(
    make_town: MakeTown, who: str
) -> None:
    chats: set[int] = set()
    async with make_town(wrap=lambda store: BrokenFor(store, chats)) as town:
        await town.hire()
        amal = await town.enrol("Amal")
        phone = {"youth": amal, "staff": town.mentor}.get(who) or town.sim.phone("Stranger")
        chats.add(phone.id)
        await phone.write(DANGER)
        await town.settle()
        await town.wait(seconds=20)
        [case] = await town.rows(case_file)
        if who == "staff":
            assert case["kind"] == CaseKind.UNREADABLE
            return
        assert case["level"] == Level.RED
        assert "ring 112" in phone.last.text
        assert "RØD · sag 1" in town.coordinator.last.text


async def test_a_failure_that_nobody_can_be_told_of_still_steps_aside(
    make_town: MakeTown,
) -> None:
    chats: set[int] = set()

    def wrap(store: Store) -> Store:
        return BrokenFor(store, chats, also="postpone")

    async with make_town(wrap=wrap) as town:
        await town.hire()
        amal, bo = await town.enrol("Amal"), await town.enrol("Bo")
        chats.add(amal.id)
        await amal.write("hej")
        await bo.write("hej")
        await town.settle()
        assert "Det er givet videre" in bo.last.text
        await town.wait(seconds=20)
        assert (await states(town))["parked"] == 1
        assert labels(bo.last) == ["📞 Ring til mig"]


async def test_an_answer_follows_a_group_that_was_upgraded_meanwhile(small_town: Town) -> None:
    amal, group = small_town.sim.phone("Amal"), small_town.sim.group("Venner")
    await amal.write("/start", group=group)
    upgraded = small_town.sim.upgrade(group)
    await small_town.settle()
    answers = [one.text for one in upgraded.messages if one.from_bot and one.text]
    assert len(answers) == 1
    [sent] = await small_town.rows(outbox, reason="moved")
    assert sent["state"] == "sent"
    assert await small_town.rows(case_file) == []
