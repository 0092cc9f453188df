"""*Var det tiden værd?*: asked silently of those who came, with one optional wish."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from content.areas.cafe import CafeKey
from content.phrases import when
from domain.cafe import Rsvp, Step, Worth, asks_until
from domain.cafe_audience import may_hear
from domain.incoming import Incoming
from domain.message import Buttons, Purpose
from domain.people import Actor, Youth
from domain.wish import asks_for_somebody, wish_in
from services.buttons import button, call_me, help_now, row
from services.cafe_mail import News, has_bot, leave_out, tell, too_much, worth_name
from services.evening import Evening
from services.human_contact import sign_of_life
from services.old_buttons import old_button_of_youth, refuse_youth
from services.promise_voice import voice_by
from services.say import Line, Voice, answer_youth, to_youth
from services.turn import Turn
from services.world import House
from storage import cafes, rsvps, told
from storage.tx import Tx

WORTH = {
    Worth.YES: CafeKey.B_WORTH_YES,
    Worth.PARTLY: CafeKey.B_WORTH_PARTLY,
    Worth.NO: CafeKey.B_WORTH_NO,
    Worth.SKIP: CafeKey.B_SKIP,
}
WISHES = {
    "cook": CafeKey.B_WISH_COOK,
    "games": CafeKey.B_WISH_GAMES,
    "out": CafeKey.B_WISH_OUT,
    "talk": CafeKey.B_WISH_TALK,
}
NO_WISH = "none"
LONGEST_WISH = 300  # characters; the worker reads all of it


def ask_worth(evening: Evening, rsvp: Rsvp) -> None:
    """Ask one who came, silently; whoever has no bot is not asked by anybody else.

    It is one of the five a week and the day's one other message: without room it is left out.
    """
    youth = evening.youth(rsvp)
    if not rsvp.has_come or not may_hear(youth, evening.now) or not has_bot(youth):
        return
    full = too_much(evening, youth)
    if full is not None:
        leave_out(evening, youth, Step.ASK, full)
        return
    tell(evening, youth, worth_news(evening, youth, rsvp))


def worth_news(evening: Evening, youth: Youth, rsvp: Rsvp) -> News:
    """Return the question as one youth reads it."""
    return News(
        name=worth_name(rsvp),
        key=CafeKey.ASK_WORTH,
        text=evening.voice(youth).say(CafeKey.ASK_WORTH),
        buttons=_worth_buttons(evening.house, youth, rsvp),
        purpose=Purpose.AFTERWARDS,
        silent=True,
        late_at=asks_until(evening.cafe),
    )


def answer_worth(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    rsvp_id: int,
    worth: Worth,
) -> None:
    """Keep whether it was worth it, and ask for one wish; a skip ends it."""
    rsvp = _mine(tx, actor, now, house, incoming, youth, rsvp_id)
    if rsvp is None:
        return
    sign_of_life(tx, now, youth)
    rsvps.save(tx, replace(rsvp, worth=worth))
    voice = Voice.of(tx, house, youth, now)
    if worth is Worth.SKIP:
        answer_youth(tx, now, voice, incoming, CafeKey.WORTH_SKIPPED, edit=True)
        return
    buttons = _wish_buttons(house, youth, rsvp)
    answer_youth(tx, now, voice, incoming, CafeKey.ASK_WISH, edit=True, buttons=buttons)


def answer_wish(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    rsvp_id: int,
    wish: str,
) -> None:
    """Keep the one wish, or that there is none."""
    rsvp = _mine(tx, actor, now, house, incoming, youth, rsvp_id)
    if rsvp is None:
        return
    sign_of_life(tx, now, youth)
    rsvps.save(tx, replace(rsvp, wish=wish if wish in WISHES else ""))  # empty: wants to say none
    key = CafeKey.WISH_NOTED if wish in WISHES else CafeKey.WORTH_SKIPPED
    answer_youth(tx, now, Voice.of(tx, house, youth, now), incoming, key, edit=True)


def keep_wish(turn: Turn, text: str, *, ordinary: bool) -> bool:
    """Keep what of the words is a wish, if that question is open; return whether that was all.

    They stay a word that the worker reads as well, and the youth hears by when. Where they ask
    for somebody or are not `ordinary`, they are answered as any word is, and of them only what
    is plainly a wish is shown with the evening.
    """
    tx, now, house, youth = turn.tx, turn.now, turn.house, turn.youth
    latest = next(iter(rsvps.before(tx, [youth.id], now).get(youth.id, ())), None)
    cafe = cafes.get(tx, latest.cafe_id) if latest is not None else None
    if latest is None or cafe is None or now >= asks_until(cafe):
        return False
    if latest.worth in {None, Worth.SKIP} or latest.wish is not None:
        return False
    wish = wish_in(text, house.screening)
    if wish is None:
        return False
    rsvps.save(tx, replace(latest, wish=wish[:LONGEST_WISH]))
    _close_wish(turn, latest)
    if wish != text or not ordinary or asks_for_somebody(text):
        return False
    _thank_for_wish(turn)
    return True


def _thank_for_wish(turn: Turn) -> None:
    """Say that the wish is kept, by when it is read, and what is one tap away."""
    now, house, youth = turn.now, turn.house, turn.youth
    reads_at = house.site.reads_at(now)
    voice = voice_by(turn.tx, house, youth, now, reads_at)
    asks = call_me if house.site.is_staffed(now) else help_now
    by = when(reads_at, now, youth.zone, youth.language)
    buttons = row(asks(house, youth))
    key = CafeKey.WISH_WRITTEN
    answer_youth(turn.tx, now, voice, turn.incoming, key, buttons=buttons, hvornaar=by)


def _close_wish(turn: Turn, rsvp: Rsvp) -> None:
    """Take the buttons of the question away: it is answered."""
    asked = told.named(turn.tx, worth_name(rsvp))
    if asked is None:
        return
    line = Line(
        purpose=Purpose.CLOSE,
        key=CafeKey.ASK_WISH,
        text="",
        dedupe=f"{worth_name(rsvp)}:written",
        edits=asked,
        keep_text=True,
    )
    to_youth(turn.tx, turn.now, turn.youth, line)


def _mine(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    rsvp_id: int,
) -> Rsvp | None:
    rsvp = rsvps.get(tx, rsvp_id)
    if rsvp is not None and rsvp.youth_id != youth.id:
        refuse_youth(tx, actor, now, house, incoming, youth, about=rsvp.youth_id)
        return None
    if rsvp is None or not rsvp.has_come:
        old_button_of_youth(tx, actor, now, house, incoming, youth)
        return None
    return rsvp


def _worth_buttons(house: House, youth: Youth, rsvp: Rsvp) -> Buttons:
    language = youth.language
    answers = [
        button(house, language, key, "worth", rsvp.id, worth.value) for worth, key in WORTH.items()
    ]
    return (*row(*answers[:-1]), *row(answers[-1]))


def _wish_buttons(house: House, youth: Youth, rsvp: Rsvp) -> Buttons:
    language = youth.language
    wishes = [button(house, language, key, "wish", rsvp.id, wish) for wish, key in WISHES.items()]
    skip = button(house, language, CafeKey.B_SKIP, "wish", rsvp.id, NO_WISH)
    return (*row(*wishes[:2]), *row(*wishes[2:]), *row(skip))
