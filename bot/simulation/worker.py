"""A member of staff: sees cases on the phone, takes them, calls, writes, and looks at /idag."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.simulation.browser import LINK
from bot.simulation.chance import about, between, happens
from bot.simulation.player import Player
from bot.simulation.stage import Stage
from content.areas.cafe import CafeKey
from content.areas.care import CareKey
from content.areas.enrolment import EnrolmentKey
from content.areas.receipts import ReceiptKey
from content.areas.staff import DeskKey
from content.areas.talks import TalkKey
from content.audience import TextKey
from content.keys import Key
from content.simulation_file import StaffKind
from domain.people import Role
from simulator.phones import Phone
from simulator.view import SeenMessage

A_CALL = (120, 2400)  # seconds from saying that one calls until the call is over
QUICK = (5, 60)  # seconds between two taps of one piece of work
ANSWERS = 70  # percent of words that get written words back; the others are marked as read
AT_NIGHT = timedelta(minutes=6)
# Asked one after the other; each is answered with one of these.
_ASKED: Sequence[Sequence[TextKey]] = (
    (Key.B_CALLED, Key.B_MET, Key.B_WROTE),
    (TalkKey.B_MOOD_GOOD, TalkKey.B_MOOD_SO_SO, TalkKey.B_MOOD_HARD),
    (Key.B_AS_AGREED, Key.B_IN_3_DAYS, Key.B_IN_A_WEEK),
    (DeskKey.B_DID_IT, DeskKey.B_NOT_YET),
    (DeskKey.B_STILL_SO, DeskKey.B_DOES_NOT_WANT),
    (EnrolmentKey.B_GUARDIAN_INFORMED, EnrolmentKey.B_GUARDIAN_YOUTH_TELLS),
    (TalkKey.B_USEFUL, TalkKey.B_NOT_NEEDED),
    (CafeKey.B_ALL_YES,),
)
# When to try again: one of the times that stand below, which may be named days.
_ASKS_WHEN = (Key.ASK_WHEN, CareKey.ASK_WHEN_RED)
# What a page is opened for: these cases are about something to read.
_TO_READ = (Key.KIND_WORD, Key.KIND_LOW_ANSWER, Key.KIND_UNREAD, Key.KIND_UNKNOWN_SENDER)


class Worker(Player):
    """A mentor or a coordinator with a way of working."""

    def __init__(self, stage: Stage, name: str, phone: Phone, kind: StaffKind, role: Role) -> None:
        super().__init__(stage, name, phone, "da")
        self.kind = kind
        self.role = role
        self.staff_id = ""  # by which a command names them
        self.cover = ""  # whose first name they tap when they go away
        self.weeks_away = 1
        self.off: list[tuple[datetime, datetime]] = []  # away or ill: from, until (UTC)
        self._took: set[int] = set()  # messages whose case was taken or left
        self._done: set[tuple[int, str]] = set()
        self._row = self._pattern(DeskKey.B_ROW_DONE)
        self._shown = self._pattern(DeskKey.B_ROW_CASE)
        self._looked_at: dict[str, str] = {}  # case rows of today that were looked at

    def see(self, seen: SeenMessage) -> None:
        """Look at a message and decide what to do about it, and when."""
        looks = (self._link, self._away, self._case, self._seen, self._bundle)
        for look in (*looks, self._mine, self._asked, self._list):
            if look(seen):
                return

    # ------------------------------------------------------------- what comes

    def _link(self, seen: SeenMessage) -> bool:
        if LINK.search(seen.text) is None:
            return False
        if seen.id not in self._took:
            self._took.add(seen.id)
            self.stage.later(between(self.chance, *QUICK), lambda: self._open(seen.text))
        return True

    def _away(self, seen: SeenMessage) -> bool:
        """Say from when and until when they are away, and who covers."""
        if self.shows(seen, DeskKey.B_AWAY_WEEK, DeskKey.B_AWAY_TWO_WEEKS):
            weeks = DeskKey.B_AWAY_WEEK if self.weeks_away == 1 else DeskKey.B_AWAY_TWO_WEEKS
            label = self.label(weeks)
        elif self.shows(seen, DeskKey.B_AWAY_NOW, DeskKey.B_AWAY_MONDAY):
            label = self.label(DeskKey.B_AWAY_MONDAY)
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
        red = self.label(Key.LEVEL_RED) in seen.text
        wait = self._wait(red=red)
        if wait is not None and happens(self.chance, self.kind.takes):
            self.tap_later(wait, seen, self.label(Key.B_TAKE))
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
        if not self.shows(seen, DeskKey.B_TODAY):
            return False
        soon = between(self.chance, 30, 300)  # when to take a case is decided at the case itself
        wait = soon if self.is_at_work(self.stage.clock.now()) else self._wait(red=False)
        if self._once(seen, "bundle") and wait is not None:
            self.tap_later(wait, seen, self.label(DeskKey.B_TODAY))
        return True

    def _mine(self, seen: SeenMessage) -> bool:
        """Do something about a case that is theirs: read, call, and say how it went."""
        if not self.shows(seen, Key.B_TALKED, Key.B_NOT_REACHED):
            return False
        if self._once(seen, "forget") and happens(self.chance, self.kind.forgets):
            self._done.add((seen.id, "forgotten"))
        if (seen.id, "forgotten") in self._done:
            return True
        if self._is_to_read(seen) and self._once(seen, "open"):
            self.tap_later(between(self.chance, *QUICK), seen, self.label(Key.B_OPEN))
            wait = between(self.chance, 300, 900)
        elif self.shows(seen, TalkKey.B_CALL_NOW) and self._once(seen, "call"):
            self.tap_later(between(self.chance, *QUICK), seen, self.label(TalkKey.B_CALL_NOW))
            return True
        else:
            wait = between(self.chance, *A_CALL)
        reached = happens(self.chance, self.kind.reaches)
        self.tap_later(wait, seen, self.label(Key.B_TALKED if reached else Key.B_NOT_REACHED))
        return True

    def _asked(self, seen: SeenMessage) -> bool:
        """Answer what is asked after a tap."""
        if times := self._times(seen):
            self.tap_later(between(self.chance, *QUICK), seen, self.chance.choice(times))
            return True
        for keys in _ASKED:
            there = [self.label(key) for key in keys if self.shows(seen, key)]
            if there and (len(there) == len(keys) or len(keys) > len(there) > 1):
                self.tap_later(between(self.chance, *QUICK), seen, self.chance.choice(there))
                return True
        if self.shows(seen, DeskKey.B_NO_LUCK):
            reached = happens(self.chance, self.kind.reaches)
            key = Key.B_CALLED if reached else DeskKey.B_NO_LUCK
            self.tap_later(between(self.chance, *A_CALL), seen, self.label(key))
            return True
        return False

    def _times(self, seen: SeenMessage) -> list[str]:
        """Return the times of another try that they may choose from, where they are asked."""
        asks = any(self._pattern(key).search(seen.text) for key in _ASKS_WHEN)
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
        """Return the rows of cases that they have not looked at today, and note that they do."""
        today, found = str(self.stage.wall().date()), []
        for label in (one for one in seen.labels if self._shown.fullmatch(one)):
            line = self._line(seen, label)
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
            if "/ung/svar" in forms and "/ung/laest" in forms and happens(self.chance, ANSWERS):
                said = self.chance.choice(self.stage.people.words.staff.da)
                await browser.send(forms["/ung/svar"], {"text": said})
                return
            for action in ("/ung/laest", "/nye-svar"):
                if action in forms:
                    await browser.send(forms[action])
        finally:
            await browser.close()

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
            return about(self.chance, AT_NIGHT) if awake else None
        if red and self.is_at_work(now):
            return about(self.chance, AT_NIGHT / 2)
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

    def _line(self, seen: SeenMessage, label: str) -> str:
        """Return what stands in a row of the list, without its number."""
        number = label.split(" ", maxsplit=1)[0]
        found = (one for one in seen.text.splitlines() if one.startswith(f"{number}."))
        return next(found, label).partition(". ")[2].split("·")[1].strip()

    def _is_to_read(self, seen: SeenMessage) -> bool:
        return any(self.label(key) in seen.text for key in _TO_READ)

    def _once(self, seen: SeenMessage, what: str) -> bool:
        """Return whether this is the first time for this message."""
        if (seen.id, what) in self._done:
            return False
        self._done.add((seen.id, what))
        return True
