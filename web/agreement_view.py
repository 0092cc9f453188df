"""A youth's agreement in words, for the worker who is about to call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

from content.areas.enrolment import EnrolmentKey as E
from content.areas.sms import SmsKey
from content.areas.staff import StaffKey
from content.areas.talks import TalkKey
from content.audience import TextKey
from content.keys import Key
from content.lists import listed, weekday
from content.phrases import clock, long_date
from domain.agreement import Guardian, Helper
from domain.people import AgeBand, Channel, Language
from domain.wall import to_utc
from domain.whom_to_call import is_chosen
from services.guardian import NotSettled
from services.keep_agreement import NotKept, WrittenPlan
from services.onboarding_screens import IF_QUIET
from services.part_of_day import PARTS, PARTS_OFFERED, label_of
from services.read_agreement import Agreed
from web.forms import Form, sign
from web.render import Say
from web.youth_view import Item, Words

LATEST = 5
AGREEMENT_WRONG = "agreement_wrong"
GUARDIAN_WRONG = "guardian_wrong"  # among what was typed: why nothing was settled
_NOT_SETTLED: Mapping[NotSettled, TextKey] = MappingProxyType(
    {NotSettled.INCOMPLETE: E.P_GUARDIAN_NEEDS, NotSettled.CPR: Key.P_CPR}
)
_NOT_KEPT: Mapping[NotKept, TextKey] = MappingProxyType(
    {
        NotKept.HALF: E.P_AGREEMENT_HALF,
        NotKept.BOTH: E.P_AGREEMENT_BOTH,
        NotKept.CPR: Key.P_CPR,
        NotKept.TAKEN: SmsKey.PAGE_TAKEN,
        NotKept.NO_NUMBER: SmsKey.PAGE_NO_NUMBER,
        NotKept.NO_WISH: E.P_NO_WISH,
        NotKept.LONG_WISH: E.P_LONG_WISH,
        NotKept.HALF_PLAN: TalkKey.P_PLAN_HALF,
        NotKept.NOT_FOR_TELEGRAM: TalkKey.P_PLAN_WORDS,
    }
)
_HELPERS: Mapping[Helper, TalkKey] = MappingProxyType(
    {
        Helper.WORKER: TalkKey.P_PLAN_WORKER,
        Helper.TRUSTED: TalkKey.P_PLAN_TRUSTED,
        Helper.SELF: TalkKey.P_PLAN_SELF,
    }
)
_ANY_DAY = date(2024, 1, 8)
_CHANNELS: Mapping[Channel, E] = MappingProxyType(
    {
        Channel.BOT: E.P_NEW_BY_BOT,
        Channel.SMS: E.P_NEW_BY_SMS,
        Channel.PHONE: E.P_NEW_BY_PHONE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementView:
    """What the template shows. `rows` begin with whom to call when it is serious."""

    comes_first: bool
    rows: Sequence[tuple[str, str]]
    ask_about: str | None
    latest: Sequence[Item]
    guardian: bool  # the form for telling parents nothing is offered
    leaders: Sequence[tuple[int, str]]


def agreement_view(agreed: Agreed, words: Words) -> AgreementView:
    """Return a youth's agreement in the words of their page."""
    say, language, name = words.say, words.language, agreed.youth.first_name
    still_open = [say(StaffKey[f"REST_{screen.name}"]) for screen in agreed.missing]
    rows = _Rows(agreed, say, language, words.zone)
    return AgreementView(
        comes_first=agreed.comes_first,
        rows=rows.all(),
        ask_about=say(E.P_ASK_ABOUT, navn=name, valg=listed(still_open, language))
        if still_open
        else None,
        latest=words.latest()[:LATEST],
        guardian=agreed.guardian_waits,
        leaders=[(person.id, person.name) for person in agreed.may_lead],
    )


def guardian_form(token: str, say: Say, again: Mapping[str, str]) -> dict[str, Any]:
    """Return what the form for telling parents nothing needs; `again` is what was typed before."""
    wrong = again.get(GUARDIAN_WRONG)
    return {
        "guardian_form": sign(token, Form.GUARDIAN, {}),
        "guardian_error": say(_NOT_SETTLED[NotSettled(wrong)]) if wrong else None,
        "guardian_typed": again if wrong else {},
    }


