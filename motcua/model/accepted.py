"""What an editor has looked at and lets stand: a warning with its place, the reason, and the day."""

from motcua.model.record import Day, Record, Words


class Acceptance(Record):
    """One warning that is told no more, until a day where one is named; with `found`, only while the value is the one that was looked at."""

    rule: Words
    file: Words
    field: Words | None = None
    found: Words | None = None
    reason: Words
    accepted_on: Day
    until: Day | None = None


class AcceptedFile(Record):
    """`accepted.yml`."""

    accepted: tuple[Acceptance, ...]
