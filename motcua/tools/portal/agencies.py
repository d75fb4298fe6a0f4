"""Knows the agencies that records name: all spellings of one agency become one department, which an editor may correct."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from motcua.text import fold, slug
from motcua.tools.portal import cleaning

LONGEST_NAME = 250

# What the portal's pages run together where a cell was lost.
_STRAY = re.compile(r"Mã thủ tục|Tên thủ tục|Số quyết định|Cấp thực hiện")
_FORMER = re.compile(r"\s*\([^()]*\bcũ\)", re.IGNORECASE)
_MINISTRY_TAIL = re.compile(r"\s*[-–,]\s*Bộ\s+(?:NN\s*(?:và|&)\s*MT|Nông nghiệp và Môi trường)\s*$", re.IGNORECASE)
_COMMITTEE = re.compile(r"\b(?:UBND|U[yỷ] ban [Nn]hân dân|Ủy ban [Nn]hân dân)\b")
_COMMUNES = re.compile(r"\bxã, phường(?:, thị trấn)?")
_OF_COMMUNE = re.compile(r"^((?:chủ tịch )?ủy ban nhân dân) (?:cấp )?xã(?:, phường(?:, thị trấn)?)?$", re.IGNORECASE)
_OF_PROVINCE = re.compile(r"^((?:chủ tịch )?(?:ủy ban|hội đồng) nhân dân) (?:cấp tỉnh|tỉnh(?:,| và)? ?(?:thành phố trực thuộc trung ương)?)$", re.IGNORECASE)
_HEADS = (
    "bộ ", "sở ", "cục ", "chi cục ", "ủy ban", "cảng vụ", "văn phòng ", "chi nhánh ", "cơ quan ", "chủ tịch ", "ban quản lý", "ban qlda",
    "trung tâm ", "tổng cục", "vụ ", "thủ tướng", "hội đồng ", "tổ chức ", "bộ phận ", "phòng ", "hải quan", "biên phòng", "cơ sở ",
)
_LOCAL = re.compile(r"^(?:sở|cảng vụ|chi cục)\b.*\b(?:thành phố|tỉnh|tp\.?\s?hcm|tp\.)\s*\S", re.IGNORECASE)
_OUTSIDE = re.compile(r"^(?:tổ chức|cơ sở|chủ đầu tư|đơn vị quản lý|công đoàn|đại diện chủ sở hữu|quỹ|mặt trận|ngân hàng)\b", re.IGNORECASE)
_LEVELS = (
    ("commune", re.compile(r"\bcấp xã\b|^phòng tư pháp$")),
    ("province", re.compile(r"\bcấp tỉnh\b|^sở\b|^giám đốc sở|^hội đồng nhân dân|^chi cục (?:kiểm lâm|lâm nghiệp|thủy sản)")),
    ("ministry", re.compile(r"^bộ\b|^bộ trưởng|^cục\b|^vụ\b|^thủ tướng|^chủ tịch nước|^văn phòng chính phủ|\bvùng\b|\bviệt nam\b")),
)


@dataclass(slots=True)
class Agency:
    """One department: what it is called, what it is, and how the sources spell it."""

    id: str
    name: str
    kind: str = "not_stated"
    level: str = "not_stated"
    spellings: dict[str, None] = field(default_factory=dict)

    def as_values(self) -> dict[str, object]:
        """The agency as the map and its department's file hold it."""
        return {"id": self.id, "name": self.name, "kind": self.kind, "level": self.level,
                "spellings": sorted(spelling for spelling in self.spellings if spelling != self.name)}


class Agencies:
    """Every agency known, found by any of its spellings."""

    def __init__(self, known: Iterable[Mapping] = ()) -> None:
        self.by_id: dict[str, Agency] = {}
        self._ids: dict[str, str] = {}
        for values in known:
            self.add(values)

    def add(self, values: Mapping) -> None:
        """Learn an agency that an editor wrote, in the map or as a department.

        The first that claims a spelling keeps it; one whose spellings have all gone to others is known no more.
        """
        agency_id = str(values["id"])
        name = values["name"]["vi"] if isinstance(values["name"], Mapping) else str(values["name"])
        spelt = [str(spelling) for spelling in (name, *values.get("spellings", ()), *values.get("formerly", ()))]
        own = [spelling for spelling in spelt if self._ids.setdefault(_key(spelling), agency_id) == agency_id]
        if own:
            agency = self.by_id.setdefault(agency_id, Agency(agency_id, name))
            agency.kind, agency.level = str(values.get("kind", agency.kind)), str(values.get("level", agency.level))
            agency.spellings.update(dict.fromkeys(own))

    def found(self, raw: object) -> list[str]:
        """The departments that one name of the source stands for, new ones made; none where it is stray text."""
        whole = cleaning.line(raw).strip(" .,;")
        if not whole or len(whole) > LONGEST_NAME or _STRAY.search(whole):
            return []
        if _key(whole) in self._ids:
            return [self._one(whole)]
        return list(dict.fromkeys(self._one(name) for name in _split(whole)))

    def is_local(self, agency_id: str) -> bool:
        """Whether an agency belongs to one named province."""
        return _LOCAL.match(self.by_id[agency_id].name) is not None

    def _one(self, spelling: str) -> str:
        key = _key(spelling)
        if key not in self._ids:
            name = _plain(spelling)
            agency = Agency(self._free_id(slug(name) or "co-quan"), name, _kind(name), _level(name))
            self.by_id[agency.id] = agency
            self._ids[key] = agency.id
        self.by_id[self._ids[key]].spellings[spelling] = None
        return self._ids[key]

    def _free_id(self, wanted: str) -> str:
        number, free = 1, wanted
        while free in self.by_id:
            number += 1
            free = f"{wanted[:76]}-{number}"
        return free


def _split(whole: str) -> list[str]:
    """The agencies of a list, where every piece between commas begins as an agency does."""
    pieces = [piece.strip() for piece in _COMMUNES.sub("xã", whole).split(", ")]
    is_list = len(pieces) > 1 and all(piece[:1].isupper() and _plain(piece).lower().startswith(_HEADS) for piece in pieces)
    return pieces if is_list else [whole]


def _plain(spelling: str) -> str:
    """A name spelt as it should be shown."""
    name = _MINISTRY_TAIL.sub("", _FORMER.sub("", _COMMITTEE.sub("Ủy ban nhân dân", spelling))).strip(" .,;")
    name = _OF_PROVINCE.sub(r"\1 cấp tỉnh", _OF_COMMUNE.sub(r"\1 cấp xã", name))
    name = re.sub(r"^Sở Tư Pháp", "Sở Tư pháp", name)
    return name[:1].upper() + name[1:]


def _key(spelling: str) -> str:
    """What all spellings of one name share."""
    return " ".join(re.findall(r"\w+", fold(_plain(spelling))))


def _kind(name: str) -> str:
    small = name.lower()
    if small.startswith("ủy ban nhân dân cấp xã"):
        return "each_commune"
    if _OUTSIDE.match(small):
        return "outside_body"
    return "department" if small.startswith(("bộ ", "sở ", "cục ", "chi cục ", "ủy ban nhân dân cấp tỉnh", "cảng vụ", "vụ ", "văn phòng ")) \
        else "not_stated"


def _level(name: str) -> str:
    small = name.lower()
    return next((level for level, pattern in _LEVELS if pattern.search(small)), "not_stated")
