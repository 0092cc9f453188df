"""*Jeg er bekymret*: a worker's own worry opens a case, or joins the one that is open.

So does the worry of a partner (a school, a workplace, a job centre, a café partner), which a
partner tells a worker and never the robot. It is a source of its own: the case, its news and the
reason say whose worry it is. One young person has one case of concern, whoever came first.

While a red case about the same young person is open, a worry goes into that one: whoever is on it
hears at once, and the middle of an emergency has no second case beside it. The answer says so.

The button asks first (`services.ask_concern`): it stands among others, and a case rings people.
What was written out (`/bekymret` as a reply) is asked about no more.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from content.areas.staff import StaffKey
from content.keys import Key
from domain.callback import decode
from domain.case import Case, CaseKind, Level
from domain.incoming import Incoming
from domain.people import Actor, Staff, Youth
from services.buttons import rows
from services.case_messages import tell_again
from services.raise_case import raise_case, standing
from services.reply_to_youth import look_of_reply
from services.say import answer_staff
from services.turn import DOUBLE_TAP
from services.world import House
from services.youth_tap import YouthAct, YouthTap, on_youth
from storage import cases, outbox, replied
from storage.outbox import Message
from storage.tx import Tx

REACHES_BACK = timedelta(days=30)  # how old a message may be to which a worry replies
PARTNER = "partner"
# What a worker may type for a partner behind the command, and nothing else, in any language.
PARTNERS = frozenset(
    {
        "partner",
        "skole",
        "skolen",
        "job",
        "jobbet",
        "jobcenter",
        "jobcentret",
        "jobcenteret",
        "cafe",
        "café",
        "cafeen",
        "caféen",
        "school",
        "work",
    }
)
_FROM = frozenset({"fra", "from"})
_ABOUT_A_YOUTH = frozenset({"openy", "talkto", "concern"})


_WHOSE = {False: CaseKind.CONCERN, True: CaseKind.PARTNER_CONCERN}
_SOURCE = {CaseKind.CONCERN: cases.FROM_STAFF, CaseKind.PARTNER_CONCERN: cases.FROM_PARTNER}
_NEWS = {
    CaseKind.CONCERN: StaffKey.CASE_CONCERN,
    CaseKind.PARTNER_CONCERN: StaffKey.CASE_PARTNER_CONCERN,
}
_SAID = {  # by whose concern it is, and whether a case was open before
    (CaseKind.CONCERN, False): StaffKey.CONCERN_OPENED,
    (CaseKind.CONCERN, True): StaffKey.CONCERN_JOINED,
    (CaseKind.PARTNER_CONCERN, False): StaffKey.CONCERN_PARTNER,
    (CaseKind.PARTNER_CONCERN, True): StaffKey.CONCERN_PARTNER_JOINED,
}


def concern_about(tap: YouthTap, *, asked: bool = False, partner: bool = False) -> None:
    """Open or join the case of a concern about this youth, and say so.

    With `asked` the question that was answered becomes the answer. With `partner` somebody at
    school, at work or at the job centre is concerned, and told the worker.
    """
    why = f"in:{tap.incoming.inbox_id}"
    case, joined = raise_concern(
        tap.tx, tap.actor, tap.now, tap.house, tap.youth, why=why, partner=partner
    )
    also = StaffKey.CONCERN_IN_RED if case.level is Level.RED else None
    tap.say(_SAID[_WHOSE[partner], joined], edit=asked, also=also, nummer=case.number)


def red_case(tx: Tx, youth: Youth) -> Case | None:
    """Return the red case about the youth that is open, or None."""
    found = cases.of_youth(tx, youth.id, still_open=True)
    return next((case for case in found if case.level is Level.RED), None)


def raise_concern(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    youth: Youth,
    *,
    why: str,
    partner: bool = False,
) -> tuple[Case, bool]:
    """Return the case of a concern about the youth, and whether it was open before.

    That is the red one, where one is open: a worry is more of it, and no second case. With
    `partner` it is a partner's, which a worker was told. Everybody who was told of an open
    one hears that there is more, and from whom; who was told within the minute is not rung twice
    by a finger that slipped, and nothing is written twice. The caller asks permission.
    """
    whose = _WHOSE[partner]
    known = red_case(tx, youth) or _open_concern(tx, youth)
    if known is None:
        case = raise_case(tx, actor, now, house, youth=youth, kind=whose)
        cases.tell(tx, now, case.id, str(actor), _SOURCE[whose], {})
        return case, False
    told = [at for at, _, what, _ in cases.story(tx, known.id) if what == _SOURCE[whose]]
    if told and now - told[-1] <= DOUBLE_TAP:
        return known, known.opened_at < told[-1]
    case = raise_case(tx, actor, now, house, youth=youth, kind=known.kind)
    cases.tell(tx, now, case.id, str(actor), _SOURCE[whose], {})
    tell_again(tx, now, house, case, _NEWS[whose], why)
    return case, True


def _open_concern(tx: Tx, youth: Youth) -> Case | None:
    """Return the case of concern that is open, whoever was concerned: one cause, one case."""
    found = (standing(tx, youth, kind) for kind in _SOURCE)
    return next(filter(None, found), None)


def concern_by_reply(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    typed: str = "",
) -> None:
    """Open or join a concern about the youth of the message that this replies to.

    What was typed behind the command says whose it is: one word such as *skole* and no other
    makes it a partner's, anything else is the worker's own. Nothing of it is kept, and whoever
    wrote more than that is told.
    """
    partner = _names_a_partner(typed)
    own_words = bool(typed) and not partner
    act: YouthAct = _not_kept if own_words else partial(concern_about, partner=partner)
    youth_id = _whom(tx, now, incoming, staff)
    if youth_id is None:
        answer_staff(tx, now, house, incoming, staff, StaffKey.CONCERN_ABOUT_WHOM)
        return
    on_youth(tx, actor, now, house, incoming, staff, youth_id=youth_id, act=act)


def _names_a_partner(typed: str) -> bool:
    """Return whether all that was typed is whose the concern is: *skolen*, or *fra jobcentret*.

    A sentence in which a school is mentioned is somebody's own worry.
    """
    words = [word.strip(".,:;!") for word in typed.casefold().split()]
    if words[:1] and words[0] in _FROM:
        words = words[1:]
    return len(words) == 1 and words[0] in PARTNERS


def _not_kept(tap: YouthTap) -> None:
    concern_about(tap)
    opens = tap.button(Key.B_OPEN, "openy")
    tap.say(StaffKey.CONCERN_NOT_KEPT, buttons=rows(opens))


def _whom(tx: Tx, now: datetime, incoming: Incoming, staff: Staff) -> int | None:
    """Return whom the replied message is about: by its case, or by the page its buttons open."""
    if incoming.reply_to is None:
        return None
    look = look_of_reply(tx, now, incoming, staff)
    if look is not None:
        return look.youth_id
    told = replied.message_at(tx, staff.id, incoming.reply_to, since=now - REACHES_BACK)
    if told is None:
        return None
    case = cases.get(tx, told.case_id) if told.case_id is not None else None
    return case.youth_id if case is not None else _by_buttons(tx, told)


def _by_buttons(tx: Tx, told: Message) -> int | None:
    letter = outbox.letter(tx, told)
    buttons = letter[1].buttons if letter is not None else ()
    taps = [decode(button.data) for line in buttons for button in line]
    about = {tap.id for tap in taps if tap is not None and tap.verb in _ABOUT_A_YOUTH}
    return about.pop() if len(about) == 1 else None  # a list of several is about nobody
