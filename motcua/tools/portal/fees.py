"""Types one fee of a portal row: free, an amount, set by another text, or not stated, and never more than value and note agree on."""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from motcua.text import fold
from motcua.tools.portal import cleaning, legal_numbers
from motcua.tools.portal.report import Why

LEAST_DONG = 1000

# "(1)", "a)" and "(ii)" open an item of a list, not a note.
_ITEM_MARK = re.compile(r"\((?:\d{1,2}|[a-zđ]|[ivx]{1,4})\)", re.IGNORECASE)
_GLUED = re.compile(r"\)(?=[^\s)(.,;:])|\)\s*$")
_FREE_NOTES = frozenset(map(fold, (
    "", "không", "không có", "miễn phí", "miễn lệ phí", "miễn phí, lệ phí", "không thu phí", "không thu phí, lệ phí", "không mất phí",
    "không thu", "không phí", "không có phí, lệ phí", "phí, lệ phí: không", "lệ phí: không", "phí: không",
)))
_EMPTY_RULE = frozenset(map(fold, ("không quy định", "chưa quy định", "không có quy định", "không có thông tin")))
_EXEMPTION = re.compile(r"\(?\s*(?:được )?miễn(?: thu)?(?: phí| lệ phí|,| và)*\s[^()]*?(?:\)|\.(?=\s|$)|$)", re.IGNORECASE)
_LEGAL = re.compile(
    r"\(?(?:theo |tại |của )*(?:quy định |hướng dẫn )?(?:cụ thể )?(?:tại |của )?(?:khoản \d+ |điều \d+ )*"
    r"(?:Thông tư|Nghị định|Nghị quyết|Luật|Quyết định)(?: liên tịch)?(?: số)?\s*[\d.]*\d+/(?:\d{4}/)?[A-ZĐ0-9-]+(?:\s*:)?"
    r"(?:\s*ngày\s*(?:ngày\s*)?\d+\s*(?:/|tháng)\s*\d+\s*(?:/|năm)\s*\d+)?", re.IGNORECASE)
_DAYS = re.compile(r"(?:ngày\s*)?\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", re.IGNORECASE)
_MONEY = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")
_HARMLESS = frozenset(("0", "1", "01"))
_BY_RULE = re.compile(
    r"theo (?:\w+ )*quy định|quy định (?:tại|của|cụ thể)|do .{3,120}? (?:quyết định|quy định|ban hành)|biểu (?:phí|giá|mức|khung)|thông tư"
    r"|nghị quyết|mức thu lệ phí do|luật (?:giá|phí)", re.IGNORECASE)
_CASE = re.compile(
    r"(?<!/)(?<!/ )\btrường hợp\b|\bđối với\b|\bnếu\b|\briêng\b|\btừ\b[^.;]{0,30}\b(?:trở lên|đến)\b|\bdưới\b|\bgiá trị\b|\bnhóm\b|\bloại tàu\b|\bhạng\b"
    r"|->|%|\bxe\b|\bsản phẩm/|\bphạm vi\b|\btheo trọng tải\b|^\W*(?:hệ thống|thực hành|lý thuyết|thiết bị|cơ sở)\b|\btrừ\b|\bdây chuyền\b|\bGMP\b", re.IGNORECASE)
