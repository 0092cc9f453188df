"""HTML becomes text and entities in UTF-16 units, whatever the words are."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.checks import text_content
from simulator.entities import find_entities
from simulator.formatting import parse_html, utf16
from simulator.parsing import Params


def covered(text: str, offset: int, length: int) -> str:
    units = text.encode("utf-16-le")
    return units[2 * offset : 2 * (offset + length)].decode("utf-16-le")


@pytest.mark.parametrize(
    ("source", "text", "kind"),
    [
        ("<i>hej</i>", "hej", "italic"),
        ("<code>a &lt; b &amp;&quot;</code>", 'a < b &"', "code"),
        ("<pre>&#198;&#x41;</pre>", "ÆA", "pre"),
        ('<span class="tg-spoiler">x</span>', "x", "spoiler"),
        ("<blockquote expandable>x</blockquote>", "x", "expandable_blockquote"),
        ('<tg-emoji emoji-id="5">👍</tg-emoji>', "👍", "custom_emoji"),
        ('<a href="https://e.dk">her</a>', "her", "text_link"),
    ],
)
def test_a_tag_becomes_an_entity(source: str, text: str, kind: str) -> None:
    found, (entity,) = parse_html(source)
    assert (found, entity["type"]) == (text, kind)
    assert covered(found, entity["offset"], entity["length"]) == text


def test_a_link_to_nowhere_and_an_empty_tag_vanish() -> None:
    assert parse_html('<a href="x">her</a><b></b>&#0;') == ("her&#0;", [])


def test_nested_tags_come_outermost_first() -> None:
    _, entities = parse_html("a<b>b<i>c</i></b>")
    assert [(one["type"], one["offset"], one["length"]) for one in entities] == [
        ("bold", 1, 2),
        ("italic", 2, 1),
    ]


@given(st.text(), st.text(min_size=1))
def test_an_entity_covers_its_words_whatever_stands_before(before: str, words: str) -> None:
    before, words = (part.replace("\r", "") for part in (before, words))
    source = f"{html.escape(before)}<b>{html.escape(words)}</b>"
    text, entities = parse_html(source)
    assert text == html.unescape(html.escape(before)) + html.unescape(html.escape(words))
    if words:
        assert covered(text, entities[0]["offset"], entities[0]["length"]) == words


@given(st.text(alphabet=" \n🙂aæ", max_size=20))
def test_trimming_keeps_entities_inside_the_text(words: str) -> None:
    params = Params(text=f"<b>{words}</b>x", parse_mode="HTML")
    content = text_content(params)
    for entity in content.get("entities", []):
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"]
        assert entity["offset"] + entity["length"] <= utf16(content["text"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/pause nu", [("bot_command", "/pause")]),
        ("🙂 se https://e.dk/a?b=1.", [("url", "https://e.dk/a?b=1")]),
        ("skriv til mor@e.dk", [("email", "mor@e.dk")]),
        ("@amal_k ja", [("mention", "@amal_k")]),
        ("a/b 1/2", []),
    ],
)
def test_telegram_finds_things_by_itself(text: str, found: list[tuple[str, str]]) -> None:
    entities = find_entities(text)
    assert [(e["type"], covered(text, e["offset"], e["length"])) for e in entities] == found
