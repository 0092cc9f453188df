"""Words that worry a rule: listed first, called so to staff, and answered with a call and help."""

from __future__ import annotations

from domain.case import CaseKind
from domain.reply import ReplyKind
from tests.journeys.town import Town, labels, texts

CONCERN = "jeg kan ikke overskue noget mere, alt er ligegyldigt"
CALL, HELP = "📞 Ring til mig", "🆘 Hjælp nu"


async def test_words_of_concern_are_listed_first_and_answered_with_a_call(
    small_town: Town,
) -> None:
    bo, amal = await small_town.enrol("Bo"), await small_town.enrol("Amal")
    await small_town.write(bo, "hej, fin dag i dag")
    assert labels(bo.last) == [CALL]
    await small_town.wait(minutes=1)
    await small_town.write(amal, CONCERN)

    assert labels(amal.last) == [CALL, HELP]
    assert "Maja" in amal.last.text
    told = [text for text in texts(small_town.mentor) if "ny besked" in text]
    assert ["læs først" in text for text in told] == [False, True]
    assert not any("overskue" in text for text in texts(small_town.mentor))

    await small_town.write(small_town.mentor, "/idag")
    rows = [line for line in small_town.mentor.last.text.splitlines() if "ny besked" in line]
    assert ["læs først" in line for line in rows] == [True, False]
    [kept] = [one for one in await small_town.replies(amal) if one.kind is ReplyKind.WORD]
    assert kept.level == "concern"
    assert (await small_town.case(amal, CaseKind.WORD)).youth_id is not None


async def test_at_night_words_of_concern_offer_help_first_and_then_a_call(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-07 02:14")
    await small_town.write(amal, CONCERN)

    assert labels(amal.last) == [HELP, CALL]
    assert "mandag kl. 9" in amal.last.text
