"""Layer 2 from what happened to a case: kept with its cause, shown with reasons, contestable."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import ClassVar

import pytest
from sqlalchemy import select

from content.programmes import load_programmes
from domain.case import Case, CaseKind, CaseState, Outcome
from domain.incoming import Incoming
from domain.people import Actor, YouthStatus
from domain.reply import ReplyKind
from domain.risk import Band
from domain.signal import EventKind, Found, View
from domain.talk import Talk, TalkWay
from services.attention_card import disagree, show_card
from services.attention_due import attention_due
from services.health import message_facts
from services.known_past import history_of
from services.read_page import Page, page_of
from services.reassess import reassess
from services.world import House, Programmes
from storage import assessments, audit, cases, past, staff, talks, youths
from storage.alerts import Alerts, alerts
from storage.assessments import Kept
from storage.tables import audit as audit_rows
from storage.tx import Rx, Tx
from storage.waited import Waited, waited
from tests.web.cast import BO_CHAT, NOW, Cast
from web.attention_view import attention_view
from web.render import Say

ACTOR = Actor.system("reassess")
DAY = timedelta(days=1)


def house_of(cast: Cast, *, on: bool = True, rules: bool = True) -> House:
    """Return the house of the cast where points are counted by the built-in rules."""
    house, version = cast.world.house, cast.version
    risk = load_programmes()["projekt-run"].risk if rules else None
    programme = replace(house.programmes.version(version), risk=risk)
    known = Programmes(
        {**house.programmes.by_version, version: programme}, house.programmes.newest
    )
    return replace(house, attention=on, programmes=known)


async def look(cast: Cast, house: House, now: datetime = NOW) -> Kept | None:
    """Run the tick on Bo and return how he stands."""
    await cast.change_bo(reassess_at=now)
    await cast.store.write(reassess, ACTOR, now, house, [cast.bo])
    return await cast.store.read(assessments.latest, cast.bo)


async def fall_silent(cast: Cast) -> None:
    """Bo says that he may stop, and nothing after it for three weeks."""
    await cast.answers("staying", value="quitting")
    await cast.change_bo(last_sign_of_life_at=NOW - timedelta(hours=1))
    cast.clock.pass_by(21 * DAY)


async def open_kinds(cast: Cast) -> list[CaseKind]:
    found = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    return sorted(case.kind for case in found)


def changes(rx: Rx, youth_id: int) -> list[dict[str, object]]:
    query = select(audit_rows.c.detail).where(
        audit_rows.c.action == "band_changed", audit_rows.c.youth_id == youth_id
    )
    return [dict(row.detail) for row in rx.execute(query.order_by(audit_rows.c.audit_id))]


async def test_while_points_are_off_nothing_of_it_runs(cast: Cast) -> None:
    await fall_silent(cast)
    house = house_of(cast, on=False)
    assert await look(cast, house, cast.clock.time) is None
    assert CaseKind.ATTENTION not in await open_kinds(cast)
    page = await cast.store.write(_page, cast, house)
    assert page.attention is None
    assert attention_view(_say(house), "da", page, str) is None


async def test_a_higher_band_opens_a_case_with_a_day_and_writes_its_cause_down(cast: Cast) -> None:
    house = house_of(cast)
    first = await look(cast, house)
    assert first is not None
    assert first.said.band is Band.GREEN
    await fall_silent(cast)
    kept = await look(cast, house, cast.clock.time)
    assert kept is not None
    assert (kept.said.band, kept.said.points) == (Band.RED, 5)
    keys = [(one.key, one.points) for one in kept.said.reasons]
    assert keys == [("silence", 2), ("stopping", 2), ("new_start", 1)]
    assert CaseKind.ATTENTION in await open_kinds(cast)
    (case,) = [
        one
        for one in await cast.store.read(cases.of_youth, cast.bo, still_open=True)
        if one.kind is CaseKind.ATTENTION
    ]
    assert case.due_at == datetime(2026, 3, 18, 12, tzinfo=UTC)  # the next working day
    (change,) = await cast.store.read(changes, cast.bo)
    assert (change["from"], change["to"]) == ("green", "red")
    assert set(change["came"]) == {"silence", "stopping"}  # type: ignore[call-overload]
    assert (await cast.messages(cast.mette))[-1].startswith("Gul")
    assert "flere tegn på én gang" in "".join(await cast.messages(cast.mette))


async def test_what_is_still_so_is_not_kept_twice_and_tells_nobody_again(cast: Cast) -> None:
    house = house_of(cast)
    await fall_silent(cast)
    first = await look(cast, house, cast.clock.time)
    told = await cast.messages(cast.mette)
    again = await look(cast, house, cast.clock.pass_by(DAY))
    assert first is not None
    assert again is not None
    assert again.id == first.id
    assert again.looked_at == cast.clock.time
    assert await cast.messages(cast.mette) == told


async def test_a_new_reason_joins_the_open_case_and_says_that_there_is_more(cast: Cast) -> None:
    house = house_of(cast)
    await cast.answers("staying", value="quitting")
    first = await look(cast, house)
    assert first is not None
    assert first.said.band is Band.YELLOW
    (before,) = await _attention(cast)
    await cast.opens_case(CaseKind.CONCERN)
    await cast.change_bo(last_sign_of_life_at=NOW + DAY)
    second = await look(cast, house, cast.clock.pass_by(DAY))
    assert second is not None
    assert second.said.band is Band.RED
    (after,) = await _attention(cast)
    assert after.id == before.id
    assert after.due_at < before.due_at


async def test_when_to_look_again_follows_signs_of_life_and_otherwise_the_day(cast: Cast) -> None:
    house = house_of(cast)

    async def due(house: House) -> datetime | None:
        youth = await cast.youth()
        return await cast.store.read(lambda rx: attention_due(rx, house, youth))

    assert await due(house) == NOW - 30 * DAY
    await look(cast, house)
    assert await due(house) == NOW + DAY
    await cast.change_bo(last_sign_of_life_at=NOW + timedelta(hours=2))
    assert await due(house) == NOW + timedelta(hours=2)
    assert await due(house_of(cast, on=False)) is None
    assert await due(house_of(cast, rules=False)) is None
    await cast.change_bo(status=YouthStatus.STOPPED.value)
    assert await due(house) is None


async def test_the_worker_reads_each_reason_with_its_points_on_the_page(cast: Cast) -> None:
    house = house_of(cast)
    await fall_silent(cast)
    await look(cast, house, cast.clock.time)
    page = await cast.store.write(_page, cast, house)
    view = attention_view(_say(house), "da", page, str)
    assert view is not None
    assert view.headline == "Tal sammen senest næste arbejdsdag"
    assert view.reasons[0].words == "Har ikke givet lyd i 21 dage (aftalt: hver 7. dag) (+2)"
    assert view.lines == [
        "Ikke medregnet: baggrund, diagnoser, familie, politi. Reglerne står i programfilen."
    ]


async def test_the_youth_reads_what_was_noticed_and_can_say_that_it_is_wrong(cast: Cast) -> None:
    house = house_of(cast)
    await fall_silent(cast)
    await look(cast, house, cast.clock.time)
    await cast.store.write(show_card, cast.clock.time, house, _tap(cast, 1), await cast.youth())
    card = (await cast.messages(cast.bo))[-1]
    assert "Vi har ikke hørt fra dig et stykke tid." in card
    assert not any(letter.isdigit() for letter in card)
    for number in (2, 3):
        await cast.store.write(
            disagree,
            Actor.youth(cast.bo),
            cast.clock.time,
            house,
            _tap(cast, number),
            await cast.youth(),
        )
    told = [one for one in await cast.messages(cast.mette) if "ikke enig" in one]
    assert len(told) == 1
    page = await cast.store.write(_page, cast, house)
    view = attention_view(_say(house), "da", page, str)
    assert view is not None
    assert view.lines[0].startswith("Bo er ikke enig")
    actions = [action for _, _, action, _ in await cast.store.read(audit.of_youth, cast.bo)]
    assert actions.count("disagreed") == 1


async def test_before_anything_was_noticed_the_card_says_so(cast: Cast) -> None:
    house = house_of(cast)
    await cast.store.write(show_card, NOW, house, _tap(cast, 1), await cast.youth())
    assert "Lige nu er der ingenting" in (await cast.messages(cast.bo))[-1]
    await cast.store.write(
        disagree, Actor.youth(cast.bo), NOW, house, _tap(cast, 2), await cast.youth()
    )
    assert await cast.store.read(assessments.latest, cast.bo) is None


async def test_good_news_stands_on_the_page_and_gives_no_points(cast: Cast) -> None:
    house = house_of(cast)
    await look(cast, house)
    kept = await cast.store.read(assessments.latest, cast.bo)
    assert kept is not None
    praised = replace(kept.said, praise=("belong",), reasons=(), at=NOW + DAY)
    await cast.store.write(assessments.add, cast.bo, cast.version, praised)
    page = await cast.store.write(_page, cast, house)
    view = attention_view(_say(house), "en", page, str)
    assert view is not None
    assert [one.words for one in view.reasons] == ["Ingen tegn."]
    assert "belonging" in view.lines[0]


async def test_what_happened_is_read_without_opening_a_word(cast: Cast) -> None:
    await cast.says("noget om en dag")
    await cast.answers("belong", value="7", number=7)
    await cast.answers("week", kind=ReplyKind.SKIP)
    await cast.opens_case(CaseKind.CONCERN)

    def talk_and_pause(tx: Tx) -> None:
        for way in (TalkWay.CALLED, TalkWay.NO_SHOW, TalkWay.TRIED):
            new = Talk(id=tx.new_id(), youth_id=cast.bo, staff_id=cast.mette, at=NOW, way=way)
            talks.add(tx, new)
        until = {"until": int((NOW + 7 * DAY).timestamp() * 1000)}
        for action, detail in (("pause", until), ("pause", None), ("resume", None)):
            audit.record(
                tx,
                NOW,
                actor="youth:1",
                action=action,
                youth_id=cast.bo,
                allowed=True,
                detail=detail,
            )

    await cast.store.write(talk_and_pause)
    facts = await cast.store.read(
        past.of_youth, cast.bo, frozenset({"quitting"}), "Europe/Copenhagen"
    )
    [missed] = [fact for fact in facts if fact.kind is EventKind.MISSED]
    assert missed.what == "meeting:2026-02-24", "a meeting of its own"
    others = [fact for fact in facts if fact is not missed]
    assert sorted((fact.kind.value, fact.amount, fact.what) for fact in others) == [
        ("concern", 1, ""),
        ("contact", 1, ""),
        ("message", 1, ""),
        ("pause", 7, ""),
        ("rating", 7, "belong"),
        ("resumed", 1, ""),
        ("talk", 1, ""),
    ]
    assert all(fact.link for fact in facts)


async def test_an_interval_of_their_own_stands_instead_of_the_windows(cast: Cast) -> None:
    house = house_of(cast)
    await cast.change_bo(contact_interval_days=3, blocked_at=NOW)
    youth = await cast.youth()

    def history(rx: Rx) -> float | None:
        programme = house.programmes.version(cast.version)
        return history_of(rx, house, youth, programme, NOW).at(NOW).interval

    assert await cast.store.read(history) == 3


async def test_nobody_is_assessed_before_the_yes(cast: Cast) -> None:
    house = house_of(cast)
    youth = replace(await cast.youth(), accepted_at=None)
    programme = house.programmes.version(cast.version)
    with pytest.raises(ValueError, match="said yes"):
        await cast.store.read(lambda rx: history_of(rx, house, youth, programme, NOW))


# ------------------------------------------------------------------ small helps


def _say(house: House) -> Say:
    return partial(house.texts.say, "da")


def _page(tx: Tx, cast: Cast, house: House) -> Page:
    youth, reader = youths.get(tx, cast.bo), staff.get(tx, cast.mette)
    assert youth is not None
    assert reader is not None
    return page_of(tx, cast.clock.time, house, youth, reader=reader)


async def _attention(cast: Cast) -> list[Case]:
    found = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    return [one for one in found if one.kind is CaseKind.ATTENTION]


def _tap(cast: Cast, number: int) -> Incoming:
    return Incoming(inbox_id=number, chat_id=BO_CHAT, message_id=number)


async def test_alerts_are_counted_with_how_they_ended_and_how_soon(cast: Cast) -> None:
    assert await cast.store.read(alerts) == Alerts(0)
    case = await cast.opens_case(CaseKind.CALL_ME)
    await cast.opens_case(CaseKind.CONCERN)
    ended = replace(
        case,
        state=CaseState.CLOSED,
        outcome=Outcome.TALKED,
        closed_at=NOW + timedelta(hours=3),
        escalate_at=None,
    )
    await cast.store.write(lambda tx: cases.save(tx, ended))
    found = await cast.store.read(alerts)
    assert (found, found.share) == (Alerts(2, (3.0,)), 0.5)
    assert await cast.store.read(alerts, CaseKind.CONCERN.value) == Alerts(1)


class Broken:
    """A rule that fails whatever it reads."""

    key: ClassVar[str] = "silence"
    says: ClassVar[frozenset[str]] = frozenset()

    def read(self, view: View) -> Found | None:
        raise ZeroDivisionError(view.now)


async def test_a_rule_that_fails_asks_a_human_to_look_and_stops_nothing_else(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    whole = house_of(cast)
    programme = whole.programmes.version(cast.version)
    assert programme.risk is not None
    rules = tuple(replace(rule, signal=Broken()) for rule in programme.risk.rules[:1])
    broken = replace(programme, risk=replace(programme.risk, rules=rules))
    known = Programmes({cast.version: broken}, whole.programmes.newest)
    house = replace(whole, programmes=known)
    late = cast.clock.pass_by(21 * DAY)
    assert await look(cast, house, late) is None

    assert await open_kinds(cast) == [CaseKind.ATTENTION, CaseKind.CONTACT_DUE], "still watched"
    said = [text for text in await cast.messages(cast.mette) if "kunne ikke regnes ud" in text]
    assert len(said) == 1
    assert "cannot be counted" in caplog.text
    facts = await cast.store.read(message_facts, late)
    assert facts.rules_failing == 1
    youth = await cast.youth()
    assert youth.reassess_at == late + timedelta(hours=1), "tried again, and no hot loop"

    later = late + timedelta(hours=1)
    await look(cast, house, later)
    again = [text for text in await cast.messages(cast.mette) if "kunne ikke regnes ud" in text]
    assert again == said, "said once"
    assert await look(cast, whole, later + timedelta(hours=1)) is not None, (
        "and back when it works"
    )
    assert (
        await cast.store.read(message_facts, later + 3 * timedelta(hours=1))
    ).rules_failing == 0


async def test_who_needed_a_talk_waited_until_one_came_or_is_late(cast: Cast) -> None:
    case = await cast.opens_case(CaseKind.CALL_ME)
    await cast.opens_case(CaseKind.WORD)
    late = case.due_at + timedelta(hours=1)
    assert await cast.store.read(waited, NOW) == Waited(1), "words need no talk"
    of_mette = Waited(1, late=1, untried=1, in_hands_of={cast.mette: 1})
    assert await cast.store.read(waited, late) == of_mette, "who was told first"
    karl = Actor.staff(cast.karl)

    def took(tx: Tx, at: datetime) -> None:
        cases.tell(tx, at, case.id, str(karl), "taken", {})

    await cast.store.write(took, late)
    assert await cast.store.read(waited, late) == of_mette, "that was too late"
    await cast.store.write(took, NOW)
    of_karl = await cast.store.read(waited, late)
    assert of_karl == replace(of_mette, in_hands_of={cast.karl: 1})
    assert (of_karl + of_mette).in_hands_of == {cast.karl: 1, cast.mette: 1}

    def talk(tx: Tx, way: TalkWay, at: datetime) -> None:
        talks.add(tx, Talk(id=tx.new_id(), youth_id=cast.bo, staff_id=cast.mette, at=at, way=way))

    await cast.store.write(talk, TalkWay.TRIED, NOW)
    assert await cast.store.read(waited, late) == Waited(1, late=1), "somebody tried"
    await cast.store.write(talk, TalkWay.CALLED, NOW + timedelta(hours=2))
    assert await cast.store.read(waited, late) == Waited(1, (2.0,))
