"""What a worker has heard happened: came, called it off, a day away, a job that ends. One tap.

Coming to what was agreed, and calling it off, are signs of life, and are noted everywhere. A day
away and the end of a job or school are read by attention points only, and noted where these are
counted; they are no sign of life. None of it is contact, and the youth hears nothing of it.
"""

from __future__ import annotations

from content.areas.talks import TalkKey
from content.audience import TextKey
from content.phrases import long_date
from domain.talk import EVENTS, Talk, TalkWay, happened_at, happened_on
from domain.wall import to_wall
from services.buttons import row
from services.human_contact import look_again, sign_of_life
from services.youth_tap import YouthTap
from storage import talks

# What may be noted, with its button: of today, and of a day before.
EVENT_LABELS: dict[TalkWay, TextKey] = {
    TalkWay.AWAY: TalkKey.B_AWAY_DAY,
    TalkWay.HALF_AWAY: TalkKey.B_AWAY_HALF,
    TalkWay.SPELL_ENDED: TalkKey.B_SPELL_ENDED,
}
LABELS_BEFORE: dict[TalkWay, TextKey] = {**EVENT_LABELS, TalkWay.AWAY: TalkKey.B_AWAY_WHOLE}
AGREED_LABELS: dict[TalkWay, TextKey] = {
    TalkWay.KEPT: TalkKey.B_KEPT,
    TalkWay.CANCELLED: TalkKey.B_CANCELLED,
    TalkWay.NO_SHOW: TalkKey.B_NO_SHOW,
}
_LOOK_BACK = 60


def log_event(tap: YouthTap, *, way: TalkWay, back: int = 0) -> None:
    """Note what happened to a youth so many local days ago, once for that day.

    Where nothing counts a day away, it is said that it is not noted.
    """
    if way in EVENTS and not tap.house.attention:
        tap.say(TalkKey.EVENT_NOT_COUNTED, edit=True)
        return
    at, zone = happened_at(way, back, tap.now, tap.youth.zone), tap.youth.zone
    known = talks.latest_of(tap.tx, tap.youth.id, _LOOK_BACK)
    if not happened_on(known, way, to_wall(at, zone).date(), zone):
        new = Talk(
            id=tap.tx.new_id(),
            youth_id=tap.youth.id,
            staff_id=tap.staff.id,
            at=at,
            way=way,
        )
        talks.add(tap.tx, new)
        if way not in EVENTS:
            _heard_from(tap, new)
    key = TalkKey.EVENT_KEPT if way in EVENTS else TalkKey.AGREED_NOTED
    buttons = row(tap.button(TalkKey.B_NOTE, "openy"))
    tap.say(key, edit=True, buttons=buttons, hvad=_what(tap, way, back))


def _heard_from(tap: YouthTap, noted: Talk) -> None:
    """Count it as a sign of life on its day, unless they were heard from since."""
    last = tap.youth.last_sign_of_life_at
    if last is None or last < noted.at:
        sign_of_life(tap.tx, noted.at, tap.youth)
        look_again(tap.tx, tap.house, tap.youth.id)


def _what(tap: YouthTap, way: TalkWay, back: int) -> str:
    language = tap.staff.language
    labels = {**(LABELS_BEFORE if back else EVENT_LABELS), **AGREED_LABELS}
    what = tap.house.texts.say(language, labels[way])
    if not back:
        return what
    at = happened_at(way, back, tap.now, tap.youth.zone)
    return f"{what}, {long_date(at, tap.youth.zone, language)}"
