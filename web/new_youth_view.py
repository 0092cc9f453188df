"""The form of /ny in words: what may be chosen, what was typed, and what to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from content.areas.enrolment import EnrolmentKey as E
from content.areas.sms import SmsKey
from content.audience import TextKey
from domain.new_youth import LONGEST_LINE, ZONES, Fault, Field, Known, line_field
from domain.people import AgeBand, Channel, Language, Role
from domain.plan import Draft, Programme
from services.new_youth import Choices, drafts_of
from web.render import Say

FAULTS: Mapping[Fault, TextKey] = MappingProxyType(
    {
        Fault.NEEDS_NAME: E.P_NEW_NEEDS_NAME,
        Fault.NAME_LONG: E.P_NEW_NAME_LONG,
        Fault.COHORT_LONG: E.P_NEW_COHORT_LONG,
        Fault.NEEDS_CHOICE: E.P_NEW_NEEDS_CHOICE,
        Fault.SAME_PERSON: E.P_NEW_SAME_PERSON,
        Fault.NEEDS_PHONE: E.P_NEW_NEEDS_PHONE,
        Fault.PHONE_TAKEN: SmsKey.PAGE_TAKEN,
        Fault.NEEDS_AGE: E.P_NEW_NEEDS_AGE,
        Fault.NEEDS_YES: E.P_NEW_NEEDS_YES,
        Fault.NEEDS_DATE: E.P_NEW_NEEDS_DATE,
        Fault.DATE_FAR: E.P_NEW_DATE_FAR,
        Fault.LINE_LONG: E.P_NEW_CARING_LONG,
        Fault.LINE_ASKS: E.P_NEW_CARING_ASKS,
        Fault.CPR: E.P_NEW_CPR,
    }
)
_ZONES = tuple(
    zip(ZONES, (E.P_NEW_IN_DENMARK, E.P_NEW_IN_FAROES, E.P_NEW_IN_GREENLAND), strict=True)
)
_NOT_TYPED = frozenset({"form", "nonce"})
_LANGUAGES = (("da", "Dansk"), ("en", "English"))  # each in its own words


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose, and whether it is chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The field of one caring message; `draft` is what is sent when it stays empty."""

    name: str
    label: str
    draft: str
    value: str
    error: str | None


@dataclass(frozen=True, slots=True)
class NewYouthView:
    """Says the form to one reader. Whatever was typed stands in it."""

    say: Say
    language: Language
    choices: Choices
    known: Known
    typed: Mapping[str, str]
    faults: Mapping[str, object]

    def value(self, name: str) -> str:
        """Return what was typed in a field, or what it begins with."""
        if name in self.typed:
            return self.typed[name]
        return self._begins_with().get(name, "")

    def error(self, name: str) -> str | None:
        """Return what is wrong with a field, in words; None when nothing is."""
        fault = self.faults.get(name)
        if not isinstance(fault, Fault):
            return None
        key = FAULTS[fault]
        return self.say(key, laengst=LONGEST_LINE) if key.placeholders else self.say(key)

    @property
    def wrong(self) -> str | None:
        """Return how many fields need a change, in words."""
        count = len(self.faults)
        if not count:
            return None
        return self.say(E.P_NEW_WRONG_ONE) if count == 1 else self.say(E.P_NEW_WRONG, antal=count)

    @property
    def first_wrong(self) -> str | None:
        """Return the name of the first field that needs a change, in the order of the page."""
        order = [field.value for field in Field]
        faulty = sorted(self.faults, key=lambda name: order.index(name) if name in order else 99)
        return faulty[0].replace(" ", "-") if faulty else None  # as its id stands in the page

    @property
    def languages(self) -> Sequence[Choice]:
        """Return the languages a youth may be spoken to in."""
        return self._choices(Field.LANGUAGE, _LANGUAGES)

    @property
    def zones(self) -> Sequence[Choice]:
        """Return where a youth may live: their times and quiet hours are those of that zone."""
        return self._choices(Field.ZONE, [(name, self.say(key)) for name, key in _ZONES])

    @property
    def programmes(self) -> Sequence[Choice]:
        """Return the programmes."""
        named = [(one.key, one.title[self.language]) for one in self.choices.programmes]
        return self._choices(Field.PROGRAMME, named)

    def staff(self, name: str) -> Sequence[Choice]:
        """Return who may be chosen in a field for staff."""
        named = [(str(one.id), one.name) for one in self.choices.staff]
        return self._choices(name, named)

    @property
    def channels(self) -> Sequence[Choice]:
        """Return how the youth may be reached."""
        keys = (
            (Channel.BOT, E.P_NEW_BY_BOT),
            (Channel.SMS, E.P_NEW_BY_SMS),
            (Channel.PHONE, E.P_NEW_BY_PHONE),
        )
        return self._choices(Field.CHANNEL, [(one.value, self.say(key)) for one, key in keys])

    @property
    def ages(self) -> Sequence[Choice]:
        """Return the ages from which somebody may take part."""
        keys = (
            (AgeBand.FROM_15_TO_17, E.P_NEW_AGE_15),
            (AgeBand.ADULT, E.P_NEW_AGE_18),
        )
        return self._choices(Field.AGE, [(one.value, self.say(key)) for one, key in keys])

    @property
    def caring(self) -> Sequence[tuple[str, bool, Sequence[Line]]]:
        """Return the caring messages of each programme, and whether it is the chosen one."""
        return [
            (
                one.title[self.language],
                one.key == self.value(Field.PROGRAMME) or len(self.choices.programmes) == 1,
                [self._line(one, draft) for draft in drafts_of(one)],
            )
            for one in self.choices.programmes
            if drafts_of(one)
        ]

    def _line(self, programme: Programme, draft: Draft) -> Line:
        name = line_field(programme.key, draft.slot)
        return Line(
            name=name,
            label=self.say(E.P_NEW_CARING_OF, tal=draft.day),
            draft=draft.line[self._spoken].replace("{navn}", self.value(Field.NAME) or "…"),
            value=self.value(name),
            error=self.error(name),
        )

    @property
    def _spoken(self) -> Language:
        return "en" if self.value(Field.LANGUAGE) == "en" else "da"

    def _choices(self, name: str, named: Sequence[tuple[str, str]]) -> Sequence[Choice]:
        chosen = self.value(name)
        return [Choice(value, label, value == chosen) for value, label in named]

    def _begins_with(self) -> Mapping[str, str]:
        me, programmes = self.choices.me, self.choices.programmes
        return {
            Field.LANGUAGE: "da",
            Field.ZONE: self.known.zone,
            Field.CHANNEL: Channel.BOT.value,
            Field.START: self.known.today.isoformat(),
            Field.MENTOR: str(me.id) if me.role is Role.MENTOR else "",
            Field.PROGRAMME: programmes[0].key if len(programmes) == 1 else "",
        }


def kept_text(typed: Mapping[str, str]) -> str:
    """Return all that was typed as lines to copy, when the form cannot be shown again."""
    return "\n".join(
        f"{name}: {value}" for name, value in typed.items() if value and name not in _NOT_TYPED
    )
