"""A code opens one door once; every other way to use it gets a kind answer."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.people import Role, YouthStatus
from services.invite import InviteError, NewYouth, invite_staff, invite_youth
from services.invite_again import invite_staff_again, invite_youth_again
from storage import staff, youths
from storage.tables import audit
from storage.tx import Tx
from tests.journeys.town import CLI, COVER, MENTOR, Town, texts
from tests.namesakes import namesake


async def test_a_used_link_opens_nothing_for_anybody_else(small_town: Town) -> None:
    link = await small_town.invite("Amal")
    amal, friend = small_town.sim.phone("Amal"), small_town.sim.phone("Friend")
    for phone in (amal, friend):
        await phone.open(link)
        await small_town.settle()
    assert "Linket er brugt." in friend.last.text
    assert "This link has been used" in friend.last.text or "used" in friend.last.text
    assert (await small_town.youth(amal)).status is YouthStatus.ASKED
    refused = await small_town.rows(audit, action="open_invite", allowed=False)
    assert [row["actor"] for row in refused] == ["unknown:-"]


async def test_a_link_opened_by_somebody_else_than_meant_is_seen_at_once(
    small_town: Town,
) -> None:
    link = await small_town.invite("Amal")
    sister = small_town.sim.phone("Sister")
    await sister.open(link)
    await small_town.settle()
    assert "Hej Amal." in sister.last.text, "who it is for stands first"
    amal = small_town.sim.phone("Amal")
    await amal.open(link)
    await small_town.settle()
    assert "Bed den, du fik det af, om et nyt." in amal.last.text


async def test_a_link_is_too_old_after_a_week(small_town: Town) -> None:
    link = await small_town.invite("Amal")
    small_town.clock.advance_to(small_town.clock.now() + timedelta(days=8))
    amal = small_town.sim.phone("Amal")
    await amal.open(link)
    await small_town.settle()
    assert "Linket er blevet for gammelt." in amal.last.text


async def test_a_link_works_to_the_end_of_its_week(small_town: Town) -> None:
    link = await small_town.invite("Amal")
    small_town.clock.advance_to(small_town.clock.now() + timedelta(days=7, seconds=-1))
    amal = small_town.sim.phone("Amal")
    await amal.open(link)
    await small_town.settle()
    assert "Hej Amal." in amal.last.text


async def test_a_mistyped_code_gets_a_kind_answer(small_town: Town) -> None:
    amal = small_town.sim.phone("Amal")
    await amal.start("forkert-kode")
    await small_town.settle()
    assert "Det link kender jeg ikke." in amal.last.text
    enrolled = await small_town.enrol("Bo")
    await enrolled.start("forkert-kode")
    await small_town.settle()
    assert enrolled.last.text.startswith("Hej Bo. Du er med.")


async def test_a_youth_with_somebody_elses_link_leaves_it_unused(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    link = await small_town.invite("Bo")
    await amal.open(link)
    await small_town.settle()
    assert amal.last.text.startswith("Det link hører til en anden.")
    refused = await small_town.rows(audit, action="open_invite", allowed=False)
    assert [row["actor"] for row in refused] == [f"youth:{(await small_town.youth(amal)).id}"]
    bo = small_town.sim.phone("Bo")
    await bo.open(link)
    await small_town.settle()
    assert "Hej Bo." in bo.last.text


async def test_staff_with_a_youths_link_leave_it_unused(small_town: Town) -> None:
    link = await small_town.invite("Amal")
    await small_town.mentor.open(link)
    await small_town.settle()
    assert "hører til en anden" in small_town.mentor.last.text
    amal = small_town.sim.phone("Amal")
    await amal.open(link)
    await small_town.settle()
    assert "Hej Amal." in amal.last.text


async def test_a_staff_link_works_once(small_town: Town) -> None:
    invitation = await invite_staff(small_town.app.world, CLI, name="Nina Ny", role=Role.MENTOR)
    nina, other = small_town.sim.phone("Nina"), small_town.sim.phone("Other")
    for phone in (nina, other, nina):
        await phone.open(invitation.link)
        await small_town.settle()
    assert "Linket er brugt." in other.last.text
    assert texts(nina)[0].startswith("Hej Nina. Du er koblet på.")
    assert texts(nina)[-1].startswith("Her kommer sager")
    assert (await small_town.person(nina)).joined_at is not None


async def test_an_older_link_ends_when_a_newer_one_is_made(small_town: Town) -> None:
    world = small_town.app.world
    first = await invite_staff(world, CLI, name="Nina Ny", role=Role.MENTOR)
    second = await invite_staff(world, CLI, name="Nina Ny", role=Role.COORDINATOR)
    assert (first.person_id, second.is_renewed) == (second.person_id, True)
    other, nina = small_town.sim.phone("Other"), small_town.sim.phone("Nina")
    await other.open(first.link)
    await nina.open(second.link)
    await small_town.settle()
    assert "for gammelt" in other.last.text
    assert (await small_town.person(nina)).role is Role.COORDINATOR


async def test_a_new_link_moves_somebody_to_their_new_phone(small_town: Town) -> None:
    before = await small_town.person(small_town.mentor)
    await small_town.mentor.block()
    await small_town.settle()
    invitation = await invite_staff_again(small_town.app.world, CLI, wanted=MENTOR)
    phone = small_town.sim.phone("Maja")
    await phone.open(invitation.link)
    await small_town.settle()
    moved = await small_town.person(phone)
    assert (moved.id, moved.joined_at) == (before.id, before.joined_at)
    assert moved.blocked_at is None
    amal = await small_town.enrol("Amal")
    await amal.write("kan du ringe?")
    await small_town.settle()
    assert "ny besked" in phone.last.text
    await small_town.mentor.start()
    await small_town.settle()
    assert "Her kommer sager" not in small_town.mentor.last.text


async def test_a_link_opened_by_who_it_is_for_is_left_to_nobody_else(small_town: Town) -> None:
    invitation = await invite_staff_again(small_town.app.world, CLI, wanted=MENTOR)
    other = small_town.sim.phone("Other")
    for phone in (small_town.mentor, other):
        await phone.open(invitation.link)
        await small_town.settle()
    assert small_town.mentor.last.text.startswith("Her kommer sager")
    assert "Linket er brugt." in other.last.text


async def test_a_youth_who_lost_the_link_gets_one_more(
    small_town: Town,
) -> None:
    world = small_town.app.world
    first = await small_town.invite("Amal")
    again = await invite_youth_again(world, CLI, wanted="amal")
    amal, other = small_town.sim.phone("Amal"), small_town.sim.phone("Other")
    await other.open(first)
    await amal.open(again.link)
    await small_town.settle()
    assert "for gammelt" in other.last.text
    assert "Hej Amal." in amal.last.text
    await small_town.invite("Ida")
    await small_town.invite("Ida")
    with pytest.raises(InviteError, match="More than one youth is called 'Ida'"):
        await invite_youth_again(world, CLI, wanted="Ida")
    with pytest.raises(InviteError, match="No youth is called 'Nobody'"):
        await invite_youth_again(world, CLI, wanted="Nobody")


async def test_two_who_open_a_link_in_the_same_moment_do_not_both_get_in(
    any_town: Town,
) -> None:
    link = await any_town.invite("Amal")
    phones = [any_town.sim.phone("One"), any_town.sim.phone("Two")]
    for phone in phones:
        await phone.open(link)
    # Both updates are stored, and two workers take one each at the same time.
    await any_town.app.intake.poll_once(0)
    await asyncio.gather(any_town.app.dispatch.unit(), any_town.app.dispatch.unit())
    await any_town.settle()
    said = sorted(phone.last.text.split(".")[0] for phone in phones)
    assert said == ["Hej Amal", "Linket er brugt"]
    assert len(await any_town.read(youths.with_chat)) == 1


WRONG = {
    "There is no programme 'run'. Choose one of: projekt-run.": {"programme": "run"},
    "No member of staff is called 'Nobody'": {"mentor": "Nobody"},
    "Give a name.": {"name": "  "},
    "Give another --cover.": {"cover": MENTOR.lower()},
    "Let them open it first.": {"cover": "Late Comer"},
    "Give an id instead": {"mentor": "Twin Twin"},
}


@pytest.mark.parametrize("says", WRONG)
async def test_an_invitation_says_what_is_wrong_and_what_to_do(
    small_town: Town, says: str
) -> None:
    world = small_town.app.world
    await invite_staff(world, CLI, name="Late Comer", role=Role.MENTOR)
    for _ in range(2):
        await namesake(world, "Twin Twin")
    fine = NewYouth(name="Amal", programme="projekt-run", mentor=MENTOR, cover=COVER)
    with pytest.raises(InviteError) as refused:
        await invite_youth(world, CLI, replace(fine, **WRONG[says]))  # type: ignore[arg-type]
    assert says in str(refused.value)


async def test_only_who_works_with_youths_and_is_here_gets_one(small_town: Town) -> None:
    world, now = small_town.app.world, small_town.clock.now()
    cover = await small_town.person(small_town.cover)
    later = now + timedelta(days=3)
    not_now: list[dict[str, object]] = [
        {"role": Role.PARTNER.value},
        {"role": Role.LEADER.value},
        {"role": Role.ADMIN.value},
        {"blocked_at": now},
        {"away_at": now, "away_until": later},
    ]
    fine = NewYouth(name="Amal", programme="projekt-run", mentor=MENTOR, cover=COVER)
    other_way = replace(fine, mentor=COVER, cover=MENTOR)
    for change in not_now:
        await world.store.write(_change_staff, cover.id, change)
        for new in (fine, other_way):
            with pytest.raises(InviteError, match="cannot have a youth now"):
                await invite_youth(world, CLI, new)
        as_before = {name: getattr(cover, name) for name in change}
        await world.store.write(_change_staff, cover.id, as_before)
    assert (await invite_youth(world, CLI, fine)).name == "Amal"


def _change_staff(tx: Tx, staff_id: int, values: dict[str, object]) -> None:
    staff.change(tx, staff_id, **values)
