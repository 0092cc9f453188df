"""Files are made from their recipes, the same each time."""

from __future__ import annotations

import pytest

from reports.files import make_file, qr_recipe


def test_a_qr_picture_is_a_png_that_depends_on_its_text_alone() -> None:
    one, same, other = (make_file(qr_recipe(text)) for text in ("a", "a", "b"))
    assert one.name == "qr.png"
    assert one.content.startswith(b"\x89PNG\r\n")
    assert one == same
    assert one != other


@pytest.mark.parametrize("recipe", ["", "pdf:1", "QR:a"])
def test_a_recipe_that_nobody_knows_is_named(recipe: str) -> None:
    with pytest.raises(ValueError, match="No file is made from"):
        make_file(recipe)
