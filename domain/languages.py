"""Whether a text is in a language whose words of danger we know: Danish or English.

A net like the screening itself, and as readable: letters of another script, or hardly one of the
words that every Danish or English text has. A short text says too little to tell.
"""

from __future__ import annotations

import re
import unicodedata

LEAST_WORDS = 4  # fewer say nothing about their language
LEAST_SHARE = 0.25  # of words that we know
FOREIGN_LETTERS = 2  # in one word: a sign that stands alone is decoration

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_NO_ACCENT = str.maketrans("ôéèáâ", "oeeaa")

# The words that Danish and English youths write most, as they write them.
_DANISH = """
ad af aften al aldrig alle allerede alligevel alt altid altså and andet andre arbejde at bange bare
bedre begge blev blevet blive bliver bruge bruger burde bør da dag dage danmark de dem den denne
der deres derfor det dette dig din dine dit dog du efter eget egen eller elsker en end er et
faktisk fandme fandt far farvel fedt fik fin fint flere folk for fordi fra fri føler få får før
først gad ganske gerne gider gik give giver glad godt god gode gør gøre gå gået går hallo ham han
hans har havde have hej hejsa helt hen hende hendes her hjem hjemme hjælp hos hun hvad hvem hver
hvilken hvis hvor hvordan hvorfor hvornår hygge hører høre i idag igen igennem ikk ikke ik im imod
ind inde ingen ingenting intet ja jeg jer jo jobbet job kan kender klar klokken kom komme kommer
kun kunne kærlig lad lade lang lave laver lidt lige ligesom lille livet lort lære læse længe lørdag
mad man mandag mange med meget mellem men mener mens mere mest mig min mindre mine mit mod mor
morgen møde må måske nej nemt nok noget nogen nogle nu ny når nå næste og også okay om onsdag op
orker os over overhovedet pga penge plads på rigtig ring ringe ringer sagde sammen savner se selv
ses ser sgu siden sidste sige siger sikkert sin sit skal ske sket skete skolen skole skrev skrive
skriver skulle sku slet slut snakke snakker som sover spise sporgsmal stadig står stå svært synes
syntes så sådan søndag søvn ta tag tage tager tak tale taler tanker tid til tirsdag tiden ting tog
torsdag tro tror træt ud uden under ung var vare ved vel ven venner vi vide vil ville virkelig
vores være været vær værd år åh
"""
_ENGLISH = """
a about actually after again all already also always am an and any anymore anything are around as
ask at away back bad be because been before being best better but by call came can can't cannot
cant come coming could couldn't day days did didn't didnt do does doesn't doesnt doing don't done
dont down even ever every everyone everything feel feeling few find fine first for friend friends
from fuck fucking get getting give go going gone gonna good got great guess guy had happened happy
hard has hate have haven't he hello help her here hey hi him his home hope how i i'd i'll i'm i've
if im in into is isn't it it's its ive job just keep kind know last late later leave left let life
like little live long look lot love made make many maybe me mean mind moment monday more most much
mum my myself need never new next nice night no nobody not nothing now of off oh ok okay old on
once one only or other our out over people please pretty probably put really right said same say
school see seems she should since sleep so some someone something soon sorry start still stop stuff
sure take talk tell than thank thanks that that's thats the their them then there these they thing
things think this those though thought time tired to today told tomorrow too tried try trying two
up us use very wanna want wanted was wasn't way we week well went were what what's when where which
while who why will wish with without won't work would wouldn't yeah year yes yesterday yet you
you're your
"""
_SPOKEN = "bro wallah haha hahaha lol omg hey heyy ok okey okk idk btw sry plz tjek ye yo nah nope"
KNOWN = frozenset(f"{_DANISH} {_ENGLISH} {_SPOKEN}".split())


def can_be_screened(text: str) -> bool:
    """Return whether our rules know the language of a text, as far as anybody can tell."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    if any(_other_script(word) for word in words):
        return False
    if len(words) < LEAST_WORDS:
        return True
    known = sum(word.replace("\u2019", "'").translate(_NO_ACCENT) in KNOWN for word in words)
    return known >= LEAST_SHARE * len(words)


def _other_script(word: str) -> bool:
    foreign = (not unicodedata.name(letter, "").startswith("LATIN") for letter in word)
    return sum(foreign) >= FOREIGN_LETTERS
