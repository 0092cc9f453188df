"""The feed of the demo: what happened, in one line each, in Danish and in English.

Names are no secret here, since the cast is invented. A thing that has no words of its own is
left out: most of what people are told follows from what they have just done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from content.areas.cafe import CafeKey
from content.areas.feed import FeedKey
from content.areas.staff import StaffKey
from content.audience import TextKey
from content.keys import Key
from content.texts import Texts
from domain.people import LANGUAGES, Language
from domain.wall import to_wall
from services.world import World
from simulator.notes import Note
from storage import staff, youths
from storage.errors import StoreUnavailable
from storage.happened import Happened, happened
from storage.tx import Rx

CHECKIN = "sent checkin"
CAFE_LINE = "cafe."  # how the wording of a programme's own café line begins
WORDS: Mapping[str, FeedKey] = MappingProxyType(
    {
        CHECKIN: FeedKey.QUESTION,
        "sent reminder": FeedKey.REMINDER,
        "sent caring": FeedKey.GREETING,
        "sent later": FeedKey.AGAIN,
        "sent card": FeedKey.CARD,
        "sent answer": FeedKey.OWN_WORDS,
        "sent receipt": FeedKey.RECEIPT,
        "sent notice": FeedKey.TOLD,
        "sent case": FeedKey.CASE_TOLD,
        "sent staff_info": FeedKey.STAFF_TOLD,
        "checkin expired": FeedKey.CLOSED,
        "skipped pause": FeedKey.NOT_ASKED_PAUSE,
        "skipped quiet mode": FeedKey.NOT_ASKED_QUIET,
        "skipped two unanswered": FeedKey.NOT_ASKED_UNANSWERED,
        "reply answer": FeedKey.ANSWERED,
        "reply skip": FeedKey.SKIPPED,
        "reply word": FeedKey.WROTE,
        "reply voice": FeedKey.VOICE,
        "youth accepted": FeedKey.ACCEPTED,
        "youth quiet": FeedKey.QUIET,
        "youth blocked": FeedKey.BLOCKED,
        "cafe yes": FeedKey.CAFE_YES,
        "cafe maybe": FeedKey.CAFE_MAYBE,
        "cafe no": FeedKey.CAFE_NO,
        "cafe seen": FeedKey.CAFE_CAME,
        "cafe late": FeedKey.CAFE_CAME,
        "case opened": FeedKey.CASE_OPENED,
        "case taken": FeedKey.CASE_TAKEN,
        "case not_reached": FeedKey.CASE_NOT_REACHED,
        "case given": FeedKey.CASE_GIVEN,
        "case nobody_at_all": FeedKey.CASE_NOBODY,
        "case closed": FeedKey.CASE_CLOSED,
        "case call_announced": FeedKey.CALLING,
        "talk called": FeedKey.TALKED,
        "talk called in case": FeedKey.TALKED,
        "talk met": FeedKey.TALKED,
        "talk met in case": FeedKey.TALKED,
        "talk wrote": FeedKey.TALKED,
        "talk wrote in case": FeedKey.TALKED,
        "talk tried": FeedKey.TRIED,
        "talk no_show": FeedKey.NO_SHOW,
        "task new": FeedKey.TASK,
    }
)
# Messages whose wording says more than their purpose.
WORDINGS: Mapping[str, FeedKey] = MappingProxyType(
    {
        CafeKey.WHEN: FeedKey.CAFE_INVITED,
        CafeKey.REMIND: FeedKey.CAFE_REMINDED,
        CafeKey.REMIND_MAYBE: FeedKey.CAFE_REMINDED,
        CafeKey.MOVED: FeedKey.CAFE_CHANGED,
        CafeKey.CANCELLED: FeedKey.CAFE_CHANGED,
        CafeKey.ASK_WORTH: FeedKey.CAFE_WORTH,
    }
)
# What reads otherwise where it is about nobody young.
OF_NO_YOUTH: Mapping[FeedKey, FeedKey] = MappingProxyType(
    {
        FeedKey.TOLD: FeedKey.STAFF_TOLD,
        FeedKey.CASE_OPENED: FeedKey.CASE_OPENED_UNKNOWN,
    }
)


@dataclass(frozen=True, slots=True)
class People:
    """The first names of those whom the feed tells about, by their ids."""

    youths: Mapping[int, str]
    staff: Mapping[int, str]


async def feed(world: World, since: datetime | None) -> Sequence[Note]:
    """Return what happened after `since` (None: from the beginning) until now, oldest first.

    Nothing, once the files are closed: the page asks on while another scenario begins.
    """
    try:
        found, people = await world.store.read(_look, since, world.clock.now())
    except StoreUnavailable:
        return ()
    teller = _Teller(world.house.texts, people)
    return _once_a_day(found, teller, world.house.site.zone)


def _look(rx: Rx, since: datetime | None, until: datetime) -> tuple[Sequence[Happened], People]:
    found = happened(rx, since, until)
    young = {one.youth_id for one in found if one.youth_id is not None}
    grown = {one.staff_id for one in found if one.staff_id is not None}
    met = [youth for one in young if (youth := youths.get(rx, one)) is not None]
    hired = [person for one in grown if (person := staff.get(rx, one)) is not None]
    return found, People(
        {one.id: one.name.partition(" ")[0] for one in met},
        {one.id: one.first_name for one in hired},
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    texts: Texts
    people: People

    def line(self, one: Happened, language: Language) -> str | None:
        """Return the line of a thing, or None where it has no words or nobody to tell of."""
        key = _key(one)
        if key is None:
            return None
        values = self._values(one, language)
        if not key.placeholders <= values.keys():
            return None
        return self.texts.say(language, key, **{name: values[name] for name in key.placeholders})

    def _values(self, one: Happened, language: Language) -> dict[str, str]:
        """Return what there is to fill in, by the name of the placeholder."""
        found = {
            "navn": self.people.youths.get(one.youth_id or 0),
            "hvem": self.people.staff.get(one.staff_id or 0),
            "nummer": None if one.number is None else str(one.number),
            "art": self._word(Key.__members__, f"KIND_{one.detail}", language),
            "udfald": self._word(Key.__members__, f"OUTCOME_{one.detail}", language),
            "opgave": self._word(StaffKey.__members__, f"TASK_{one.detail}", language),
        }
        return {name: value for name, value in found.items() if value is not None}

    def _word(self, keys: Mapping[str, TextKey], name: str, language: Language) -> str | None:
        key = keys.get(name.upper())
        return None if key is None or key.placeholders else self.texts.say(language, key)


def _key(one: Happened) -> FeedKey | None:
    """Return the words of a thing, or None where it has none."""
    key = WORDINGS.get(one.detail, WORDS.get(one.what))
    if one.what == CHECKIN and one.detail.startswith(CAFE_LINE):
        return FeedKey.CAFE_INVITED
    if key is None and one.what.startswith("reply "):
        return FeedKey.SENT
    return OF_NO_YOUTH.get(key, key) if key is not None and one.youth_id is None else key


def _once_a_day(found: Sequence[Happened], teller: _Teller, zone: str) -> Sequence[Note]:
    """Return one note for all that reads the same on one day, where it happened first."""
    same: dict[tuple[date, str], list[Happened]] = {}
    for one in _merged(found):
        if (line := teller.line(one, "da")) is not None:
            same.setdefault((to_wall(one.at, zone).date(), line), []).append(one)
    return [_note(teller, alike[0], len(alike)) for alike in same.values()]


def _merged(found: Sequence[Happened]) -> Iterator[Happened]:
    """Yield what happened, but only the first part of what is one thing."""
    begun: set[tuple[str, int]] = set()
    for one in found:
        if one.merges is None or (one.what, one.merges) not in begun:
            yield one
        if one.merges is not None:
            begun.add((one.what, one.merges))


def _note(teller: _Teller, one: Happened, times: int) -> Note:
    said: dict[str, str] = {}
    for language in LANGUAGES:
        line = teller.line(one, language) or ""
        again: dict[str, str | int] = {"linje": line, "antal": times}
        said[language] = line if times == 1 else teller.texts.say(language, FeedKey.TIMES, **again)
    return Note(one.at, said)
