"""Write a catalogue of N invented procedures whose sizes are spread like the national records'; the same N gives the same bytes.

    python benchmarks/generate.py 2642 --into FOLDER [--communes 3321]

The figures come from 2,642 national records: 4,468 characters in the median and 15,023 at the 95th percentile, three papers and
nineteen, three ways to file in 68 of 100, one case in 75 of 100, four laws, 140 fields, 382 decisions. 3,321 communes with 10,035 old names
are those of the whole country since July 2025; here they lie in departments of 98 each, and every fourth procedure is handed in there.
"""
from __future__ import annotations

import argparse
import sys
from math import exp, log
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from motcua.tools.yaml_layout import yaml

_VERBS = "cấp cấp-lại gia-hạn điều-chỉnh đăng-ký công-nhận thẩm-định xác-nhận thông-báo phê-duyệt".split()
_THINGS = (
    "giấy phép|chứng chỉ hành nghề|giấy chứng nhận|giấy xác nhận|quyết định|phiếu kết quả|sổ đăng ký|bản đồ địa chính"
).split("|")
_MATTERS = (
    "khai thác nước mặt|vận tải hành khách|kinh doanh xăng dầu|nuôi trồng thủy sản|xây dựng nhà ở riêng lẻ|hộ kinh doanh|hành nghề luật sư|"
    "giám định tư pháp|đăng kiểm phương tiện thủy|phòng cháy rừng|bảo vệ thực vật|an toàn thực phẩm|quản lý chất thải|đo đạc bản đồ|"
    "đường bộ chuyên dùng|hộ tịch có yếu tố nước ngoài|trợ giúp pháp lý|khoáng sản nhóm ba|thú y vùng cao|cầu phao dân sinh"
).split("|")
_CLAUSES = (
    "người nộp chuẩn bị đủ giấy tờ theo danh mục|nơi tiếp nhận xem từng tờ và ghi phiếu hẹn|cơ quan giải quyết kiểm tra thực tế khi cần|"
    "hồ sơ thiếu thì được báo một lần bằng văn bản|kết quả được trả đúng ngày đã hẹn|chủ cơ sở ký xác nhận vào biên bản|"
    "bản vẽ phải có đủ kích thước và tỷ lệ|phí được nộp khi nhận kết quả|cơ quan phối hợp trả lời bằng văn bản|"
    "giấy tờ bằng tiếng nước ngoài phải kèm bản dịch|người đại diện mang theo giấy ủy quyền|trường hợp từ chối phải nêu rõ lý do"
).split("|")


_SYLLABLES = (
    "Tân An Bình Hòa Phú Long Thanh Yên Đông Tây Nam Bắc Vĩnh Xuân Mỹ Phước Hưng Trung Quảng Sơn Lương Cẩm Đức Mường Nghĩa Ninh Kim Thạnh Lập Phong Thành "
    "Lộc Giang Thịnh Khánh Châu Hải Lạc Tiến Minh Trị Hội Điền Thủy Xá Lâm Tường Đồng Mai Quý Ân Ia Chư Krông Đại Hiệp Cao Thượng Hạ Văn Ngọc Bảo"
).split()
_EACH = 98
_OLD = 10_035 / 3_321


