"""What a worker has heard happened: a day away, a job or an education that ends. One tap.

It is noted only where attention points are counted: nothing else reads it. The youth hears
nothing of it by itself, and it is no sign of life and no contact.
"""

from __future__ import annotations

from content.areas.talks import TalkKey
from content.audience import TextKey
from domain.talk import Talk, TalkWay, happened_today
from services.buttons import row
from services.youth_tap import YouthTap
from storage import talks

EVENT_LABELS: dict[TalkWay, TextKey] = {
    TalkWay.AWAY: TalkKey.B_AWAY_DAY,
    TalkWay.HALF_AWAY: TalkKey.B_AWAY_HALF,
    TalkWay.SPELL_ENDED: TalkKey.B_SPELL_ENDED,
}
_LOOK_BACK = 60


def log_event(tap: YouthTap, *, way: TalkWay) -> None:
    """Note what happened to a youth on this day, once; where nothing counts it, say so."""
    if not tap.house.attention:
        tap.say(TalkKey.EVENT_NOT_COUNTED, edit=True)
        return
    known = talks.latest_of(tap.tx, tap.youth.id, _LOOK_BACK)
    if not happened_today(known, way, tap.now, tap.youth.zone):
        new = Talk(
            id=tap.tx.new_id(),
            youth_id=tap.youth.id,
            staff_id=tap.staff.id,
            at=tap.now,
            way=way,
        )
        talks.add(tap.tx, new)
    what = tap.house.texts.say(tap.staff.language, EVENT_LABELS[way])
    buttons = row(tap.button(TalkKey.B_NOTE, "openy"))
    tap.say(TalkKey.EVENT_KEPT, edit=True, buttons=buttons, hvad=what)
