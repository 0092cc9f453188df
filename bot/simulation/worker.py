"""A member of staff: sees cases on the phone, takes them, calls, writes, and looks at /idag."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta

from bot.simulation.browser import LINK, Form
from bot.simulation.cards import ASKED, ASKS_WHEN, Ask, Cards, row_of
from bot.simulation.chance import about, between, happens
from bot.simulation.errand import Errand
from bot.simulation.forgetting import Forgetting
from bot.simulation.player import Player
from bot.simulation.stage import Stage
from content.areas.care import CareKey
from content.areas.enrolment import EnrolmentKey
from content.areas.receipts import ReceiptKey
from content.areas.staff import StaffKey
from content.areas.talks import TalkKey
from content.audience import TextKey
from content.keys import Key
from content.simulation_file import StaffKind
from domain.people import Role
from simulator.phones import Phone
from simulator.view import SeenMessage

A_WHILE = timedelta(hours=2)  # so long a case stays in mind after what one meant to do
UNTIL_REMINDED = timedelta(days=3)
QUICK = (5, 60)  # seconds between two taps of one piece of work


class Worker(Player):
    """A mentor or a coordinator with a way of working."""

    def __init__(self, stage: Stage, name: str, phone: Phone, kind: StaffKind, role: Role) -> None:
        super().__init__(stage, name, phone, "da")
        self.kind = kind
        self.habits = stage.people.all_staff
        self.role = role
        self.staff_id = ""  # by which a command names them
        self.cover = ""  # whose first name they tap when they go away
        self.weeks_away = 1
        self.off: list[tuple[datetime, datetime]] = []  # away or ill: from, until (UTC)
        self.errand: Errand | None = None  # what they set out to do last
        self._took: set[int] = set()  # messages whose case was taken or left
        self._done: set[tuple[int, str]] = set()
        self._row = self._pattern(StaffKey.B_ROW_DONE)
        self._shown = self._pattern(StaffKey.B_ROW_CASE)
        self._looked_at: dict[str, str] = {}  # case rows of today that were looked at
        self._cards = Cards(stage.texts, self.language)
        self._forgetting = Forgetting(self._cards, self.chance, kind.forgets)
        self._to_write: set[str] = set()  # cases in which the youth would rather be written to

    def see(self, seen: SeenMessage) -> None:
        """Look at a message and decide what to do about it, and when."""
        if self.errand is not None and self.errand.sees(seen):
            return
        looks = (self._link, self._away, self._case, self._seen, self._bundle)
        for look in (*looks, self._mine, self._asked, self._list):
            if look(seen):
                return

    def _link(self, seen: SeenMessage) -> bool:
        if LINK.search(seen.text) is None:
            return False
        if seen.id not in self._took:
            self._took.add(seen.id)
            self.stage.later(between(self.chance, *QUICK), lambda: self._open(seen.text))
        return True

    def _away(self, seen: SeenMessage) -> bool:
        """Say from when and until when they are away, and who covers."""
        if self.shows(seen, StaffKey.B_AWAY_WEEK, StaffKey.B_AWAY_TWO_WEEKS):
            weeks = StaffKey.B_AWAY_WEEK if self.weeks_away == 1 else StaffKey.B_AWAY_TWO_WEEKS
            label = self.label(weeks)
        elif self.shows(seen, StaffKey.B_AWAY_NOW, StaffKey.B_AWAY_MONDAY):
            label = self.label(StaffKey.B_AWAY_MONDAY)
        elif self.cover in seen.labels:
            label = self.cover
        else:
            return False
        self.tap_later(between(self.chance, *QUICK), seen, label)
        return True

    def _case(self, seen: SeenMessage) -> bool:
        """Take a case that nobody has taken yet."""
        if not self.shows(seen, Key.B_TAKE):
            return False
        if seen.id in self._took:
            return True
        self._took.add(seen.id)
        wait = self._wait(red=self._cards.is_red(seen))
        if wait is not None and happens(self.chance, self.kind.takes):
            self._forgetting.take(seen)
            self._mean(wait, seen, self.label(Key.B_TAKE))
        return True

    def _seen(self, seen: SeenMessage) -> bool:
        """Say that they have seen what a colleague has taken, when they look at the phone."""
        if not self.shows(seen, CareKey.B_SEEN):
            return False
        wait = self._wait(red=True)
        if self._once(seen, "seen") and wait is not None:
            self.tap_later(wait, seen, self.label(CareKey.B_SEEN))
        return True

    def _bundle(self, seen: SeenMessage) -> bool:
        """Look at /idag when several cases came in one message."""
        if not self.shows(seen, StaffKey.B_TODAY):
            return False
        soon = between(self.chance, 30, 300)  # when to take a case is decided at the case itself
        wait = soon if self.is_at_work(self.stage.clock.now()) else self._wait(red=False)
        if self._once(seen, "bundle") and wait is not None:
            self.tap_later(wait, seen, self.label(StaffKey.B_TODAY))
        return True

    def _mine(self, seen: SeenMessage) -> bool:
        """Do something about a case that is theirs: read, call, and say how it went."""
        if not self.shows(seen, Key.B_TALKED, Key.B_NOT_REACHED):
            return False
        if self._forgetting.forgets(seen):
            self._cards.forget(seen.text)
        else:
            self._do(seen, self._cards.asks(seen))
        return True

    def _do(self, seen: SeenMessage, asks: Ask) -> None:
        """Do what a card asks for, as the youth has answered it."""
        if asks is Ask.REMINDED:
            self._cards.keep(seen.text, self.stage.clock.now() + UNTIL_REMINDED)
            return
        if asks is Ask.BEGIN and not self._cards.is_to_read(seen) and self._tells(seen):
            return
        agreed = self.stage.people.everybody.picks_up
        reaches = agreed if asks is Ask.AGREED else self.kind.reaches
        wait, reached = between(self.chance, *self.habits.a_call), happens(self.chance, reaches)
        if asks in {Ask.WRITE, Ask.LATER}:  # nobody is called who does not want it now
            wait, reached = between(self.chance, *self.habits.another_time), False
        if (asks is Ask.WRITE or self._cards.is_to_read(seen)) and self._once(seen, "open"):
            if asks is Ask.WRITE:
                self._to_write.add(self._cards.number(seen.text))
            self.tap_later(between(self.chance, *QUICK), seen, self.label(Key.B_OPEN))
            wait = max(wait, between(self.chance, 300, 900))
        self._mean(wait, seen, self.label(Key.B_TALKED if reached else Key.B_NOT_REACHED))

    def _tells(self, seen: SeenMessage) -> bool:
        """Say that they call now, once for a card; return whether that can be said."""
        if not self.shows(seen, TalkKey.B_CALL_NOW) or not self._once(seen, "call"):
            return False
        self._mean(between(self.chance, *QUICK), seen, self.label(TalkKey.B_CALL_NOW))
        return True

    def _mean(self, wait: timedelta, seen: SeenMessage, label: str) -> None:
        """Mean to tap a button of a card, and have its case in mind until it is done."""
        self._cards.keep(seen.text, self.stage.clock.now() + wait + A_WHILE)
        self.tap_later(wait, seen, label)

    def _asked(self, seen: SeenMessage) -> bool:
        """Answer what is asked after a tap."""
        if times := self._times(seen):
            self.tap_later(between(self.chance, *QUICK), seen, self.chance.choice(times))
            return True
        for keys in ASKED:
            there = [self.label(key) for key in keys if self.shows(seen, key)]
            if there and (len(there) == len(keys) or len(keys) > len(there) > 1):
                self.tap_later(between(self.chance, *QUICK), seen, self.chance.choice(there))
                return True
        if self.shows(seen, StaffKey.B_NO_LUCK):
            reached = happens(self.chance, self.kind.reaches)
            key = Key.B_CALLED if reached else StaffKey.B_NO_LUCK
            self.tap_later(between(self.chance, *self.habits.a_call), seen, self.label(key))
            return True
        return False

    def _times(self, seen: SeenMessage) -> list[str]:
        """Return the times of another try that they may choose from, where they are asked."""
        asks = any(self._pattern(key).search(seen.text) for key in ASKS_WHEN)
        no_times = {self.label(key) for key in (Key.B_BACK, TalkKey.B_GIVE)}
        return [one for one in seen.labels if one not in no_times] if asks else []

    def _list(self, seen: SeenMessage) -> bool:
        """Work through the list of today: first the duties, then cases that were overlooked."""
        done = [one for one in seen.labels if self._row.fullmatch(one)]
        if done:
            self.tap_later(between(self.chance, 30, 600), seen, done[0])
            return True
        cases, wait = self._not_looked_at(seen), timedelta()
        for label in cases:  # one after the other: the list stays as it is meanwhile
            wait += between(self.chance, 30, 300)
            self.tap_later(wait, seen, label)
        if cases:
            return True
        if self.shows(seen, ReceiptKey.B_REPLIES) and self._once(seen, "replies"):
            self.tap_later(between(self.chance, 30, 300), seen, self.label(ReceiptKey.B_REPLIES))
            return True
        if self.shows(seen, EnrolmentKey.B_GUARDIAN_INFORMED):
            label = self.label(EnrolmentKey.B_GUARDIAN_INFORMED)
            self.tap_later(between(self.chance, 60, 600), seen, label)
        return False

    def _not_looked_at(self, seen: SeenMessage) -> list[str]:
        """Return the rows of cases that they overlooked, and note that they look at them today.

        What they mean to do something about stands further up in the chat.
        """
        now, today, found = self.stage.clock.now(), str(self.stage.wall().date()), []
        for label in (one for one in seen.labels if self._shown.fullmatch(one)):
            line = row_of(seen, label)
            if self._cards.has_in_mind(line, now):
                continue
            if self._looked_at.get(line) != today:
                self._looked_at[line] = today
                found.append(label)
        return found

    # ------------------------------------------------------------- pages

    async def _open(self, words: str) -> None:
        """Open a link, read, and answer or mark as read."""
        browser = self.stage.browser()
        if browser is None:
            return  # nobody answers there now
        try:
            page = await browser.open(words)
            forms = page.forms if page is not None else {}
            if "/ung/svar" in forms and self._writes(words, forms):
                said = self.chance.choice(self.stage.people.words.staff.da)
                await browser.send(forms["/ung/svar"], {"text": said})
                return
            for action in ("/ung/laest", "/nye-svar"):
                if action in forms:
                    await browser.send(forms[action])
        finally:
            await browser.close()

    def _writes(self, words: str, forms: Mapping[str, Form]) -> bool:
        """Return whether they write: to who wants it instead of a call, and to most who wrote."""
        number = self._cards.number(words)
        if number in self._to_write:
            self._to_write.discard(number)
            return True
        return "/ung/laest" in forms and happens(self.chance, self.habits.writes_back)

    # ------------------------------------------------------------- days

    def is_at_work(self, at: datetime) -> bool:
        """Return whether they work at an instant (UTC)."""
        return self.stage.site.is_staffed(at) and not self._is_off(at)

    def begin(self) -> None:
        """Look at the phone every morning at work from now on."""
        if self.kind.looks_in_the_morning:
            self._next_morning()

    def _next_morning(self) -> None:
        tomorrow = self.stage.at(self.stage.clock.now() + timedelta(days=1), time(6))
        opens = self.stage.site.next_staffed(tomorrow)
        self.stage.diary.add(opens + between(self.chance, 60, 2700), self._look)

    async def _look(self) -> None:
        self._next_morning()
        if self.is_at_work(self.stage.clock.now()):
            await self.write("/idag")

    def _is_off(self, at: datetime) -> bool:
        return any(from_ <= at < until for from_, until in self.off)

    def _wait(self, *, red: bool) -> timedelta | None:
        """Return how long until they get to it; None when they do not."""
        now = self.stage.clock.now()
        at = now + about(self.chance, self.kind.within)
        if red and not self.stage.site.is_staffed(now):
            awake = happens(self.chance, self.kind.at_night)
            return about(self.chance, self.habits.red_within) if awake else None
        if red and self.is_at_work(now):
            return about(self.chance, self.habits.red_within / 2)
        for _ in range(60):
            if self.is_at_work(at):
                return at - now
            ahead = at + timedelta(days=1) if self._is_off(at) else at
            at = self.stage.site.next_staffed(ahead) + between(self.chance, 60, 3600)
        return None

    # ------------------------------------------------------------- reading

    def _pattern(self, key: TextKey) -> re.Pattern[str]:
        values = dict.fromkeys(key.placeholders, "0")
        return re.compile(re.escape(self.label(key, **values)).replace("0", r"(\d+)", 1))

    def _once(self, seen: SeenMessage, what: str) -> bool:
        """Return whether this is the first time for this message."""
        if (seen.id, what) in self._done:
            return False
        self._done.add((seen.id, what))
        return True
