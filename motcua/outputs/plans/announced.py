"""Announcements as the pages that tell of them see them."""
from __future__ import annotations

from motcua import narrow
from motcua.model import Announcement
from motcua.outputs.pages.changes import ChangeView
from motcua.outputs.shared import Shared


def change_views(shared: Shared) -> tuple[ChangeView, ...]:
    """The announcements as pages see them, the newest first."""
    return tuple(_change(shared, each) for each in sorted(shared.catalogue.announcements, key=lambda each: each.announced_on, reverse=True))


def _change(shared: Shared, announcement: Announcement) -> ChangeView:
    procedures = tuple(shared.summaries[code] for code in announcement.procedures if code in shared.summaries)
    return ChangeView(
        announcement.announced_on.isoformat(), narrow.words(announcement.title), narrow.words(announcement.text), procedures,
        shared.decisions.get(announcement.decision or ""))
