"""A report of changes as plain text, as Markdown for a review, as a page, as data."""
from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

from motcua.tools.diff.effects import Effects
from motcua.tools.diff.report import Report, Section
from motcua.tools.diff.wording import wording

_SHOWN = 8
_MARKED = re.compile(r"([\\`*_\[\]#|~])")
# What would begin a list or a quotation at the start of a line.
_OPENING = re.compile(r"^([0-9]*)([-+.)>=])")
# A name behind this sign would call somebody who has nothing to do with it.
_CALL = "@<!-- -->"


def as_text(report: Report, effects: Effects | None, language: str) -> str:
    """The report for a terminal or an e-mail."""
    told = [_head(report, language)]
    for section in report.sections:
        told.append("\n".join(["", section.title, *(f"  - {line.sentence}" for line in section.lines), *(f"  {note}" for note in _notes(section, report, language))]))
    ends = list(_ends(report, language))
    told += ["", *ends] if ends else []
    if effects is not None:
        told += ["", *_effects(effects, language)]
    return "\n".join(told) + "\n"


def as_markdown(report: Report, effects: Effects | None, language: str) -> str:
    """The report for a review: nothing that an author wrote is taken for markup."""
    told = [f"## {_plain(wording(language)['title'])}", "", _plain(_head(report, language))]
    for section in report.sections:
        told += ["", f"### {_plain(section.title)}", "", *(f"- {_plain(line.sentence)}" for line in section.lines)]
        told += [text for note in _notes(section, report, language) for text in ("", f"*{_plain(note)}*")]
    told += [text for end in _ends(report, language) for text in ("", f"**{_plain(end)}**")]
    if effects is not None:
        first, *rest = _effects(effects, language)
        told += ["", f"### {_plain(first)}", "", *(f"- {_plain(line.strip())}" for line in rest)]
    return "\n".join(told) + "\n"


def as_html(report: Report, effects: Effects | None, language: str) -> str:
    """The report as one page that needs nothing else."""
    words, safe = wording(language), html.escape
    body = [f"<h1>{safe(words['title'])}</h1>", f"<p>{safe(_head(report, language))}</p>"]
    for section in report.sections:
        items = "".join(f"<li>{safe(line.sentence)}</li>" for line in section.lines)
        notes = "".join(f'<p class="note">{safe(note)}</p>' for note in _notes(section, report, language))
        body.append(f"<section><h2>{safe(section.title)}</h2><ul>{items}</ul>{notes}</section>")
    body += [f"<p><strong>{safe(end)}</strong></p>" for end in _ends(report, language)]
    if effects is not None:
        first, *rest = _effects(effects, language)
        body.append(f"<section><h2>{safe(first)}</h2>" + (f"<ul>{''.join(f'<li>{safe(line.strip())}</li>' for line in rest)}</ul>" if rest else "") + "</section>")
    return _PAGE.format(language=language, title=safe(words["title"]), body="\n".join(body))


def as_json(report: Report, effects: Effects | None, language: str) -> str:
    """The report as data: a record a change, each with its sentence."""
    found = {
        "since": report.since, "until": report.until or None,
        "changes": [
            {"kind_of_record": section.kind, "code": section.id, "file": section.file, "field": line.field, "kind": line.kind, "before": line.before,
             "after": line.after, "sentence": line.sentence} for section in report.sections for line in section.lines
        ],
        "records": [
            {"kind_of_record": section.kind, "code": section.id, "file": section.file, "title": section.title, "decisions": list(section.signed),
             "correction": section.reason or None, "without_decision": list(section.unsigned)} for section in report.sections
        ],
        "only_decision": report.only or None, "beyond_decision": list(report.beyond),
    }
    if effects is not None:
        found["files"] = [effect._asdict() for effect in effects.files] if effects.is_known else None
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _head(report: Report, language: str) -> str:
    words = wording(language)
    procedures = sum(section.kind == "procedure" for section in report.sections)
    values = {"since": report.since, "until": report.until or words["on_disk"]}
    if not report.sections:
        return words["nothing"].format(**values)
    return words["span"].format(procedures=procedures, others=len(report.sections) - procedures, **values)


def _notes(section: Section, report: Report, language: str) -> Iterator[str]:
    """Who signed a procedure's changes, or that nobody has."""
    words = wording(language)
    if section.signed:
        yield words["signed"].format(numbers=", ".join(report.decisions[each] for each in section.signed))
    if section.reason:
        yield words["corrected"].format(reason=section.reason)
    if section.unsigned:
        yield words["unsigned"].format(parts=", ".join(section.unsigned))


def _ends(report: Report, language: str) -> Iterator[str]:
    """Whether one decision accounts for everything."""
    words = wording(language)
    if report.only:
        number = report.decisions[report.only]
        yield words["also"].format(number=number, records="; ".join(report.beyond)) if report.beyond else words["only_by"].format(number=number)


def _effects(effects: Effects, language: str) -> Iterator[str]:
    words = wording(language)
    if not effects.files:
        yield words["effects_none" if effects.is_known else "effects_unknown"]
        return
    yield words["effects"]
    for what in dict.fromkeys(effect.what for effect in effects.files):
        files = [effect for effect in effects.files if effect.what == what]
        counts = {kind: sum(effect.kind == kind for effect in files) for kind in ("added", "changed", "removed")}
        yield "  " + words["effects_line"].format(what=words[what], **counts)
        if what in ("procedure", "case", "sheet", "zip", "form"):
            yield from (f"    {effect.path}" for effect in files[:_SHOWN])
            if len(files) > _SHOWN:
                yield "    " + words["more"].format(n=len(files) - _SHOWN)


def _plain(text: str) -> str:
    """A text in Markdown as it stands."""
    marked = _OPENING.sub(r"\1\\\2", _MARKED.sub(r"\\\1", text))
    return html.escape(marked, quote=False).replace("@", _CALL)


_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1.0625rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 0 auto; padding: 1rem; color: #111; background: #fff; overflow-wrap: anywhere }}
h2 {{ font-size: 1.125rem; margin: 1.5rem 0 .25rem }}
ul {{ margin: 0; padding-left: 1.25rem }}
.note {{ margin: .25rem 0; color: #333; border-left: .25rem solid #767676; padding-left: .5rem }}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_json, "html": as_html}
