"""The branch into which changes go, and where the one that is worked on has left it."""
from __future__ import annotations

from typing import NamedTuple

from motcua.history import History, NoHistory

NAMES = ("main", "origin/main", "master", "origin/master")


class Trunk(NamedTuple):
    """The branch by its name, and the newest commit that it shares with what is worked on."""

    name: str
    left_at: str


def trunk(history: History) -> Trunk | None:
    """The branch into which changes go; None where the repository has none of the usual names, or where there is no repository."""
    for name in NAMES:
        try:
            return Trunk(name, history.meeting_point(name, "HEAD"))
        except NoHistory:
            continue
    return None


def since(history: History, revision: str) -> str:
    """Where what is worked on has left a revision: what others added to it meanwhile is no change of ours."""
    try:
        return history.meeting_point(revision, "HEAD")
    except NoHistory as none:
        if none.reason != "no_meeting_point":
            raise
    return history.commit(revision)
