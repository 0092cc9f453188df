"""What each rule was worth: how often it called a human, and how often that was good."""

from __future__ import annotations

from collections.abc import Sequence

from storage.rules import RuleFigures, rule_figures
from storage.tx import Rx


def read_rules(rx: Rx) -> Sequence[RuleFigures]:
    """Return the figures of every rule that has opened a case, the most frequent first."""
    return rule_figures(rx)
