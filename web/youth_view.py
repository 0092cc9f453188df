"""The page of one youth in words: what stands where, and how instants and answers are said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from content.areas.passing import PassingKey
from content.areas.sms import SmsKey
from content.areas.things import ThingKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import day, when
from domain.case import Case, Level
from domain.message import OutboxState
from domain.people import Language
from domain.plan import ContactKind
from domain.question import QuestionKind
from domain.reply import BY_SMS, OPEN_FOR, SMS_YES, Before, Reply, ReplyKind
from services.reach import Reach
from services.read_page import Page, Said, Written
from services.screen_words import UNSCREENED
from web.attention_view import AttentionView, anchors, attention_view
from web.contact_view import after_a_cry, facts_of, say_open_until
from web.page_title import title_of
from web.render import Say
from web.thing_view import NAMES, Thing, is_unseen, thing_of

_GRAVEST = "crisis"
_NO_BREAK = "\u00a0"
_WORDS = {ReplyKind.WORD, ReplyKind.EDIT}
_DANGER: dict[str, TextKey] = {_GRAVEST: Key.P_CRISIS, "concern": Key.P_CONCERN}
_ON_ITS_WAY = {OutboxState.QUEUED, OutboxState.CLAIMED, OutboxState.SENDING}
OUT_OF_REACH = {
    Reach.BLOCKED: Key.P_BLOCKED,
    Reach.NO_CHAT: SmsKey.PAGE_NO_CHAT,
    Reach.STOPPED: Key.P_STOPPED,
    Reach.STOPPED_CALL: Key.P_STOPPED_CALL,
    Reach.STOPPED_NO_CALL: Key.P_STOPPED_NO_CALL,
    Reach.NOT_WITH_US: Key.P_NOT_WITH_US,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing said, in either direction. `quote` is the person's own words, never ours."""

    at: datetime
    heading: str
    meta: Sequence[str]
    anchor: str | None = None  # where a reason leads that rests on it
    answer: str | None = None  # what was tapped
    note: str | None = None  # what we say about it
    quote: str | None = None
    thing: Thing | None = None  # what can be opened, played or called
    before: Sequence[tuple[str, str]] = ()  # until when, and what it said until then
    danger: str | None = None  # what the screening of words found
    grave: bool = False  # it found danger, and not only something to read first
    first_of_danger: bool = False  # the link on top leads here
    ours: bool = False
    trouble: bool = False  # the meta says that something needs a hand


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCard:
    """One open case in words."""

    level: str  # yellow | red, for its colour
    anchor: str
    headline: str
    meta: Sequence[str]
    to_do: str | None  # where the outcome is noted, to whoever has taken the case


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that the template shows. `new` is oldest first, `earlier` newest first."""

    title: str
    name: str
    ends: str
    cases: Sequence[CaseCard]
    facts: Sequence[tuple[str, str]]
    attention: AttentionView | None
    paused: str | None
    passing: str | None  # until when somebody who has left can be answered
    new: Sequence[Item]
    new_lead: str | None
    danger: str | None  # said on top when words of danger are among the new ones
    earlier: Sequence[Item]
    out_of_reach: str | None
    something_waits: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Says the facts of one page to one reader at one moment."""

    say: Say
    language: Language
    zone: str
    now: datetime
    page: Page = field(repr=False)

    def view(self, ends_at: datetime) -> View:
        """Return the page in words; it closes at `ends_at` (UTC)."""
        page, say, name = self.page, self.say, self.page.youth.first_name
        fresh = [said for said in reversed(page.said) if said.reply.read_at is None]
        grave = (at for at, said in enumerate(fresh) if said.reply.level == _GRAVEST)
        first = next(grave, None)
        where = OUT_OF_REACH.get(page.reach)
        return View(
            title=title_of(say, page.came_for.number if page.came_for else None),
            name=name,
            ends=say(Key.P_ENDS, hvornaar=self.at(ends_at)),
            cases=[self._case(case) for case in page.open_cases],
            facts=facts_of(self.say, page, self.at, self.now, self.language),
            attention=attention_view(self.say, self.language, page, self.at),
            paused=self._paused(),
            passing=say_open_until(self.say, self.page, self.at),
            new=_marked([self._said(said) for said in fresh], first),
            danger=say(Key.P_DANGER_BELOW) if first is not None else None,
            new_lead=self._lead(fresh),
            earlier=self._earlier(),
            out_of_reach=say(where, navn=name) if where else None,
            something_waits=bool(fresh),
        )

    def latest(self) -> Sequence[Item]:
        """Return what came from the youth, read or not, newest first."""
        return [self._said(said) for said in self.page.said]

    def at(self, instant: datetime) -> str:
        """Return an instant as people say it, its clock kept on one line."""
        said = when(instant, self.now, self.zone, self.language)
        return said.replace("kl. ", f"kl.{_NO_BREAK}").replace(" at ", f" at{_NO_BREAK}")

    def _lead(self, fresh: Sequence[Said]) -> str | None:
        if fresh:
            return None
        key = Key.P_NOTHING_NEW if self.page.said else Key.P_NOTHING_YET
        return self.say(key, navn=self.page.youth.first_name)

    def _case(self, case: Case) -> CaseCard:
        level = Key.LEVEL_RED if case.level is Level.RED else Key.LEVEL_YELLOW
        headline = self.say(
            Key.P_CASE,
            niveau=self.say(level),
            nummer=case.number,
            art=self.say(Key[f"KIND_{case.kind.name}"]),
        )
        meta = [
            self.say(Key.P_CASE_SINCE, hvornaar=self.at(case.opened_at)),
            self.say(Key.P_CASE_DUE, hvornaar=self.at(case.due_at)),
        ]
        meta.extend(after_a_cry(self.say, self.page, self.at, case))
        taker = self.page.names.get(case.taken_by or 0)
        if taker:
            meta.append(self.say(Key.P_CASE_TAKEN, medarbejder=taker))
        mine = case.taken_by == self.page.reader.id
        to_do = self.say(Key.P_CASE_OUTCOME) if mine else None
        return CaseCard(
            level=case.level.value,
            anchor=anchors(self.page)[f"case:{case.id}"],
            headline=headline,
            meta=meta,
            to_do=to_do,
        )

    def _paused(self) -> str | None:
        youth = self.page.youth
        if youth.paused_until is None or not youth.is_paused(self.now):
            return None
        until = day(youth.paused_until, self.now, self.zone, self.language)
        return self.say(Key.P_PAUSED, navn=youth.first_name, dag=until)

    def _earlier(self) -> list[Item]:
        read = [self._said(said) for said in self.page.said if said.reply.read_at is not None]
        written = [self._written(answer) for answer in self.page.written]
        return sorted([*read, *written], key=lambda item: item.at, reverse=True)

    def _said(self, said: Said) -> Item:
        reply = said.reply
        danger = _DANGER.get(reply.level or "")
        if reply.rule == UNSCREENED:
            danger = ThingKey.P_UNSCREENED
        name, at = self.page.youth.first_name, self.at(reply.received_at)
        return Item(
            at=reply.received_at,
            heading=self._heading(said),
            answer=self._answer(said),
            note=self._note(reply),
            quote=reply.text,
            thing=thing_of(self.say, reply, name=name, at=at),
            before=self._before(said),
            anchor=anchors(self.page)[f"reply:{reply.id}"],
            danger=self.say(danger) if danger else None,
            grave=reply.level == _GRAVEST,
            meta=self._meta(reply),
        )

    def _heading(self, said: Said) -> str:
        if said.reply.kind in NAMES:
            return self.say(NAMES[said.reply.kind])
        asked = said.question.text[self.language] if said.question else None
        if said.reply.question_key == BY_SMS and said.contact is not ContactKind.CAFE:
            return self.say(SmsKey.PAGE_ASKED)
        if said.contact is ContactKind.CAFE:
            return " · ".join(filter(None, [self.say(Key.P_CAFE), asked]))
        if asked is not None:
            return asked
        key = Key.P_EDITED if said.reply.kind is ReplyKind.EDIT else Key.P_WORD
        return self.say(key)

    def _answer(self, said: Said) -> str | None:
        reply = said.reply
        if reply.kind is ReplyKind.SKIP:
            return self.say(Key.P_SKIPPED)
        return self._tapped(said)

    def _note(self, reply: Reply) -> str | None:
        if is_unseen(reply):
            return self.say(ThingKey.P_NOT_OPEN, navn=self.page.youth.first_name)
        if reply.kind in _WORDS and reply.text is None:
            return self.say(Key.P_TEXT_LOST)
        return None

    def _before(self, said: Said) -> list[tuple[str, str]]:
        return [
            (
                self.say(ThingKey.P_BEFORE, hvornaar=self.at(one.replaced_at)),
                one.text or self._tapped(replace(said, reply=_as_it_was(said.reply, one))) or "-",
            )
            for one in said.before
        ]

    def _tapped(self, said: Said) -> str | None:
        reply, question = said.reply, said.question
        if reply.question_key == BY_SMS:
            return self.say(SmsKey.PAGE_YES if reply.value == SMS_YES else SmsKey.PAGE_NO)
        if question is not None and question.kind is QuestionKind.CHOICE:
            labels = {option.key: option.label[self.language] for option in question.options}
            return labels.get(reply.value or "", reply.value)
        if question is not None and reply.number is not None:
            ends = {"lavest": question.lowest, "hoejest": question.highest}
            return self.say(Key.P_SCALE, tal=reply.number, **ends)
        return reply.value

    def _meta(self, reply: Reply) -> list[str]:
        meta = [self.at(reply.received_at)]
        if reply.forwarded:
            meta.append(self.say(ThingKey.P_FORWARDED))
        if reply.passing:
            wiped = self.at(reply.received_at + OPEN_FOR)
            meta.append(self.say(PassingKey.P_WIPED_LATER, hvornaar=wiped))
        if reply.edited_at is not None:
            meta.append(self.say(ThingKey.P_FIXED, hvornaar=self.at(reply.edited_at)))
        if reply.late:
            meta.append(self.say(Key.P_LATE))
        if reply.read_at is not None:
            reader, at = self.page.names.get(reply.read_by or 0), self.at(reply.read_at)
            meta.append(
                self.say(Key.P_READ_BY, medarbejder=reader, hvornaar=at)
                if reader
                else self.say(Key.P_READ_AT, hvornaar=at)
            )
        return meta

    def _written(self, answer: Written) -> Item:
        if answer.state is OutboxState.SENT:
            state = self.say(Key.P_SENT, hvornaar=self.at(answer.sent_at or answer.written_at))
        elif answer.state in _ON_ITS_WAY:
            state = self.say(Key.P_WAITS)
        else:
            unsure = answer.state is OutboxState.UNKNOWN
            state = self.say(Key.P_UNSURE if unsure else Key.P_NOT_SENT)
        return Item(
            at=answer.written_at,
            heading=self.say(Key.P_FROM_STAFF, navn=self.page.youth.first_name),
            quote=answer.text,
            meta=[self.at(answer.written_at), state],
            ours=True,
            trouble=answer.state is not OutboxState.SENT and answer.state not in _ON_ITS_WAY,
        )


def _as_it_was(reply: Reply, before: Before) -> Reply:
    """Return an answer with the value it had before it was changed."""
    number = int(before.value) if before.value and before.value.isdecimal() else None
    return replace(reply, value=before.value, number=number)


def _marked(items: list[Item], first: int | None) -> list[Item]:
    if first is not None:
        items[first] = replace(items[first], first_of_danger=True)
    return items
