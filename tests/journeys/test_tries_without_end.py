"""A silence that is tried and tried: who has it keeps it, and others hear of it in time."""

from datetime import date, timedelta

from domain.case import CaseKind, CaseState
from simulator.phones import Phone
from simulator.view import SeenMessage
from tests.journeys.town import Town, texts

OFTEN = "Maja har sagen og har prøvet flere gange uden at få fat i"


def having(phone: Phone, label: str) -> SeenMessage:
    """Return the latest message with a button."""
    return next(one for one in reversed(phone.messages) if label in one.labels)


async def tries(town: Town, day: date) -> None:
    """Let the mentor try in vain that morning, and put it off to the next."""
    await town.until(f"{day} 10:00")
    mentor = town.mentor
    await town.tap(mentor, "Ikke fat i, prøver igen", having(mentor, "Ikke fat i, prøver igen"))
    asked = having(mentor, "Om en time")
    await town.tap(mentor, asked.labels[-2], asked)


async def test_the_cover_hears_after_two_tries_and_the_coordinator_after_four(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-11 10:00")
    mentor = small_town.mentor
    await small_town.tap(mentor, "Jeg tager den", having(mentor, "Jeg tager den"))
    heard = []
    for days in (0, 1, 2, 5):  # Wednesday to Friday, and Monday
        await tries(small_town, date(2026, 3, 11) + timedelta(days=days))
        told = (small_town.cover, small_town.coordinator)
        heard.append(tuple(sum(OFTEN in text for text in texts(phone)) for phone in told))
    assert heard == [(0, 0), (1, 0), (1, 0), (1, 1)]
    case = await small_town.case(amal, CaseKind.CONTACT_DUE)
    assert case.state is CaseState.TAKEN, "its taker keeps it"
    assert "En kollega får også besked" in " ".join(texts(mentor))
