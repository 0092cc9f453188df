"""Inviting from the command line: a link comes out, or one line that says what to do."""

from __future__ import annotations

import asyncio
import io
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.clock import Clock
from bot.ground import opened
from domain.people import Role, Staff
from storage import staff, youths
from tests.bot.shell import SHORT, Shell, furnished, house, log_of_its_own, settings_of, shell
from tests.journeys.town import COVER, MENTOR
from tests.namesakes import namesake

__all__ = ["furnished", "house", "log_of_its_own", "shell"]

AGAIN = "was invited before: an older link works no more."
NEWCOMER = "Nour Newcomer"


def staff_invite(name: str = NEWCOMER, role: str = "mentor") -> tuple[str, ...]:
    return "staff", "invite", "--name", name, "--role", role


def youth_invite(
    mentor: str = MENTOR,
    cover: str = COVER,
    *,
    name: str = "Ida",
    programme: str = "projekt-run",
) -> tuple[str, ...]:
    who = "youth", "invite", "--name", name, "--programme", programme
    return *who, "--mentor", mentor, "--cover", cover


def everybody(folder: Path) -> Sequence[Staff]:
    """Return the staff that an installation has."""

    async def look() -> Sequence[Staff]:
        async with opened(settings_of(folder), Clock()) as ground:
            return await ground.store.read(staff.everybody)

    return asyncio.run(look())


def add_namesake(folder: Path, name: str) -> int:
    """Let somebody else have the name too; return the id."""

    async def add() -> int:
        async with opened(settings_of(folder), Clock()) as ground:
            return await namesake(ground.world, name)

    return asyncio.run(add())


def test_every_role_and_every_youth_gets_a_link_of_their_own(shell: Shell) -> None:
    links = [shell.link(*staff_invite(f"Nour {role}", role.value)) for role in Role]
    assert shell.note == ""
    links += [shell.link(*youth_invite()), shell.link(*youth_invite())]
    assert len(set(links)) == len(links)


def test_a_member_of_staff_is_found_by_exact_name_in_any_case_or_by_id(
    shell: Shell, house: Path
) -> None:
    shell.link(*youth_invite(MENTOR.upper(), COVER.lower()))
    ids = {person.name: str(person.id) for person in everybody(house)}
    shell.link(*youth_invite(ids[MENTOR], ids[COVER]))


def test_part_of_a_name_is_nobody_and_the_names_that_there_are_are_told(shell: Shell) -> None:
    line = shell.refused(*youth_invite("Maja"))
    assert line.startswith("holdfast: No member of staff is called 'Maja'. There is: ")
    assert MENTOR in line
    assert COVER in line


def test_a_name_that_two_have_is_refused_with_their_ids_and_who_is_not_connected(
    shell: Shell, house: Path
) -> None:
    connected = next(person.id for person in everybody(house) if person.name == MENTOR)
    other = add_namesake(house, MENTOR)
    line = shell.refused(*youth_invite())
    assert line.startswith(f"holdfast: More than one is called '{MENTOR}'. Give an id instead: ")
    assert line.endswith(f" {connected}, {other} (not connected).")
    assert f"{other} (not connected)" in shell.refused(*staff_invite(MENTOR))
    shell.link("staff", "invite", "--again", "--name", str(other))
    assert shell.note == f"{MENTOR} {AGAIN}"


def test_a_name_that_waits_for_its_person_gets_a_new_link_and_no_twin(
    shell: Shell, house: Path
) -> None:
    first = shell.link(*staff_invite())
    second = shell.link(*staff_invite(NEWCOMER.upper(), "coordinator"))
    assert first != second
    assert shell.note.endswith(AGAIN)
    (person,) = (one for one in everybody(house) if one.name.casefold() == NEWCOMER.casefold())
    assert (person.name, person.role) == (NEWCOMER, Role.COORDINATOR)


def test_the_name_of_somebody_connected_is_refused_with_what_to_do(shell: Shell) -> None:
    line = shell.refused(*staff_invite(MENTOR))
    assert line.startswith(f"holdfast: {MENTOR} is connected already.")
    assert "give --again" in line
    assert "another name" in line
    shell.link("staff", "invite", "--again", "--name", MENTOR)
    assert shell.note == f"{MENTOR} {AGAIN}"


def test_a_youth_gets_another_link_after_a_lost_one_or_for_a_new_phone(shell: Shell) -> None:
    first = shell.link(*youth_invite())
    assert shell.link("youth", "invite", "--again", "--name", "Ida") != first
    assert shell.note == f"Ida {AGAIN}"
    shell.link("youth", "invite", "--again", "--name", "Amal")
    assert shell.note == f"Amal {AGAIN}"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("staff", "invite", "--name", NEWCOMER), "Give --role, or --again"),
        ((*staff_invite(), "--again"), "changes neither role nor language"),
        (("youth", "invite", "--name", "Ida"), "Give --programme, --mentor, --cover, or --again"),
        ((*youth_invite(), "--again"), "leave out --programme"),
    ],
)
def test_options_that_do_not_go_together_are_refused_with_those_that_do(
    shell: Shell, arguments: tuple[str, ...], says: str
) -> None:
    assert says in shell.refused(*arguments)


