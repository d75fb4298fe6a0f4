"""Inspection on public files of each kind, hostile and sound: no exception, each refused for the reason that its name tells, no sound one refused."""
from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from motcua.inspect import Finding, inspect

pytestmark = pytest.mark.bulk
# What a file's path tells of it: the rules of which it must break one; the first line that fits counts.
HOSTILE = (
    (r"encrypt(?:ed|-standard)|protected|password|Protection|dde-in-word2003", "is_unlocked"),
    (r"/dde-test\.", "fetches_nothing"),
    (r"external_link/|52288|GetKeywords|/checkboxes", "has_no_outside_parts"),
    (r"SimpleMacro|\.docm$", "has_no_macros"),
    (r"embedded-simple-2007\.(?:docx|xlsx|xlsb|potx|odp)|calc_embedded", "embeds_nothing"),
    (r"clusterfuzz", "opens is_packed_plainly"),
    (r"basic/empty", "opens"),
    # An image that is fetched from a web server whenever the form is opened: what its name calls a bug of pasting.
    (r"ImagePasteBug", "has_no_outside_parts"),
    (r"\.(?:doc|ppt|rtf|csv|ods|xlsx|dotx|ooxml)$", "is_what_it_is_called"),
)
HOSTILE_PDF = (
    (r"encrypt", "is_unlocked"), (r"fileAttachment", "embeds_nothing"),
    # Its buttons launch other files.
    (r"SF424", "does_nothing_by_itself"),
    (r"T01_004", "is_what_it_is_called"),
    # Made to be broken; line ends that were converted on the way, so that no table of objects holds; a table that was never right.
    (r"/T\d\d|minimal_test|error_set_2|issue-297", "opens"),
)
# Sound by its own right; its name would say otherwise.
SOUND = re.compile(r"changeTracking_off|harmless-clean\.docx")


def files(shared: Path, kind: str) -> dict[str, bytes]:
    """Every file of a corpus by its path; not what tells of the corpus."""
    folder = shared / "data" / "corpora" / kind
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file() and not re.search(r"LICENSE|README|readme", path.name)}


def judged(found: Mapping[str, bytes], hostile: tuple[tuple[str, str], ...]) -> tuple[list[str], list[str], dict[str, int]]:
    """Files that were refused for no reason or for another, sound ones that were refused, and how many of each there are."""
    wrong, refused, counts = [], [], {"hostile": 0, "sound": 0}
    for name, data in found.items():
        errors = [finding for finding in inspect(data, Path(name).name) if finding.severity == "error"]
        rules = {finding.rule.removeprefix("form_file_") for finding in errors}
        expected = next((set(rules_of.split()) for pattern, rules_of in hostile if re.search(pattern, f"/{name}") and not SOUND.search(name)), None)
        counts["hostile" if expected else "sound"] += 1
        if expected and not rules & expected:
            wrong.append(f"{name}: {rules}")
        if not expected and errors:
            refused.append(f"{name}: {errors}")
    return wrong, refused, counts


def test_office_files_are_judged_as_their_names_tell(shared: Path):
    wrong, refused, counts = judged(files(shared, "office"), HOSTILE)
    assert (wrong, refused) == ([], [])
    assert counts["hostile"] >= 40 and counts["sound"] >= 40


def test_pdfs_are_judged_as_their_names_tell(shared: Path):
    wrong, refused, counts = judged(files(shared, "pdf"), HOSTILE_PDF)
    assert (wrong, refused) == ([], [])
    assert counts["hostile"] >= 30 and counts["sound"] >= 13


@pytest.mark.parametrize("kind", ["office", "pdf"])
def test_a_file_that_is_cut_off_is_refused_wherever_it_is_cut(shared: Path, kind: str):
    whole = {name: data for name, data in files(shared, kind).items() if name.endswith((".docx", ".odt", ".pdf")) and not errors_of(name, data)}
    assert len(whole) >= 13
    for name, data in whole.items():
        for part in (0.1, 0.5, 0.9, 0.99):
            assert errors_of(name, data[: int(len(data) * part)]), (name, part)


def errors_of(name: str, data: bytes) -> list[Finding]:
    return [finding for finding in inspect(data, Path(name).name) if finding.severity == "error"]
