"""Words of staff reach only the youth whose page they have open, and a worry opens a case."""

from __future__ import annotations

from domain.case import CaseKind, CaseState
from simulator.phones import Phone
from simulator.view import SeenMessage
from tests.journeys.town import DANGER, Town, labels, newest_with, said_after, texts


async def opened(town: Town, amal: Phone) -> SeenMessage:
    """Let the mentor open the page of a youth who wrote; return the case's message."""
    await town.write(amal, "kan vi ses?")
    told = town.mentor.last
    async with town.page(town.mentor, message=told):
        pass
    return told


async def replies(town: Town, words: str, to: SeenMessage) -> SeenMessage:
    """Let the mentor reply to a message; return what they are told."""
    await town.mentor.write(words, reply_to=to)
    await town.settle()
    return town.mentor.last


async def test_a_reply_is_read_back_and_leaves_after_twenty_seconds(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    told = await opened(any_town, amal)
    mark = amal.mark
    read_back = await replies(any_town, "Ja, i morgen kl. 10", told)
    assert read_back.text.startswith("Til A.")
    assert "»Ja, i morgen kl. 10«" in read_back.text
    assert labels(read_back) == ["Fortryd"]
    assert said_after(amal, mark) == []
    await any_town.wait(seconds=21)
    assert said_after(amal, mark) == ["Ja, i morgen kl. 10\n\nMaja"]
    assert any_town.mentor.last.text.startswith("Sendt til A.")
    case = await any_town.case(amal, CaseKind.WORD)
    assert case.state is CaseState.CLOSED
    assert (await any_town.youth(amal)).last_staff_message_at is not None


async def test_it_can_be_called_back(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    told = await opened(any_town, amal)
    mark = amal.mark
    await replies(any_town, "Det var til en anden", told)
    said = await any_town.tap(any_town.mentor, "Fortryd")
    assert said.text == "Fortrudt. Det er ikke sendt."
    await any_town.wait(minutes=2)
    assert said_after(amal, mark) == []
    assert await any_town.kinds(amal) == [CaseKind.WORD], "nothing is answered"


async def test_without_an_opened_page_nothing_is_forwarded(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "hej")
    told = small_town.mentor.last
    mark = amal.mark
    said = await replies(small_town, "Hej selv", told)
    assert said.text.startswith("Det, du skriver her, går ikke videre")
    async with small_town.page(small_town.mentor, message=told):
        pass
    await small_town.wait(minutes=61)
    said = await replies(small_town, "Hej selv", told)
    assert said.text.startswith("Det, du skriver her, går ikke videre")
    said = await small_town.write(small_town.mentor, "Hej uden svar på noget")
    assert said.text.startswith("Det, du skriver her, går ikke videre")
    assert said_after(amal, mark) == []


async def test_a_cpr_number_and_words_of_danger_stay_here(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    told = await opened(small_town, amal)
    mark = amal.mark
    said = await replies(small_town, "Dit nummer er 010190-1234", told)
    assert said.text.startswith("Det ligner et CPR-nummer")
    await replies(small_town, DANGER, told)
    assert any("ring 112" in one for one in texts(small_town.mentor)[-3:])
    await small_town.wait(minutes=1)
    assert said_after(amal, mark) == []


async def test_only_the_writer_can_undo(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    told = await opened(small_town, amal)
    read_back = await replies(small_town, "Vi ses", told)
    [[button]] = read_back.buttons
    await small_town.cover.forge(str(button.data), small_town.cover.messages[-1])
    await small_town.settle()
    assert small_town.cover.last.text.startswith("Det har du ikke adgang til.")
    mark = amal.mark
    await small_town.wait(seconds=21)
    assert said_after(amal, mark) == ["Vi ses\n\nMaja"]


async def test_a_worry_opens_a_case_and_joins_it_the_next_time(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    told = await opened(any_town, amal)
    said = await replies(any_town, "/bekymret", told)
    assert said.text == "Godt, at du siger det. Sag 2 er åben."
    assert "en kollega er bekymret" in " ".join(texts(any_town.mentor))
    await any_town.wait(minutes=2)
    said = await replies(any_town, "/bekymret", told)
    assert said.text == "Godt, at du siger det. Det er lagt til sag 2, som er åben."
    assert sorted(await any_town.kinds(amal)) == [CaseKind.CONCERN, CaseKind.WORD]
    nowhere = await any_town.write(any_town.mentor, "/bekymret")
    assert nowhere.text.startswith("Svar med /bekymret på en besked")


async def test_a_worry_that_mentions_a_school_is_the_workers_own_and_says_what_is_not_kept(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    told = await opened(small_town, amal)
    said = await replies(small_town, "/bekymret kommer ikke i skole og har mistet sit job", told)
    assert said.text == "Det, du skrev, er ikke gemt. Skriv det på siden."
    assert labels(said) == ["Åbn"]
    assert sorted(await small_town.kinds(amal)) == [CaseKind.CONCERN, CaseKind.WORD]
    assert "Sag 2 er åben." in " ".join(texts(small_town.mentor))


async def test_a_partners_worry_is_told_as_theirs(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    told = await opened(small_town, amal)
    said = await replies(small_town, "/bekymret skolen", told)
    assert said.text.endswith("I sag 2 står, at det kommer fra skole, job eller jobcenter.")
    assert sorted(await small_town.kinds(amal)) == [CaseKind.PARTNER_CONCERN, CaseKind.WORD]
    heard = " ".join(texts(small_town.mentor))
    assert "en partner (skole, job ...) er bekymret" in heard
    assert "kollega" not in heard


async def test_what_is_written_behind_a_command_is_sent_to_nobody(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    told = await opened(small_town, amal)
    mark = amal.mark
    said = await replies(small_town, "/bekymret hun virker trist", told)
    assert said.text == "Det, du skrev, er ikke gemt. Skriv det på siden."
    assert "Godt, at du siger det. Sag 2 er åben." in texts(small_town.mentor)
    await replies(small_town, "/talt hun virkede trist", told)
    await small_town.wait(minutes=1)
    assert said_after(amal, mark) == []


async def test_a_worry_can_reply_to_any_news_about_a_youth(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    news = next(one for one in small_town.mentor.messages if "har sagt ja" in one.text)
    said = await replies(small_town, "/bekymret", news)
    assert said.text.startswith("Godt, at du siger det. Sag 1")
    assert await small_town.kinds(amal) == [CaseKind.CONCERN]
    welcome = next(one for one in small_town.mentor.messages if one.from_bot)
    said = await replies(small_town, "/bekymret", welcome)
    assert said.text.startswith("Svar med /bekymret på en besked")


async def test_a_worry_can_end_with_all_was_well(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    told = await opened(small_town, amal)
    await replies(small_town, "/bekymret", told)
    case = next(one for one in small_town.mentor.messages if "bekymret · " in one.text)
    await small_town.tap(small_town.mentor, "Jeg tager den", case)
    for label in ("Alt var ok", "Ja"):
        mentor = small_town.mentor
        await small_town.tap(mentor, label, newest_with(mentor, label))
    assert any(one.endswith("Sag 2 er lukket: alt var ok.") for one in texts(small_town.mentor))
    ended = await small_town.case(amal, CaseKind.CONCERN)
    assert "feedback" in await small_town.story(ended)
