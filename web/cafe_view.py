"""The café page in words: facts become lines in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from content.areas.cafe import CafeKey
from content.lists import listed, weekday
from content.phrases import when
from domain import ids
from domain.cafe import FIELDS, Cafe, CafeState, Coming, Help, Rsvp, Series, Worth, invite_at
from domain.people import LANGUAGES, Language, Youth
from domain.site import SiteRules
from services.ask_worth import WISHES
from services.attend import OPENS_BEFORE
from services.count_cafe import MARKS, NO_MARK
from services.read_cafes import CafesPage, EveningPage, Person
from services.write_cafe import Words
from web.render import Say

_ANSWER = {
    Coming.YES: CafeKey.P_ANSWER_YES,
    Coming.MAYBE: CafeKey.P_ANSWER_MAYBE,
    Coming.NO: CafeKey.P_ANSWER_NO,
    None: CafeKey.P_ANSWER_NONE,
}
_HELP = {Help.FETCHED: CafeKey.P_HELP_FETCHED, Help.FOLLOWED: CafeKey.P_HELP_FOLLOWED}
PICTURED = (CafeKey.B_YES, CafeKey.B_MAYBE, CafeKey.B_NO)
_OVER = frozenset({CafeState.HELD, CafeState.CANCELLED})
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class CafeWords:
    """Says things about evenings in one language, at one moment."""

    say: Say
    language: Language
    site: SiteRules
    now: datetime
    titles: Mapping[str, str]  # of programmes, by key

    def at(self, instant: datetime) -> str:
        """Return day and time."""
        return when(instant, self.now, self.site.zone, self.language)

    def cafes(self, page: CafesPage) -> Mapping[str, Any]:
        """Return what the page of all evenings shows."""
        return {
            "evenings": [self._evening(cafe) for cafe in page.evenings],
            "series": [
                {
                    "id": ids.encode(series.id),
                    "name": self._series(series),
                    "cohort": series.cohort,
                    "empty": series.cohort not in page.cohorts,
                }
                for series in page.series
            ],
            "pairs": [
                {
                    "names": f"{pair.one.name} · {pair.other.name}",
                    "one": ids.encode(pair.one.id),
                    "other": ids.encode(pair.other.id),
                    "both": [
                        self.say(CafeKey.P_APART_BOTH, hvornaar=self.at(cafe.begins_at))
                        for cafe in pair.both
                    ],
                }
                for pair in page.pairs
            ],
            "cohorts": page.cohorts,
            "youths": [{"id": ids.encode(youth.id), "name": youth.name} for youth in page.youths],
        }

    def _series(self, series: Series) -> str:
        parts = dict(part.split("=", 1) for part in series.rule.split(";"))
        days = [weekday(DAYS.index(day), self.language) for day in parts["BYDAY"].split(",")]
        every = CafeKey.P_EVERY_2 if parts.get("INTERVAL") == "2" else CafeKey.P_EVERY_1
        title = self.titles.get(series.programme_key, series.programme_key)
        hours = f"{series.begins:%H.%M}-{series.ends:%H.%M}"
        return f"{title} · {listed(days, self.language)} {self.say(every)} · {hours}"

    def evening(self, page: EveningPage, words: Words | None) -> Mapping[str, Any]:
        """Return what the page of one evening shows; `words` as typed, where they were refused."""
        cafe = page.cafe
        invited = [one for one in page.people if _is_invited(one)]
        return {
            **self._evening(cafe),
            "open": cafe.state not in _OVER and self.now < cafe.begins_at,
            "heading": self._heading(cafe),
            "invited": [self._person(one) for one in invited],
            "left_out": [
                {**self._person(one), "why": self.say(CafeKey[f"P_OUT_{one.left_out.name}"])}
                for one in page.people
                if one.left_out is not None
            ],
            "fields": self._fields(words if words is not None else cafe.details.words),
            "pictures": [
                {"text": text, "language": language} for language, text in page.pictures.items()
            ],
            "counts": now_counts(cafe, self.now),
            "marks": [
                {"value": came.value if came else NO_MARK, "label": self.say(key)}
                for came, key in MARKS.items()
            ],
            "guests": cafe.details.guests,
            "worth": self.say(
                CafeKey.P_WORTH,
                ja=page.worth[Worth.YES],
                delvis=page.worth[Worth.PARTLY],
                nej=page.worth[Worth.NO],
            )
            if any(page.worth.values())
            else "",
            "wishes": [
                f"{self.say(WISHES[wish])}: {count}"
                for wish, count in page.wishes.items()
                if wish in WISHES
            ],
            "wish_words": [wish for wish in page.wishes if wish not in WISHES],
        }

    def _evening(self, cafe: Cafe) -> Mapping[str, Any]:
        begins = self.at(cafe.begins_at)
        title = begins[:1].upper() + begins[1:]
        off = cafe.state is CafeState.CANCELLED
        return {
            "id": ids.encode(cafe.id),
            "title": self.say(CafeKey.LINE_OFF, hvornaar=title) if off else title,
            "theme": cafe.details.said("theme", self.language) or "",
        }

    def _heading(self, cafe: Cafe) -> str:
        if cafe.state is not CafeState.PLANNED:
            return self.say(CafeKey.P_INVITED)
        leaves = cafe.next_at or invite_at(cafe.begins_at, self.site)
        return self.say(CafeKey.P_WILL_BE_INVITED, hvornaar=self.at(leaves))

    def _person(self, person: Person) -> Mapping[str, Any]:
        rsvp = person.rsvp
        return {
            "name": _numbered(person.number, person.youth),
            "meta": self._meta(rsvp) if rsvp is not None and rsvp.invited_at else [],
            "rsvp": rsvp.id if rsvp is not None else None,
            "key": ids.encode(rsvp.id) if rsvp is not None else "",
            "came": (rsvp.came.value if rsvp.came else NO_MARK) if rsvp is not None else NO_MARK,
        }

    def _meta(self, rsvp: Rsvp) -> Sequence[str]:
        said = [self.say(_ANSWER[rsvp.answer])]
        if rsvp.help_wanted in _HELP:
            said.append(self.say(_HELP[rsvp.help_wanted]))
        return said

    def _fields(self, words: Words) -> Sequence[Mapping[str, str]]:
        found = []
        for name in FIELDS:
            label = self.say(CafeKey[f"P_{name.upper()}"])
            for language in LANGUAGES:
                english = language == "en"
                found.append(
                    {
                        "language": language,
                        "name": f"{name}_{language}",
                        "label": self.say(CafeKey.P_IN_ENGLISH, felt=label) if english else label,
                        "value": words.get(name, {}).get(language, ""),
                    }
                )
        return found


def now_counts(cafe: Cafe, now: datetime) -> bool:
    """Return whether the page offers marks: from shortly before it begins on."""
    return cafe.state is not CafeState.CANCELLED and now >= cafe.begins_at - OPENS_BEFORE


def _is_invited(person: Person) -> bool:
    return person.left_out is None


def _numbered(number: int | None, youth: Youth) -> str:
    return f"{number} · {youth.name}" if number is not None else youth.name
