"""States: what a reader is told on a date, and how long that holds."""
from __future__ import annotations

import pytest

from motcua import resolve
from motcua.model.views import Card

BLANK = Card(*[""] * len(Card._fields))._replace(status="in_force", is_internal=False, former_codes=(), cases=(), targets={}, mentions=())


@pytest.mark.parametrize(("changes", "on", "state"), [
    ({}, "2026-11-22", "in_force"),
    ({"effective_from": "2027-01-01"}, "2026-12-31", "announced"),
    ({"effective_from": "2027-01-01"}, "2027-01-01", "in_force"),
    ({"effective_to": "2026-12-31"}, "2026-12-31", "in_force"),
    ({"effective_to": "2026-12-31"}, "2027-01-01", "abolished"),
    ({"effective_to": "2026-12-31", "replaced_by": "1.000001"}, "2027-01-01", "replaced"),
    ({"status": "draft", "effective_from": "2020-01-01"}, "2026-01-01", "draft"),
    ({"status": "abolished", "effective_from": "2099-01-01"}, "2026-01-01", "abolished"),
])
def test_the_state_is_what_holds_on_the_date(changes, on, state):
    assert resolve.state_on(BLANK._replace(**changes), on) == state


def test_a_draft_is_published_only_when_drafts_are_asked_for():
    assert not resolve.is_published("draft", drafts=False)
    assert resolve.is_published("draft", drafts=True)
    assert resolve.is_published("abolished", drafts=False)


def test_what_is_gone_or_internal_is_in_no_public_list():
    assert resolve.is_listed(BLANK, "announced")
    assert not resolve.is_listed(BLANK, "replaced")
    assert not resolve.is_listed(BLANK._replace(is_internal=True), "in_force")


def test_states_hold_until_the_next_day_on_which_one_begins_or_the_day_after_one_ends():
    cards = (BLANK._replace(effective_from="2026-01-01"), BLANK._replace(effective_from="2027-03-01"), BLANK._replace(effective_to="2026-12-31"))
    assert resolve.holds_between(cards, "2026-11-22") == ("2026-01-01", "2027-01-01")
    assert resolve.holds_between(cards, "2027-01-01") == ("2027-01-01", "2027-03-01")
    assert resolve.holds_between((), "2026-11-22") == ("0001-01-01", "9999-12-31")
