"""Staffed hours in which everybody is away: the card promises nobody, and health says it."""

from __future__ import annotations

from datetime import timedelta

from storage import staff as staff_rows
from storage.tx import Tx
from tests.journeys.kept import staff
from tests.journeys.town import DANGER, Town, texts


async def test_the_card_names_no_number_and_says_when_the_first_of_them_is_back(
    small_town: Town,
) -> None:
    amal, now = await small_town.enrol("Amal"), small_town.clock.now()

    def leave(tx: Tx) -> None:
        for one in staff_rows.everybody(tx):
            until = now + timedelta(days=2)
            staff_rows.change(tx, one.id, away_at=now - timedelta(days=1), away_until=until)

    await small_town.app.world.store.write(leave)
    await small_town.write(amal, DANGER)
    assert "lige nu er ingen på arbejde" in amal.last.text
    assert "senest i dag" not in amal.last.text
    assert "12345678" not in amal.last.text, "nobody answers the site's phone now"
    for phone in staff(small_town):
        assert any("Ingen på vagt" in text for text in texts(phone)), "rather than nobody"
    assert "nobody_here" in await small_town.app.health()
