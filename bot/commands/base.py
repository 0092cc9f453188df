"""What a command is."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """One word after `holdfast`.

    A group such as `staff invite` is one command whose `configure` adds subparsers, and
    whose `run` looks at what was chosen.
    """

    name: str
    help: str  # one line, for `holdfast --help`
    configure: Callable[[ArgumentParser], None]  # adds arguments
    run: Callable[[Namespace], int]  # returns the exit code; raises UserError
