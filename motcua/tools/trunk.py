"""The branch into which changes go, and where the one that is worked on has left it."""
from __future__ import annotations

from typing import NamedTuple

from motcua.history import History, NoHistory

BRANCHES = ("main", "master")


class Trunk(NamedTuple):
    """The branch by its name, and the newest commit that it shares with what is worked on."""

    name: str
    left_at: str


def trunk(history: History) -> Trunk | None:
    """The branch into which changes go; None where the repository has none of the usual names, or where there is no repository.

    For who commits on that branch itself, and so has not left it, it is the server's.
    """
    for branch in BRANCHES:
        if found := [each for name in (branch, f"origin/{branch}") if (each := _met(history, name))]:
            head = history.commit("HEAD")
            return next((each for each in found if each.left_at != head), found[0])
    return None


def _met(history: History, name: str) -> Trunk | None:
    try:
        return Trunk(name, history.meeting_point(name, "HEAD"))
    except NoHistory:
        return None


def since(history: History, revision: str) -> str:
    """Where what is worked on has left a revision: what others added to it meanwhile is no change of ours."""
    try:
        return history.meeting_point(revision, "HEAD")
    except NoHistory as none:
        if none.reason != "no_meeting_point":
            raise
    return history.commit(revision)
