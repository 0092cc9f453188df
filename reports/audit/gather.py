"""Puts the rows of the database and what went over the wire together, some youths at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from domain.agreement import Agreement
from domain.case import Case
from domain.message import Purpose
from domain.people import Staff, Youth
from reports.audit.by_sms import sms_chat, sms_delivered
from reports.audit.chats import Chats, by, signs
from reports.audit.facts import Delivery, SiteFacts, Stranger, YouthFacts
from reports.audit.wire import Acted, Heard, Sent
from storage import audited, audited_chats, youths
from storage.audited_cafes import CalledOffRow, called_off
from storage.audited_chats import MessageRow, UpdateRow
from storage.tx import Rx

AT_A_TIME = 50  # youths
# So far back lies what still says something about the first day looked at: a week's load, two
# questions to which nothing came, a café that was moved.
LOOK_BACK = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class Rows:
    """What several youths have of each kind, by youth (the events: by case)."""

    plans: Mapping[int, Sequence[audited.PlannedRow]]
    occurrences: Mapping[int, Sequence[audited.OccurrenceRow]]
    checkins: Mapping[int, Sequence[audited.CheckInRow]]
    replies: Mapping[int, Sequence[audited.ReplyRow]]
    cases: Mapping[int | None, Sequence[Case]]
    events: Mapping[int, Sequence[audited.EventRow]]
    tasks: Mapping[int, Sequence[audited.TaskRow]]
    talks: Mapping[int, Sequence[audited.TalkRow]]
    trail: Mapping[int | None, Sequence[audited.TrailRow]]
    messages: Mapping[int | None, Sequence[MessageRow]]
    came: Mapping[int, Sequence[audited.CameRow]]
    agreed: Mapping[int, tuple[Agreement, datetime]]
    called_off: Mapping[int, Sequence[CalledOffRow]]


class Gather:
    """One audit's reading, from `since` (UTC) on; first the youths, then the site."""

    def __init__(
        self,
        rx: Rx,
        since: datetime,
        wire: Sequence[Sent],
        heard: Sequence[Heard] | None,
        acted: Sequence[Acted] = (),
        staff: Collection[Staff] = (),
    ) -> None:
        self._rx, self._since = rx, since
        self._chats = Chats(rx, wire, heard, acted)
        self._stored: Sequence[UpdateRow] = audited_chats.updates(rx, since)
        self._by_lane = by(self._stored, lambda one: one.lane)
        rows = audited_chats.messages_to_staff(rx, since - LOOK_BACK)
        self._to_staff = rows
        self.pushes = self._chats.delivered(rows, since)
        self._others = audited_chats.messages_to_others(rx, since - LOOK_BACK)
        self._of_others = by(
            self._chats.delivered(self._others, since),
            lambda one: one.row.lane if one.row is not None else one.sent.lane,
        )
        self._staff_lanes = {
            one.id: self._chats.lane(one.chat_id) for one in staff if one.chat_id is not None
        }
        # The chats of those we know; those of youths come as they are looked at.
        self._known = {*(row.lane for row in rows), *self._staff_lanes.values()}
        self._told = by(filter(_is_told, self.pushes), _case_of)
        self.messages = len(wire)

    def youths(self) -> Iterator[tuple[YouthFacts, Sequence[Heard]]]:
        """Yield all that is known of each youth, and what came from them, by their ids."""
        everybody = youths.everybody(self._rx)
        for start in range(0, len(everybody), AT_A_TIME):
            some = everybody[start : start + AT_A_TIME]
            rows = self._rows([youth.id for youth in some])
            for youth in some:
                yield self._one(youth, rows)

    def site(self) -> SiteFacts:
        """Return what belongs to no single youth, once every youth was looked at."""
        cases, events = audited.cases(self._rx, None, self._since)
        senders = audited_chats.senders(self._rx)
        nobodys = self._chats.lanes() - self._known
        # Whoever has a phone that a youth has given up is a stranger there as well.
        chats = {one: self._stranger(one) for one in nobodys | set(senders.values())}
        return SiteFacts(
            updates=self._stored,
            strangers=cases,
            stranger_events=by(events, lambda one: one.case_file_id),
            pushes=self.pushes,
            unexplained=self._chats.left(),
            changed_by_nobody=self._chats.changed_by_nobody,
            missing=self._chats.missing,
            told=self._told,
            chats=chats,
            senders=senders,
            texted=[row for row in self._others if row.road == audited_chats.SMS],
            to_staff=self._to_staff,
            staff_chats=audited.staff_chats(self._rx),
            staff_lanes=self._staff_lanes,
        )

    def _stranger(self, lane: bytes) -> Stranger:
        return Stranger(
            deliveries=self._of_others.get(lane, ()),
            unexplained=self._chats.left([lane]),
            acted=() if lane in self._known else self._chats.acted([lane]),
        )

    def _rows(self, ids: Sequence[int]) -> Rows:
        rx, since = self._rx, self._since - LOOK_BACK
        cases, events = audited.cases(rx, ids, since)
        return Rows(
            plans=by(audited.plans(rx, ids), lambda one: one.youth_id),
            occurrences=by(audited.occurrences(rx, ids, since), lambda one: one.youth_id),
            checkins=by(audited.questions(rx, ids, since), lambda one: one.youth_id),
            replies=by(audited.replies(rx, ids, since), lambda one: one.youth_id),
            cases=by(cases, lambda one: one.youth_id),
            events=by(events, lambda one: one.case_file_id),
            tasks=by(audited.tasks(rx, ids, since), lambda one: one.youth_id),
            talks=by(audited.talks(rx, ids, since), lambda one: one.youth_id),
            trail=by(audited.trail(rx, ids), lambda one: one.youth_id),
            messages=by(
                audited_chats.messages_to_youths(rx, ids, since), lambda one: one.youth_id
            ),
            came=by(audited.came(rx, ids, since), lambda one: one.youth_id),
            agreed=audited.agreements(rx, ids),
            called_off=by(called_off(rx, ids, since), lambda one: one.youth_id),
        )

    def _one(self, youth: Youth, rows: Rows) -> tuple[YouthFacts, Sequence[Heard]]:
        messages = rows.messages.get(youth.id, ())
        lanes = dict.fromkeys(row.lane for row in messages)
        if youth.chat_id is not None:
            lanes[self._chats.lane(youth.chat_id)] = None
        if (number := sms_chat(youth)) is not None:
            lanes[self._chats.lane(number)] = None
        self._known |= set(lanes)
        heard = self._chats.heard(lanes)
        cases = rows.cases.get(youth.id, ())
        if youth.is_erased:
            self._chats.explain_by_number(messages)
            deliveries = []
        else:
            deliveries = self._deliveries(youth, messages)
        agreement, agreed_at = rows.agreed.get(youth.id, (Agreement(), None))
        facts = YouthFacts(
            youth=youth,
            agreement=agreement,
            agreed_at=agreed_at,
            plans=rows.plans.get(youth.id, ()),
            occurrences=rows.occurrences.get(youth.id, ()),
            checkins={one.checkin_id: one for one in rows.checkins.get(youth.id, ())},
            replies=rows.replies.get(youth.id, ()),
            cases=cases,
            events={case.id: rows.events.get(case.id, ()) for case in cases},
            tasks=rows.tasks.get(youth.id, ()),
            talks=rows.talks.get(youth.id, ()),
            trail=rows.trail.get(youth.id, ()),
            messages=messages,
            deliveries=deliveries,
            heard=self._heard(youth, lanes, heard, rows),
            heard_all=self._chats.knows_heard,
            told={case.id: self._told.get(case.id, ()) for case in cases},
            acted=self._chats.acted(lanes),
            called_off=rows.called_off.get(youth.id, ()),
            unexplained=self._chats.left(lanes),
            lane=self._chats.lane(youth.chat_id) if youth.chat_id is not None else None,
        )
        return facts, heard

    def _deliveries(self, youth: Youth, rows: Sequence[MessageRow]) -> list[Delivery]:
        """Return what reached the youth in the chat and by SMS, oldest first."""
        by_sms = sms_delivered(self._rx, youth, rows, self._since)
        both = [*self._chats.delivered(rows, self._since), *by_sms]
        return sorted(both, key=lambda one: one.sent.at)

    def _heard(
        self, youth: Youth, lanes: Mapping[bytes, None], heard: Sequence[Heard], rows: Rows
    ) -> list[datetime]:
        """Return when the youth did anything; done updates are forgotten after some days."""
        replies = rows.replies.get(youth.id, ())
        stored = (
            []
            if self._chats.knows_heard
            else chain(*(self._by_lane.get(one, ()) for one in lanes))
        )
        instants = chain(
            signs(heard),
            (one.received_at for one in stored),
            (reply.received_at for reply in replies),
            (reply.edited_at for reply in replies if reply.edited_at is not None),
            (one.came_at for one in rows.came.get(youth.id, ())),
            (at for at in (youth.last_sign_of_life_at, youth.card_at) if at is not None),
            (line.at for line in rows.trail.get(youth.id, ()) if line.actor.startswith("youth:")),
        )
        return sorted(set(instants))


def _is_told(push: Delivery) -> bool:
    row = push.row
    return row is not None and row.purpose == Purpose.CASE and row.case_file_id is not None


def _case_of(push: Delivery) -> int:
    assert push.row is not None, "only what is told of a case comes here"
    return push.row.case_file_id or 0
