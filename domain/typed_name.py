"""Whether what stands around a typed number is a name, or somebody telling us something."""

from __future__ import annotations

import re
from enum import StrEnum

MOST_WORDS = 4  # "min storesøster Sara Holm"; who writes more tells us something

_WORD = re.compile(r"[^\W\d_]+(?:['.\-][^\W\d_]+)*\.?")
_KIN = re.compile(
    r"(?:store|lille|halv|sted|papa|bonus|pleje|step|grand)?"
    r"(?:mor|far|mormor|farmor|morfar|farfar|bedstemor|bedstefar|moster|faster|tante|onkel|morbror"
    r"|farbror|fætter|kusine|søster|søs|bror|kæreste|ven|veninde|bedsteven|kammerat|nabo|mentor"
    r"|mum|mom|mother|dad|father|ma|pa|aunt|uncle|cousin|sister|brother|friend|boyfriend"
    r"|girlfriend|neighbour)"
)
_OF = frozenset({"min", "mit", "mine", "vores", "my", "our", "og", "and"})
# Words of sentences: with one of them among the others nobody only writes a name.
_TALK = frozenset(
    """
    ring ringe ringer ringede kald skriv skrive skriver sms hent hjælp hjælpe kom komme kommer
    vil vi jeg du mig dig hun han de dem os i ikke nu dag idag morgen aften skal kan må har er
    på til fra hos med hvis når hvor hvad call calls phone text write help come get want we me
    you he she they us not now today tomorrow tonight please must can have is are am on to
    from with if when where what
    """.split()  # noqa: SIM905
)
_OWN = frozenset(
    """
    mit min eget nye nyt nummer nr tlf telefon telefonnummer mobil mobilnummer er det her my
    own new number no phone mobile cell is it's this the
    """.split()  # noqa: SIM905
)


class Around(StrEnum):
    """What stands around a number."""

    NAME = "name"  # nothing, or a name
    DOUBT = "doubt"  # it may be a name; somebody reads it, too
    WORDS = "words"  # no name


def around_a_number(rest: str) -> Around:
    """Return what `rest`, a text without its number, is where a person was asked for.

    A name is a few words, each with a capital letter or a word for kin. When in doubt somebody
    reads it.
    """
    words = rest.replace(",", " ").replace("(", " ").replace(")", " ").split()
    if len(words) > MOST_WORDS or not all(_WORD.fullmatch(word) for word in words):
        return Around.WORDS
    if _TALK & {word.casefold().rstrip(".") for word in words}:
        return Around.WORDS
    return Around.NAME if all(map(_is_name, words)) else Around.DOUBT


def is_own_number(rest: str) -> bool:
    """Return whether `rest`, a text without its number, only says that the number is one's own."""
    return {word.strip(":,.-").casefold() for word in rest.split()} - {""} <= _OWN


def _is_name(word: str) -> bool:
    low = word.casefold()
    return word[0].isupper() or low in _OF or _KIN.fullmatch(low) is not None
