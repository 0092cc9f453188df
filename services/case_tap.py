"""One tap of a member of staff on a case: permission is asked here, once, for every act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from content.audience import TextKey
from content.keys import Key
from content.phrases import when_under
from domain.case import Case, CaseState, Outcome
from domain.incoming import Incoming
from domain.message import Button, Buttons
from domain.people import Actor, Staff, Youth
from services.access import Action, Denied, Granted, allow
from services.buttons import button, row
from services.case_buttons import case_buttons
from services.case_messages import (
    as_it_stands,
    describe,
    outcome_words,
    under_head,
)
from services.human_contact import contact_due
from services.say import answer_staff
from services.who_has_seen import seen_line
from services.world import House
from storage import cases
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class CaseTap:
    """What a verb of staff was given, so that its steps need not pass on six values each."""

    tx: Tx
    actor: Actor
    now: datetime
    house: House
    incoming: Incoming
    staff: Staff

    def say(
        self,
        case: Case,
        key: TextKey,
        buttons: Buttons,
        *,
        also: TextKey | None = None,
        **values: str | int,
    ) -> None:
        """Let the tapped message say something about the case, and `also` something below it."""
        words = self.house.texts.say(self.staff.language, key, nummer=case.number, **values)
        if also is not None:
            words = f"{words}\n{self.house.texts.say(self.staff.language, also)}"
        text = under_head(self.house, case, self.staff, words)
        self._answer(key, text, buttons=buttons, case_id=case.id)

    def show(self, case: Case) -> None:
        """Let the tapped message say how the case stands now."""
        key, text = self.words(case)
        self._answer(key, text, buttons=self.buttons(case), case_id=case.id)

    def refuse(
        self, case: Case | None, why: Denied | Granted | None = None, *, edit: bool = True
    ) -> None:
        """Answer whoever may not do it; who was on the ladder of a closed case reads its end.

        They read nothing of what came after it. `edit` changes the tapped message for that.
        """
        text, end = None, None
        key: TextKey = why.key if isinstance(why, Denied) else Key.NOT_ALLOWED
        if case is not None and case.state is CaseState.CLOSED and self.staff.id in case.ladder:
            end = outcome_words(self.house, case.outcome or Outcome.TALKED, self.staff)
        if case is not None and end is not None:
            key = Key.CASE_CLOSED
            words = self.house.texts.say(self.staff.language, key, nummer=case.number, udfald=end)
            text = under_head(self.house, case, self.staff, words)
        self._answer(key, text, edit=edit and end is not None)

    def words(self, case: Case) -> tuple[TextKey, str]:
        """Return how the case stands now, with the key of those words.

        An open case reads as it did when it came.
        """
        if case.state is CaseState.OPEN:
            standing = as_it_stands(self.tx, case, self.now)
            return Key.CASE, describe(self.house, standing, self.staff, self.now)
        key, values = self._state(case)
        words = self.house.texts.say(self.staff.language, key, nummer=case.number, **values)
        seen = seen_line(self.tx, self.now, self.house, case, self.staff.language)
        both = "\n".join(filter(None, (words, seen)))
        return key, under_head(self.house, case, self.staff, both)

    def _state(self, case: Case) -> tuple[TextKey, dict[str, str | int]]:
        if case.state is CaseState.CLOSED:
            outcome = case.outcome or Outcome.TALKED
            said = {"udfald": outcome_words(self.house, outcome, self.staff)}
            following = self._next_contact(case)
            if following is None:
                return Key.CASE_CLOSED, {**said}
            return Key.CASE_CLOSED_NEXT, {**said, "hvornaar": self.when(following)}
        if case.taken_by == self.staff.id:
            return Key.CASE_MINE, {"hvornaar": self.when(_by(case) or self.now)}
        taker = staff_rows.get(self.tx, case.taken_by or 0)
        return Key.CASE_OTHERS, {"medarbejder": taker.first_name if taker else ""}

    def _answer(
        self,
        key: TextKey,
        text: str | None,
        *,
        buttons: Buttons = (),
        edit: bool = True,
        case_id: int | None = None,
    ) -> None:
        answer_staff(
            self.tx,
            self.now,
            self.house,
            self.incoming,
            self.staff,
            key,
            buttons=buttons,
            edit=edit,
            case_id=case_id,
            text=text,
        )

    def buttons(self, case: Case) -> Buttons:
        """Return what this member of staff can do about the case now."""
        youth = self.youth_of(case)
        talked_at = youth.last_human_contact_at if youth else None
        return case_buttons(self.house, case, self.staff, talked_at=talked_at)

    def choice(self, case: Case, key: TextKey, verb: str, value: str) -> Button:
        """Return a button that does `verb` to the case with what was chosen."""
        return button(self.house, self.staff.language, key, verb, case.id, value)

    def back(self, case: Case) -> Buttons:
        """Return the way out of a question: nothing was done."""
        return row(self.choice(case, Key.B_BACK, "back", ""))

    def youth_of(self, case: Case) -> Youth | None:
        """Return the youth a case is about; None when it is about nobody we know."""
        return youth_rows.get(self.tx, case.youth_id) if case.youth_id is not None else None

    def when(self, instant: datetime) -> str:
        """Return day and time as staff say it, in the site's zone, under the tapped message."""
        written = self.incoming.message_at or self.now
        return when_under(instant, self.now, written, self.house.site.zone, self.staff.language)

    def _next_contact(self, case: Case) -> datetime | None:
        """Return when worker and youth are to talk next, where this case ended by a talk."""
        youth = self.youth_of(case) if case.outcome is Outcome.TALKED else None
        return contact_due(self.tx, self.house, youth) if youth is not None else None


def _by(case: Case) -> datetime | None:
    """Return by when something has come of a case that is taken."""
    return case.try_again_at or case.ends_at or case.escalate_at


def while_open(case: Case | None) -> Case | None:
    """Return the case while it gives those on its ladder a reason to act: until it is closed."""
    return case if case is not None and case.state is not CaseState.CLOSED else None


CaseAct = Callable[[CaseTap, Case], None]


def on_case(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    case_id: int,
    act: CaseAct,
    of_others: bool = False,
) -> None:
    """Let a member of staff act on a case, if they may and nobody else has it.

    Whoever may not is told so, and the refusal is in the audit trail. That a case named somebody
    opens no door once it is closed: they read how it ended, as in every copy of it. A case that is
    closed, or taken by somebody else, only shows how it stands; `of_others` says that this may be
    done about what somebody else has taken, too.
    """
    tap = CaseTap(tx, actor, now, house, incoming, staff)
    case = cases.get(tx, case_id)
    youth = youth_rows.get(tx, case.youth_id) if case and case.youth_id else None
    granted = allow(tx, actor, now, Action.HANDLE_CASE, youth=youth, case=while_open(case))
    if case is None or isinstance(granted, Denied):
        tap.refuse(case, granted)
    elif case.state is CaseState.CLOSED or _is_anothers(case, staff, of_others=of_others):
        tap.show(case)
    else:
        act(tap, case)


def _is_anothers(case: Case, staff: Staff, *, of_others: bool) -> bool:
    return case.taken_by not in {None, staff.id} and not of_others