def agreement_form(token: str, say: Say, again: Mapping[str, str]) -> dict[str, Any]:
    """Return what the form of the agreement needs; `again` is what was typed before."""
    wrong = again.get(AGREEMENT_WRONG)
    return {
        "agreement_form": sign(token, Form.AGREEMENT, {}),
        "agreement_error": say(_NOT_KEPT[NotKept(wrong)]) if wrong else None,
        "agreement_typed": again if wrong else {},
        "helpers": [(helper.value, say(key)) for helper, key in _HELPERS.items()],
        "quiet_choices": [(wish.value, say(key)) for key, wish in IF_QUIET],
        "quiet_parts": [(value, say(label_of(value))) for value in PARTS_OFFERED],
    }


def plan_of(typed: Mapping[str, str]) -> WrittenPlan:
    """Return the plan that was typed into the form of the agreement."""
    return WrittenPlan(
        what=typed.get("plan_hvad", ""),
        when=typed.get("plan_naar", ""),
        helper=typed.get("plan_hvem", ""),
        tell="plan_sig" in typed,
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """Says each part of the agreement."""

    agreed: Agreed
    say: Say
    language: Language
    zone: str

    def all(self) -> Sequence[tuple[str, str]]:
        """Return the parts, each with its name."""
        youth, agreement, say = self.agreed.youth, self.agreed.agreement, self.say
        parts = [
            (E.P_TRUSTED, self._trusted()),
            (E.P_IF_QUIET, self._if_quiet()),
            (E.P_CHANNEL, say(_CHANNELS[youth.channel])),
            (E.P_PHONE, youth.phone),
            (
                E.P_DAYS,
                listed([weekday(day, self.language) for day in agreement.days], self.language),
            ),
            (E.P_HOUR, self._hour()),
            (TalkKey.P_PLAN, self._plan()),
            (E.P_HANDSHAKE, self._day(agreement.handshake_at)),
            (E.P_GUARDIAN, self._guardian()),
        ]
        always = {E.P_TRUSTED, E.P_IF_QUIET}
        return [
            (say(key), value or say(E.P_NOT_CHOSEN))
            for key, value in parts
            if value or key in always
        ]

    def _trusted(self) -> str | None:
        trusted, asked = self.agreed.agreement.trusted, self.agreed.agreement.trusted_asked_at
        if trusted is not None:
            parts = [trusted.name, trusted.who, trusted.phone]
        elif is_chosen(self.agreed.agreement):
            parts = [self.say(E.P_TRUSTED_NONE)]
        else:
            return None
        if asked is not None:
            parts.append(self.say(E.P_TRUSTED_ASKED, hvornaar=self._day(asked) or ""))
        return ", ".join(filter(None, parts))

    def _if_quiet(self) -> str | None:
        agreement = self.agreed.agreement
        label = next((key for key, wish in IF_QUIET if wish is agreement.if_quiet), None)
        said = self.say(label) if label else None
        part = self.say(PARTS[agreement.if_quiet_part]) if agreement.if_quiet_part else None
        return ", ".join(filter(None, (said, part, agreement.if_quiet_note))) or None

    def _hour(self) -> str | None:
        at: time | None = self.agreed.agreement.at
        if at is None:
            return None
        return self.say(E.B_HOUR, klokken=clock(datetime.combine(_ANY_DAY, at), self.language))

    def _plan(self) -> str | None:
        plan = self.agreed.agreement.plan
        if plan is None:
            return None
        return ", ".join((plan.what, plan.when, self.say(_HELPERS[plan.helper])))

    def _guardian(self) -> str | None:
        agreed = self.agreed
        if agreed.youth.age_band is not AgeBand.FROM_15_TO_17:
            return None
        match agreed.agreement.guardian:
            case Guardian.INFORMED:
                return self.say(E.GUARDIAN_INFORMED)
            case Guardian.YOUTH_TELLS:
                return self.say(E.GUARDIAN_YOUTH_TELLS)
            case Guardian.NOT_INFORMED:
                return self.say(
                    E.P_GUARDIAN_REASON,
                    tekst=agreed.agreement.guardian_reason,
                    medarbejder=agreed.leader.first_name if agreed.leader else "",
                    dato=self._date(agreed.agreement.guardian_review_on),
                )
            case None:
                return self.say(E.P_GUARDIAN_OPEN)

    def _day(self, instant: datetime | None) -> str | None:
        return long_date(instant, self.zone, self.language) if instant is not None else None

    def _date(self, day: date | None) -> str:
        if day is None:
            return ""
        return long_date(to_utc(day, time(12), self.zone), self.zone, self.language)
