"""A message that is changed: the new wording counts, the old is kept, and danger stays danger."""

from __future__ import annotations

from domain.case import CaseKind, CaseState
from domain.reply import Reply, ReplyKind
from simulator.phones import Phone
from storage.tables import reply_before
from tests.handlers.contents import SIZE
from tests.journeys.sending import send
from tests.journeys.town import DANGER, Town, said_after

CHANGED = "Rettet. Maja ser både det nye og det gamle."


async def edit(town: Town, phone: Phone, first: object, text: str) -> None:
    await phone.edit(first, text)  # type: ignore[arg-type]
    await town.settle()


async def the_one(town: Town, phone: Phone) -> Reply:
    [reply] = await town.replies(phone)
    return reply


async def test_a_changed_word_replaces_the_first_and_the_worker_sees_both(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    first = await amal.write("jeg kommer")
    await any_town.settle()
    told = any_town.mentor.mark
    await edit(any_town, amal, first, "jeg kommer ikke")
    assert amal.last.text == CHANGED
    reply = await the_one(any_town, amal)
    assert (reply.kind, reply.text) == (ReplyKind.WORD, "jeg kommer ikke")
    assert reply.edited_at == any_town.clock.now()
    assert said_after(any_town.mentor, told) == [], "nobody has read the first wording yet"
    async with any_town.page(any_town.mentor) as (_, shown):
        assert "jeg kommer ikke" in shown.text
        assert "rettet i dag kl. 10" in shown.text
        assert "Før rettelsen i dag kl. 10\njeg kommer\n" in shown.text


async def test_a_change_after_it_was_read_is_unread_again_and_told(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    first = await amal.write("alt er fint")
    await small_town.settle()
    await small_town.mark_read(small_town.mentor)
    assert await small_town.kinds(amal) == []
    await edit(small_town, amal, first, "det er ikke så fint")
    assert await small_town.kinds(amal) == [CaseKind.WORD]
    assert (await the_one(small_town, amal)).read_at is None


async def test_a_change_while_the_worker_reads_is_not_marked_as_read(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    first = await amal.write("alt er fint")
    await small_town.settle()
    async with small_town.page(small_town.mentor) as (browser, shown):
        await small_town.wait(minutes=1)
        await edit(small_town, amal, first, "intet er fint")
        await browser.mark_read(shown)
    await small_town.settle()
    assert (await the_one(small_town, amal)).read_at is None
    assert await small_town.kinds(amal) == [CaseKind.WORD]


async def test_a_change_that_becomes_a_cry_brings_the_card(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    first = await amal.write("hej")
    await any_town.settle()
    await edit(any_town, amal, first, DANGER)
    assert "Godt, at du siger til." in amal.last.text
    assert CaseKind.CRISIS in await any_town.kinds(amal)
    assert (await the_one(any_town, amal)).level == "crisis"


async def test_a_cry_that_is_taken_back_closes_nothing(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    first = await amal.write(DANGER)
    await small_town.settle()
    mark = small_town.mentor.mark
    await edit(small_town, amal, first, "glem det")
    case = await small_town.case(amal, CaseKind.CRISIS)
    assert (case.state, (await small_town.youth(amal)).held_at is not None) == (
        CaseState.OPEN,
        True,
    )
    reply = await the_one(small_town, amal)
    assert (reply.level, reply.text) == ("crisis", "glem det")
    assert any("der er kommet mere" in text for text in said_after(small_town.mentor, mark))
    async with small_town.page(small_town.mentor) as (_, shown):
        assert DANGER in shown.text
        assert "Ord om fare. Ring først." in shown.text


async def test_a_change_of_nothing_says_nothing(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    first = await amal.write("se https://example.org")
    await small_town.settle()
    mark = amal.mark
    await edit(small_town, amal, first, "se https://example.org")
    assert said_after(amal, mark) == []
    assert (await the_one(small_town, amal)).edited_at is None
    assert await small_town.rows(reply_before) == []


async def test_a_number_that_is_written_in_later_is_hidden_too(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    first = await amal.write("mit nummer")
    await small_town.settle()
    await edit(small_town, amal, first, "mit nummer er 010190-1234")
    assert (await the_one(small_town, amal)).text == "mit nummer er [skjult]"


async def test_changed_again_and_again_is_said_once(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    first = await amal.write("a")
    await small_town.settle()
    mark = amal.mark
    for text in ("b", "c", "d"):
        await edit(small_town, amal, first, text)
    assert said_after(amal, mark) == [CHANGED]
    assert len(await small_town.rows(reply_before)) == 3


async def test_a_caption_is_changed_like_words(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    number = await send(small_town, amal, photo=[SIZE], caption="i går")
    await send(small_town, amal, number=number, photo=[SIZE], caption=DANGER)
    reply = await the_one(small_town, amal)
    assert (reply.kind, reply.text, reply.level) == (ReplyKind.PHOTO, DANGER, "crisis")


async def test_a_change_of_what_we_never_had_is_a_word_of_its_own(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await send(small_town, amal, number=4, text="ny ordlyd")
    reply = await the_one(small_town, amal)
    assert (reply.kind, reply.text) == (ReplyKind.EDIT, "ny ordlyd")
