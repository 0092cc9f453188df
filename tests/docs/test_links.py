"""Every link inside the documentation leads somewhere."""

import re
from pathlib import Path

import pytest

from tests.docs.files import ROOT, short, with_suffix

PAGES = with_suffix(".md")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub makes of the headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in plain}


def neighbours(page: Path) -> list[Path]:
    """Return the files of this repository that a page links to."""
    if page.suffix != ".md" or not page.is_file():
        return []
    links = [link for link in _LINK.findall(page.read_text("utf-8")) if ":" not in link]
    return [(page.parent / link.partition("#")[0]).resolve() for link in links]


@pytest.mark.parametrize("page", PAGES, ids=short)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for link in _LINK.findall(_CODE.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue  # another site, or mail; checks never leave this machine
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), f"{short(page)}: {link} does not exist"
        assert target.is_relative_to(ROOT), f"{short(page)}: {link} leaves the repository"
        if anchor:
            assert anchor in anchors(target), f"{short(page)}: {link} has no such heading"


def test_every_page_can_be_reached_from_the_front_page() -> None:
    seen: set[Path] = set()
    waiting = {ROOT / "README.md"}
    while waiting:
        seen |= waiting
        waiting = {page for known in waiting for page in neighbours(known)} - seen
    lost = [short(page) for page in PAGES if page not in seen and "docs" in page.parts]
    assert lost == []
