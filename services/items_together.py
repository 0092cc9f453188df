"""The first ratings, answered in the room: two people and one phone, no hurry."""

from __future__ import annotations

from collections.abc import Sequence

from domain.case import CaseKind
from domain.checkin import QUESTION_RULES, CheckIn, CheckInState
from domain.people import Youth
from domain.plan import ContactKind, PlannedContact
from domain.question import Answer, Question
from domain.reply import Reply, ReplyKind
from services.human_contact import look_again
from services.programme_of import programme_of
from services.raise_case import raise_case
from services.turn import Turn
from services.world import House
from storage import checkins, replies
from storage.tx import Rx


def first_items(rx: Rx, house: House, youth: Youth) -> Sequence[Question]:
    """Return the ratings that are asked in the room on day 0; none where the plan has none."""
    programme = programme_of(rx, house, youth.programme_version_id)
    return programme.items[: programme.items_together] if _asker(rx, house, youth) else ()


def keep_item(turn: Turn, place: int, raw: str) -> bool:
    """Keep one rating as an answer of a check-in of its own; False for what was not asked.

    A low one is a case as any other: nobody can know who sat there.
    """
    items = first_items(turn.tx, turn.house, turn.youth)
    contact = _asker(turn.tx, turn.house, turn.youth)
    if contact is None or not 0 <= place < len(items):
        return False
    given = QUESTION_RULES[items[place].kind].accept(items[place], raw)
    if given is None:
        return False
    checkin = _checkin(turn, contact, items)
    replies.add(turn.tx, _reply(turn, checkin, given), inbox_id=turn.incoming.inbox_id)
    if given.low:
        raise_case(
            turn.tx,
            turn.actor,
            turn.now,
            turn.house,
            youth=turn.youth,
            kind=CaseKind.LOW_ANSWER,
        )
    look_again(turn.tx, turn.house, turn.youth.id)
    return True


def _asker(rx: Rx, house: House, youth: Youth) -> PlannedContact | None:
    """Return the contact that asks the ratings later, whose words stand on the page."""
    contacts = programme_of(rx, house, youth.programme_version_id).contacts
    return next((one for one in contacts if one.kind is ContactKind.CHECKIN and one.items), None)


def _checkin(turn: Turn, contact: PlannedContact, items: Sequence[Question]) -> CheckIn:
    """Return the check-in of this onboarding, which asks for nothing any more."""
    begun_at = turn.youth.accepted_at or turn.now
    known = (one for one in checkins.latest_of(turn.tx, turn.youth.id, 20))
    same = (one for one in known if one.contact_key == contact.key)
    found = next((one for one in same if one.occurrence_at == begun_at), None)
    if found is not None:
        return found
    made = CheckIn(
        id=turn.tx.new_id(),
        youth_id=turn.youth.id,
        contact_key=contact.key,
        kind=contact.kind,
        programme_version_id=turn.youth.programme_version_id,
        occurrence_at=begun_at,
        state=CheckInState.DONE,
        position=len(items) - 1,
        prompt_outbox_id=0,
        opened_at=turn.now,
        remind_at=None,
        reminded_at=None,
        expires_at=turn.now,
        event_at=None,
        low=False,
        asked=tuple(item.key for item in items),
    )
    checkins.add(turn.tx, made)
    return made


def _reply(turn: Turn, checkin: CheckIn, given: Answer) -> Reply:
    return Reply(
        id=turn.tx.new_id(),
        youth_id=turn.youth.id,
        kind=ReplyKind.ANSWER,
        received_at=turn.now,
        checkin_id=checkin.id,
        question_key=given.question_key,
        value=given.value,
        number=given.number,
        message_id=turn.incoming.message_id,
    )
