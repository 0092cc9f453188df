"""What stands in the message about a silence: the last talk, and what the youth wished for."""

from __future__ import annotations

from collections.abc import Mapping

from content.areas.rhythm import RhythmKey
from content.areas.talks import TalkKey
from content.keys import Key
from domain.case import Case
from domain.handing_on import SILENCE
from domain.people import Language, Staff
from services.world import House
from storage import agreements
from storage.tx import Rx

_WISH = "if_quiet"  # among the evidence of a case, while it is worded; it is not stored there


def wish_of(rx: Rx, case: Case) -> Mapping[str, str]:
    """Return what the youth chose, of a silence only; empty where nothing is chosen."""
    if case.kind not in SILENCE or case.youth_id is None:
        return {}
    wish = agreements.get(rx, case.youth_id).if_quiet
    return {} if wish is None else {_WISH: wish.name}


def say_wish(house: House, case: Case, language: Language) -> str | None:
    """Return the choice in words that name nobody, or None; the youth's own words stay away."""
    wish = case.evidence.get(_WISH)
    if not isinstance(wish, str):
        return None
    chosen = house.texts.say(language, RhythmKey[f"WISH_{wish}"])
    return house.texts.say(language, TalkKey.AGREED_IF_QUIET, valg=chosen)


def last_talk(house: House, days: int, person: Staff) -> str:
    """Return when they last talked, in calendar days."""
    names = {0: Key.LAST_TALK_TODAY, 1: Key.LAST_TALK_YESTERDAY}
    return house.texts.say(person.language, names.get(days, Key.LAST_TALK), dage=days)
