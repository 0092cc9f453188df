"""A second tap about a case does nothing twice, and a closed case opens no door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from domain.case import Case, CaseKind, CaseState
from domain.incoming import Incoming
from domain.people import Actor, Staff
from domain.talk import Mood, TalkWay
from services.case_tap import CaseTap, on_case
from services.give_on import give
from services.handle_case import settle
from services.show_case import show_case
from storage import cases, staff, talks
from storage.tx import Tx
from tests.web.cast import SITE_CHAT, Cast

SECOND = timedelta(seconds=1)
TALKED = partial(settle, way=TalkWay.CALLED, mood=Mood.GOOD, days=1)
NO = "Det har du ikke adgang til. Spørg koordinatoren."


def person(tx: Tx, staff_id: int) -> Staff:
    found = staff.get(tx, staff_id)
    assert found is not None
    return found


async def taps(
    cast: Cast, staff_id: int, case: Case, act: Callable[[CaseTap, Case], None] | None
) -> str:
    """Let somebody tap something about a case, or ask to see it; return what they read."""

    def tap(tx: Tx) -> None:
        who, now, house = person(tx, staff_id), cast.clock.time, cast.world.house
        update = Incoming(inbox_id=tx.new_id(), chat_id=SITE_CHAT, message_id=9)
        actor = Actor.staff(staff_id)
        if act is None:
            show_case(tx, actor, now, house, update, who, case_id=case.id)
        else:
            on_case(tx, actor, now, house, update, who, case_id=case.id, act=act)

    await cast.store.write(tap)
    return [one for one in await cast.messages(staff_id) if one][-1]  # others lose buttons only


async def test_a_case_that_is_given_on_twice_goes_one_rung(cast: Cast) -> None:
    case = await cast.opens_case(CaseKind.CALL_ME)
    said = await taps(cast, cast.mette, case, give)
    once, told = await cast.case(case), await cast.messages(cast.anna)
    cast.clock.pass_by(SECOND)
    assert await taps(cast, cast.mette, case, give) == said
    assert await cast.case(case) == once, "neither the rung nor the clock"
    assert await cast.messages(cast.anna) == told
    assert "Karl" in said
    assert (once.state, once.given_by) == (CaseState.OPEN, cast.mette)


async def test_a_talk_about_words_that_are_not_read_is_noted_once(cast: Cast) -> None:
    await cast.says("hej")
    case = await cast.opens_case(CaseKind.WORD)
    said = await taps(cast, cast.mette, case, TALKED)
    cast.clock.pass_by(SECOND)
    assert await taps(cast, cast.mette, case, TALKED) == said
    assert len(await cast.store.read(talks.latest_of, cast.bo, 9)) == 1
    assert (await cast.case(case)).state is CaseState.TAKEN


async def test_the_choices_after_a_red_talk_stand_at_the_second_tap(cast: Cast) -> None:
    case = await cast.opens_case(CaseKind.CRISIS)
    said = await taps(cast, cast.mette, case, TALKED)
    cast.clock.pass_by(SECOND)
    assert await taps(cast, cast.mette, case, TALKED) == said
    assert len(await cast.store.read(talks.latest_of, cast.bo, 9)) == 1
    cast.clock.pass_by(timedelta(minutes=5))
    assert await taps(cast, cast.mette, case, TALKED) != said, "another talk, too early to end it"
    assert len(await cast.store.read(talks.latest_of, cast.bo, 9)) == 2


async def test_a_talk_of_another_case_is_none_of_this_one(cast: Cast) -> None:
    await cast.says("hej")
    word, crisis = await cast.opens_case(CaseKind.WORD), await cast.opens_case(CaseKind.CRISIS)
    await taps(cast, cast.mette, word, TALKED)
    await taps(cast, cast.mette, crisis, TALKED)
    assert (await cast.case(crisis)).talked_at is not None


async def closed_with_ulla(cast: Cast) -> Case:
    """Return a case that Ulla was on the ladder of, and that Mette has ended by a talk."""
    case = replace(await cast.opens_case(CaseKind.CALL_ME), ladder=(cast.ulla, cast.mette))
    await cast.store.write(cases.save, case)
    await taps(cast, cast.mette, case, TALKED)
    return await cast.case(case)


async def test_a_closed_case_says_to_a_former_worker_that_it_is_closed_and_no_more(
    cast: Cast,
) -> None:
    case = await closed_with_ulla(cast)
    assert case.state is CaseState.CLOSED
    own = await taps(cast, cast.mette, case, None)
    assert "i morgen" in own, "whose youth it is reads when they talk next"
    for act in (give, None):
        said = await taps(cast, cast.ulla, case, act)
        assert said.endswith("Sag 1 er lukket: talt sammen.")
        assert "i morgen" not in said


async def test_whoever_was_never_told_of_a_closed_case_reads_nothing(cast: Cast) -> None:
    case = replace(await closed_with_ulla(cast), ladder=(cast.mette,))
    await cast.store.write(cases.save, case)
    for act in (give, None):
        assert await taps(cast, cast.ulla, case, act) == NO
