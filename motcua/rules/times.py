"""Rules on time limits: a number with its unit, promises within the law, rows that agree, internal steps that add up."""
from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from motcua.model import NOT_STATED, Duration, Procedure, TimeRow
from motcua.problem import Finding
from motcua.rules.strictness import by_origin

WITHOUT_NUMBER = ("same_day", NOT_STATED)
Steps = tuple[str | int, ...]


def duration_has_its_number(procedure: Procedure) -> Iterator[Finding]:
    """A length of time has a number, unless it is the same day or not stated."""
    for at, time in _durations(procedure):
        if time.unit not in WITHOUT_NUMBER and time.value is None and time.up_to is None:
            yield Finding("duration_has_its_number", (*at, "value"), values=(("unit", time.unit),))


def same_day_has_no_number(procedure: Procedure) -> Iterator[Finding]:
    """What is settled on the same day has no number of days."""
    for at, time in _durations(procedure):
        if time.unit == "same_day" and (time.value, time.up_to) != (None, None):
            yield Finding("same_day_has_no_number", (*at, "value" if time.value is not None else "up_to"), _longest(time))


def duration_is_not_nothing(procedure: Procedure) -> Iterator[Finding]:
    """A length of time is longer than 0."""
    for at, time in _durations(procedure):
        if time.unit != "same_day" and time.value == 0:
            yield Finding("duration_is_not_nothing", (*at, "value"), 0, by_origin(procedure))


def duration_goes_upwards(procedure: Procedure) -> Iterator[Finding]:
    """A length of time from … to … goes from the smaller number to the larger one."""
    for at, time in _durations(procedure):
        if time.value is not None and time.up_to is not None and time.value >= time.up_to:
            yield Finding("duration_goes_upwards", (*at, "up_to"), time.up_to, values=(("value", time.value),))


def _durations(procedure: Procedure) -> Iterator[tuple[Steps, Duration]]:
    """Every length of time in a procedure with its path."""
    found: list[tuple[Steps, Duration | None]] = []
    if time := procedure.processing_time:
        for number, row in enumerate(time.rows):
            found += [(("processing_time", "rows", number, key), getattr(row, key)) for key in ("statutory", "committed")]
        found += [(("processing_time", "extensions", number, "by"), each.by) for number, each in enumerate(time.extensions)]
        deadlines = (("correction", time.correction), ("file_within", time.file_within))
        found += [(("processing_time", key, "within"), each.within) for key, each in deadlines if each]
    for number, process in enumerate(procedure.internal_process):
        found += [(("internal_process", number, "steps", place, "time"), step.time) for place, step in enumerate(process.steps)]
    found += [(("redress", number, "within"), each.within) for number, each in enumerate(procedure.redress)]
    if procedure.one_stop:
        found += [(("one_stop", "parts", number, "time"), part.time) for number, part in enumerate(procedure.one_stop.parts)]
    return ((at, time) for at, time in found if time is not None)


def time_row_says_how_long(procedure: Procedure) -> Iterator[Finding]:
    """A row of time limits says how long: by the law, as promised, or in words."""
    for at, row in _rows(procedure):
        if not (row.statutory or row.committed or row.text):
            yield Finding("time_row_says_how_long", at)


def promise_is_within_the_law(procedure: Procedure) -> Iterator[Finding]:
    """The office promises no more time than the law gives, counted in the same unit."""
    for at, law, promise in _promises(procedure):
        if law.unit == promise.unit and _longest(promise) > _longest(law):
            yield Finding("promise_is_within_the_law", (*at, "committed"), _told(promise), by_origin(procedure), (("law", _told(law)),))


def promise_is_in_the_unit_of_the_law(procedure: Procedure) -> Iterator[Finding]:
    """The office promises in the unit of the law, because working days and days cannot be compared."""
    for at, law, promise in _promises(procedure):
        if law.unit != promise.unit:
            yield Finding("promise_is_in_the_unit_of_the_law", (*at, "committed"), _told(promise), "warning", (("law", _told(law)),))


