"""The words of an evening, as a youth reads them: when, where, what the site wrote, no person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from content.areas.cafe import CafeKey
from content.phrases import when
from domain.cafe import FIELDS, Cafe, Coming, Rsvp, Series
from domain.message import Buttons
from domain.people import Language, Staff, Youth
from services.buttons import button, row, rows
from services.evening import Evening
from services.world import House

_LINES = (
    ("food", CafeKey.FOOD, "mad"),
    ("cook", CafeKey.COOK, "kok"),
    ("theme", CafeKey.THEME, "tema"),
    ("guest", CafeKey.GUEST, "gaest"),
)
ANSWERS = {Coming.YES: CafeKey.B_YES, Coming.MAYBE: CafeKey.B_MAYBE, Coming.NO: CafeKey.B_NO}


def place(house: House, series: Series, cafe: Cafe, language: Language) -> str:
    """Return the label of the place: the evening's own, the series' own, or the usual place."""
    of_series = series.place.get(language) or series.place.get("da")
    usual = house.texts.say(language, CafeKey.PLACE)
    return cafe.details.said("place", language) or of_series or usual


def invitation(
    house: House, series: Series, cafe: Cafe, language: Language, zone: str, now: datetime
) -> str:
    """Return the invitation: when and where, what the site wrote, and that all are free to go."""
    say = house.texts.say
    values = {
        "hvornaar": when(cafe.begins_at, now, zone, language),
        "sted": place(house, series, cafe, language),
    }
    lines = [say(language, CafeKey.WHEN, **values), *details_said(house, cafe, language)]
    return " ".join([*lines, say(language, CafeKey.COME)])


def details_said(
    house: House, cafe: Cafe, language: Language, only: Collection[str] = FIELDS
) -> list[str]:
    """Return a sentence for each of the things that the site has written about the evening."""
    return [
        _begun_large(house.texts.say(language, key, **{placeholder: written}))
        for name, key, placeholder in _LINES
        if name in only and (written := cafe.details.said(name, language))
    ]


def spoken(evening: Evening, youth: Youth, key: CafeKey) -> str:
    """Return a text that says when and where, in the youth's own language and zone."""
    house, cafe = evening.house, evening.cafe
    values = {
        "hvornaar": when(cafe.begins_at, evening.now, youth.zone, youth.language),
        "sted": place(house, evening.series, cafe, youth.language),
    }
    wanted = {name: values[name] for name in values if name in key.placeholders}
    return evening.voice(youth).say(key, **wanted)


def at(evening: Evening, person: Staff) -> str:
    """Return when the evening begins, as staff say it."""
    zone = evening.house.site.zone
    return when(evening.cafe.begins_at, evening.now, zone, person.language)


def answer_buttons(house: House, youth: Youth, rsvp: Rsvp) -> Buttons:
    """Return *kommer*, *måske*, *ikke denne gang*."""
    return rows(
        *(
            button(house, youth.language, key, "rsvp", rsvp.id, answer.value)
            for answer, key in ANSWERS.items()
        )
    )


def soft_buttons(house: House, youth: Youth, rsvp: Rsvp) -> Buttons:
    """Return the two answers of the softer line, which asks nothing."""
    return row(
        *(
            button(house, youth.language, ANSWERS[answer], "rsvp", rsvp.id, answer.value)
            for answer in (Coming.YES, Coming.MAYBE)
        )
    )


def change_button(house: House, youth: Youth, rsvp: Rsvp) -> Buttons:
    """Return *ret svar*."""
    return row(button(house, youth.language, CafeKey.B_CHANGE, "rsvp", rsvp.id, "again"))


def _begun_large(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
