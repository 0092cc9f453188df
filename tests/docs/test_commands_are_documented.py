"""Every command of the command line is in the reference, and every make target is explained."""

import re
from argparse import ArgumentParser
from collections.abc import Iterator

from bot.__main__ import build_parser
from tests.docs.files import ROOT

REFERENCE = (ROOT / "docs/reference/commands.md").read_text("utf-8")
HEADINGS = set(re.findall(r"^### `(holdfast [^`]+)`$", REFERENCE, re.MULTILINE))


def leaves(parser: ArgumentParser) -> Iterator[ArgumentParser]:
    """Yield the parsers that run something: commands without subcommands."""
    groups = [
        action.choices.values() for action in parser._actions if isinstance(action.choices, dict)
    ]
    if not groups:
        yield parser
    for group in groups:
        for child in group:
            yield from leaves(child)


def options(parser: ArgumentParser) -> set[str]:
    flags = {flag for action in parser._actions for flag in action.option_strings}
    return {flag for flag in flags if flag.startswith("--")} - {"--help", "--version"}


# A positional argument shows in `prog` of nested parsers; the name of a command has none.
COMMANDS = {parser.prog: parser for parser in leaves(build_parser()) if parser.prog != "holdfast"}


def test_the_reference_has_a_section_for_every_command_and_no_other() -> None:
    assert set(COMMANDS) == HEADINGS


def test_the_section_of_a_command_names_its_options() -> None:
    for name, parser in COMMANDS.items():
        section = REFERENCE.split(f"### `{name}`\n", 1)[1].split("\n### ", 1)[0]
        missing = {flag for flag in options(parser) if f"`{flag}" not in section}
        assert not missing, f"docs/reference/commands.md, {name}: explain {sorted(missing)}"


def test_every_make_target_is_in_the_reference() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE):
        assert f"`make {target}`" in REFERENCE, f"docs/reference/commands.md: make {target}"
