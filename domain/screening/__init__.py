"""Reads every text that enters for words of danger, by rules that a social worker can read.

It is a net, not a judgement: when anything goes wrong inside, the text is a concern.

A text is put into one spelling and cut into sentences (`reading.py`); the words of each sentence
are looked up once (`lexicon.py`); patterns (`grammar.py`) are laid over them (`matching.py`);
what a rule finds may be taken back or made milder (`decide.py`). Every step is linear in the
text: no pattern and no message can make it slow.
"""

from domain.screening.compiling import ScreeningRules, compile_rules
from domain.screening.decide import marks_in, screen, signs_in
from domain.screening.figures import GOALS, REAL_USE, Figures, Gate, figures, missed
from domain.screening.levels import ERROR_RULE, Screened, ScreenLevel
from domain.screening.points import SmallSign, SmallSigns
from domain.screening.rule import Filter, Rule

__all__ = [
    "ERROR_RULE",
    "GOALS",
    "REAL_USE",
    "Figures",
    "Filter",
    "Gate",
    "Rule",
    "ScreenLevel",
    "Screened",
    "ScreeningRules",
    "SmallSign",
    "SmallSigns",
    "compile_rules",
    "figures",
    "marks_in",
    "missed",
    "screen",
    "signs_in",
]
