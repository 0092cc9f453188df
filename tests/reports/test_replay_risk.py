"""A policy told to past events: what is known by then, line by line errors, memory that stays."""

from __future__ import annotations

import csv
import gzip
import tracemalloc
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.plain import BUILT_IN

POLICY = """
yellow = 2
red = 4
[silence]
steps = [{ days = 7, points = 1 }, { days = 14, points = 2 }]
say = { da = "stille i {dage} dage", en = "silent for {dage} days" }
[missed]
days = 14
points = 2
say = { da = "missede {dato}", en = "missed {dato}" }
"""
HEAD = "person,at,kind,value\n"
ANNA = """anna,2026-03-02T00:00:00Z,start,
anna,2026-03-02T00:00:00Z,plan,7
anna,2026-03-20T12:00:00Z,contact,3
anna,2026-03-23T00:00:00Z,agreement_missed,call
anna,2026-04-14T00:00:00Z,end,
"""


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.toml"
    path.write_text(POLICY)
    return path


def replay(events: Path, policy: Path, *more: str) -> list[dict[str, str]]:
    out = events.with_name("out.csv")
    arguments = ["risk", "replay", str(events), "--out", str(out), "--policy", str(policy)]
    assert main([*arguments, *more]) == 0
    with out.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def written(folder: Path, text: str) -> Path:
    path = folder / "events.csv"
    path.write_text(text, "utf-8")
    return path


def refused(folder: Path, policy: Path, text: str, capsys: pytest.CaptureFixture[str]) -> str:
    path = written(folder, text)
    out = folder / "out.csv"
    arguments = ["risk", "replay", str(path), "--out", str(out), "--policy", str(policy)]
    assert main(arguments) == 2
    return capsys.readouterr().err


def test_decisions_begin_on_day_14_and_end_before_the_end(tmp_path: Path, policy: Path) -> None:
    rows = replay(written(tmp_path, HEAD + ANNA), policy)
    assert [(row["at"], row["points"], row["band"], row["reasons"]) for row in rows] == [
        ("2026-03-16T00:00:00Z", "2", "yellow", "stille i 14 dage (+2)"),
        ("2026-03-23T00:00:00Z", "2", "yellow", "missede 23/3 (+2)"),
        ("2026-03-30T00:00:00Z", "3", "yellow", "missede 23/3 (+2); stille i 9 dage (+1)"),
        ("2026-04-06T00:00:00Z", "3", "yellow", "missede 23/3 (+2); stille i 13 dage (+1)"),
        ("2026-04-13T00:00:00Z", "4", "red", "missede 23/3 (+2); stille i 19 dage (+2)"),
    ]


def test_a_gzipped_file_of_another_language_is_read_the_same(tmp_path: Path, policy: Path) -> None:
    path = tmp_path / "events.csv.gz"
    path.write_bytes(gzip.compress((HEAD + ANNA).encode()))
    rows = replay(path, policy, "--every", "21", "--language", "en")
    assert [row["reasons"] for row in rows] == [
        "silent for 14 days (+2)",
        "missed 23/3 (+2); silent for 13 days (+1)",
    ]


def test_rows_of_one_person_may_stand_in_any_order(tmp_path: Path, policy: Path) -> None:
    shuffled = "".join(reversed(ANNA.splitlines(keepends=True)))
    assert replay(written(tmp_path, HEAD + shuffled), policy) == replay(
        written(tmp_path, HEAD + ANNA), policy
    )


def test_without_a_policy_the_rules_of_the_programme_speak(tmp_path: Path) -> None:
    events, out = written(tmp_path, HEAD + ANNA), tmp_path / "out.csv"
    assert main(["risk", "replay", str(events), "--out", str(out)]) == 0
    assert "Mødte ikke op 23/3 uden besked (+2)" in out.read_text("utf-8")


