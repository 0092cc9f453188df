"""News that waits for the end of a night is said in the language that was chosen meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.cafe import Cafe, Coming, Details, Rsvp, answered
from domain.message import Body, Purpose, Road
from domain.people import Actor, Channel, Language
from services.away_news import tell_youths
from services.cafe_mail import tell
from services.change_cafe import cancel, move
from services.change_cafe import write as write_words
from services.change_worker import change_worker
from services.evening import Evening
from services.queue_message import Outgoing, Recipient, queue_message
from services.receipt import tell_read
from services.remind_of_cafe import reminder_news
from services.reword_queued import reword_queued
from services.world import House
from storage import cafes, held_back, outbox, replies, rsvps, staff, youths
from storage.tx import Tx
from tests.domain.rhythms import at
from tests.services.test_invite_early import ELEVEN, begin
from tests.web.cast import NOW, Cast

NIGHT = NOW + timedelta(hours=9)  # 22.00 in Copenhagen
EARLY = NOW.replace(hour=6)  # 7.00, in the quiet hours of the same day
DAY = timedelta(days=1)


@pytest.fixture
def store_url(sqlite_url: str) -> str:
    """Return one database: no query here differs between the two."""
    return sqlite_url


def waiting(tx: Tx, cast: Cast, house: House, now: datetime) -> list[str]:
    """Take English, and return what waits for Bo, in words."""
    youths.change(tx, cast.bo, language="en")
    bo = youths.get(tx, cast.bo)
    assert bo is not None
    reword_queued(tx, now, house, bo)
    return said(tx, cast)


def said(tx: Tx, cast: Cast) -> list[str]:
    letters = [outbox.letter(tx, one) for one in held_back.queued_of(tx, cast.bo)]
    return [letter[1].text for letter in letters if letter is not None]


async def test_that_somebody_has_read_their_answers(cast: Cast) -> None:
    await cast.says("hej", ago=timedelta(days=1))

    def verb(tx: Tx) -> list[str]:
        bo, mette = youths.get(tx, cast.bo), staff.get(tx, cast.mette)
        assert bo is not None
        assert mette is not None
        read = replies.unread_of(tx, cast.bo)
        replies.mark_read(tx, EARLY, cast.bo, mette.id, up_to=read[-1].id)
        assert tell_read(tx, EARLY, cast.world.house, bo, mette, read=read)
        return waiting(tx, cast, cast.world.house, EARLY)

    [words] = await cast.store.write(verb)
    assert words == "Mette has read what you wrote."


async def test_that_their_worker_is_away_and_that_they_have_another_one(cast: Cast) -> None:
    def verb(tx: Tx) -> list[str]:
        house = cast.world.house
        away = {"away_at": NIGHT, "away_until": NIGHT + 9 * DAY, "away_cover_id": cast.karl}
        staff.change(tx, cast.mette, **away)
        mette, karl, ulla = (staff.get(tx, one) for one in (cast.mette, cast.karl, cast.ulla))
        bo = youths.get(tx, cast.bo)
        assert mette is not None
        assert karl is not None
        assert ulla is not None
        assert bo is not None
        tell_youths(tx, NIGHT, house, mette, karl)
        change_worker(tx, Actor.staff(cast.anna), NIGHT, house, bo, ulla)
        return waiting(tx, cast, house, NIGHT)

    away, worker = await cast.store.write(verb)
    assert away.startswith("Mette is away until Thursday 5 March.")
    assert worker.startswith("Hi Bo. From Wednesday 25 February it's Ulla")
    assert "Mette" in worker


def _evening_with_bo(tx: Tx, cast: Cast) -> Cafe:
    """Return an evening to which Bo comes."""
    cafe = cafes.from_(tx, ELEVEN, 1)[0]
    rsvp = Rsvp(id=tx.new_id(), cafe_id=cafe.id, youth_id=cast.bo, invited_at=ELEVEN)
    rsvps.add(tx, rsvp)
    rsvps.save(tx, answered(rsvp, Coming.YES, ELEVEN))
    return cafe


def _happens(evening: Evening, what: str) -> None:
    if what == "moved":
        move(evening, evening.cafe.begins_at + timedelta(hours=1))
    elif what == "words":
        fish: dict[str, Mapping[Language, str]] = {"food": {"da": "Fisk", "en": "Fish"}}
        write_words(evening, Details(words=fish))
    elif what == "off":
        cancel(evening)
    else:
        [rsvp] = [one for one in evening.rows() if one.is_expected]
        youth = evening.youth(rsvp)
        tell(evening, youth, reminder_news(evening, youth, rsvp))


@pytest.mark.parametrize(
    ("happens", "words"),
    [
        ("moved", "moved"),
        ("words", "Fish"),
        ("off", "off after all"),
        ("remind", "today"),
    ],
)
async def test_what_is_new_about_an_evening(cast: Cast, happens: str, words: str) -> None:
    night = at("2026-03-04 23:00") if happens != "remind" else at("2026-03-05 07:00")

    def verb(tx: Tx) -> list[str]:
        house = begin(tx, cast)
        _happens(Evening.of(tx, night, house, _evening_with_bo(tx, cast)), happens)
        before = said(tx, cast)
        after = waiting(tx, cast, house, night)
        assert before != after
        assert len(after) == len(before) == 1
        return after

    [text] = await cast.store.write(verb)
    assert words.casefold() in text.casefold(), text


@pytest.mark.parametrize("happens", ["moved", "words", "off", "remind"])
async def test_what_is_new_about_an_evening_by_sms(cast: Cast, happens: str) -> None:
    night = at("2026-03-04 23:00") if happens != "remind" else at("2026-03-05 07:00")

    def verb(tx: Tx) -> tuple[list[str], list[str]]:
        house = replace(begin(tx, cast), hears_sms=True, roads=frozenset({Road.SMS}))
        youths.change(tx, cast.bo, channel=Channel.SMS.value, phone="+4511223344")
        _happens(Evening.of(tx, night, house, _evening_with_bo(tx, cast)), happens)
        return said(tx, cast), waiting(tx, cast, house, night)

    before, after = await cast.store.write(verb)
    assert len(before) == len(after) == (0 if happens == "words" else 1)
    assert all("caf" in one.casefold() or "Mette" in one for one in after)
    assert before != after or happens == "words"


async def test_one_message_that_cannot_be_said_anew_stays_as_it_is(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    def verb(tx: Tx) -> list[str]:
        house = cast.world.house
        bo = youths.get(tx, cast.bo)
        assert bo is not None
        for name in ("cafe:of:another:version", "worker:1", "kept"):
            line = Outgoing(
                to=Recipient.of_youth(bo),
                purpose=Purpose.NOTICE,
                wording="youth.of_another_version",
                body=Body(text=name),
                dedupe=name,
            )
            queue_message(tx, NIGHT, line)
        return waiting(tx, cast, house, NIGHT)

    words = await cast.store.write(verb)
    assert words == ["cafe:of:another:version", "worker:1", "kept"]
    assert (await cast.youth()).language == "en", "what was chosen is done"
    assert "stays as it was written" in caplog.text
