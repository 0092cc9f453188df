"""News that waits to leave is said in the youth's language and zone, as they are now.

What a message says is built anew from what it is about, which its name and its wording tell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from content.areas.cafe import CafeKey
from content.areas.receipts import ReceiptKey
from content.areas.sms import SmsKey
from domain.message import Body, MessageKind, Purpose
from domain.people import Youth
from services.ask_worth import worth_news
from services.away_news import away_words
from services.cafe_mail import News
from services.change_cafe import change_news, off_text
from services.evening import Evening
from services.new_worker_news import changed_words
from services.postcard import Sms
from services.remind_of_cafe import reminder_news
from services.reminder import reminder_buttons, reminder_text
from services.say import Voice
from services.sms_prompts import evening_sms, reminder_sms
from services.world import House
from storage import cafes, checkins, past, replies, rsvps
from storage import staff as staff_rows
from storage.outbox import Message
from storage.tx import Tx

Said = tuple[Body, Sms | None]
_LATEST_READ = 60
_PARTS_OF_AWAY = 5


def said_anew(tx: Tx, house: House, youth: Youth, message: Message) -> Said | None:
    """Return what a message that waits says now, in a chat and by SMS.

    It is read when it leaves, and names times from there. None for what is not news.
    """
    if message.kind is not MessageKind.TEXT:
        return None
    if message.purpose is Purpose.REMINDER and message.checkin_id is not None:
        return _reminder(tx, house, youth, message)
    begins = message.dedupe.partition(":")[0]
    build = _BY_NAME.get(begins)
    return build(tx, house, youth, message) if build is not None else None


def _reminder(tx: Tx, house: House, youth: Youth, message: Message) -> Said | None:
    checkin = checkins.get(tx, message.checkin_id or 0)
    if checkin is None:
        return None
    voice = Voice.of(tx, house, youth, message.due_at)
    said = Body(
        reminder_text(voice, checkin, message.due_at), reminder_buttons(house, youth, checkin)
    )
    return said, reminder_sms(tx, message.due_at, house, youth, checkin)


def _receipt(tx: Tx, house: House, youth: Youth, message: Message) -> Said | None:
    read = [one for one in replies.latest_of(tx, youth.id, _LATEST_READ) if one.read_by]
    latest = max(read, key=lambda one: one.read_at or one.received_at, default=None)
    reader = staff_rows.get(tx, latest.read_by or 0) if latest is not None else None
    if reader is None or message.wording not in set(ReceiptKey):
        return None
    key = ReceiptKey(message.wording)
    return Body(house.texts.say(youth.language, key, medarbejder=reader.first_name)), None


def _absence(tx: Tx, house: House, youth: Youth, message: Message) -> Said | None:
    parts = message.dedupe.split(":")
    if len(parts) != _PARTS_OF_AWAY or not all(part.isdecimal() for part in parts[1:]):
        return None
    staff, cover = (staff_rows.get(tx, int(parts[place])) for place in (1, 3))
    if staff is None or cover is None or staff.away_until is None:
        return None
    return Body(away_words(house, staff, cover, youth)), None


def _new_worker(tx: Tx, house: House, youth: Youth, message: Message) -> Said | None:
    to = staff_rows.get(tx, int(message.dedupe.split(":")[2]))
    before = staff_rows.get(tx, past.worker_before(tx, youth.id, to.id) or 0) if to else None
    if to is None or before is None:
        return None
    return Body(changed_words(house, youth, to, before, message.due_at)), None


def _evening(tx: Tx, house: House, youth: Youth, message: Message) -> Said | None:
    _, cafe_id, step, *_ = message.dedupe.split(":")
    cafe = cafes.get(tx, int(cafe_id))
    rsvp = rsvps.find(tx, int(cafe_id), youth.id)
    if cafe is None or rsvp is None:
        return None
    evening = Evening.of(tx, message.due_at, house, cafe)
    news: News | None = None
    if step == "off":
        text = off_text(evening, youth)
        news = News(name=message.dedupe, key=CafeKey.CANCELLED, text=text)
    elif step == "moved":
        # By SMS the wording is that of the postcard; other food and themes are told in chats only.
        moved = message.wording in {CafeKey.MOVED, SmsKey.MOVED}
        news = change_news(evening, youth, rsvp, CafeKey.MOVED if moved else CafeKey.CHANGED)
    elif step == "remind":
        news = reminder_news(evening, youth, rsvp)
    elif step == "worth":
        news = worth_news(evening, youth, rsvp)
    if news is None:
        return None
    sms = evening_sms(tx, message.due_at, house, youth, news.key, cafe.begins_at)
    return Body(news.text, news.buttons), sms


_BY_NAME: Mapping[str, Callable[[Tx, House, Youth, Message], Said | None]] = {
    "receipt": _receipt,
    "away": _absence,
    "worker": _new_worker,
    "cafe": _evening,
}
