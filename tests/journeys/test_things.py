"""Everything people send besides plain words: kept as what it is, answered kindly, given on."""

from __future__ import annotations

from typing import Any

import pytest

from domain.case import CaseKind
from domain.reply import ReplyKind
from services.screen_words import UNSCREENED
from simulator.phones import Phone
from storage.tables import outbox
from tests.handlers.contents import CONTENTS, FILE, FROM_BO, SIZE
from tests.journeys.sending import send
from tests.journeys.town import DANGER, Town, labels, said_after

HEARD = (
    "Jeg kan ikke høre den, men Maja kan. Det sker senest i dag kl. 15. Er det akut, så tryk her."
)
SEEN = HEARD.replace("høre", "se")
SMALL = "Den er nået frem. Maja ser den senest i dag kl. 15."
LIST = "Jeg kan ikke svare på den. Maja ser den senest i dag kl. 15."
PLACE = (
    "Jeg følger ikke med i, hvor du er. Maja ser stedet senest i dag kl. 15. "
    "Er du i fare, så ring 112."
)
UNKNOWN = (
    "Jeg kan ikke høre eller se den. Maja ser senest i dag kl. 15, at den er kommet. "
    "Skriv gerne, hvad det er. Er det akut, så tryk her."
)
READ = HEARD.replace("høre den", "læse filen")
HELP, CALL = "🆘 Hjælp nu", "📞 Ring til mig"
ANSWERS = {
    ReplyKind.WORD: "Det er givet videre til Maja, som læser det senest i dag kl. 15.",
    ReplyKind.VOICE: HEARD,
    ReplyKind.AUDIO: HEARD,
    ReplyKind.VIDEO: SEEN,
    ReplyKind.VIDEO_NOTE: SEEN,
    ReplyKind.PHOTO: SEEN,
    ReplyKind.FILE: READ,
    ReplyKind.ANIMATION: SMALL,
    ReplyKind.STICKER: SMALL,
    ReplyKind.DICE: SMALL,
    ReplyKind.GAME: SMALL,
    ReplyKind.POLL: LIST,
    ReplyKind.CHECKLIST: LIST,
    ReplyKind.LOCATION: PLACE,
    ReplyKind.VENUE: PLACE,
    ReplyKind.CONTACT: "Nummeret er givet videre. Maja ser det senest i dag kl. 15.",
    ReplyKind.STORY: UNKNOWN,
    ReplyKind.PAID: UNKNOWN,
    ReplyKind.OTHER: UNKNOWN,
}


def offers(kind: ReplyKind) -> list[str]:
    """Return the buttons below the answer: what nobody can screen may be anything, so both."""
    if kind in {ReplyKind.WORD, ReplyKind.CONTACT}:
        return [CALL]
    return [HELP, CALL] if ANSWERS[kind] in {HEARD, SEEN, READ, UNKNOWN} else [HELP]


