"""Who has seen a red case and who has not, in numbers and roles: no name leaves by Telegram."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from content.areas.care import CareKey
from content.areas.talks import TalkKey
from domain.acknowledging import is_wanted
from domain.case import Case, CaseState, Level
from domain.escalation import Climb, Why
from domain.people import Language, Role, Staff, Youth
from services.on_duty import is_reachable, to_ring
from services.world import House
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Rx

_ROLES = {Role.COORDINATOR: CareKey.ROLE_COORDINATOR, Role.LEADER: CareKey.ROLE_LEADER}


def missing_now(rx: Rx, now: datetime, house: House, case: Case) -> tuple[int, ...]:
    """Return who may be rung at `now` (UTC), can be written to, and has not seen it yet."""
    ring = to_ring(rx, now, house, replace(case, round=case.round + case.asked))
    return tuple(person.id for person in _people(rx, ring, case))


def missing_later(rx: Rx, case: Case) -> bool:
    """Return whether somebody on the ladder, who may be off now, has not seen it yet."""
    return bool(_people(rx, case.ladder, case))


def seen_line(rx: Rx, now: datetime, house: House, case: Case, language: Language) -> str | None:
    """Return how many have seen a red case that somebody has taken, and in which roles.

    None where one is enough, or where somebody has talked with the youth.
    """
    shown = case.level is Level.RED and case.state is CaseState.TAKEN and case.talked_at is None
    if case.needs < 2 or not shown:
        return None
    youth = youth_rows.get(rx, case.youth_id) if case.youth_id is not None else None
    known = (staff_rows.get(rx, one) for one in case.acknowledged)
    say = house.texts.say
    values: dict[str, str | int] = {
        "antal": len(case.acknowledged),
        "mange": case.needs,
        "har": _roles(house, language, filter(None, known), youth),
    }
    if not is_wanted(case):
        return say(language, CareKey.SEEN_ENOUGH, **values)
    missing = _people(rx, missing_now(rx, now, house, case), case)
    if not missing:
        return say(language, CareKey.SEEN_BY_THOSE_HERE, **values)
    return say(
        language, CareKey.SEEN_BY, **values, mangler=_roles(house, language, missing, youth)
    )


def _people(rx: Rx, ids: Iterable[int], case: Case) -> list[Staff]:
    found = (staff_rows.get(rx, one) for one in ids if one not in case.acknowledged)
    return [person for person in found if person is not None and is_reachable(person)]


def _roles(house: House, language: Language, people: Iterable[Staff], youth: Youth | None) -> str:
    roles = (house.texts.say(language, _role(person, youth)) for person in people)
    return ", ".join(dict.fromkeys(roles))


def _role(person: Staff, youth: Youth | None) -> CareKey:
    if youth is not None and person.id == youth.mentor_id:
        return CareKey.ROLE_MENTOR
    if youth is not None and person.id == youth.cover_id:
        return CareKey.ROLE_COVER
    return _ROLES.get(person.role, CareKey.ROLE_COLLEAGUE)


def about_taken(rx: Rx, now: datetime, house: House, moved: Climb, person: Staff) -> str:
    """Return why somebody is told of a case that a colleague has: to see it, or of tries."""
    case, say = moved.case, house.texts.say
    asked = say(person.language, CareKey.SEE_IT)
    taker = staff_rows.get(rx, case.taken_by or 0)
    if case.level is not Level.RED and taker is not None:
        return say(person.language, TalkKey.TRIED_OFTEN, medarbejder=taker.first_name)
    if moved.why is Why.NOT_REACHED and taker is not None:
        asked = say(person.language, CareKey.TRIED_BY, medarbejder=taker.first_name)
    return "\n".join(filter(None, (asked, seen_line(rx, now, house, case, person.language))))
