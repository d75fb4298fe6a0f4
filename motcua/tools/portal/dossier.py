"""Lays the portal's dossier out as a tree of papers: cases, groups, conditions and notes only where the source says so for certain."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from motcua.text import fold
from motcua.tools.portal import cleaning
from motcua.tools.portal.report import Tell, Why
from motcua.tools.portal.shape import known, objects

_NUMBERING = re.compile(
    r"^(?:[-+*•–]+\s*|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ](?:\.?\d{1,2})?|[ivxIVX]{1,4})[).](?:\d+[.)]?)*\s*|[ivxIVX]{1,4}\.\s+|\d{1,2}(?:\.\d{1,2})+\.?\s+)+")
_LIST_MARK = re.compile(r"^[-+*•–.\s]+(?=\S)")
_GENERIC = re.compile(r"(?:các )?(?:giấy tờ|thành phần|hồ sơ|giay to)?\s*(?:thành phần )?(?:hồ sơ)?\s*(?:bao gồm|gồm)?", re.IGNORECASE)
_SUBMIT = re.compile(r"^(?:các )?giấy tờ (?:phải )?nộp(?:\b|$)|^hồ sơ phải nộp", re.IGNORECASE)
_PRESENT = re.compile(r"^(?:các )?giấy tờ (?:phải )?xuất trình\b|^xuất trình\b", re.IGNORECASE)
_ONLY_A_ROLE = re.compile(r"(?:các )?giấy tờ phải (?:nộp|xuất trình)(?:,? (?:bao )?gồm)?", re.IGNORECASE)
_NOTE = re.compile(r"^(?:lưu ý|ghi chú|chú ý)\b", re.IGNORECASE)
_CHOICE = re.compile(r"^(?:bản sao )?một trong (?:các|những)\b[^\n]{0,200}$", re.IGNORECASE)
_SITUATION = re.compile(r"^(?:đối với|trường hợp)\b", re.IGNORECASE)
_OF_CHANNEL = re.compile(r"trực tiếp|trực tuyến|bưu chính|bưu điện|fax|thư điện tử|nộp hồ sơ|gửi hồ sơ", re.IGNORECASE)
_CONDITION = re.compile(r"^(?P<when>(?:Trường hợp|Đối với|Nếu)\s[^:\n]{5,250}):\s*(?P<paper>\S[^\n]{2,400})$")
_REMARK = re.compile(r"^(?:trường hợp|đối với|nếu|khi|ngoài|người (?:có )?yêu cầu|lưu ý|ghi chú|chú ý|tài liệu quy định tại)\b", re.IGNORECASE)
_ROLE_HEADING = re.compile(r"^(?:các )?giấy tờ (?:phải )?(?:nộp|xuất trình)[^:]{0,80}:?$", re.IGNORECASE)
_LEADS_ON = re.compile(r"(?:,|\s)\s*(?:(?:thành phần )?hồ sơ(?: đăng ký)?\s*)?(?:bao gồm|gồm|gồm có)(?: các (?:giấy tờ|tài liệu))?(?: sau(?: đây)?)?$", re.IGNORECASE)
_SETS = re.compile(r"số lượng(?: hồ sơ)?\s*:\s*(\d{1,2})\s*(?:\([^)]*\)\s*)?bộ", re.IGNORECASE)
# The portal's page ran the names of forms onto the end of a paper's name; only a mark before them shows for certain where they begin.
_ENDS = r"\.(?:docx?|pdf|xlsx?|rtf|odt)"
_SWALLOWED = re.compile(rf"(?<=[^\d\s][.;)])(?=[^\s\d.;,])(?:(?!{_ENDS})[^;\n]){{1,90}}{_ENDS}(?:(?:(?!{_ENDS})[^;\n]){{1,90}}{_ENDS})*$", re.IGNORECASE)
_ONE_FILE = re.compile(rf".+?{_ENDS}", re.IGNORECASE)
_MAY_END_IN_A_FILE = re.compile(rf"{_ENDS}\W*$", re.IGNORECASE)
_FILE = re.compile(r"[^\\/]+\.(?:docx?|pdf|xlsx?|rtf|odt|zip|rar|jpe?g|png)", re.IGNORECASE)


class Part(NamedTuple):
    """One of the portal's `executionCases`: its name without numbering, and its rows."""

    name: str
    rows: list[Mapping]


def laid_out(parts: Iterable[Mapping], tell: Tell) -> tuple[dict, list[dict]]:
    """The dossier and the cases of a record."""
    read = [Part(_LEADS_ON.sub("", _bare(part.get("name"))).rstrip(" ,:"), objects(part, "profileComponents")) for part in parts]
    read = [part for part in read if part.rows or part.name]
    are_cases = _are_cases(read)
    components, cases = [], []
    for number, part in enumerate(read):
        papers = [paper for place, row in enumerate(part.rows)
                  if (paper := _paper(row, f"executionCases[{number}].profileComponents[{place}]", tell))]
        if any(_ROLE_HEADING.match(_bare(row.get("name"))) for row in part.rows):
            tell(f"executionCases[{number}]", part.name, Why.ROLES_SCRAMBLED)
        if are_cases:
            cases.append({"id": f"truong-hop-{number + 1}", "name": part.name})
            components += [{"cases": [cases[-1]["id"]], **paper} for paper in papers]
        else:
            components += _group(part, papers)
    sets = {int(found) for part in read for row in part.rows for found in _SETS.findall(cleaning.prose(row.get("name")))}
    return {"sets": sets.pop() if len(sets) == 1 else None, "components": components} if components else {}, cases


