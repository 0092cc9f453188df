"""What a coordinator writes on the café page: an evening's words, marks, and who is kept apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from content.longest import PLACE_WORDS
from content.voice import Manner, count_words, youth_faults
from domain.cafe import FIELDS, CafeState, Came, Details
from domain.masking import mask
from domain.people import LANGUAGES, Actor, Language
from services.access import Action, Denied, allow
from services.attend import mark, may_count, talked_there
from services.cafe_words import invitation
from services.change_cafe import expected, is_told, write
from services.evening import Evening
from services.world import House
from storage import apart, audit, cafes, rsvps
from storage.tx import Tx

LONGEST = 60  # characters of one field

Words = Mapping[str, Mapping[Language, str]]


class Wrong(StrEnum):
    """Why nothing was saved."""

    TOO_LONG = "too_long"
    ADDRESS = "address"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was saved; `field` names the field that is too long."""

    wrong: Wrong
    field: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """The words stand; `told` is how many hear of another place, theme or food."""

    told: int


def write_words(
    tx: Tx, actor: Actor, now: datetime, house: House, *, cafe_id: int, words: Words
) -> Saved | Refused | Denied | None:
    """Write down theme, food, who cooks, the guest and the place; None when that is too late.

    The invitation that comes of it is read by the same rules as every text to youths.
    """
    granted = allow(tx, actor, now, Action.RUN_CAFES, youth=None, case=None)
    if isinstance(granted, Denied):
        return granted
    cafe = cafes.get(tx, cafe_id)
    if cafe is None or cafe.state in {CafeState.HELD, CafeState.CANCELLED}:
        return None
    evening = Evening.of(tx, now, house, cafe)
    details = Details(_tidy(words), cafe.details.guests)
    refused = _whats_wrong(details.words) or _not_our_voice(evening, details)
    if refused is not None:
        return refused
    told = is_told(evening, details) is not None
    write(evening, details)
    return Saved(len(expected(evening)) if told else 0)


def mark_row(
    tx: Tx, actor: Actor, now: datetime, house: House, *, rsvp_id: int, what: str
) -> Denied | None:
    """Mark one row: a mark by its name, `none` to take it away, or `talked`."""
    granted = allow(tx, actor, now, Action.RUN_CAFES, youth=None, case=None)
    if isinstance(granted, Denied):
        return granted
    rsvp = rsvps.get(tx, rsvp_id)
    cafe = cafes.get(tx, rsvp.cafe_id) if rsvp is not None else None
    if rsvp is None or cafe is None:
        return None
    evening = Evening.of(tx, now, house, cafe)
    if not may_count(evening):
        return None
    if what == "talked":
        there = rsvp if rsvp.has_come else mark(evening, rsvp, Came.SEEN, granted.staff)
        talked_there(evening, there, by=granted.staff)
        return None
    came = next((one for one in Came if one.value == what), None)
    mark(evening, rsvp, came, granted.staff)
    return None


def set_apart(
    tx: Tx, actor: Actor, now: datetime, one: int, other: int, *, together: bool
) -> Denied | bool:
    """Keep two apart, or with `together` let them meet again. No reason is asked or kept."""
    granted = allow(tx, actor, now, Action.RUN_CAFES, youth=None, case=None)
    if isinstance(granted, Denied):
        return granted
    if one == other:
        return False
    if together:
        done = apart.unmark(tx, one, other)
    else:
        done = apart.mark(tx, now, one, other, granted.staff.id)
    if done:
        action = "may_meet" if together else "kept_apart"
        for youth_id in (one, other):
            audit.record(tx, now, actor=str(actor), action=action, youth_id=youth_id, allowed=True)
    return True


def _tidy(words: Words) -> dict[str, dict[Language, str]]:
    found: dict[str, dict[Language, str]] = {}
    for name in FIELDS:
        said = {
            language: text
            for language in LANGUAGES
            if (text := _plain(words.get(name, {}).get(language, "")))
        }
        if said:
            found[name] = said
    return found


def _plain(text: str) -> str:
    kept = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    return " ".join(kept.split()).rstrip(".")


def _whats_wrong(words: Words) -> Refused | None:
    for name, said in words.items():
        if any(len(text) > LONGEST for text in said.values()):
            return Refused(Wrong.TOO_LONG, name)
    if any(c.isdigit() for text in words.get("place", {}).values() for c in text):
        return Refused(Wrong.ADDRESS, "place")
    return None


def _not_our_voice(evening: Evening, details: Details) -> Refused | None:
    where = details.words.get("place", {})
    if any(count_words(text) > PLACE_WORDS for text in where.values()):
        return Refused(Wrong.VOICE)  # it stands in a check-in, too, above a question
    written = replace(evening.cafe, details=details)
    zone = evening.house.site.zone
    for language in LANGUAGES:
        text = invitation(evening.house, evening.series, written, language, zone, evening.now)
        plain = text.replace("kl.", "kl")  # a clock is no end of a sentence
        if mask(text) != text or any(youth_faults(plain, language, Manner())):
            return Refused(Wrong.VOICE)
    return None
