"""A plain programme to tell stories about: three questions a week and a café, nothing else.

Words, screening and hours beside it are the built-in ones.
"""

from __future__ import annotations

from pathlib import Path

CONTENT = Path(__file__).parent / "journeys" / "content"
PROGRAMMES = CONTENT / "programmes"
BUILT_IN = Path(__file__).resolve().parents[1] / "content"
