"""What a question in a programme file may hold, line by line."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from content.programme_lines import Name, WordingShape
from content.shapes import Shape

Step = Annotated[int, Field(ge=0, le=10)]


class OptionShape(Shape):
    """One button of a choice."""

    key: Name
    label: WordingShape
    low: bool = False


class FollowUpShape(Shape):
    """Which answers bring one more question next: numbers from low to high, or some options."""

    ask: Name
    low: Step | None = None
    high: Step | None = None
    options: list[Name] = Field(default_factory=list)


class QuestionShape(Shape):
    """One question. Which lines it needs depends on its kind."""

    key: Name
    kind: Literal["scale", "choice", "free_text"]
    text: WordingShape
    options: list[OptionShape] = Field(default_factory=list)
    lowest: Step | None = None
    highest: Step | None = None
    low_up_to: Step | None = None
    topic: Name | None = None
    follow_up: list[FollowUpShape] = Field(default_factory=list)
