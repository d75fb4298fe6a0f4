"""Reads the parts of a portal record that stand by themselves: name, applicants, steps, results, laws, decision, dates."""
from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from motcua.text import fold, slug
from motcua.tools.portal import cleaning, legal_numbers
from motcua.tools.portal.report import Tell, Why
from motcua.tools.portal.shape import Malformed, held, known, objects

CODE = re.compile(r"\d\.\d{6}(?:\.H\d\d)?", re.ASCII)

_APPLICANTS = {fold(name): kind for name, kind in (
    ("Công dân Việt Nam", "citizen"), ("Người Việt Nam định cư ở nước ngoài", "vietnamese_abroad"), ("Người nước ngoài", "foreigner"),
    ("Cán bộ, công chức, viên chức", "official"), ("Đảng viên", "party_member"), ("Doanh nghiệp", "business"),
    ("Doanh nghiệp Việt Nam", "domestic_business"), ("Doanh nghiệp có vốn đầu tư nước ngoài", "foreign_invested_business"),
    ("Hợp tác xã", "cooperative"), ("Tổ chức (không bao gồm doanh nghiệp, HTX)", "organisation"), ("Tổ chức Đảng", "party_organisation"),
    ("Tổ chức nước ngoài", "foreign_organisation"), ("Hộ kinh doanh", "household_business"),
)}
_RETURNS = {"DIRECT": "in_person", "OFFLINE": "in_person", "POSTAL": "postal", "ONLINE": "online"}
# The portal counts days as Vietnam does: its dates are midnights at UTC+7.
_VIETNAM = timedelta(hours=7)
_CODE_IN_NAME = re.compile(r"\s*\(\s*\d\.\d{6}\s*\)")


def name(record: Mapping, tell: Tell) -> str:
    """The official name on one line, without a code or a full stop that does not belong to it."""
    whole = cleaning.line(record["name"])
    name = _CODE_IN_NAME.sub("", whole).strip().rstrip(".;").strip()
    if name != whole or "\n" in str(record["name"]).strip():
        tell("name", whole, Why.NAME_MENDED)
    return name or whole


def keywords(record: Mapping) -> list[str]:
    """The words under which the portal would have the record found."""
    return [word.strip() for word in re.split(r"[,;]", cleaning.stated(record.get("keywords"))) if word.strip()]


def applicants(record: Mapping, tell: Tell) -> list[str]:
    """Who may apply, as kinds of the model."""
    kinds = []
    for item in objects(record, "subjectTypesDetails"):
        name = cleaning.line(item.get("name"))
        if kind := _APPLICANTS.get(fold(name)):
            kinds.append(kind)
        elif name:
            tell("applicant_types", name, Why.APPLICANT_UNKNOWN)
    return list(dict.fromkeys(kinds))


def steps(record: Mapping) -> list[dict]:
    """The steps, each with its lines."""
    laid = [{"title": cleaning.line(step.get("name")), "text": cleaning.prose(step.get("description"))}
            for step in objects(record, "executionSteps")]
    return [step if step["text"] else {"text": step["title"]} for step in laid if step["text"] or step["title"]]


def results(record: Mapping) -> list[dict]:
    """What the applicant receives, and by which ways where the record says so."""
    ways = [way for item in objects(record, "returningMethods") if (way := known(_RETURNS, item, "type"))]
    return [{"name": name, "code": cleaning.line(item.get("code")), "return_methods": list(dict.fromkeys(ways))}
            for item in objects(record, "resultsDetails") if (name := cleaning.stated(item.get("name")))]


def legal_basis(record: Mapping, laws: dict[str, str], tell: Tell) -> list[dict]:
    """The laws that a record rests on, each once; `laws` learns their numbers and titles."""
    numbers: list[str] = []
    for item in objects(record, "legalBasisesDetails"):
        written = cleaning.line(item.get("code")) or cleaning.line(item.get("name"))
        number = legal_numbers.number_in(written)
        if not number:
            continue
        if number != item.get("code") and item.get("code"):
            tell("legal_basis", str(item["code"]), Why.LAW_MENDED)
        if number in numbers:
            tell("legal_basis", number, Why.LAW_REPEATED)
            continue
        numbers.append(number)
        laws[number] = laws.get(number) or legal_numbers.title_of(item.get("name"), number)
    return [{"law": number} for number in numbers]


def related(record: Mapping) -> list[str]:
    """The codes of related procedures."""
    codes = [item.get("code") for item in objects(record, "procedureRelatedGroup")]
    return [code for code in dict.fromkeys(codes) if isinstance(code, str) and CODE.fullmatch(code)]


def field(record: Mapping) -> tuple[str, str, str]:
    """The field of work: its id, name and code."""
    first = objects(record, "categoriesDetails")[0]
    name = cleaning.line(first.get("name"))
    if not slug(name):
        raise Malformed("categoriesDetails[0].name")
    return slug(name), name, cleaning.line(first.get("code"))


def decision(record: Mapping) -> tuple[str, date | None, str]:
    """The decision that published the record: its number, day and agency, as far as they are given."""
    proposal = held(record, "procedureProposal")
    agency = held(proposal, "issuingAgency").get("name") or proposal.get("issuingAgency")
    return cleaning.line(proposal.get("proposalNumber")), day(proposal.get("decisionDate")), cleaning.line(agency)


def day(milliseconds: object) -> date | None:
    """The day in Vietnam of a moment in milliseconds."""
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, (int, float)) or not 0 < milliseconds < 4e12:
        return None
    return (datetime.fromtimestamp(milliseconds / 1000, UTC) + _VIETNAM).date()
