"""Faults of accessibility in an open page, as axe-core finds them."""

from __future__ import annotations

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG_22_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


def violations(page: Page, tags: Sequence[str] = WCAG_22_AA, rules: Sequence[str] = ()) -> list[str]:
    """One line a faulty element: rule, impact, selector, and what axe says of it; by these rules alone where some are named."""
    options = {"runOnly": {"type": "rule" if rules else "tag", "values": list(rules or tags)}, "resultTypes": ["violations"]}
    response = Axe().run(page, options=options).response
    return [
        f"{fault['id']} ({fault['impact']}): {_selector(node)}: {' '.join(node['failureSummary'].split())}"
        for fault in response["violations"]
        for node in fault["nodes"]
    ]


def _selector(node: dict) -> str:
    return " ".join(part if isinstance(part, str) else " >>> ".join(part) for part in node["target"])
