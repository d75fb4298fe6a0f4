"""Faults of accessibility in an open page, as axe-core finds them."""

from __future__ import annotations

from collections.abc import Sequence

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# Each width and each scheme once: a scheme changes colours alone, a width where things stand, and neither knows of the other.
LOOKS = ((320, "light"), (1280, "dark"))
WCAG_22_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# Nine tenths of the time go to this rule; where the same colours have been tried, it may be left out.
CONTRAST = "color-contrast"


def violations(page: Page, tags: Sequence[str] = WCAG_22_AA, rules: Sequence[str] = (), without: Sequence[str] = ()) -> list[str]:
    """One line a faulty element: rule, impact, selector, and what axe says of it; by these rules alone where some are named."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": {"type": "rule" if rules else "tag", "values": list(rules or tags)}, "resultTypes": ["violations"],
               "rules": {rule: {"enabled": False} for rule in without}}
    return [
        f"{fault['id']} ({fault['impact']}): {_selector(node)}: {' '.join(node['failureSummary'].split())}"
        for fault in page.evaluate("options => axe.run(options)", options)["violations"]
        for node in fault["nodes"]
    ]


def _selector(node: dict) -> str:
    return " ".join(part if isinstance(part, str) else " >>> ".join(part) for part in node["target"])
