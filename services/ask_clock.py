"""*Jeg er et andet sted*, under /tid: a youth says what time it is there, and no place."""

from __future__ import annotations

from datetime import datetime

from content.areas.enrolment import EnrolmentKey
from content.areas.rhythm import RhythmKey
from content.phrases import clock
from domain.callback import encode
from domain.elsewhere import OFFSETS, clocks_now, zone_by_clock
from domain.incoming import Incoming
from domain.message import Button
from domain.new_youth import ZONES
from domain.people import Actor, Youth, YouthStatus
from domain.wall import to_wall
from services.buttons import button, grid
from services.change_zone import can_be_asked, change_zone
from services.human_contact import sign_of_life
from services.old_buttons import old_button_of_youth
from services.say import Voice, answer_youth, mentor_of
from services.show_times import show_under
from services.turn import Turn
from services.world import House
from storage import youths as youth_rows
from storage.tx import Tx

_IN_A_ROW = 4


def ask_clock(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Ask what time it is where the youth is."""
    if youth.status is not YouthStatus.ACTIVE:
        old_button_of_youth(tx, actor, now, house, incoming, youth)
        return
    sign_of_life(tx, now, youth)
    voice = Voice.of(tx, house, youth, now)
    chips = [
        Button(
            voice.say(EnrolmentKey.B_HOUR, klokken=clock(shown, voice.language)),
            encode("elsewhere", youth.id, str(hours)),
        )
        for hours, shown in clocks_now(now).items()
    ]
    out = button(house, youth.language, RhythmKey.B_AS_NOW, "asnow", youth.id)
    buttons = (*grid(chips, _IN_A_ROW), (out,))
    answer_youth(tx, now, voice, incoming, RhythmKey.ASK_CLOCK, buttons=buttons, edit=True)


def set_clock(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    hours: int,
) -> None:
    """Go by a clock that many hours from UTC from now on, and say how it is then."""
    if youth.status is not YouthStatus.ACTIVE or hours not in OFFSETS:
        old_button_of_youth(tx, actor, now, house, incoming, youth)
        return
    sign_of_life(tx, now, youth)
    zone = zone_by_clock(hours, now, (youth.zone, house.site.zone, *ZONES))
    change_zone(tx, actor, now, house, youth, zone)
    after = youth_rows.get(tx, youth.id) or youth
    voice = Voice.of(tx, house, after, now)
    lead = voice.say(RhythmKey.CLOCK_SET, klokken=clock(to_wall(now, after.zone), voice.language))
    if not can_be_asked(tx, now, house, after):
        named = mentor_of(tx, after).first_name
        lead = f"{lead} {voice.say(RhythmKey.CLOCK_ASLEEP, medarbejder=named)}"
    show_under(Turn(tx, actor, now, house, incoming, after), lead)