async def test_every_kind_of_message_is_kept_as_what_it_is_and_answered(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    for name, (content, kind, text, ref) in CONTENTS.items():
        await send(small_town, amal, **content)
        assert amal.last.text == ANSWERS[kind], name
        assert labels(amal.last) == offers(kind), name
        reply = (await small_town.replies(amal))[-1]
        assert (reply.kind, reply.text, reply.file_ref) == (kind, text, ref), name
    assert await small_town.kinds(amal) == [CaseKind.WORD], "one case with a clock for all"


async def test_an_album_has_one_answer_and_every_picture_is_kept(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    mark = amal.mark
    for number in range(5):
        caption: dict[str, Any] = {"caption": "fra i går"} if number == 0 else {}
        picture = [{**SIZE, "file_id": f"P{number}"}]
        await send(small_town, amal, photo=picture, media_group_id="77", **caption)
    assert said_after(amal, mark) == [SEEN.replace("se den", "se billederne")]
    kept = await small_town.replies(amal)
    assert [reply.file_ref for reply in kept] == ["P0", "P1", "P2", "P3", "P4"]


async def test_a_caption_deep_in_an_album_is_a_cry_like_any_other(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await send(small_town, amal, photo=[SIZE], media_group_id="77")
    await send(small_town, amal, photo=[SIZE], media_group_id="77", caption=DANGER)
    assert "Godt, at du siger til." in amal.last.text
    assert CaseKind.CRISIS in await small_town.kinds(amal)


async def test_what_no_rule_can_read_is_marked_for_the_worker(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await send(small_town, amal, voice={**FILE, "duration": 3})
    await send(small_town, amal, sticker=CONTENTS["sticker"][0]["sticker"])
    await send(small_town, amal, text="no quiero hablar contigo mañana por la tarde")
    assert amal.last.text == (
        "Jeg kan kun dansk og engelsk. Maja læser det senest i dag kl. 15. "
        "Er det akut, så tryk her."
    )
    kept = [(reply.level, reply.rule) for reply in await small_town.replies(amal)]
    assert kept == [("concern", UNSCREENED), ("ordinary", None), ("concern", UNSCREENED)]
    async with small_town.page(small_town.mentor) as (_, shown):
        assert shown.text.count("Ingen har ledt efter ord om fare i den her") == 2


async def test_what_is_passed_on_is_screened_and_is_no_answer_of_their_own(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    before = (await small_town.youth(amal)).last_word_at
    await send(small_town, amal, text="kommer du?", forward_origin=FROM_BO)
    assert amal.last.text == (
        "Den er givet videre. Maja ser den senest i dag kl. 15. Jeg gemmer ikke, hvem den kom fra."
    )
    [reply] = await small_town.replies(amal)
    assert (reply.forwarded, reply.text) == (True, "kommer du?")
    assert (await small_town.youth(amal)).last_word_at == before
    async with small_town.page(small_town.mentor) as (_, shown):
        assert "sendt videre fra en anden" in shown.text
        assert "Bo Lind" not in shown.text
    await send(small_town, amal, text=DANGER, forward_origin=FROM_BO)
    assert "Godt, at du siger til." in amal.last.text


async def test_a_file_that_nobody_can_open_here_is_told_to_be_too_big(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    video = {**CONTENTS["video"][0]["video"], "file_size": 30 * 1024 * 1024}
    await send(small_town, amal, video=video)
    assert amal.last.text.startswith("Den er for stor til at åbne her. Maja ser senest")


async def test_a_place_that_moves_on_is_one_place_and_no_flood(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    place = {"latitude": 55.5, "longitude": 12.25, "live_period": 900}
    number = await send(small_town, amal, location=place)
    mark = amal.mark
    for step in range(3):
        await send(small_town, amal, number=number, location={**place, "latitude": 55.6 + step})
    assert said_after(amal, mark) == []
    [reply] = await small_town.replies(amal)
    assert (reply.file_ref, reply.edited_at) == ("geo:57.6,12.25", None)


async def test_in_the_evening_the_answer_says_when(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-07 23:10")
    await amal.voice()
    await small_town.settle()
    assert amal.last.text == HEARD.replace("i dag kl. 15", "på mandag kl. 9")
    case = await small_town.case(amal, CaseKind.WORD)
    assert case.due_at.isoformat() == "2026-03-09T08:00:00+00:00"


@pytest.mark.parametrize("language", ["en"])
async def test_the_same_in_english(small_town: Town, language: Any) -> None:
    amal = await small_town.enrol("Amal", language=language)
    await amal.voice()
    await small_town.settle()
    assert amal.last.text == (
        "I can't hear it, but Maja can. That's by today at 3 pm. If it's urgent, tap here."
    )


async def test_no_word_of_a_thing_reaches_staff_through_telegram(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    for content, *_ in CONTENTS.values():
        await send(small_town, amal, **content)
    to_staff = [text for phone in (small_town.mentor, small_town.cover) for text in _texts(phone)]
    assert not any("cv.pdf" in text or "Bro" in text or "geo:" in text for text in to_staff)
    assert await small_town.rows(outbox, staff_id=None) != []


def _texts(phone: Phone) -> list[str]:
    return [message.text for message in phone.messages if message.from_bot]
