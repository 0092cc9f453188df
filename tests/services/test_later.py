"""*Senere* and the one reminder keep out of own quiet hours, and never park a tap."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial

from content.audience import TextKey
from domain.agreement import Agreement
from domain.checkin import CheckIn, CheckInState
from domain.incoming import Incoming
from domain.later import Later
from domain.people import Actor, Youth
from domain.plan import ContactKind
from domain.site import QuietHours
from services.later import come_later
from services.own_rhythm import follow_habit
from services.plan_contacts import plan_contacts
from services.show_times import ask_as_before
from services.tend_checkins import tend_checkins
from services.turn import Turn
from services.world import House
from storage import agreements, checkins, planned
from storage.tx import Tx
from tests.domain.rhythms import at
from tests.services.test_reword_queued import begin
from tests.web.cast import BO_CHAT, Cast

FAR_WEST = "America/Los_Angeles"  # their waking hours and ours do not meet
MONDAY, TUESDAY = at("2026-03-02 11:00"), at("2026-03-03 12:00")


async def asked(cast: Cast, house: House) -> CheckIn:
    """Let Bo, who wants it at noon and is quiet until then, be asked on Tuesday."""

    def verb(tx: Tx) -> None:
        own = Agreement(days=(1,), at=time(12), quiet=QuietHours(time(17), time(12)))
        agreements.save(tx, MONDAY, cast.bo, own)
        [plan] = [one for one in planned.of_youth(tx, cast.bo) if one.contact_key == "tuesday"]
        planned.plan_next(tx, plan.id, TUESDAY, plan.programme_version_id)
        plan_contacts(tx, Actor.system("test"), TUESDAY, house, [plan.id])

    await cast.store.write(verb)
    [checkin] = await cast.store.read(checkins.open_of, cast.bo)
    return checkin


async def in_an_hour(cast: Cast, house: House, checkin: CheckIn) -> CheckIn:
    """Let Bo tap *om en time*."""
    youth = await cast.youth()
    incoming = Incoming(inbox_id=cast.ids.new(), chat_id=BO_CHAT, message_id=7)
    now = checkin.opened_at + timedelta(minutes=5)
    verb = partial(come_later, checkin_id=checkin.id, wish=Later.HOUR)
    await cast.store.write(verb, Actor.youth(cast.bo), now, house, incoming, youth)
    found = await cast.store.read(checkins.get, checkin.id)
    assert found is not None
    return found


async def test_the_reminder_of_what_comes_later_keeps_out_of_own_quiet_hours(cast: Cast) -> None:
    house = await begin(cast)
    checkin = await asked(cast, house)
    after = await in_an_hour(cast, house, checkin)
    assert after.later_at is not None
    assert after.remind_at == at("2026-03-04 12:00"), "22 hours after 13 is in their morning"


async def test_later_is_kept_where_no_hour_for_a_reminder_is_left(cast: Cast) -> None:
    house = await begin(cast)
    checkin = await asked(cast, house)
    await cast.store.write(lambda tx: agreements.save(tx, MONDAY, cast.bo, Agreement()))
    await cast.change_bo(zone=FAR_WEST)
    wakes = replace(checkin, opened_at=checkin.opened_at + timedelta(hours=7))  # 10 over there
    await cast.store.write(checkins.save, wakes)
    after = await in_an_hour(cast, house, wakes)
    assert after.later_at is not None
    assert after.remind_at is None


async def test_a_reminder_for_which_there_is_no_hour_is_left_out(cast: Cast) -> None:
    house = await begin(cast)
    checkin = await asked(cast, house)
    await cast.change_bo(zone=FAR_WEST)
    assert checkin.remind_at is not None
    now: datetime = checkin.remind_at
    actor = Actor.system("test")
    handled = await cast.store.write(tend_checkins, actor, now, house, [checkin.id])
    assert handled == [checkin.id]


async def test_after_as_before_one_skip_does_not_halve_again(cast: Cast) -> None:
    house = await begin(cast)
    skipped = [await skipped_in_week(cast, week) for week in range(5)]
    four, fifth = skipped[:4], skipped[4]
    now = four[-1].opened_at + timedelta(hours=1)
    incoming = Incoming(inbox_id=cast.ids.new(), chat_id=BO_CHAT, message_id=7)

    def halves(tx: Tx, checkin: CheckIn, youth: Youth) -> TextKey | None:
        turn = Turn(tx, Actor.youth(cast.bo), now, house, incoming, youth)
        return follow_habit(turn, checkin)

    for one in four:
        await cast.store.write(checkins.add, one)
    assert await cast.store.write(halves, four[-1], await cast.youth()) is not None
    actor = Actor.youth(cast.bo)
    await cast.store.write(ask_as_before, actor, now, house, incoming, await cast.youth())
    assert (await cast.youth()).halved_at is None
    await cast.store.write(checkins.add, fifth)
    assert await cast.store.write(halves, fifth, await cast.youth()) is None
    assert (await cast.youth()).halved_at is None


async def skipped_in_week(cast: Cast, week: int) -> CheckIn:
    """Return a check-in of that week that was skipped."""
    opened = TUESDAY + timedelta(weeks=week)
    return CheckIn(
        id=cast.ids.new(),
        youth_id=cast.bo,
        contact_key="tuesday",
        kind=ContactKind.CHECKIN,
        programme_version_id=(await cast.youth()).programme_version_id,
        occurrence_at=opened,
        state=CheckInState.SKIPPED,
        position=0,
        prompt_outbox_id=1,
        opened_at=opened,
        remind_at=None,
        reminded_at=None,
        expires_at=opened + timedelta(days=2),
        event_at=None,
        low=False,
    )
