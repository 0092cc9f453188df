"""An invitation that waits to leave follows what the youth chooses meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.agreement import Agreement
from domain.cafe import Coming, Rsvp, answered
from domain.cafe_audience import LeftOut
from domain.people import Language
from services.hold_automatic import withdraw_automatic
from services.queue_message import Recipient
from services.reword_queued import reword_queued
from services.tend_cafes import tend_cafes
from services.withdraw_topics import withdraw_topics
from services.world import House
from storage import agreements, cafes, outbox, rsvps, tasks, youths
from storage.outbox import Message
from storage.tables import outbox as rows
from storage.tx import Rx, Tx
from tests.messages import queue
from tests.services.test_invite_early import ACTOR, ELEVEN, TWO, asked, begin
from tests.web.cast import Cast

NO_CAFES = Agreement(topics_off=frozenset({"cafe"}))


def invited_after_a_talk(tx: Tx, cast: Cast, house: House) -> None:
    """Let a talk of that day move Bo's own invitation to tomorrow."""
    youths.change(tx, cast.bo, last_human_contact_at=ELEVEN, last_sign_of_life_at=ELEVEN)
    tend_cafes(tx, ACTOR, TWO, house, [cafes.from_(tx, ELEVEN, 1)[0].id])


def waiting(rx: Rx, cast: Cast) -> list[tuple[Message, str]]:
    """Return what waits for Bo, with its words."""
    mine = rows.select().where(rows.c.youth_id == cast.bo, rows.c.state == "queued")
    found = [outbox.get(rx, one["outbox_id"]) for one in rx.execute(mine).mappings()]
    letters = [(one, outbox.letter(rx, one)) for one in found if one is not None]
    return [(one, letter[1].text) for one, letter in letters if letter is not None]


def speaks(tx: Tx, now: datetime, cast: Cast, house: House, language: Language) -> None:
    youths.change(tx, cast.bo, language=language)
    youth = youths.get(tx, cast.bo)
    assert youth is not None
    reword_queued(tx, now, house, youth)


def stops_cafes(tx: Tx, now: datetime, cast: Cast, house: House) -> None:
    agreements.save(tx, now, cast.bo, NO_CAFES)
    youth = youths.get(tx, cast.bo)
    assert youth is not None
    withdraw_topics(tx, now, house, youth)


def why_not(rx: Rx, cast: Cast) -> tuple[bool, str | None]:
    """Return whether Bo counts as invited, and why not."""
    row = rsvps.find(rx, cafes.from_(rx, ELEVEN, 1)[0].id, cast.bo)
    assert row is not None
    return row.invited_at is not None, row.left_out


@pytest.mark.parametrize("language", ["da", "en"])
async def test_an_invitation_of_its_own_speaks_the_newest_language(
    cast: Cast, language: Language
) -> None:
    house = await cast.store.write(begin, cast)
    await cast.store.write(invited_after_a_talk, cast, house)
    [(before, _)] = await cast.store.read(waiting, cast)
    await cast.store.write(speaks, TWO, cast, house, language)
    [(after, words)] = await cast.store.read(waiting, cast)
    assert after.due_at == before.due_at
    assert ("Thursday" in words or "tomorrow" in words) is (language == "en"), words


async def test_a_line_in_a_question_that_waits_speaks_the_newest_language(cast: Cast) -> None:
    house = await cast.store.write(begin, cast)
    await cast.store.write(asked, cast, house)
    await cast.store.write(speaks, ELEVEN, cast, house, "en")
    [(_, words)] = await cast.store.read(waiting, cast)
    assert words.startswith("Hi.")
    assert "café" in words
    assert "torsdag" not in words


async def test_an_invitation_that_waits_never_leaves_once_cafes_are_stopped(cast: Cast) -> None:
    house = await cast.store.write(begin, cast)
    await cast.store.write(invited_after_a_talk, cast, house)
    assert await cast.store.read(why_not, cast) == (True, None)
    await cast.store.write(stops_cafes, TWO, cast, house)
    assert await cast.store.read(waiting, cast) == []
    assert await cast.store.read(why_not, cast) == (False, LeftOut.TOPIC)


async def test_a_question_that_waits_loses_its_line_once_cafes_are_stopped(cast: Cast) -> None:
    house = await cast.store.write(begin, cast)
    await cast.store.write(asked, cast, house)
    [(question, words)] = await cast.store.read(waiting, cast)
    assert "café" in words
    await cast.store.write(stops_cafes, ELEVEN, cast, house)
    [(after, bare)] = await cast.store.read(waiting, cast)
    assert after.id == question.id
    assert "café" not in bare
    assert bare.startswith("Hej.")
    assert await cast.store.read(why_not, cast) == (False, LeftOut.TOPIC)


async def test_another_topic_leaves_an_invitation_alone(cast: Cast) -> None:
    house = await cast.store.write(begin, cast)
    await cast.store.write(invited_after_a_talk, cast, house)
    other = replace(NO_CAFES, topics_off=frozenset({"greetings"}))

    def stops(tx: Tx) -> None:
        agreements.save(tx, TWO, cast.bo, other)
        youth = youths.get(tx, cast.bo)
        assert youth is not None
        withdraw_topics(tx, TWO, house, youth)

    await cast.store.write(stops)
    assert len(await cast.store.read(waiting, cast)) == 1


@pytest.mark.parametrize(
    ("coming", "news", "told"),
    [
        (Coming.YES, "off", True),
        (Coming.MAYBE, "moved:7", True),
        (Coming.NO, "off", False),
        (Coming.YES, "remind:7", False),
    ],
)
async def test_news_that_a_pause_withdraws_is_told_by_the_worker_to_who_counts_on_it(
    cast: Cast, coming: Coming, news: str, *, told: bool
) -> None:
    house = await cast.store.write(begin, cast)
    cafe = (await cast.store.read(cafes.from_, ELEVEN, 1))[0]
    row = Rsvp(id=cast.ids.new(), cafe_id=cafe.id, youth_id=cast.bo, invited_at=ELEVEN)

    def said(tx: Tx) -> None:
        rsvps.add(tx, row)
        rsvps.save(tx, answered(row, coming, ELEVEN))

    await cast.store.write(said)
    to, name = Recipient.of_youth(await cast.youth()), f"cafe:{cafe.id}:{news}:{cast.bo}"
    later = TWO + timedelta(hours=20)
    await queue(cast.store, "Caféen er flyttet.", to=to, dedupe=name, now=TWO, due_at=later)
    youth = await cast.youth()
    held = await cast.store.write(withdraw_automatic, TWO, house, youth, "pause")
    assert held == 1
    words = [task.detail for task in await cast.store.read(tasks.open_of_youth, cast.bo)]
    assert words == (["Caféen er flyttet."] if told else [])
