"""Families: the procedures around one kind of paper (to get it, get it again, renew it, change it), found by name and result."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from motcua.model.views import Words
from motcua.text import fold


class Act(NamedTuple):
    """What a name says is done: its place in the life of a paper, and the words of that paper, empty where too few say which."""

    stage: int
    paper: str


class Kin(NamedTuple):
    """What is known of a procedure that may have relatives: what it does to which paper, and the codes of what it gives."""

    code: str
    field: str
    act: Act
    results: tuple[str, ...]


class Family(NamedTuple):
    """Relatives by their codes, in the order of a paper's life; `name` is empty where it was derived."""

    codes: tuple[str, ...]
    name: Words = ()


# What is done to a paper, in the order in which it happens; the longer phrase stands before the shorter one that begins it.
_VERBS = (
    "cap lai", "cap doi", "cap gia han", "cap moi", "cap bo sung", "cap dieu chinh", "cap sua doi bo sung", "cap",
    "dang ky lai", "dang ky thay doi", "dang ky dieu chinh", "dang ky bo sung", "dang ky gia han", "dang ky", "de nghi cap", "chap thuan",
    "gia han", "cong nhan lai", "cong nhan", "thay doi", "dieu chinh", "sua doi bo sung", "sua doi", "bo sung", "doi", "tam dung", "tam ngung",
    "khoi phuc", "thu hoi", "huy bo", "huy", "xoa", "cham dut", "bai bo", "thanh lap", "hop nhat", "sap nhap", "giai the", "chuyen doi",
)
_STAGES = {
    "": 0, "de nghi cap": 0, "cap": 0, "cap moi": 0, "dang ky": 0, "thanh lap": 0, "cong nhan": 0, "chap thuan": 0, "cap doi": 2, "cap lai": 3,
    "dang ky lai": 3, "cong nhan lai": 3, "gia han": 4, "cap gia han": 4, "dang ky gia han": 4, "tam dung": 6, "tam ngung": 6, "khoi phuc": 7, "thu hoi": 8,
    "huy bo": 8, "huy": 8, "xoa": 8, "cham dut": 8, "bai bo": 8, "giai the": 8,
}
_CHANGED = 5
_LEAD = re.compile(r"^(?:\W*thu tuc\W+)+")
_QUALIFIER = re.compile(r"\([^()]*\)")
_NO_LETTER = re.compile(r"[^a-z0-9]+")
# What follows is a circumstance of what is done, not a part of the paper's name.
_TAIL = re.compile(r"[;,:]? (?:trong|doi voi|do|khi|cho) (?:cac )?(?:truong hop|bi|mat|thay doi)\b|;")
# Shorter names are those of whole fields of work ("giay phep"), under which strangers would meet; as many words as say what a paper
# is meet by a shared result; a larger group is no family but a field of work.
_FEWEST_WORDS, _START, _MOST = 3, 6, 12


def families(kin: Iterable[Kin], chosen: Iterable[Family] = (), apart: Iterable[str] = ()) -> tuple[Family, ...]:
    """Those that an editor put together, then those that were derived, by the smallest code; nobody stands in two."""
    chosen = tuple(chosen)
    taken = {code for family in chosen for code in family.codes} | set(apart)
    stages: dict[str, int] = {}
    heads: dict[str, str] = {}
    met: dict[tuple[str, ...], str] = {}
    for each in kin:
        if each.code in taken or not each.act.paper:
            continue
        stages[each.code] = each.act.stage
        heads[each.code] = each.code
        start = " ".join(each.act.paper.split()[:_START])
        for meeting in ((each.field, each.act.paper), *((each.field, result, start) for result in each.results)):
            _join(heads, each.code, met.setdefault(meeting, each.code))
    groups: dict[str, list[str]] = {}
    for code in sorted(heads, key=lambda code: (stages[code], code)):
        groups.setdefault(_head(heads, code), []).append(code)
    # One verb alone is one thing done at several levels, and lists tell these apart already.
    derived = [Family(tuple(codes)) for codes in groups.values() if len({stages[code] for code in codes}) > 1 and len(codes) <= _MOST]
    return (*chosen, *sorted(derived, key=lambda family: min(family.codes)))


def _head(heads: dict[str, str], code: str) -> str:
    while heads[code] != code:
        heads[code] = code = heads[heads[code]]
    return code


def _join(heads: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_head(heads, one), _head(heads, other)))
    heads[second] = first


def act_of(name: str) -> Act:
    """What a name says is done first, and to what; `cấp, cấp lại giấy` is done to one paper."""
    base = " ".join(_NO_LETTER.sub(" ", _TAIL.split(_QUALIFIER.sub(" ", _LEAD.sub("", fold(name))))[0]).split())
    verbs = []
    while verb := next((verb for verb in _VERBS if base.startswith(verb + " ")), ""):
        verbs.append(verb)
        base = base[len(verb) + 1 :].removeprefix("va ").removeprefix("hoac ").removeprefix("noi dung ")
    stage = _STAGES.get(verbs[0] if verbs else "", _CHANGED)
    return Act(stage, base if len(base.split()) >= _FEWEST_WORDS else "")


def of_each(found: Iterable[Family]) -> Mapping[str, Family]:
    """The family of each procedure that has one."""
    return {code: family for family in found for code in family.codes}
