"""Updates that are not for the bot: groups, channels, kinds that nobody asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from content.keys import Key
from simulator.phones import Phone
from storage import tables
from tests.journeys import kept
from tests.journeys.town import DANGER, Town, said_after, texts

BROKEN = {"message": 7}


def answers(phone: Phone, words: str) -> int:
    return len([text for text in texts(phone) if words in text])


def message_from(phone: Phone, **more: object) -> dict[str, Any]:
    """Return a message that Telegram's own types cannot hold: it has no number, and no date."""
    private = {"id": phone.id, "type": "private"}
    return {"message": {"chat": private, "from": {"id": phone.id}, **more}}


async def words_kept(town: Town, phone: Phone) -> list[str | None]:
    return [reply.text for reply in await town.replies(phone)]


async def test_ordinary_words_in_a_broken_update_are_kept_and_given_to_a_human(
    small_town: Town,
) -> None:
    amal = await small_town.enrol()
    small_town.sim.inject(message_from(amal, text="vi ses", entities="none"))
    await small_town.settle()

    assert await words_kept(small_town, amal) == ["vi ses"]
    assert amal.last.text == kept.said(small_town, Key.MEDIA, hvornaar="i dag kl. 15")
    assert "ny besked" in small_town.mentor.last.text


NOT_FOR_US: dict[str, Mapping[str, Any]] = {
    "a kind that is newer than we are": {"hologram": {"chat": {"id": 5, "type": "private"}}},
    "a post in a channel": {
        "channel_post": {
            "message_id": 1,
            "date": 1772528400,
            "chat": {"id": -1001234567890, "type": "channel", "title": "Kanal"},
            "text": "hej alle",
        }
    },
}


@pytest.mark.parametrize("kind", NOT_FOR_US)
async def test_an_update_that_is_not_for_us_is_done_without_a_word(
    small_town: Town, kind: str
) -> None:
    before = len(small_town.sim.log.all("sendMessage"))
    small_town.sim.inject(dict(NOT_FOR_US[kind]))
    await small_town.settle()

    assert set(await kept.column(small_town, tables.inbox, "state")) == {"done"}
    assert await kept.all_cases(small_town) == []
    assert len(small_town.sim.log.all("sendMessage")) == before


async def test_a_reaction_that_we_never_asked_for_is_no_answer_and_does_no_harm(
    small_town: Town,
) -> None:
    amal = await small_town.enrol()
    mark = amal.mark
    small_town.sim.inject(
        {
            "message_reaction": {
                "chat": {"id": amal.id, "type": "private", "first_name": "Amal"},
                "message_id": amal.last.id,
                "user": {"id": amal.id, "is_bot": False, "first_name": "Amal"},
                "date": 1772528400,
                "old_reaction": [],
                "new_reaction": [{"type": "emoji", "emoji": "👍"}],
            }
        }
    )
    await amal.write("hej")
    await small_town.settle()

    assert await words_kept(small_town, amal) == ["hej"]
    assert len(said_after(amal, mark)) == 1


async def test_a_group_is_told_once_asked_that_the_bot_speaks_with_one_at_a_time(
    small_town: Town,
) -> None:
    amal = await small_town.enrol()
    before = await small_town.youth(amal)
    group = small_town.sim.group("Klubben")
    for words in ("hvem kommer i aften", DANGER):
        await amal.write(words, group=group)
    await small_town.settle()
    assert [one for one in group.messages if one.from_bot] == []

    await amal.write("/start", group=group)
    await small_town.settle()
    assert kept.said(small_town, Key.NOT_IN_GROUPS) in group.last.text
    assert "Jeg skriver kun med én ad gangen." in group.last.text
    assert await small_town.rows(tables.reply) == []
    assert await kept.all_cases(small_town) == []
    assert await small_town.youth(amal) == before


async def test_an_invitation_opened_in_a_group_connects_nobody(small_town: Town) -> None:
    link = await small_town.invite("Bo")
    bo, group = small_town.sim.phone("Bo"), small_town.sim.group("Klubben")
    await bo.write(f"/start {link.partition('start=')[2]}", group=group)
    await small_town.settle()
    assert "Jeg skriver kun med én ad gangen." in group.last.text

    await bo.open(link)  # and it can still be used
    await small_town.settle()
    assert bo.last.text.startswith("Hej Bo. Vælg dit sprog.")
