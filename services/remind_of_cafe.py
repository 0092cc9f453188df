"""The same day: one reminder to who said yes or maybe; a worker may offer to go in together."""

from __future__ import annotations

from content.areas.cafe import CafeKey
from domain.cafe import Coming, Rsvp, Step
from domain.cafe_audience import may_hear
from domain.message import Purpose
from domain.people import Youth
from services.buttons import button, row
from services.cafe_mail import News, leave_out, remind_name, tell, too_much
from services.cafe_words import ANSWERS, at, change_button, spoken
from services.evening import Evening
from services.notices import notify_mentor
from services.same_day import tell_hosts_of_both, told_of
from services.say import mentor_of
from storage import rsvps


def remind(evening: Evening) -> None:
    """Remind who said yes or maybe, once, and nobody else.

    Whoever said yes has asked for it, and is reminded in a full week as well. To who said maybe it
    is one more message: where the day or the week has no room it is left out, with the reason.
    Of two who were marked as *ikke sammen* after both had said yes, to this evening or to another
    of the same day, only the first is reminded; the coordinators are told that somebody must talk
    to the other.
    """
    everybody = evening.rows()
    told = told_of(evening)
    for rsvp in told:
        youth = evening.youth(rsvp)
        if may_hear(youth, evening.now):
            _remind_one(evening, youth, rsvp)
            _offer_company(evening, youth)
    if len(told) < sum(one.is_expected for one in everybody):
        tell_hosts_of_both(evening)


def _remind_one(evening: Evening, youth: Youth, rsvp: Rsvp) -> None:
    full = too_much(evening, youth) if rsvp.answer is Coming.MAYBE else None
    if full is not None:
        leave_out(evening, youth, Step.REMIND, full)
        return
    tell(evening, youth, reminder_news(evening, youth, rsvp))


def reminder_news(evening: Evening, youth: Youth, rsvp: Rsvp) -> News:
    """Return the reminder of an evening as one youth reads it."""
    maybe = rsvp.answer is Coming.MAYBE
    key = CafeKey.REMIND_MAYBE if maybe else CafeKey.REMIND
    buttons = change_button(evening.house, youth, rsvp)
    if maybe:
        buttons = row(
            *(
                button(evening.house, youth.language, ANSWERS[answer], "rsvp", rsvp.id, answer)
                for answer in (Coming.YES, Coming.NO)
            )
        )
    return News(
        name=remind_name(evening.cafe, rsvp),
        key=key,
        text=spoken(evening, youth, key),
        buttons=buttons,
        purpose=Purpose.REMINDER,
        late_at=evening.cafe.begins_at,
    )


def _offer_company(evening: Evening, youth: Youth) -> None:
    """Let the worker know of a first time, early enough to write a line of their own."""
    tx, now, house = evening.tx, evening.now, evening.house
    begins = evening.cafe.begins_at
    earlier = rsvps.before(tx, [youth.id], begins).get(youth.id, ())
    if any(one.has_come for one in earlier) or house.site.next_staffed(now) >= begins:
        return
    hvornaar = at(evening, mentor_of(tx, youth))
    name = f"cafe:{evening.cafe.id}:first:{youth.id}"
    notify_mentor(tx, now, house, youth, CafeKey.FIRST_TIME, name, hvornaar=hvornaar)
