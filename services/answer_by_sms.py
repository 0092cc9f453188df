"""*JA* and *NEJ* by SMS answer the question that left last; what follows is the chat's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from content.areas.care import CareKey
from content.areas.sms import SmsKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import when
from domain.cafe import Coming
from domain.case import Case, CaseKind, CaseState
from domain.checkin import CheckIn, CheckInState, Effect, Move, moved
from domain.message import Purpose
from domain.plan import ContactKind
from domain.reply import BY_SMS, SMS_NO, SMS_YES, Reply, ReplyKind
from services.answer_invitation import answer_invitation
from services.help_card import answer_card
from services.human_contact import look_again, sign_of_life
from services.outbox_work import prove_sent
from services.postcard import in_sms
from services.promise_voice import voice_by
from services.raise_case import raise_case, standing
from services.say import answer_youth
from services.sms_failed import arrived_after_all
from services.stop import tell_if_we_may_call
from services.turn import Turn
from storage import cases, checkins, replies, rsvps, sms_asked, told
from storage.sms_asked import Asked

# A *ja* after this may be meant for something else: a human reads it.
STANDS_FOR = timedelta(days=3)
# The networks may turn round what left within this time: nobody knows which came last.
ONE_TALK = timedelta(minutes=10)

Answer = Callable[[Turn, Asked, bool], bool]


def answer_by_sms(turn: Turn, *, yes: bool) -> bool:
    """Take a *ja* or *nej* for the question that left last; return False when there was none.

    Where it may be meant for *er du i fare?* as well as for something else, a *ja* is the one to
    danger, and a *nej* is neither: a human reads it, and the card counts as unanswered.
    """
    since = turn.now - STANDS_FOR
    asked = sms_asked.asked_since(turn.tx, turn.youth.id, _ANSWERS, since=since)
    if not asked:
        return False
    danger = _unclear(turn, asked)
    if danger is None:
        return _ANSWERS[asked[0].wording](turn, asked[0], yes)
    return yes and _danger(turn, danger, yes)


def _unclear(turn: Turn, asked: Sequence[Asked]) -> Asked | None:
    """Return the card whose question stands open beside another one, or None.

    A card that left last has the answer, unless the other left within ten minutes of it; a
    card that something else came after never loses its answer to that.
    """
    cards = [one for one in asked if _ANSWERS[one.wording] is _danger]
    card = next((one for one in cards if _is_red(turn, one)), None)
    if card is None:
        return None
    others = [one for one in asked if one not in cards and _waits(turn, one)]
    near = [one for one in others if one.left_at > card.left_at - ONE_TALK]
    return card if near else None


def _is_red(turn: Turn, asked: Asked) -> bool:
    """Return whether the case of a card is open and nobody has talked about it yet."""
    case = cases.get(turn.tx, asked.case_id) if asked.case_id is not None else None
    return case is not None and case.state is not CaseState.CLOSED and case.talked_at is None


def _waits(turn: Turn, asked: Asked) -> bool:
    """Return whether another question than that of a card had no answer yet."""
    if asked.cafe_id is not None:
        rsvp = rsvps.find(turn.tx, asked.cafe_id, turn.youth.id)
        return rsvp is not None and rsvp.answer is None
    if asked.checkin_id is not None:
        checkin = checkins.get(turn.tx, asked.checkin_id)
        return checkin is not None and checkin.state is not CheckInState.DONE
    return turn.youth.call_allowed is None


def _checkin(turn: Turn, asked: Asked, yes: bool) -> bool:  # noqa: FBT001 - the shape of a table
    """Keep how somebody is. A *nej* has the clock of a low answer, and says who calls by when."""
    tx, now, youth = turn.tx, turn.now, turn.youth
    checkin = checkins.get(tx, asked.checkin_id) if asked.checkin_id is not None else None
    if checkin is None or checkin.youth_id != youth.id:
        return False
    sign_of_life(tx, now, youth)
    prove_sent(tx, now, asked.outbox_id, None)
    arrived_after_all(tx, now, checkin.prompt_outbox_id)
    low = not yes and checkin.kind is not ContactKind.CAFE
    replies.add(tx, _reply(turn, checkin, yes=yes), inbox_id=turn.incoming.inbox_id)
    if checkin.state is CheckInState.OPEN:
        effect = Effect.THANK_LOW if low else Effect.THANK
        done = moved(checkin, Move(state=CheckInState.DONE, position=1, effect=effect), now)
        checkins.save(tx, replace(done, low=low))
        told.withdraw(tx, checkin.id, but=checkin.prompt_outbox_id, reason="answered")
    case = _low(turn) if low else standing(tx, youth, CaseKind.LOW_ANSWER)
    look_again(tx, turn.house, youth.id)
    if checkin.kind is ContactKind.CAFE:
        _thank_for_evening(turn, checkin, yes=yes)
    else:
        _thank(turn, case, yes=yes)
    return True


def _low(turn: Turn) -> Case:
    tx, youth = turn.tx, turn.youth
    kind = CaseKind.LOW_ANSWER
    case = raise_case(tx, turn.actor, turn.now, turn.house, youth=youth, kind=kind)
    cases.tell(tx, turn.now, case.id, str(turn.actor), "wish", {"wish": "call"})
    return case


def _thank_for_evening(turn: Turn, checkin: CheckIn, *, yes: bool) -> None:
    begins = checkin.event_at
    key = SmsKey.TOO_LATE
    if begins is not None and turn.now < begins:
        key = SmsKey.COMING if yes else SmsKey.NOT_COMING
    _say(turn, key, begins or turn.now)


def _thank(turn: Turn, case: Case | None, *, yes: bool) -> None:
    """Thank for a *ja*, or say who calls by when; a call that was promised before stands."""
    house, now = turn.house, turn.now
    # Nobody is promised a time that has passed: who waits too long is called when somebody reads.
    due = case.due_at if case is not None and case.due_at > now else house.site.reads_at(now)
    after_yes = SmsKey.YES if case is None else SmsKey.YES_STILL
    _say(turn, after_yes if yes else SmsKey.NO, due)


def _say(turn: Turn, key: SmsKey, instant: datetime) -> None:
    """Answer with words that may name an instant (UTC)."""
    house, now, youth = turn.house, turn.now, turn.youth
    at = when(instant, now, youth.zone, youth.language)
    voice = voice_by(turn.tx, house, youth, now, max(instant, now))
    sms = in_sms(key, voice.say, hvornaar=at)
    answer_youth(turn.tx, now, voice, turn.incoming, key, purpose=Purpose.THANKS, sms=sms)


def _reply(turn: Turn, checkin: CheckIn, *, yes: bool) -> Reply:
    return Reply(
        id=turn.tx.new_id(),
        youth_id=turn.youth.id,
        kind=ReplyKind.ANSWER,
        received_at=turn.now,
        checkin_id=checkin.id,
        question_key=BY_SMS,
        value=SMS_YES if yes else SMS_NO,
        late=checkin.state is not CheckInState.OPEN or turn.now >= checkin.expires_at,
    )


def _evening(turn: Turn, asked: Asked, yes: bool) -> bool:  # noqa: FBT001 - the shape of a table
    """Keep whether somebody comes; a planned contact about an evening is one of the plan's."""
    if asked.cafe_id is None:
        return _checkin(turn, asked, yes)
    rsvp = rsvps.find(turn.tx, asked.cafe_id, turn.youth.id)
    if rsvp is None:
        return False
    answer_invitation(
        turn.tx,
        turn.actor,
        turn.now,
        turn.house,
        turn.incoming,
        turn.youth,
        rsvp_id=rsvp.id,
        answer=Coming.YES if yes else Coming.NO,
    )
    return True


