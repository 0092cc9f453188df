"""One tap of a member of staff about a youth, without a case: permission is asked here, once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from content.audience import TextKey
from content.keys import Key
from domain.case import Case
from domain.incoming import Incoming
from domain.message import Button, Buttons
from domain.people import Actor, Staff, Youth
from services.access import Action, Denied, allow
from services.buttons import button
from services.initial import initial_and_phase
from services.say import answer_staff
from services.world import House
from storage import youths as youth_rows
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class YouthTap:
    """What a verb about a youth was given, so that its steps pass on one value."""

    tx: Tx
    actor: Actor
    now: datetime
    house: House
    incoming: Incoming
    staff: Staff
    youth: Youth
    case: Case | None = None  # on whose card it was tapped: that gave the permission

    def say(
        self,
        key: TextKey,
        *,
        buttons: Buttons = (),
        edit: bool = False,
        also: TextKey | None = None,
        **values: str | int,
    ) -> None:
        """Answer the tap, with `edit` in the tapped message, and with `also` below it.

        `hvem` is the initial and phase.
        """
        if "hvem" in key.placeholders:
            values["hvem"] = initial_and_phase(
                self.tx, self.now, self.house, self.youth, self.staff.language
            )
        say = self.house.texts.say
        words = say(self.staff.language, key, **values)
        below = say(self.staff.language, also) if also is not None else ""
        answer_staff(
            self.tx,
            self.now,
            self.house,
            self.incoming,
            self.staff,
            key,
            buttons=buttons,
            edit=edit,
            text="\n".join(filter(None, (words, below))),
        )

    def button(self, key: TextKey, verb: str, value: str = "") -> Button:
        """Return a button in the reader's language that does `verb` to the youth."""
        return button(self.house, self.staff.language, key, verb, self.youth.id, value)


YouthAct = Callable[[YouthTap], None]


def on_youth(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    youth_id: int,
    act: YouthAct,
    action: Action = Action.HANDLE_CASE,
) -> None:
    """Do `act` about a youth, if this member of staff may; a refusal is said and written down."""
    youth = youth_rows.get(tx, youth_id)
    granted = allow(tx, actor, now, action, youth=youth, case=None)
    if youth is None or isinstance(granted, Denied):
        key = granted.key if isinstance(granted, Denied) else Key.NOT_ALLOWED
        answer_staff(tx, now, house, incoming, staff, key)
        return
    act(YouthTap(tx, actor, now, house, incoming, staff, youth))