def _are_cases(parts: list[Part]) -> bool:
    """Whether every part is a situation of its own, named so that an applicant knows whether it is theirs."""
    names = [part.name for part in parts]
    return (len(names) > 1 and len(set(map(fold, names))) == len(names)
            and all(_SITUATION.match(name) and not _OF_CHANNEL.search(name) and len(name) <= 500 for name in names)
            and all(part.rows for part in parts))


def _group(part: Part, papers: list[dict]) -> list[dict]:
    """A part that is no case: its papers, under its name where that says more than that papers follow."""
    role = _role(part)
    if role:
        papers = [{**paper, "role": role} if paper.get("role") != "note" else paper for paper in papers]
        if role == "note" and papers:
            return [_as_note(paper) for paper in papers]
        if papers and _ONLY_A_ROLE.fullmatch(part.name):
            return papers
    if not part.name or _GENERIC.fullmatch(part.name.rstrip(":. ")):
        return papers
    if not papers:
        return [{"paper": part.name, "role": "note"}]
    if _SITUATION.match(part.name):
        return [{"choose": "all", "when": part.name, "of": papers}]
    choice = "one" if _CHOICE.match(part.name) and len(papers) > 1 and not any(paper.get("role") == "note" for paper in papers) else "all"
    return [{"choose": choice, "title": part.name, "of": papers}]


def _role(part: Part) -> str:
    """The role that a part's name gives to its papers; none where headings of other roles lie among them."""
    if _NOTE.match(part.name):
        return "note"
    if any(_ROLE_HEADING.match(_bare(row.get("name"))) for row in part.rows):
        return ""
    return "submit" if _SUBMIT.match(part.name) else "present" if _PRESENT.match(part.name) else ""


def _as_note(paper: dict) -> dict:
    return {"paper": " ".join(filter(None, (paper.get("when", ""), paper.get("paper", "")))), "role": "note",
            "form_named": paper.get("form_named")}


def _paper(row: Mapping, field: str, tell: Tell) -> dict:
    """One row: a paper with its counts, a paper under its condition, or a note."""
    words, swallowed = _without_files(cleaning.stated(row.get("name")), field, tell)
    named = list(dict.fromkeys(_forms(row, field, tell) + swallowed))
    if not words and not named:
        return {}
    originals, copies = _count(row.get("originalQty")), _count(row.get("copyQty"))
    words = _LIST_MARK.sub("", words).rstrip(" ;,")
    bare = _NUMBERING.sub("", words)
    if _is_note(bare, originals or copies):
        tell(field, words, Why.HEADING_AMONG_PAPERS)
        if originals or copies:
            tell(field, f"{originals}/{copies} {words}", Why.COUNT_OF_A_NOTE)
        return {"paper": words, "role": "note", "form_named": named}
    condition = _CONDITION.match(bare)
    return {
        "paper": (condition["paper"] if condition else words) or named[0],
        "when": condition["when"] if condition else "",
        "originals": originals or None, "copies": copies or None,
        "required": known({True: "required", False: "optional"}, row, "required"),
        "form_named": named,
        "electronic_form": "available" if row.get("hasElectronicForm") is True else "",
    }


def _without_files(words: str, field: str, tell: Tell) -> tuple[str, list[str]]:
    """A paper's name without the names of forms at its end, and those names."""
    if not _MAY_END_IN_A_FILE.search(words):
        return words, []
    if found := _SWALLOWED.search(words):
        return words[: found.start()], _ONE_FILE.findall(found[0])
    tell(field, words[-80:], Why.FORM_IN_A_NAME)
    return words, []


def _is_note(bare: str, has_counts: int) -> bool:
    if bare.endswith(":") or _NOTE.match(bare) or _ROLE_HEADING.match(bare) or _SETS.match(bare):
        return True
    return bool(_REMARK.match(bare)) and (not has_counts or not _CONDITION.match(bare))


def _forms(row: Mapping, field: str, tell: Tell) -> list[str]:
    """The file names of a row's forms; the files themselves are not at hand."""
    named = []
    for item in objects(row, "attachments"):
        name = cleaning.line(item.get("fileName"))
        if _FILE.fullmatch(name) and not name.startswith("?"):
            named.append(name)
        else:
            tell(f"{field}.attachments", name, Why.FORM_WITHOUT_NAME)
    return named


def _count(quantity: object) -> int:
    is_count = isinstance(quantity, (int, float)) and not isinstance(quantity, bool) and quantity > 0 and quantity == int(quantity)
    return int(quantity) if is_count else 0


def _bare(name: object) -> str:
    """A name without its numbering and list marks, and without the colon that leads to what stands below it."""
    return _NUMBERING.sub("", cleaning.line(name)).strip(" :")
