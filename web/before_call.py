"""*Før du ringer* and the forms below it: a note, a talk, a worry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from content.areas.talks import TalkKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import day, long_date
from domain.agreement import IfQuiet
from domain.talk import TALK_DAYS_BACK, Mood, Talk, TalkWay, day_written
from domain.wall import to_wall
from services.before_call import BeforeCall
from services.part_of_day import PARTS
from web.forms import Form, sign
from web.youth_view import Words

TALK_WRONG = "talk"  # in what is shown again: this form it was

_QUIET = {
    IfQuiet.CALL: TalkKey.P_QUIET_CALL,
    IfQuiet.WRITE: TalkKey.P_QUIET_WRITE,
    IfQuiet.TRUSTED: TalkKey.P_QUIET_TRUSTED,
    IfQuiet.VISIT: TalkKey.P_QUIET_VISIT,
}
_HOW: Mapping[str, TextKey] = {"called": Key.B_CALLED, "met": Key.B_MET, "wrote": Key.B_WROTE}
_NEXT: Mapping[str, TextKey] = {
    "0": Key.B_AS_AGREED,
    "1": Key.B_TOMORROW,
    "3": Key.B_IN_3_DAYS,
    "7": Key.B_IN_A_WEEK,
}


class BeforeView:
    """Says what helps before a call."""

    def __init__(self, words: Words, found: BeforeCall) -> None:
        self._words = words
        self._found = found

    @property
    def facts(self) -> Sequence[tuple[str, str]]:
        """Return what is known, as terms and values; the agreement first."""
        say, found = self._words.say, self._found
        facts = [(say(TalkKey.P_IF_QUIET), self._quiet())]
        talk = self._talk(found.talk) if found.talk else say(TalkKey.P_NO_TALK)
        facts.append((say(TalkKey.P_TALK), talk))
        if found.promised_at is not None:
            facts.append((say(TalkKey.P_AGREED_NEXT), self._words.at(found.promised_at)))
        if found.tries:
            facts.append((say(TalkKey.P_TRIES), str(found.tries)))
        return facts

    @property
    def note(self) -> str | None:
        """Return the last note in the worker's own words."""
        return self._found.note.note if self._found.note else None

    @property
    def note_by(self) -> str:
        """Return when the last note was written, and by whom."""
        return self._when(self._found.note) if self._found.note else ""

    @property
    def own_note(self) -> str:
        """Return what stands in the note that the visitor would change now."""
        return (self._found.mine.note or "") if self._found.mine else ""

    def _quiet(self) -> str:
        say, found = self._words.say, self._found
        if found.if_quiet is None:
            return say(TalkKey.P_QUIET_NOTHING)
        part = say(PARTS[found.if_quiet_part]) if found.if_quiet_part else ""
        return ", ".join(filter(None, [say(_QUIET[found.if_quiet]), part, found.if_quiet_note]))

    def _talk(self, talk: Talk) -> str:
        say = self._words.say
        parts = [self._when(talk), say(TalkKey[f"P_TALKED_{talk.way.name}"])]
        if talk.mood is not None:
            parts.append(say(TalkKey[f"P_MOOD_{talk.mood.name}"]))
        return " · ".join(parts)

    def _when(self, talk: Talk) -> str:
        name = self._found.names.get(talk.staff_id, "")
        at = self._words.at(talk.at)
        return self._words.say(TalkKey.P_TALK_LINE, hvornaar=at, medarbejder=name)


def desk_forms(token: str, form_id: str, words: Words, again: Mapping[str, str]) -> dict[str, Any]:
    """Return the signed values of the four forms, and what stands to choose.

    How they talked and how it is going are said by whoever was there: nothing is chosen before.
    `again` is what was chosen of a talk that said too little.
    """
    say = words.say
    too_little = TALK_WRONG in again
    return {
        "talk_error": say(TalkKey.P_LOG_MISSING) if too_little else None,
        "talk_typed": again if too_little else {},
        "note": sign(token, Form.NOTE, {}),
        "talk": sign(token, Form.TALK, {}),
        "no_show": sign(token, Form.NO_SHOW, {}),
        "worry": sign(token, Form.WORRY, {"id": form_id}),
        "how": _HOW,
        "moods": {mood.value: TalkKey[f"B_MOOD_{mood.name}"] for mood in Mood},
        "next": _NEXT,
        "days": _days(words),
    }


def _days(words: Words) -> Sequence[tuple[str, str]]:
    """Return the local days of the youth on which a talk may be noted, today first, and named."""
    now, language, zone = words.now, words.language, words.page.youth.zone
    return [
        (
            day_written(to_wall(now, zone).date() - timedelta(days=back)),
            long_date(now - timedelta(days=back), zone, language)
            if back
            else day(now, now, zone, language),
        )
        for back in range(TALK_DAYS_BACK + 1)
    ]


def talk_of(fields: Mapping[str, str]) -> dict[str, Any] | None:
    """Return how, how it is going and days until the next, as the form says it; None if not.

    With it is the day of it as a button carries it, empty for today.
    """
    way, days = fields.get("how", ""), fields.get("next", "0")
    mood = next((one for one in Mood if one.value == fields.get("mood")), None)
    if way not in _HOW or days not in _NEXT or mood is None:
        return None
    written = fields.get("day", "")
    return {"way": TalkWay(way), "mood": mood, "days": int(days), "written": written}
