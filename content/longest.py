"""The longest that each placeholder becomes in a text to a youth, to measure what is composed.

Names are one word here, as almost all are. What staff type is as long as its field takes; where
words count, it is measured when they write it, as it will be read.
"""

from __future__ import annotations

from typing import Final

from content.areas.cafe import CafeKey
from content.areas.enrolment import EnrolmentKey
from content.areas.talks import TalkKey
from content.audience import TextKey
from content.voice import SAMPLES, with_values
from domain.people import Language

# What staff may type for one line of a message, in words; the page asks for fewer.
PLACE_WORDS: Final = 6  # where a café is
PLAN_WORDS: Final = 14  # what and when of a plan made together

_LONGEST: Final[dict[Language, dict[str, str]]] = {
    "da": {
        "hvornaar": "den 25. november kl. 10.30",
        "dato": "torsdag den 25. november 2027",
        "ugedage": "mandag, tirsdag, onsdag, torsdag og fredag",
        "tider": "mandag kl. 10.30, onsdag kl. 9 og fredag kl. 11.30",
        "klokken": "10.30",
        "sted": "det sædvanlige sted ved gamle station",
        "mad": "hjemmelavet lasagne med salat og nybagt brød til alle",
        "tema": "det første job, den første løn og hvad man så gør",
        "linjer": "BørneTelefonen 116 111, Livslinien 70 201 201",
    },
    "en": {
        "hvornaar": "on 25 November at 10.30 am",
        "dato": "Thursday 25 November 2027",
        "ugedage": "Monday, Tuesday, Wednesday, Thursday and Friday",
        "tider": "Monday at 10.30 am, Wednesday at 9 am and Friday at 11.30 am",
        "klokken": "10.30 am",
        "sted": "the usual place by the station",
        "mad": "home-made lasagne with salad and fresh bread for all",
        "tema": "the first job, the first pay and what you do then",
        "linjer": "BørneTelefonen 116 111, Livslinien 70 201 201",
    },
}
# How many come on each of the days of a week of five.
_WEEK: Final = {
    "da": {"ugedage": "to i morgen, én på torsdag, én på fredag og én den 10. marts"},
    "en": {"ugedage": "two tomorrow, one on Thursday, one on Friday and one on 10 March"},
}
# Where a text is only sent with values of one kind.
_ITS_OWN: Final[dict[TextKey, dict[Language, dict[str, str]]]] = {
    EnrolmentKey.WEEK: {"da": _WEEK["da"], "en": _WEEK["en"]},
    EnrolmentKey.WEEK_BY_PHONE: {"da": _WEEK["da"], "en": _WEEK["en"]},
    EnrolmentKey.WEEK_ONE: {"da": {"ugedage": "den 10. marts"}, "en": {"ugedage": "on 10 March"}},
    CafeKey.IN_CHECKIN: {  # it comes within a week
        "da": {"hvornaar": "på torsdag kl. 17.30"},
        "en": {"hvornaar": "on Thursday at 5.30 pm"},
    },
    TalkKey.PLAN_IN_CHECKIN: {  # both were typed: PLAN_WORDS together
        "da": {"handling": "jeg ringer til skolen om holdet", "hvornaar": "ord " * 8},
        "en": {"handling": "I call the school about it", "hvornaar": "word " * 8},
    },
}


def at_its_longest(text: str, language: Language, key: TextKey | None = None) -> str:
    """Return a text with the longest values that it is ever sent with."""
    values = {**SAMPLES[language], **_LONGEST[language]}
    if key in _ITS_OWN:
        values |= _ITS_OWN[key][language]
    return with_values(text, lambda name: values.get(name, name))
