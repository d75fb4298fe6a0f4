"""What the YAML parser's complaints mean, as rules that an editor understands."""
from __future__ import annotations

import re

from yaml import Mark, MarkedYAMLError, YAMLError

# Each line: words of the parser (libyaml's, or PyYAML's own where libyaml is missing), the rule, and whether the
# mistake stands where the parser began (its context) rather than where it gave up.
MEANINGS = tuple((re.compile(words), rule, at_start) for words, rule, at_start in (
    (r"tab character|character '\\t'", "indentation_uses_spaces", False),
    (r"quoted scalar.*(?:end of stream|document (?:indicator|separator))", "quotation_mark_is_closed", True),
    (r"quoted scalar.*(?:escape|hexdecimal|hexadecimal|Unicode character)", "backslash_stands_in_single_quotes", False),
    (r"could not find expected ':'", "name_ends_in_a_colon", True),
    (r"mapping values are not allowed|unexpected ':'", "text_with_a_colon_is_quoted", False),
    (r"flow (?:sequence|mapping)", "bracket_is_closed", True),
    (r"anchor|alias|cannot start any token|while scanning a (?:tag|directive)|tag URI", "text_with_a_sign_is_quoted", False),
    (r"block sequence entries|sequence entries are not allowed", "list_starts_on_its_own_line", False),
    (r"did not find expected key|expected '-' indicator|block (?:mapping|collection|sequence)|<block end>", "indentation_is_even", False),
    (r"document start", "file_holds_one_document", False),
))
# Rules whose problem shows the rest of the line.
_SHOWN = ("quotation_mark_is_closed", "bracket_is_closed", "text_stands_inside_its_quotes")
# A text in quotation marks that has ended, right before the place where the parser gave up.
_ENDED_QUOTE = re.compile(r"""(?:^|[\s:,\[{-])(["']).*\1\s*$""")
_QUOTES = re.compile(r'(?<!\\)"')
# The name of a field, a line's whole unbracketed value, and a text in double quotation marks that holds a backslash.
_NAME = re.compile(r"(?:^\s*(?:-\s+)*|[{,]\s*)([a-z_]+):(?=\s)")
_WHOLE = re.compile(r"^\s*(?:-\s+)*[a-z_]+:\s+([^\s\[{].*)$")
_WITH_BACKSLASH = re.compile(r'"[^"]*\\.*?(?:"|$)')
# A colon with nothing before it that could be a name.
_NAMELESS = re.compile(r"(?:^\s*(?:-\s+)*|[{,]\s*):$")


def meaning(error: YAMLError | ValueError, lines: list[str]) -> tuple[str, int, int] | None:
    """The rule that a broken file breaks, with line and column from 1; None when the error names no place."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return None
    mark, start = error.problem_mark, error.context_mark or error.problem_mark
    if mark.line < len(lines) and lines[mark.line][mark.column : mark.column + 1] == "\t":
        return "indentation_uses_spaces", mark.line + 1, mark.column + 1
    if mark.line < len(lines) and _NAMELESS.search(lines[mark.line][: mark.column + 1]):
        return "name_is_written", mark.line + 1, mark.column + 1
    said = f"{error.context} {error.problem}"
    for words, rule, at_start in MEANINGS:
        if words.search(said):
            place = start if at_start else mark
            if opened := _left_open(lines, mark) or (rule == "bracket_is_closed" and _odd_one(lines, start)):
                return "quotation_mark_is_closed", *opened
            if rule == "indentation_is_even" and _ENDED_QUOTE.search(lines[place.line][: place.column] if place.line < len(lines) else ""):
                rule = "text_stands_inside_its_quotes"
            return rule, place.line + 1, place.column + 1
    return "yaml_is_well_formed", mark.line + 1, mark.column + 1


def _odd_one(lines: list[str], start: Mark) -> tuple[int, int] | None:
    """The first of an odd number of double quotation marks behind a bracket on its line."""
    quotes = list(_QUOTES.finditer(lines[start.line], start.column)) if start.line < len(lines) else []
    return (start.line + 1, quotes[0].start() + 1) if len(quotes) % 2 else None


def _left_open(lines: list[str], mark: Mark) -> tuple[int, int] | None:
    """Where a double quotation mark was opened that only one on a later line closed, right before the place where the parser gave up.

    What then follows looks like another mistake: the text of that later line stands outside of any quotation marks.
    """
    before = lines[mark.line][: mark.column] if mark.line < len(lines) else ""
    if len(_QUOTES.findall(before)) % 2 == 0:
        return None
    for number in range(mark.line - 1, -1, -1):
        if not lines[number].lstrip().startswith("#") and len(quotes := list(_QUOTES.finditer(lines[number]))) % 2:
            return number + 1, quotes[-1].start() + 1
    return None


def seen(rule: str, lines: list[str], line: int, column: int) -> tuple[str, str, dict[str, str]]:
    """What can be told of a broken line: the name of the field on it, what was found there, and how it should be written (`like`, may be empty)."""
    text = lines[line - 1] if line <= len(lines) else ""
    named = [match for match in _NAME.finditer(text) if match.end() <= column]
    field = named[-1][1] if named else ""
    rest, whole = text[column - 1 :].strip(), _WHOLE.match(text)
    if rule == "backslash_stands_in_single_quotes":
        quoted = _WITH_BACKSLASH.search(text)
        return field, quoted[0].strip('"') if quoted else text.strip(), {}
    if rule == "name_ends_in_a_colon":
        name, _, value = rest.partition(" ")
        return "", rest, {"like": f"{name}: {value or '…'}" if re.fullmatch("[a-z_]+", name) else ""}
    if rule == "text_with_a_colon_is_quoted":
        is_inside = whole and whole.start(1) < column - 1
        return field if is_inside else "", "", {"like": _quoted(whole[1]) if is_inside else ""}
    if rule == "text_with_a_sign_is_quoted":
        return field, "" if whole else rest, {"like": _quoted(whole[1]) if whole and whole.start(1) == column - 1 else ""}
    return (field, rest, {}) if rule in _SHOWN else ("", "", {})


def _quoted(words: str) -> str:
    """A text in double quotation marks; nothing where it holds some."""
    return "" if '"' in words or "\\" in words else f'"{words.rstrip()}"'