# Verbs that tell one kind of case from another: harmless only where the procedure itself is named after them.
_VERBS = tuple(map(fold, (
    "cấp lại", "cấp mới", "cấp đổi", "gia hạn", "lần đầu", "đăng ký mới", "bổ sung", "sửa đổi", "thay đổi", "giám sát", "sát hạch",
    "xóa đăng ký", "kiểm dịch", "diện rộng",
)))
_EXTRA_ONLY = re.compile(r"\(?\W*(?:phí|lệ phí) cấp bản sao\b", re.IGNORECASE)
_PER = re.compile(r"(?:^|đồng|đ|\d|usd)\s*/\s*((?:0?1\s+)?[^\W\d_][^\d/(),.;:\n]{0,50}?(?:\s*/\s*lần)?)\s*(?:[().,;:\n]|$)", re.IGNORECASE)
_PER_WORDS = re.compile(r"(?:trên|/)\s*(?:0?1|một)\s+([^\W\d_][^\d/(),.;:\n]{1,40})", re.IGNORECASE)
_KINDS = (
    ("service_price", re.compile(r"\bgiá (?:dịch vụ|kiểm tra|kiểm định)\b|pháp luật về giá|biểu giá", re.IGNORECASE)),
    ("other_cost", re.compile(r"\bchi phí khác\b", re.IGNORECASE)),
    ("le_phi", re.compile(r"\blệ phí\b", re.IGNORECASE)),
    ("phi", re.compile(r"(?<!lệ )(?<!chi )(?<!miễn )\bphí\b", re.IGNORECASE)),
)
_SETTERS = (
    ("provincial_council", re.compile(r"hội đồng nhân dân", re.IGNORECASE)),
    ("provincial_committee", re.compile(r"ủy ban nhân dân (?:cấp )?tỉnh", re.IGNORECASE)),
    ("ministry", re.compile(r"\bbộ trưởng\b|\bbộ tài chính\b|thông tư", re.IGNORECASE)),
    ("government", re.compile(r"nghị định|chính phủ", re.IGNORECASE)),
)
_TEXTS_ON_FEES = re.compile(r"quy định (?:về )?(?:mức thu|chế độ thu|phí|giá|khung giá|về giá).*", re.IGNORECASE | re.DOTALL)
_VALID = re.compile(r"từ (?:ngày )?(\d{1,2})/(\d{1,2})/(\d{4}) đến (?:hết )?(?:ngày )?(\d{1,2})/(\d{1,2})/(\d{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee as typed, and why it was kept as words if it was."""

    status: str
    amount: Decimal | None = None
    currency: str = ""
    kind: str = "not_stated"
    set_by: str = "not_stated"
    per: str = ""
    exemption: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    legal_basis: tuple[str, ...] = ()
    text: str = ""
    why: Why | None = None


def split(description: str) -> tuple[str, str]:
    """A row's words as the portal's page runs them together: the note on the fee in brackets, then what belongs to the row."""
    if not description.startswith("(") or _ITEM_MARK.match(description):
        return "", description
    depth = 0
    for place, character in enumerate(description):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return description[: place + 1], description[place + 1 :].strip()
    # A bracket that is never closed: the note ends where one closes and the next word is glued to it.
    glued = _GLUED.search(description)
    return (description[: glued.end()], description[glued.end() :].strip()) if glued else (description, "")


def note_of(words: str) -> str:
    """A note without the brackets that enclose the whole of it."""
    note = words.strip()
    while note.startswith("(") and note.endswith(")") and split(note)[0] == note and note.count("(") == note.count(")"):
        note = note[1:-1].strip()
    if note.count("(") > note.count(")"):
        return note.removeprefix("(").strip()
    return note.removesuffix(")").strip() if note.count(")") > note.count("(") else note


def typed(value: object, currency: str, note: str, whole: str, name: str) -> Fee:
    """The fee of a value with its note; `whole` is all that the source says beside the value, `name` the name of the procedure."""
    amount = _amount(value)
    shared = {"kind": kind_of(note), "legal_basis": legal_numbers.numbers_in(note), "text": note}
    if amount is None:
        return Fee("not_stated", why=Why.FEE_WITHOUT_VALUE, **shared)
    if amount == 0:
        return _of_nothing(note, whole, shared)
    money = _currency(currency)
    if not money or (money == "VND" and (amount < LEAST_DONG or amount != amount.to_integral_value())):
        return Fee("not_stated", why=Why.FEE_TOO_SMALL, **shared)
    if why := _doubt(amount, note, name):
        return Fee("not_stated", why=why, **shared)
    exemption = " ".join(match.strip(" ()") for match in _EXEMPTION.findall(note))
    dates = _validity(_EXEMPTION.sub(" ", note))
    return Fee("amount", amount, money, set_by=_setter(note), per=_per(note), exemption=exemption, **dates, **shared)


def _of_nothing(note: str, whole: str, shared: dict) -> Fee:
    said = fold(note).strip(" .;:-+*()")
    has_digits = re.search(r"\d", whole) is not None
    if said in _FREE_NOTES and not has_digits:
        return Fee("free", **shared)
    if said in _EMPTY_RULE:
        return Fee("not_stated", why=Why.FEE_HAS_NO_RULE, **shared)
    if said in _FREE_NOTES:
        return Fee("not_stated", why=Why.FEE_ZERO_BESIDE_DIGITS, **shared)
    if _leads_elsewhere(note):
        return Fee("by_regulation", set_by=_setter(note), **shared)
    return Fee("not_stated", why=Why.FEE_ZERO_CONTRADICTED if has_digits else Why.FEE_ZERO_WITH_CASE, **shared)


def _leads_elsewhere(note: str) -> bool:
    """Whether a note names whoever sets the fee, gives no amount itself, and speaks of the whole procedure."""
    rest = _EXEMPTION.sub(" ", note)
    if not _BY_RULE.search(rest) or _EXTRA_ONLY.match(rest) or _amounts(rest):
        return False
    head = _LEGAL.split(rest)[0]
    return not re.search(r"^\W*(?:đối với|trường hợp)\b|%|->|\blần đầu\b|\bcấp lại do\b", head, re.IGNORECASE)


def _doubt(amount: Decimal, note: str, name: str) -> Why | None:
    """Why an amount is not certain: its note names another one, or explains it by a case."""
    rest = _EXEMPTION.sub(" ", note)
    named = _amounts(rest)
    if any(other != amount for other in named):
        return Why.FEE_CONTRADICTED
    # "From one day to another, by Circular …": whether the value is the one of those days or of the others, the note leaves open.
    if _VALID.search(rest) and not named:
        return Why.FEE_OF_A_CASE
    bare = _VALID.sub(" ", _LEGAL.sub(" ", _TEXTS_ON_FEES.sub(" ", rest)))
    said, procedure = fold(bare), fold(name)
    if _CASE.search(bare) or any(verb in said and verb not in procedure for verb in _VERBS):
        return Why.FEE_OF_A_CASE
    return None


def _amounts(note: str) -> list[Decimal]:
    """Every number of a note that may be money: neither a date, nor a legal number, nor "01" of something."""
    bare = _DAYS.sub(" ", _LEGAL.sub(" ", note))
    bare = re.sub(r"\d+/\d{4}/[\w-]+|(?:khoản|điều|điểm|mục|số thứ tự|phần) \d+\w*", " ", bare, flags=re.IGNORECASE)
    return [Decimal(re.sub(r"[.,]", "", found)) for found in _MONEY.findall(bare) if found not in _HARMLESS]


def kind_of(note: str) -> str:
    """Phí, lệ phí, a price or another cost, where a note speaks of exactly one of them."""
    bare = _EXEMPTION.sub(" ", _LEGAL.split(_TEXTS_ON_FEES.sub("", note))[0])
    kinds = [kind for kind, words in _KINDS if words.search(bare)]
    return kinds[0] if len(kinds) == 1 or kinds[:1] in (["service_price"], ["other_cost"]) else "not_stated"


def _setter(note: str) -> str:
    rest = _EXEMPTION.sub(" ", note)
    if re.search(r"luật phí và lệ phí|pháp luật về (?:giá|phí)", rest, re.IGNORECASE):
        return "not_stated"
    found = [(match.start(), setter) for setter, words in _SETTERS if (match := words.search(rest))]
    return min(found)[1] if found else "not_stated"


def _per(note: str) -> str:
    bare = _LEGAL.sub(" ", _EXEMPTION.sub(" ", note))
    found = {" ".join(words.split()) for words in _PER.findall(bare) or _PER_WORDS.findall(bare)}
    return found.pop() if len(found) == 1 else ""


def _validity(note: str) -> dict[str, date]:
    spans = _VALID.findall(note)
    if len(spans) != 1:
        return {}
    day, month, year, to_day, to_month, to_year = map(int, spans[0])
    try:
        return {"valid_from": date(year, month, day), "valid_to": date(to_year, to_month, to_day)}
    except ValueError:
        return {}


def _amount(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
        return None
    return Decimal(str(value))


def _currency(name: str) -> str:
    said = cleaning.line(name).upper().replace("Đ", "D")
    if said in ("USD", "EUR"):
        return said
    return "VND" if fold(said) in ("", "vnd", "viet nam dong", "dong viet nam", "dong") else ""