def test_a_partners_concern_is_an_event_of_its_own_that_older_policies_read_as_a_concern(
    tmp_path: Path,
) -> None:
    more = ANNA.replace("agreement_missed,call", "partner_concern,")
    events, old = written(tmp_path, HEAD + more), tmp_path / "old.toml"
    assert main(["risk", "replay", str(events), "--out", str(tmp_path / "out.csv")]) == 0
    said = (tmp_path / "out.csv").read_text("utf-8")
    assert "En partner (skole, job ...) er bekymret, sagt 23/3 (+3)" in said
    concern = (
        '[concern]\ndays = 14\npoints = 3\nsay = { da = "uro {dato}", en = "worry {dato}" }\n'
    )
    old.write_text("yellow = 3\nred = 5\n" + concern)
    assert "uro 23/3" in {row["reasons"].split(" (")[0] for row in replay(events, old)}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (",2026-03-02T00:00:00Z,contact,1", "line 7: there is no person"),
        ("anna,monday,contact,1", "line 7: 'monday' is no time: write it such as 2026-03-03T12"),
        ("anna,2026-03-03T12:00:00,contact,1", "has no time zone: add Z for UTC"),
        ("anna,1826-03-03T12:00:00Z,contact,1", "lies outside 1990-2100"),
        ("anna,2026-03-03T12:00:00Z,sneeze,1", "'sneeze' is no kind of event: there are start"),
        ("anna,2026-03-03T12:00:00Z,rating,7", "is no rating: write item=score"),
        ("anna,2026-03-03T12:00:00Z,rating,belong=11", "11 is no score"),
        ("anna,2026-03-03T12:00:00Z,rating,belong=6,5", "line 7: has more cells than the header"),
        ("anna,2026-03-03T12:00:00Z,rating,belong=x", "'x' is no number for rating"),
        ("anna,2026-03-03T12:00:00Z,plan,", "'' is no number for plan"),
        ("anna,2026-03-03T12:00:00Z,pause,0", "0 is no number of days"),
        ("anna,2026-03-03T12:00:00Z,absence,-1", "-1 is no number of days"),
        ("anna,2026-03-03T12:00:00Z,start,", "anna has 2 rows start here"),
        ("bo,2026-03-03T12:00:00Z,contact,1", "line 7: bo has 0 rows start here"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(
    tmp_path: Path,
    policy: Path,
    capsys: pytest.CaptureFixture[str],
    line: str,
    said: str,
) -> None:
    assert said in refused(tmp_path, policy, f"{HEAD}{ANNA}{line}\n", capsys)


def test_what_is_read_is_never_written_over_and_half_a_file_is_never_left(
    tmp_path: Path, policy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events, out = written(tmp_path, HEAD + ANNA), tmp_path / "out.csv"
    (tmp_path / "other.csv").hardlink_to(events)
    for over in (events, tmp_path / "other.csv", policy):
        arguments = ["risk", "replay", str(events), "--policy", str(policy), "--out", str(over)]
        assert main(arguments) == 2
        assert "is a file to read: name another one for --out." in capsys.readouterr().err
    compare = ["risk", "compare", str(policy), str(policy), str(events), "--out"]
    assert main([*compare, str(policy)]) == 2
    assert (events.read_text("utf-8"), policy.read_text("utf-8")) == (HEAD + ANNA, POLICY)
    assert replay(events, policy)
    kept = out.read_text("utf-8")
    assert refused(tmp_path, policy, HEAD + ANNA + "bo,monday,contact,1\n", capsys)
    assert out.read_text("utf-8") == kept
    assert not list(tmp_path.glob("*.part"))


def test_files_that_are_no_events_are_refused(
    tmp_path: Path, policy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "column person is missing" in refused(tmp_path, policy, "a,b\n1,2\n", capsys)
    assert "column person is missing" in refused(tmp_path, policy, "", capsys)
    backwards = ANNA.replace("2026-04-14", "2026-01-14")
    assert "anna ends before the start" in refused(tmp_path, policy, HEAD + backwards, capsys)
    spoiled = tmp_path / "events.csv.gz"
    spoiled.write_bytes(gzip.compress((HEAD + ANNA).encode())[:-20])
    out = tmp_path / "out.csv"
    assert main(["risk", "replay", str(spoiled), "--out", str(out)]) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert main(["risk", "replay", str(tmp_path / "none.csv"), "--out", str(out)]) == 2
    assert "none.csv cannot be read" in capsys.readouterr().err
    events = written(tmp_path, HEAD + ANNA)
    assert main(["risk", "replay", str(events), "--out", str(tmp_path)]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert main(["risk", "replay", str(events), "--out", str(out), "--every", "0"]) == 2
    assert "Give --every" in capsys.readouterr().err


def test_one_person_with_endless_rows_is_refused(
    tmp_path: Path,
    policy: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("reports.replay_events.MOST_EVENTS", 3)
    assert "anna has more than 3 rows" in refused(tmp_path, policy, HEAD + ANNA, capsys)


def test_comparing_shows_who_would_change_and_what_it_would_cost(
    tmp_path: Path, policy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stricter = tmp_path / "stricter.toml"
    stricter.write_text(POLICY.replace("yellow = 2", "yellow = 5").replace("red = 4", "red = 9"))
    quiet = ANNA.replace("anna", "bo").replace("agreement_missed", "agreement_kept")
    events, out = written(tmp_path, HEAD + ANNA + quiet), tmp_path / "changed.csv"
    arguments = ["risk", "compare", str(policy), str(stricter), str(events)]
    weekly = [*arguments, "--every", "7", "--caseload", "10"]
    assert main([*weekly, "--out", str(out)]) == 0
    shown = capsys.readouterr().out
    assert "2 people, 10 decisions" in shown
    assert "alerts a week, for a worker with 10 youths      6.00    0.00" in shown
    assert "  red to green: 1" in shown
    assert "  yellow to green: 1\n  anna, bo\n" in shown
    rows = list(csv.reader(out.read_text("utf-8").splitlines()))
    assert rows[1][:4] == ["anna", "2026-04-13T00:00:00Z", "red", "green"]
    assert "missede 23/3 (+2)" in rows[1][4]
    assert main(arguments) == 0
    assert "2 people, 58 decisions" in capsys.readouterr().out, "every day, as the product looks"


def test_a_file_with_nobody_in_it_is_refused(
    tmp_path: Path, policy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "line 1: there is nobody in it" in refused(tmp_path, policy, HEAD, capsys)


def test_each_policy_is_told_with_its_own_breaks(
    tmp_path: Path, policy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "breaks.toml"
    head, _, rest = POLICY.partition("[silence]")
    breaks = 'breaks = [{ first = "2.3", last = "14.4" }]'
    other.write_text(f"{head}{breaks}\n[silence]{rest}")
    silent = "".join(ANNA.splitlines(keepends=True)[i] for i in (0, 1, 4))
    events = written(tmp_path, HEAD + silent)
    assert main(["risk", "compare", str(policy), str(other), str(events)]) == 0
    shown = capsys.readouterr().out
    assert "times to yellow or above                           1       0" in shown
    assert "  yellow to green: 1" in shown
    assert main(["risk", "compare", str(other), str(policy), str(events)]) == 0
    assert (
        "times to yellow or above                           0       1" in capsys.readouterr().out
    )


def test_an_alert_is_all_that_a_worker_would_be_told(
    tmp_path: Path, policy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events = written(tmp_path, HEAD + ANNA)
    weekly = ["--every", "7"]
    assert main(["risk", "compare", str(policy), str(policy), str(events), *weekly]) == 0
    shown = capsys.readouterr().out
    # Yellow by silence; a missed agreement as another reason; silence again; and red: four.
    assert "alerts a week, for a worker with 25 youths     20.00   20.00" in shown
    assert "times to yellow or above                           1       1" in shown


def test_only_the_first_of_many_who_would_change_are_named(
    tmp_path: Path, policy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stricter = tmp_path / "stricter.toml"
    stricter.write_text(POLICY.replace("yellow = 2", "yellow = 5").replace("red = 4", "red = 9"))
    many = "".join(ANNA.replace("anna", f"p{number:02}") for number in range(21))
    events = written(tmp_path, HEAD + many)
    assert main(["risk", "compare", str(policy), str(stricter), str(events)]) == 0
    assert "p19, ...\n" in capsys.readouterr().out


def test_a_programme_file_is_a_policy_when_it_has_attention_points(
    tmp_path: Path, policy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    programme = BUILT_IN / "programmes/projekt-run.toml"
    bare = tmp_path / "bare.toml"
    bare.write_text(programme.read_text("utf-8").split("[risk]")[0], "utf-8")
    events = written(tmp_path, HEAD + ANNA)
    assert main(["risk", "compare", str(programme), str(policy), str(events)]) == 0
    assert main(["risk", "compare", str(bare), str(policy), str(events)]) == 2
    assert "has no attention points: add [risk]" in capsys.readouterr().err
    arguments = ["risk", "compare", str(policy), str(policy), str(events), "--caseload", "0"]
    assert main(arguments) == 2
    assert "Give --caseload" in capsys.readouterr().err


def test_memory_does_not_grow_with_the_number_of_people(tmp_path: Path, policy: Path) -> None:
    few, many = peak(tmp_path, policy, people=40), peak(tmp_path, policy, people=400)
    assert many < few * 1.25 + 100_000


def peak(folder: Path, policy: Path, *, people: int) -> int:
    path = folder / f"{people}.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for number in range(people):
            file.write(ANNA.replace("anna", f"p{number}"))
    replay(path, policy)  # what is loaded once is loaded
    tracemalloc.start()
    try:
        replay_only(path, policy)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def replay_only(path: Path, policy: Path) -> None:
    out = path.with_name("peak.csv")
    arguments = ["risk", "replay", str(path), "--out", str(out), "--policy", str(policy)]
    assert main(arguments) == 0