def _rows(procedure: Procedure) -> Iterator[tuple[Steps, TimeRow]]:
    rows = procedure.processing_time.rows if procedure.processing_time else ()
    return ((("processing_time", "rows", number), row) for number, row in enumerate(rows))


def _promises(procedure: Procedure) -> Iterator[tuple[Steps, Duration, Duration]]:
    """Every row that names both times, each with a number."""
    for at, row in _rows(procedure):
        if row.statutory and row.committed and None not in (_longest(row.statutory), _longest(row.committed)):
            yield at, row.statutory, row.committed


def _longest(time: Duration) -> Decimal | None:
    return time.up_to if time.up_to is not None else time.value


def times_of_one_scope_agree(procedure: Procedure) -> Iterator[Finding]:
    """Two time limits that hold for the same people are equal, or say in what they differ."""
    rows = [(at, row, _holding(row)) for at, row in _rows(procedure) if row.combines == "alternative" and _holding(row)]
    for number, (at, row, time) in enumerate(rows):
        for _, earlier, other in rows[:number]:
            if _scope(row) == _scope(earlier) and time != other:
                yield Finding("times_of_one_scope_agree", at, _told(time), "warning", (("other", _told(other)),))
                break


def time_difference_has_its_reason(procedure: Procedure) -> Iterator[Finding]:
    """Time limits that differ say why; a source that gives no reason is reported, unless our own record says so in its words."""
    rows = [row for _, row in _rows(procedure) if row.combines == NOT_STATED and _holding(row)]
    unsure = {_told(_holding(row)): None for row in rows}
    if len(unsure) > 1 and not (procedure.origin == "authored" and any(row.text for row in rows)):
        yield Finding("time_difference_has_its_reason", ("processing_time", "rows"), " / ".join(unsure), "warning")


def internal_steps_add_up(procedure: Procedure) -> Iterator[Finding]:
    """The steps inside the agency take together the time that is promised, else the one that the law gives."""
    for number, process in enumerate(procedure.internal_process):
        total = _sum([step.time for step in process.steps])
        whole = _whole(procedure, process.cases)
        if total and whole and total.unit == whole.unit and total.value != whole.value:
            yield Finding("internal_steps_add_up", ("internal_process", number, "steps"), _told(total), by_origin(procedure),
                          (("whole", _told(whole)),))


def _whole(procedure: Procedure, cases: tuple[str, ...]) -> Duration | None:
    """The one time limit that the cases have, None where they have several or none."""
    rows = [row for _, row in _rows(procedure) if not cases or not row.cases or set(cases) & set(row.cases)]
    wholes = {_holding(row) for row in rows if row.combines != "stage"}
    if not wholes:
        return _sum([_holding(row) for row in rows])
    whole = wholes.pop()
    return None if wholes or whole is None or whole.up_to is not None or whole.value is None else whole


def _sum(times: list[Duration | None]) -> Duration | None:
    """Lengths of one unit together; None where they cannot be added."""
    plain = [time for time in times if time and time.value is not None and time.up_to is None]
    if not plain or len(plain) < len(times) or len({time.unit for time in plain}) > 1:
        return None
    return Duration(value=sum((time.value for time in plain), Decimal()), unit=plain[0].unit)


def _holding(row: TimeRow) -> Duration | None:
    return row.committed or row.statutory


def _scope(row: TimeRow) -> tuple:
    return row.cases, row.channels, row.area, row.applicant, row.condition, row.name


def _told(time: Duration) -> str:
    number = "-".join(str(each) for each in (time.value, time.up_to) if each is not None)
    return f"{number} {time.unit}".lstrip()


PROCEDURE = (
    duration_has_its_number, same_day_has_no_number, duration_is_not_nothing, duration_goes_upwards, time_row_says_how_long,
    promise_is_within_the_law, promise_is_in_the_unit_of_the_law, times_of_one_scope_agree, time_difference_has_its_reason,
    internal_steps_add_up,
)