def test_the_lists_tell_who_is_here_and_how_far_each_has_come(shell: Shell, house: Path) -> None:
    shell.link(*staff_invite())
    shell.link(*youth_invite())
    head, *people = shell.shown("staff", "list")
    assert head.split() == ["NAME", "ROLE", "STATE", "ID"]
    lines = {line[: len(NEWCOMER)].rstrip(): line for line in people}
    assert f"{MENTOR}  " in "".join(people)
    assert re.search(rf"mentor +link waits until {SHORT} +\d+$", lines[NEWCOMER])
    assert sum(" connected " in line for line in people) == 3
    assert (
        len(
            {
                line.index(str(one.id))
                for one in everybody(house)
                for line in people
                if str(one.id) in line
            }
        )
        == 1
    )

    head, amal, ida = shell.shown("youth", "list")
    assert head.split() == ["NAME", "MENTOR", "STATE", "ID"]
    assert re.fullmatch(rf"Amal +{MENTOR} +active +\d+", amal)
    assert re.fullmatch(rf"Ida +{MENTOR} +link waits until {SHORT} +\d+", ida)


def test_who_has_not_opened_their_own_link_cannot_be_told_and_is_refused(shell: Shell) -> None:
    shell.link(*staff_invite())
    line = shell.refused(*youth_invite(NEWCOMER))
    assert line.startswith(f"holdfast: {NEWCOMER} has not opened their own link in Telegram yet")


def test_nobody_covers_for_themselves(shell: Shell) -> None:
    line = shell.refused(*youth_invite(MENTOR, MENTOR))
    assert f"{MENTOR} cannot be both mentor and cover" in line


def test_an_unknown_programme_is_refused_with_those_that_there_are(shell: Shell) -> None:
    line = shell.refused(*youth_invite(programme="projekt-rum"))
    assert line == (
        "holdfast: There is no programme 'projekt-rum'. Choose one of: en-vej-ind, projekt-run."
    )


@pytest.mark.parametrize("arguments", [staff_invite(" "), youth_invite(name=" ")])
def test_an_empty_name_is_refused(shell: Shell, arguments: tuple[str, ...]) -> None:
    assert shell.refused(*arguments) == "holdfast: Give a name."


def test_a_name_may_be_typed_so_that_it_stands_in_no_history(
    shell: Shell, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"  {NEWCOMER} \n"))
    shell.link(*staff_invite("-"))
    assert NEWCOMER in [person.name for person in everybody(house)]


@pytest.mark.parametrize(
    "arguments",
    [
        staff_invite(role="boss"),
        ("staff", "invite"),
        ("staff",),
        (*staff_invite(), "--language", "sv"),
    ],
)
def test_what_the_command_does_not_know_is_refused_with_its_usage(
    shell: Shell, arguments: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2


def test_nobody_is_added_while_the_bots_name_is_unknown(
    shell: Shell, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everybody(house)
    monkeypatch.delenv("BOT_USERNAME")
    line = shell.refused(*staff_invite())
    assert "set BOT_USERNAME, or start `holdfast run` once" in line
    assert list(everybody(house)) == list(before)


def test_nobody_unknown_gets_a_tier(shell: Shell) -> None:
    line = shell.refused("youth", "tier", "--name", "Nobody Here", "--tier", "A")
    assert "Nobody Here" in line


def test_an_own_interval_is_kept_and_given_up(shell: Shell) -> None:
    shell.link(*youth_invite())
    interval = ("youth", "interval", "--name", "Ida")
    assert shell.shown(*interval, "--days", "5") == ["Ida: a talk every 5 days, their own."]
    [line] = shell.shown(*interval, "--as-planned")
    assert line.endswith("days, as the programme says.")
    assert "1 to 31 days" in shell.refused(*interval, "--days", "40")


def test_a_zone_is_kept_and_says_where_nobody_reads(shell: Shell) -> None:
    shell.link(*youth_invite())
    zone = ("youth", "zone", "--name", "Ida", "--zone")
    [line] = shell.shown(*zone, "America/Nuuk")
    assert line.startswith("Ida: America/Nuuk, where it is ")
    asleep = shell.shown(*zone, "America/Los_Angeles")
    assert asleep[-1] == "Nobody is at work here while they are awake: the bot asks them nothing."
    assert "no time zone" in shell.refused(*zone, "Nuuk")


def test_a_cohort_is_kept_and_taken_back(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    shell.link(*youth_invite())
    for cohort, said in (("hold 2", "Ida: hold 2."), ("", "Ida: no cohort.")):
        assert main(["youth", "cohort", "--name", "Ida", "--cohort", cohort]) == 0
        assert said in capsys.readouterr().out
    assert "Nobody" in shell.refused("youth", "cohort", "--name", "Nobody", "--cohort", "hold 2")
    assert "at most 60" in shell.refused("youth", "cohort", "--name", "Ida", "--cohort", "y" * 61)


def zones(folder: Path) -> dict[str, str]:
    """Return in which zone each youth lives."""

    async def look() -> dict[str, str]:
        async with opened(settings_of(folder), Clock()) as ground:
            return {one.name: one.zone for one in await ground.store.read(youths.everybody)}

    return asyncio.run(look())


def test_a_youth_may_live_in_another_zone_of_the_realm(shell: Shell, house: Path) -> None:
    shell.link(*youth_invite(name="Ivalu"), "--zone", "America/Nuuk")
    shell.link(*youth_invite(name="Bo"))
    assert zones(house).items() >= {"Ivalu": "America/Nuuk", "Bo": "Europe/Copenhagen"}.items()


@pytest.mark.parametrize(
    ("zone", "says"),
    [
        ("Europe/Grenaa", "There is no time zone 'Europe/Grenaa'"),
        ("America/Los_Angeles", "everybody is asleep when somebody is at work here"),
    ],
)
def test_a_zone_that_nobody_can_be_asked_in_is_refused(
    shell: Shell, house: Path, zone: str, says: str
) -> None:
    before = zones(house)
    assert says in shell.refused(*youth_invite(name="Ivalu"), "--zone", zone)
    assert zones(house) == before