def generate(count: int, into: Path, communes: int = 0) -> None:
    """Write the catalogue; the folder must be absent or empty."""
    if into.exists() and any(into.iterdir()):
        sys.exit(f"{into} is not empty")
    dice = Random(20260701)
    departments = max(3, min(60, count // 40))
    fields = max(4, min(140, count // 15))
    decisions = max(2, min(382, count // 7))
    _write(into / "catalogue.yml", {
        "schema_version": 1, "title": {"vi": "Danh mục thử tải", "en": "Load-test catalogue"},
        "authority": {"vi": "Thành phố thử nghiệm", "en": "A test city"}, "languages": ["vi", "en"], "is_sample": True,
        "licence": {"name": "CC BY 4.0"}, "contact": {"hotline": "1900 0000"},
    })
    _write(into / "fields.yml", {"fields": [{"id": f"linh-vuc-{n}", "name": f"Lĩnh vực {_matter(dice)} {n}"} for n in range(fields)]})
    laws = [f"{n}/{2005 + n % 20}/{('NĐ-CP', 'TT-BXD', 'QH15', 'TT-BTC')[n % 4]}" for n in range(1, max(20, min(1500, count)))]
    _write(into / "laws.yml", {"laws": [{"number": law, "title": f"Quy định về {_matter(dice)}"} for law in laws]})
    for n in range(departments):
        _write(into / "departments" / f"co-quan-{n}.yml", {
            "id": f"co-quan-{n}", "name": f"Sở {_matter(dice).capitalize()} {n}", "kind": "department", "level": "province",
            "offices": [{"id": "mot-cua", "name": "Bộ phận tiếp nhận", "address": f"{n} phố Thử Nghiệm", "telephone": f"024 3333 {n:04}"}],
        })
    served = [_communes(Random(n), n, min(_EACH, communes - n * _EACH), into) for n in range(-(-communes // _EACH))]
    codes = [f"{1 + n % 3}.{100000 + n:06}" for n in range(count)]
    announced: dict[int, list] = {}
    for n, code in enumerate(codes):
        announced.setdefault(n % decisions, []).append({"procedure": code, "kind": "new"})
        department = n % departments
        record = _procedure(dice, n, code, department, fields, n % decisions, laws, codes)
        if served and n % 4 == 0:
            record["reception_places"] = [{"department": each} for each in served]
        _write(into / "procedures" / f"co-quan-{department}" / f"{code}.yml", record)
    for n, changes in announced.items():
        _write(into / "decisions" / f"{n}-qd-ubnd.yml", {"id": f"{n}-qd-ubnd", "number": f"{n}/QĐ-UBND", "changes": changes})


def _communes(dice: Random, number: int, count: int, into: Path) -> str:
    """Write a department whose counters serve a commune each; its id."""
    offices, weeks = [], (["07:30-11:30", "13:30-17:00"], ["07:00-11:30", "13:30-16:30"], ["08:00-12:00", "13:00-17:00"])
    for n in range(count):
        kind = dice.choice(("xã", "xã", "xã", "phường"))
        name = f"{kind} {dice.choice(_SYLLABLES)} {dice.choice(_SYLLABLES)}"
        offices.append({
            "id": f"noi-{n}", "name": f"Trung tâm phục vụ hành chính công {name}", "commune": name[:1].upper() + name[1:],
            "address": f"Số {dice.randrange(1, 200)} đường {dice.choice(_SYLLABLES)} {dice.choice(_SYLLABLES)}, {name}, tỉnh {_SYLLABLES[number]} {_SYLLABLES[-number]}",
            "opening": [{"days": ["mon", "tue", "wed", "thu", "fri"], "hours": dice.choice(weeks)}],
            "telephone": f"02{number:02} 3{dice.randrange(100):02} {n:04}", "map_url": f"https://bando.example/{number}/{n}",
            "formerly": sorted({f"{dice.choice(('xã', 'xã', 'phường', 'thị trấn'))} {dice.choice(_SYLLABLES)} {dice.choice(_SYLLABLES)}" for _ in range(int(_OLD + dice.random()))}),
        })
    _write(into / "departments" / f"cap-xa-{number}.yml", {
        "id": f"cap-xa-{number}", "name": f"Ủy ban nhân dân cấp xã, tỉnh số {number}", "kind": "each_commune", "level": "commune", "offices": offices})
    return f"cap-xa-{number}"


def _procedure(dice: Random, n: int, code: str, department: int, fields: int, decision: int, laws: list[str], codes: list[str]) -> dict:
    length = min(68_758, int(_spread(dice, 4_468, 15_023)))
    papers = min(94, max(1, round(_spread(dice, 3, 19))))
    cases = [] if dice.random() < 0.75 else [
        {"id": f"truong-hop-{k}", "name": f"Trường hợp {matter}"}
        for k, matter in enumerate(dice.sample(_MATTERS, dice.choice((2, 2, 2, 3, 4, 6))), 1)]
    name = f"{dice.choice(_VERBS).replace('-', ' ').capitalize()} {dice.choice(_THINGS)} {_matter(dice)} số {n}"
    share = length // 2
    return {
        "code": code, "name": name, "short_name": name[:78], "summary": f"Dành cho người cần {name.lower()}."[:190],
        "popular_names": [f"làm {_matter(dice)} {n}"], "field": f"linh-vuc-{n % fields}", "administrative_levels": ["province"],
        "applicant_types": ["citizen", "business"], "cases": cases,
        "steps": [{"title": f"Bước {k}", "text": _prose(dice, share // 3), "actor": actor}
                  for k, actor in enumerate(("applicant", "agency", "applicant"), 1)],
        "submission_methods": [{"channel": channel} for channel in ("in_person", "online", "postal")[: _channels(dice)]],
        "processing_time": {"rows": [_time(dice, cases)], "clock_start": "kể từ khi nhận đủ hồ sơ hợp lệ"},
        "fees": [_fee(dice, laws)],
        "dossier": {"sets": 1, "components": [_paper(dice, k, share // papers) for k in range(papers)]},
        "executing_agencies": [f"co-quan-{department}"],
        "reception_places": [{"department": f"co-quan-{department}", "office": "mot-cua"}],
        "results": [{"name": f"{dice.choice(_THINGS).capitalize()} {n}", "code": f"KQ.{n:06}"}],
        "legal_basis": [{"law": law} for law in dice.sample(laws, min(len(laws), 1 + int(_spread(dice, 3, 11)) % 22))],
        "publication_decisions": [f"{decision}-qd-ubnd"],
        "related_procedures": [{"procedure": codes[(n + 1) % len(codes)]}] if len(codes) > 1 and n % 5 == 0 else [],
        "online_service": dice.choice(("full", "information", "none", "not_stated")), "status": "in_force", "completeness": "full",
        "sources": [{"title": "Số liệu bịa để đo tốc độ", "covers": ["name"]}], "verified_on": "2026-07-01",
    }


def _time(dice: Random, cases: list[dict]) -> dict:
    days = dice.choice((5, 3, 7, 2, 30, 15, 20, 10))
    row: dict = {"statutory": {"value": days, "unit": dice.choice(("working_day", "working_day", "working_day", "day"))}}
    if dice.random() < 0.4:
        row["committed"] = {"value": max(1, days - days // 4), "unit": row["statutory"]["unit"]}
    return row


def _fee(dice: Random, laws: list[str]) -> dict:
    kind = dice.random()
    if kind < 0.5:
        return {"status": "free"}
    if kind < 0.72:
        return {"status": "amount", "amount": dice.randrange(1, 400) * 5000, "currency": "VND", "kind": "le_phi", "per": "hồ sơ"}
    if kind < 0.86:
        return {"status": "by_regulation", "set_by": "provincial_council", "legal_basis": [dice.choice(laws)]}
    return {"status": "not_stated"}


def _paper(dice: Random, n: int, length: int) -> dict:
    return {"paper": f"{dice.choice(_THINGS).capitalize()} {n}: {_prose(dice, max(20, length - 20), marks=False)}", "role": "submit",
            "originals": 1, **({"copies": 1} if dice.random() < 0.4 else {})}


def _channels(dice: Random) -> int:
    kind = dice.random()
    return 3 if kind < 0.68 else 2 if kind < 0.86 else 1


def _prose(dice: Random, length: int, marks: bool = True) -> str:
    """Sentences of about `length` characters; with list marks every few of them."""
    parts, written = [], 0
    while written < length:
        sentence = f"{dice.choice(_CLAUSES).capitalize()} về {_matter(dice)}."
        lead = dice.choice(("- ", "+ ", "", "")) if marks else ""
        parts.append(lead + sentence)
        written += len(sentence) + 3
    return ("\n" if marks else " ").join(parts)


def _spread(dice: Random, median: float, percentile_95: float) -> float:
    """A log-normal number with this median and 95th percentile."""
    return exp(log(median) + dice.gauss(0, 1) * log(percentile_95 / median) / 1.645)


def _matter(dice: Random) -> str:
    return dice.choice(_MATTERS)


def _write(path: Path, values: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml(values), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--communes", type=int, default=0, metavar="N", help="counters that serve a commune each")
    options = parser.parse_args()
    generate(options.count, options.into, options.communes)
