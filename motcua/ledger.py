"""The ledger of addresses: `urls.txt` names every address that was ever published, so that none is lost unseen."""
from __future__ import annotations

import os
from pathlib import Path

from motcua import urls
from motcua.catalogue import Catalogue

HEAD = "# Every address that this catalogue has published, one a line; written by `python -m motcua urls`, never by hand.\n"
# Two branches that add addresses add lines at one place: git takes those of both, and who writes the ledger next puts them in order.
MERGED, MERGING = ".gitattributes", "merge=union"


def addresses(catalogue: Catalogue) -> tuple[str, ...]:
    """The addresses of records that readers may keep; drafts have none, and lists that always exist are no records."""
    kinds = ((urls.department, catalogue.departments), (urls.field, catalogue.fields), (urls.life_event, catalogue.life_events),
             (urls.form, catalogue.forms), (urls.law, catalogue.laws), (urls.decision, catalogue.decisions))
    found = {address(name): None for address, records in kinds for name in records}
    found |= {urls.written_page(page.name): None for page in catalogue.pages}
    for card in catalogue.cards:
        if card.status != "draft":
            found |= {urls.procedure(card.code, case): None for case in ("", *(one.id for one in card.cases))}
            found |= {urls.procedure(code): None for code in card.former_codes}
    return tuple(sorted("/" + address for address in found))


def missing(catalogue: Catalogue) -> tuple[str, ...]:
    """The addresses that are published but not yet in the ledger."""
    return tuple(sorted(set(addresses(catalogue)) - set(catalogue.ledger)))


def lost(catalogue: Catalogue) -> tuple[str, ...]:
    """The addresses in the ledger that no record answers for any more."""
    return tuple(sorted(set(catalogue.ledger) - set(addresses(catalogue))))


def write(path: Path, kept: tuple[str, ...], new: tuple[str, ...]) -> None:
    """Add addresses to the ledger, in one exchange; nothing is written when there is nothing new."""
    if not new:
        return
    beside = path.with_suffix(".new")
    beside.write_text(HEAD + "".join(f"{address}\n" for address in sorted({*kept, *new})), encoding="utf-8")
    os.replace(beside, path)
