"""What an automatic check of accessibility finds on a page: axe-core, and a look at the focus."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.async_api import Page

AXE = Path(__file__).resolve().parent / "vendor" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = "tags => axe.run(document, {runOnly: tags}).then(found => found.violations)"
_HAS_AXE = "() => Boolean(window.axe)"

# Where the keyboard is: what it stands on, whether that can be seen, and whether it shows.
_FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getBoundingClientRect(), look = getComputedStyle(at);
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const ring = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2;
  return {what: `${at.tagName} ${at.className} ${at.textContent.trim().slice(0, 30)}`,
    ring, inside, size: [box.width, box.height]};
}"""


async def violations(page: Page) -> list[str]:
    """Return what axe-core complains of, each with the rule and the element."""
    if not await page.evaluate(_HAS_AXE):
        await page.evaluate(AXE.read_text("utf-8"))
    found: list[dict[str, Any]] = await page.evaluate(_RUN, RULES)
    return [
        f"{one['id']}: {one['help']}: {node['html'][:120]}"
        for one in found
        for node in one["nodes"]
    ]


async def lost_focus(page: Page, steps: int) -> list[str]:
    """Press Tab so often; return where the focus cannot be seen, or shows no ring."""
    lost = []
    for _ in range(steps):
        await page.keyboard.press("Tab")
        at = await page.evaluate(_FOCUS)
        if at is not None and not (at["ring"] and at["inside"]):
            lost.append(f"{at['what']}: {'hidden' if at['ring'] else 'no ring'}")
    return lost


async def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    found: int = await page.evaluate(wide)
    return found
