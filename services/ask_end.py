"""Under /skift: the regular contact with a youth ends, in four taps, and a fifth takes it back."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from content.areas.ending import EndingKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import long_date, when
from domain import ids
from domain.callback import encode
from domain.ending import NotEnded, WhyEnded
from domain.message import Button, Buttons
from domain.people import Role, Staff
from services.ask_end_date import say_lines, until, who_of
from services.buttons import grid, rows
from services.change_worker import what_waits
from services.end_contact import Ending, end_contact, may_end, undo_end
from services.end_rows import open_end_rows
from services.new_worker_news import hears_at
from services.youth_tap import YouthTap
from storage import staff as staff_rows

SURE = "yes"  # the last part of a button that was read before it was tapped
_IN_A_ROW = 2
_REASONS = {
    WhyEnded.AGREED: EndingKey.B_AGREED,
    WhyEnded.MOVED: EndingKey.B_MOVED,
    WhyEnded.OTHERS: EndingKey.B_OTHERS,
    WhyEnded.NO_WISH: EndingKey.B_NO_WISH,
}
_WHY_NOT: dict[NotEnded, TextKey] = {
    NotEnded.NOT_WITH_US: EndingKey.NOT_WITH_US,
    NotEnded.OPEN: EndingKey.OPEN,
    NotEnded.UNREAD: EndingKey.UNREAD,
    NotEnded.HELD: EndingKey.HELD,
    NotEnded.NO_TALK: EndingKey.TALK_FIRST,
}


def ask_end(
    tap: YouthTap, *, why: WhyEnded | None, contact: int | None = None, sure: bool = False
) -> None:
    """Ask why it ends and whom they can call then, say what follows, and let it be so."""
    refused = may_end(tap.tx, tap.now, tap.youth, why)
    person = staff_rows.get(tap.tx, contact) if contact is not None else None
    if refused is not None:
        _refuse(tap, refused)
    elif why is None:
        buttons = [tap.button(key, "ending", each.value) for each, key in _REASONS.items()]
        words = tap.house.texts.say(tap.staff.language, EndingKey.WHY, hvem=who_of(tap))
        say_lines(tap, EndingKey.WHY, [until(tap), words], rows(*buttons) + _instead(tap))
    elif person is None:
        back = tap.button(Key.B_BACK, "ending")
        people = grid(_whom(tap, why), _IN_A_ROW)
        tap.say(EndingKey.WHOM, buttons=people + rows(back), edit=True)
    elif not sure:
        _ask_sure(tap, Ending(why=why, contact=person))
    else:
        _end(tap, Ending(why=why, contact=person))


def ask_undo(tap: YouthTap) -> None:
    """Take the end back, where it is no older than a day."""
    done = undo_end(tap.tx, tap.actor, tap.now, tap.house, tap.youth)
    tap.say(EndingKey.UNDONE if done else EndingKey.TOO_LATE, edit=True)


def _whom(tap: YouthTap, why: WhyEnded) -> list[Button]:
    """Return the worker, who steps in, and the coordinators, each once."""
    coordinators = [one.id for one in staff_rows.with_role(tap.tx, Role.COORDINATOR)]
    known = dict.fromkeys((tap.youth.mentor_id, tap.youth.cover_id, *coordinators))
    people = (staff_rows.get(tap.tx, one) for one in known)
    return [
        Button(one.first_name, encode("ending", tap.youth.id, f"{why}:{ids.encode(one.id)}"))
        for one in people
        if one is not None and one.joined_at is not None
    ]


def _ask_sure(tap: YouthTap, ending: Ending) -> None:
    value = f"{ending.why}:{ids.encode(ending.contact.id)}:{SURE}"
    yes = tap.button(EndingKey.B_YES, "ending", value)
    back = tap.button(Key.B_BACK, "ending", ending.why.value)
    say_lines(tap, EndingKey.SURE, _what_follows(tap, ending.contact), rows(yes, back))


def _what_follows(tap: YouthTap, contact: Staff) -> list[str]:
    """Return who it is, the last talk, what stays and what the youth reads, a line each."""
    language, youth, zone = tap.staff.language, tap.youth, tap.house.site.zone
    say = partial(tap.house.texts.say, language)
    lines = [
        say(EndingKey.SURE, hvem=who_of(tap), medarbejder=contact.first_name),
        _last_talk(tap),
    ]
    if tasks := what_waits(tap.tx, youth).tasks - open_end_rows(tap.tx, youth):
        lines.append(say(EndingKey.TASKS, antal=tasks))
    at: datetime | None = hears_at(tap.tx, tap.now, tap.house, youth)
    if at is None:
        lines.append(say(EndingKey.TELLS_NOT))
    else:
        lines.append(say(EndingKey.TELLS, hvornaar=when(at, tap.now, zone, language)))
    return lines


def _last_talk(tap: YouthTap) -> str:
    language, at = tap.staff.language, tap.youth.last_human_contact_at
    if at is None:
        return tap.house.texts.say(language, EndingKey.NO_TALK)
    day = long_date(at, tap.house.site.zone, language)
    return tap.house.texts.say(language, EndingKey.LAST_TALK, dato=day)


def _end(tap: YouthTap, ending: Ending) -> None:
    refused = end_contact(tap.tx, tap.actor, tap.now, tap.house, tap.youth, ending)
    if refused is not None:
        _refuse(tap, refused)
        return
    tap.say(EndingKey.DONE, buttons=rows(tap.button(EndingKey.B_UNDO, "endundo")), edit=True)


def _refuse(tap: YouthTap, why: NotEnded) -> None:
    waits, key = what_waits(tap.tx, tap.youth), _WHY_NOT[why]
    buttons = () if why is NotEnded.NOT_WITH_US else _instead(tap)
    if why is NotEnded.OPEN:
        numre = ", ".join(str(one) for one in waits.cases)
        tap.say(key, buttons=buttons, edit=True, numre=numre)
    elif why is NotEnded.UNREAD:
        tap.say(key, buttons=buttons, edit=True, antal=waits.unread)
    else:
        tap.say(key, buttons=buttons, edit=True)


def _instead(tap: YouthTap) -> Buttons:
    """Return what can be done where it cannot end now: another day, or back."""
    other = tap.button(EndingKey.B_OTHER_DAY, "enddate")
    return rows(other, tap.button(Key.B_BACK, "worker"))
