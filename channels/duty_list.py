"""What is known in memory of who is told about whom, for when the store cannot be used.

Rules of the last good read, and no names of a moment: the list may be a night older than the cry.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.crew import Crew, KnownYouth, Presence
from domain.helpline import Helpline, for_card
from domain.message import Road
from domain.people import Language, Staff


@dataclass(frozen=True, slots=True)
class Address:
    """One road to a member of staff: a chat of Telegram, or an address of mail or SMS."""

    road: Road
    language: Language
    chat_id: int = 0
    address: str = ""


@dataclass(slots=True)
class DutyList:
    """Who is told about whom, by the rules that the last good read of the database had.

    `youths` goes by chat id, `staff` holds the chats of all staff. Without a `crew` nobody is
    known yet.
    """

    crew: Crew | None = None
    youths: Mapping[int, KnownYouth] = field(default_factory=dict)
    staff: Collection[int] = ()
    lines: Sequence[Helpline] = ()  # with the dates on which they were called

    def told(self, chat_id: int | None, now: datetime) -> Sequence[Address]:
        """Return who is told at `now` (UTC) about a chat, by every road that leads to them.

        In staffed hours worker and cover, and at every hour whoever is on duty, leaders and
        coordinators: no round follows in which they could hear. A worker who is off is not woken.
        Who is away is left in peace as long as anybody else hears (`domain.crew`).
        """
        if self.crew is None:
            return ()
        youth = None if chat_id is None else self.youths.get(chat_id)
        own = (youth.mentor_id, youth.cover_id) if youth else ()
        wanted = (
            *(own if self.crew.site.is_staffed(now) else ()),
            *self.crew.watching(now),
            *self.crew.bosses(),
        )
        people = map(self.crew.find, self.crew.told(wanted, now))
        return [way for one in people if one is not None for way in _ways(self.crew, one)]

    def presence(self, now: datetime) -> Presence:
        """Return who is there at `now` (UTC)."""
        return Presence.NOBODY if self.crew is None else self.crew.presence(now)

    def lines_for(self, chat_id: int, now: datetime) -> Sequence[str]:
        """Return the lines that a card for this chat names at `now` (UTC), as they stand there.

        Of whom no age is known may be under 18.
        """
        if self.crew is None:
            return ()
        youth = self.youths.get(chat_id)
        age = None if youth is None else youth.age_band
        return [one.shown for one in for_card(self.lines, age, now, self.crew.site.zone)]

    def language_of(self, chat_id: int) -> Language | None:
        """Return the language of a youth, or None for a chat we do not know."""
        youth = self.youths.get(chat_id)
        return youth.language if youth else None


def _ways(crew: Crew, person: Staff) -> Sequence[Address]:
    known = {
        Road.TELEGRAM: Address(Road.TELEGRAM, person.language, chat_id=person.chat_id or 0),
        Road.EMAIL: Address(Road.EMAIL, person.language, address=person.email or ""),
        Road.SMS: Address(Road.SMS, person.language, address=person.phone or ""),
    }
    return [known[road] for road in crew.roads_to(person)]
