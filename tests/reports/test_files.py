"""Files are made from their recipes, the same each time."""

from __future__ import annotations

import pytest

from domain.people import LANGUAGES, Language
from domain.recipe import picture_of, qr_of
from reports.files import make_file


def test_a_qr_picture_is_a_png_that_depends_on_its_text_alone() -> None:
    one, same, other = (make_file(qr_of(text)) for text in ("a", "a", "b"))
    assert one.name == "qr.png"
    assert one.content.startswith(b"\x89PNG\r\n")
    assert one == same
    assert one != other


@pytest.mark.parametrize("recipe", ["", "pdf:1", "QR:a"])
def test_a_recipe_that_nobody_knows_is_named(recipe: str) -> None:
    with pytest.raises(ValueError, match="No file is made from"):
        make_file(recipe)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["previews-iphone", "previews-android"])
def test_every_picture_that_is_sent_is_there_in_both_languages(
    name: str, language: Language
) -> None:
    made = make_file(picture_of(name, language))
    assert made.name == f"{name}.{language}.png"
    assert made.content.startswith(b"\x89PNG\r\n")


@pytest.mark.parametrize("name", ["", "..", "../keys", "previews-iphone"])
def test_only_our_own_pictures_are_sent(name: str) -> None:
    with pytest.raises(ValueError, match="There is no picture"):
        make_file(f"picture:{name}")
