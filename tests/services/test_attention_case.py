"""One cause never opens two cases: what an open one is about is kept in that one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.case import CaseKind, CaseState
from domain.incoming import Incoming
from domain.people import Actor
from domain.risk import Assessment, Band, Reason
from services.attention_card import show_card
from services.mine import show_mine
from services.read_rules import read_rules
from storage import assessments, cases
from tests.services.test_attention_points import DAY, changes, house_of, look, open_kinds
from tests.web.cast import BO_CHAT, NOW, Cast

LONG_AGO = NOW - timedelta(days=200)


async def long_known(cast: Cast, **values: object) -> None:
    """Bo began long ago, so that nothing is new about him."""
    await cast.change_bo(accepted_at=LONG_AGO, **values)


async def test_silence_alone_stays_in_the_case_of_the_contact_that_is_due(cast: Cast) -> None:
    await long_known(cast, last_sign_of_life_at=NOW, last_human_contact_at=NOW)
    kept = await look(cast, house_of(cast), cast.clock.pass_by(45 * DAY))
    assert kept is not None
    assert kept.said.band is Band.YELLOW
    assert [one.key for one in kept.said.reasons] == ["silence"]
    assert await open_kinds(cast) == [CaseKind.CONTACT_DUE]
    (case,) = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    story = [(what, detail) for _, _, what, detail in await cast.store.read(cases.story, case.id)]
    assert ("joined", {"signs": ["silence"], "band": "yellow"}) in story
    assert len(await cast.store.read(changes, cast.bo)) == 1, "and the change of band is kept"


@pytest.mark.parametrize(
    "kind", [CaseKind.CONCERN, CaseKind.PARTNER_CONCERN, CaseKind.UNREACHABLE]
)
async def test_what_a_human_was_told_already_opens_no_second_case(
    cast: Cast, kind: CaseKind
) -> None:
    blocked = {"blocked_at": NOW} if kind is CaseKind.UNREACHABLE else {}
    await long_known(cast, last_sign_of_life_at=NOW - DAY, last_human_contact_at=NOW, **blocked)
    await cast.opens_case(kind)
    later = cast.clock.pass_by(20 * DAY if blocked else DAY)
    kept = await look(cast, house_of(cast), later)
    assert kept is not None
    assert kept.said.band is not Band.GREEN
    assert CaseKind.ATTENTION not in await open_kinds(cast)


async def test_a_case_that_somebody_has_taken_stays_in_their_hands(cast: Cast) -> None:
    await long_known(cast, last_sign_of_life_at=NOW - DAY, last_human_contact_at=NOW)
    await cast.opens_case(CaseKind.CONCERN)
    (case,) = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    later = NOW + 20 * DAY
    taken = replace(
        case,
        state=CaseState.TAKEN,
        taken_by=cast.mette,
        taken_at=NOW,
        due_at=later,
        escalate_at=later,
        ends_at=later,
    )
    await cast.store.write(cases.save, taken)
    await look(cast, house_of(cast), cast.clock.pass_by(DAY))
    (after,) = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    assert after.due_at < later, "it is due sooner"
    assert (after.state, after.taken_by, after.escalate_at) == (
        CaseState.TAKEN,
        cast.mette,
        later,
    )


async def test_a_sign_that_no_open_case_is_about_has_one_of_its_own(cast: Cast) -> None:
    await long_known(cast, last_sign_of_life_at=NOW, last_human_contact_at=NOW)
    await cast.opens_case(CaseKind.CONCERN)
    await cast.answers("staying", value="quitting")
    await look(cast, house_of(cast), NOW + DAY)
    assert await open_kinds(cast) == [CaseKind.ATTENTION, CaseKind.CONCERN]


async def test_what_the_youth_disagrees_with_stays_so_while_it_stands(cast: Cast) -> None:
    house = house_of(cast)
    await long_known(cast, last_sign_of_life_at=NOW, last_human_contact_at=NOW)
    first = await look(cast, house, cast.clock.pass_by(15 * DAY))
    assert first is not None
    disagreed = cast.clock.time
    await cast.store.write(assessments.disagree, first.id, disagreed)
    second = await look(cast, house, cast.clock.pass_by(30 * DAY))
    assert second is not None
    assert (second.id == first.id, second.disagreed_at) == (False, disagreed)
    await cast.opens_case(CaseKind.CONCERN)
    third = await look(cast, house, cast.clock.pass_by(DAY))
    assert third is not None
    assert third.disagreed_at == disagreed, "silence stands, and a concern has come"
    await cast.change_bo(last_sign_of_life_at=cast.clock.time)
    fourth = await look(cast, house, cast.clock.pass_by(DAY))
    assert fourth is not None
    assert [one.key for one in fourth.said.reasons] == ["concern"]
    assert fourth.disagreed_at is None, "nothing stands of what was read then"


async def test_each_sign_of_a_case_of_points_has_figures_of_its_own(cast: Cast) -> None:
    await long_known(cast, last_sign_of_life_at=NOW, last_human_contact_at=NOW)
    await cast.answers("staying", value="quitting")
    await cast.opens_case(CaseKind.CONCERN)
    await look(cast, house_of(cast), NOW + DAY)
    figures = {one.rule: one.opened for one in await cast.store.read(read_rules)}
    assert figures == {"concern": 1, "attention/stopping": 1, "attention/concern": 1}


async def test_a_miss_and_silence_are_two_plain_lines_on_the_card(cast: Cast) -> None:
    house = house_of(cast)
    await long_known(cast, last_sign_of_life_at=NOW, contact_interval_days=4)
    kept = await look(cast, house)
    assert kept is not None
    together = (Reason("missed", 2), Reason("missed_and_silent", 1))
    now = cast.clock.pass_by(5 * DAY)
    said = replace(kept.said, reasons=together, at=now)
    await cast.store.write(assessments.add, cast.bo, cast.version, said)
    incoming = Incoming(inbox_id=1, chat_id=BO_CHAT, message_id=1)
    await cast.store.write(show_card, now, house, incoming, await cast.youth())
    lines = (await cast.messages(cast.bo))[-1].splitlines()
    assert [line for line in lines if line.startswith("-")] == [
        "- En aftale blev ikke til noget.",
        "- Vi har ikke hørt fra dig et stykke tid.",
    ]


@pytest.mark.parametrize(("rules", "cards"), [(True, 1), (False, 0)])
async def test_only_where_points_are_counted_is_there_a_card_of_them(
    cast: Cast, rules: bool, cards: int
) -> None:
    house = house_of(cast, rules=rules)
    incoming = Incoming(inbox_id=1, chat_id=BO_CHAT, message_id=1)
    await cast.store.write(
        show_mine, Actor.youth(cast.bo), NOW, house, incoming, await cast.youth()
    )
    said = [text for text in await cast.messages(cast.bo) if "lægger mærke til" in text]
    assert len(said) == cards


async def test_contact_that_is_due_joins_the_case_of_points_about_the_same_silence(
    cast: Cast,
) -> None:
    now = cast.clock.pass_by(15 * DAY)
    await long_known(cast, last_sign_of_life_at=NOW, last_human_contact_at=NOW + 10 * DAY)
    house = house_of(cast)
    await cast.opens_case(CaseKind.ATTENTION)
    quiet = Assessment(now, 4, Band.YELLOW, (Reason("silence", 3), Reason("falling_answers", 1)))
    await cast.store.write(assessments.add, cast.bo, cast.version, quiet)
    await look(cast, house, cast.clock.pass_by(5 * DAY))
    await look(cast, house, cast.clock.pass_by(DAY))
    assert await open_kinds(cast) == [CaseKind.ATTENTION]
    [case] = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    story = [what for _, _, what, _ in await cast.store.read(cases.story, case.id)]
    assert story.count(cases.CONTACT_TOO) == 1
    told = await cast.messages(cast.mette)
    assert sum("Sag 1 · det er også tid til at tale sammen" in text for text in told) == 1


async def test_contact_that_is_due_has_a_case_beside_one_about_something_else(cast: Cast) -> None:
    now = cast.clock.pass_by(15 * DAY)
    await long_known(cast, last_sign_of_life_at=NOW, last_human_contact_at=NOW + 10 * DAY)
    await cast.opens_case(CaseKind.ATTENTION)
    other = Assessment(now, 4, Band.YELLOW, (Reason("stopping", 2), Reason("silence", 2)))
    await cast.store.write(assessments.add, cast.bo, cast.version, other)
    await look(cast, house_of(cast), cast.clock.pass_by(5 * DAY))
    assert await open_kinds(cast) == [CaseKind.ATTENTION, CaseKind.CONTACT_DUE]
