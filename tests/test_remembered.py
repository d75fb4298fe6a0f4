"""Answers about a record are worked out once, and never for another record."""
from __future__ import annotations

import pytest

from motcua import remembered
from motcua.model.record import Record
from motcua.remembered import of_record


class Named(Record):
    name: str


@pytest.fixture
def asked():
    """A question that counts how often it was worked out."""
    calls: list[tuple] = []

    @of_record
    def ask(record: Named, *others: str) -> str:
        calls.append((record.name, *others))
        return " ".join((record.name, *others))

    ask.calls = calls
    return ask


def test_the_same_question_is_answered_once(asked):
    record = Named(name="a")
    assert [asked(record, "vi"), asked(record, "vi"), asked(record, "en"), asked(record)] == ["a vi", "a vi", "a en", "a"]
    assert asked.calls == [("a", "vi"), ("a", "en"), ("a",)]


def test_a_record_is_known_by_itself_even_where_another_says_the_same(asked):
    first, second = Named(name="a"), Named(name="a")
    asked(first), asked(second)
    assert asked.calls == [("a",), ("a",)]


def test_a_record_that_is_gone_never_lends_its_answer_to_the_next_in_its_place(asked):
    # Without being held, most of these would have the number in memory of the one before.
    assert [asked(Named(name=str(number))) for number in range(500)] == [str(number) for number in range(500)]


def test_no_more_records_are_held_than_are_at_hand(asked, monkeypatch):
    monkeypatch.setattr(remembered, "KEPT", 2)
    one, two, three = (Named(name=each) for each in "abc")
    for record in (one, two, three, one):
        asked(record)
    assert asked.calls == [("a",), ("b",), ("c",), ("a",)]


def test_a_question_that_fails_is_asked_again():
    calls: list[str] = []

    @of_record
    def ask(record: Named) -> str:
        calls.append(record.name)
        raise ValueError(record.name)

    record = Named(name="a")
    for _ in range(2):
        with pytest.raises(ValueError):
            ask(record)
    assert calls == ["a", "a"]