def _danger(turn: Turn, asked: Asked, yes: bool) -> bool:  # noqa: FBT001 - the shape of a table
    """Keep the answer to *er du i fare lige nu?*."""
    if asked.case_id is None:
        return False
    answer_card(
        turn.tx,
        turn.actor,
        turn.now,
        turn.house,
        turn.incoming,
        turn.youth,
        case_id=asked.case_id,
        value="yes" if yes else "no",
    )
    return True


def _calls(turn: Turn, asked: Asked, yes: bool) -> bool:  # noqa: FBT001 - the shape of a table
    """Keep whether the worker may still call after *stop*."""
    tell_if_we_may_call(
        turn.tx, turn.actor, turn.now, turn.house, turn.incoming, turn.youth, allowed=yes
    )
    return True


_BY_KEY: Mapping[TextKey, Answer] = {
    SmsKey.CHECKIN: _checkin,
    SmsKey.REMINDER: _checkin,
    SmsKey.INVITE: _evening,
    SmsKey.SOFT: _evening,
    SmsKey.SAME_DAY: _evening,
    SmsKey.MOVED: _evening,
    SmsKey.COMING: _evening,
    Key.CARD: _danger,
    CareKey.CARD_NOBODY: _danger,
    CareKey.CARD_ROSTER: _danger,
    CareKey.CARD_EXTERNAL: _danger,
    SmsKey.STOPPED: _calls,
    SmsKey.STOPPED_RED: _calls,
}
_ANSWERS: Mapping[str, Answer] = MappingProxyType({str(key): do for key, do in _BY_KEY.items()})
