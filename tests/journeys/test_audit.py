"""Some weeks of a whole town, looked at by the auditor."""

from __future__ import annotations

from domain.case import CaseKind
from domain.message import Purpose
from reports.audit.installation import audit_installation
from reports.audit.verdict import Promise
from simulator.phones import Phone
from storage.tables import outbox, reply
from storage.tx import Tx
from tests.journeys.conftest import MakeTown
from tests.journeys.town import DANGER, TUESDAY, Town, newest_with
from tests.reports.audit.looked import is_clean, look


async def answers(town: Town, phone: Phone) -> None:
    """Answer the question that is open, with the friendliest number there is."""
    for _ in range(4):
        labels = phone.last.labels if phone.messages else []
        numbers = [label for label in labels if label.isdigit()]
        if not numbers:
            return
        await town.tap(phone, numbers[-1])


async def looks_again(town: Town, phone: Phone) -> None:
    """Let whoever talked after a cry for help talk once more, a day later or more."""
    for label in ("Tilbage", "Talt sammen", "Ringet", "Godt", "Som aftalt"):
        await town.tap(phone, label, newest_with(phone, label))


async def test_a_town_in_which_everybody_does_what_people_do_breaks_no_promise(
    make_town: MakeTown,
) -> None:
    async with make_town() as town:
        await town.hire()
        amal, bo, cem, dan = [await town.enrol(name) for name in ("Amal", "Bo", "Cem", "Dan")]
        await town.wait(hours=5)
        await town.until("2026-03-05 14:30")
        await answers(town, amal)
        await town.write(amal, "det gik fint i dag, tak")
        await town.until("2026-03-06 09:30")
        await town.mark_read(town.mentor)
        await town.write(cem, "/pause")
        await town.tap(cem, "1 uge")
        await town.until("2026-03-08 02:14")
        await town.write(dan, DANGER)
        await town.wait(minutes=3)
        await town.talk(town.coordinator)  # at night nobody else is told
        await town.until("2026-03-09 09:30")
        await looks_again(town, town.coordinator)
        await town.until("2026-03-10 15:00")
        await answers(town, amal)
        await town.until("2026-03-13 10:00")
        await town.write(cem, "/stop")
        await town.until("2026-03-17 15:00")
        assert (await town.youth(bo)).quieted_at is not None
        assert CaseKind.CONTACT_DUE in await town.kinds(bo)

        found = await is_clean(town, since=TUESDAY)
        assert found.youths == 4
        assert found.wall.youth_id == (await town.youth(bo)).id
        mentor = await town.person(town.mentor)
        [hers] = [one for one in found.rows_per_day if one.staff_id == mentor.id]
        assert hers.most >= hers.median > 0


async def test_words_that_went_over_the_wire_and_are_kept_nowhere_are_named(
    make_town: MakeTown,
) -> None:
    async with make_town() as town:
        await town.hire()
        amal = await town.enrol("Amal")
        await town.write(amal, "det gik fint i dag, tak")
        await town.wait(minutes=10)
        await is_clean(town, since=TUESDAY)
        await town.app.world.store.write(_lose_replies)
        found = await look(town, since=TUESDAY)
        assert Promise.KEPT in found.by_promise


async def test_a_stranger_who_cries_again_and_is_written_to_is_no_breach_and_without_a_card_is(
    make_town: MakeTown,
) -> None:
    async with make_town() as town:
        await town.hire()
        stranger = town.sim.phone("Stranger")
        for minutes in (3, 20, 40):
            await town.write(stranger, DANGER)
            await town.wait(minutes=minutes)
        await town.tap(town.coordinator, "Jeg tager den")
        assert await broken(town) == set()
        house, now = town.app.world.house, town.clock.now()
        as_installed = await town.read(audit_installation, now, house.programmes, house.site)
        assert as_installed.breaches == ()
        await town.app.world.store.write(_lose_cards)
        assert Promise.CARD in await broken(town)


async def broken(town: Town) -> set[Promise]:
    return set((await look(town, since=TUESDAY)).by_promise)


def _lose_cards(tx: Tx) -> None:
    """Let the cards have been notices, in other words."""
    cards = outbox.c.purpose == Purpose.CARD
    tx.execute(outbox.update().where(cards).values(purpose=Purpose.NOTICE))


def _lose_replies(tx: Tx) -> None:
    tx.execute(reply.delete())
