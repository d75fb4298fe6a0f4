"""The search engine as a site has it: one script of the folder's many."""

from __future__ import annotations

from pathlib import Path

from motcua.outputs import assets

FOLDER = Path(__file__).parents[2] / "templates" / "pages" / "assets" / "search"


def lay(site: Path) -> None:
    """Write the engine where a site's index looks for it."""
    (site / "assets").mkdir(exist_ok=True)
    (site / "assets" / "search.js").write_bytes(assets.joined(tuple(path.read_bytes() for path in sorted(FOLDER.glob("*.js")))))
