"""Examples in the documentation are tried before they are read."""

import re

from content.programmes import parse_programme
from domain.plan import Programme
from domain.question import QuestionKind
from tests.docs.files import ROOT

PROGRAMME = (ROOT / "content/programmes/projekt-run.toml").read_text("utf-8")
GUIDE = (ROOT / "docs/how-to/add-a-question.md").read_text("utf-8")
EXAMPLES = re.findall(r"^( *)```toml\n(.*?)^ *```", GUIDE, re.MULTILINE | re.DOTALL)


def with_example() -> Programme:
    """Return the built-in programme with the example put after its last item."""
    ((indent, example),) = EXAMPLES
    lines = "".join(line.removeprefix(indent) for line in example.splitlines(keepends=True))
    before, mark, after = PROGRAMME.partition("[[follow_ups]]")
    return parse_programme(f"{before}\n{lines}\n{mark}{after}", place="projekt-run.toml")


def test_the_question_of_the_guide_can_be_added_to_the_programme() -> None:
    question = with_example().items[-1]
    assert (question.key, question.kind) == ("sleep", QuestionKind.SCALE)
    assert (question.lowest, question.highest, question.low_up_to) == (0, 10, 2)
