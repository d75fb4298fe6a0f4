"""What the name of a procedure says is done to a paper (it is given, given again, changed, ended), and on which occasion."""
from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from motcua.text import fold

ACTS = ("get", "swap", "again", "extend", "change", "transfer", "merge", "pause", "resume", "end")
OCCASIONS = ("lost", "expired", "wrong", "changed", "revoked")
"""What may have happened to a paper that is given again or changed."""
_BIT = {name: 1 << number for number, name in enumerate((*ACTS, *OCCASIONS))}


class Done(NamedTuple):
    """What a name says at its beginning, in its order, and the folded words after it."""

    acts: tuple[str, ...]
    rest: str


def _folded(said: dict[str, str]) -> dict[str, str]:
    return {fold(words.strip()): name for name, phrases in said.items() for words in phrases.split(",")}


# How names begin. Before another act a verb of "get" says nothing of its own ("cấp đổi", "đăng ký thay đổi"), and with "lại" after it, it is "again".
_VERBS = _folded({
    "get": "cấp, cấp mới, cấp phép, đăng ký, đề nghị, chấp thuận, công nhận, thành lập, bổ nhiệm, phê duyệt, phê chuẩn, công bố, chỉ định, giao, thẩm định, "
           "quyết định, xác nhận, chứng nhận, ghi nhận, cho phép, xét, thông báo, thỏa thuận, lựa chọn, yêu cầu, giải quyết, kiểm tra, mở",
    "swap": "đổi, thay thế", "extend": "gia hạn, kéo dài", "transfer": "chuyển nhượng, tặng cho", "merge": "hợp nhất, sáp nhập",
    "change": "điều chỉnh, thay đổi, sửa đổi, bổ sung, cải chính, đính chính, chuyển đổi, cập nhật, sửa, mở rộng, biến động",
    "pause": "tạm dừng, tạm ngừng, tạm đình chỉ, đóng tạm thời", "resume": "khôi phục, phục hồi, mở lại, hoạt động trở lại",
    "end": "thu hồi, chấm dứt, hủy, hủy bỏ, xóa, bãi bỏ, trả lại, thôi, miễn nhiệm, giải thể, rút, đóng, đình chỉ",
})
_LONGEST = max(len(verb.split()) for verb in _VERBS)
# "Đối với" is folded like "đổi"; "nội dung" is a part of what is changed and parts nothing.
_AGAIN, _FOR, _CONTENT, _BETWEEN = "lai", ["doi", "voi"], ("noi", "dung"), frozenset((",", "/", "va", "hoac"))
_OCCASIONS = {name: re.compile(rf"\b(?:{'|'.join(fold(words.strip()) for words in phrases.split(','))})\b") for name, phrases in {
    "lost": "mất, thất lạc, hư hỏng, bị hỏng, rách, cháy, hủy hoại", "expired": "hết hạn, hết hiệu lực, hết thời hạn",
    "wrong": "ghi sai, sai sót, nhầm lẫn, sai thông tin", "changed": "thay đổi", "revoked": "bị thu hồi, bị tước",
}.items()}
_PIECES = re.compile(r"[a-z0-9]+|[,/]")
_LEAD = re.compile(r"^(?:\W*thu tuc\W+)+")


# The lexicon's phrases and the names of a catalogue are asked for by several who do not know of each other.
@lru_cache(1 << 14)
def done(name: str) -> Done:
    """Read the acts that a name begins with."""
    words, at, acts, plain, is_apart = _PIECES.findall(_LEAD.sub("", fold(name))), 0, [], False, True
    while at < len(words):
        if words[at] in _BETWEEN:
            acts += ["get"] * plain
            at, plain, is_apart = at + 1, False, True
            continue
        if words[at] in _CONTENT:
            at += 1
            continue
        length = next((length for length in range(_LONGEST, 0, -1) if " ".join(words[at:at + length]) in _VERBS), 0)
        if not length or words[at:at + 2] == _FOR:
            break
        act = _VERBS[" ".join(words[at:at + length])]
        at += length
        if act == "get" and words[at:at + 1] == [_AGAIN]:
            act, at = "again", at + 1
        # What is got may be the object of what is done to it: "xóa đăng ký".
        if act != "get":
            acts.append(act)
        plain, is_apart = act == "get" and (plain or is_apart), False
    if plain:
        acts.append("get")
    return Done(tuple(dict.fromkeys(acts)), " ".join(word for word in words[at:] if word not in (",", "/")))


def marks(name: str) -> int:
    """The acts that a name begins with and the occasions that it speaks of, a bit each in the order of `ACTS` and `OCCASIONS`."""
    acts, rest = done(name)
    occasions = [occasion for occasion, said in _OCCASIONS.items() if said.search(rest)]
    # What is given again since something has changed is changed so.
    changed = ("change",) if "changed" in occasions and not {"again", "swap"}.isdisjoint(acts) else ()
    return bits((*acts, *changed, *occasions))


def bits(names: Iterable[str]) -> int:
    """Acts and occasions in one number."""
    return sum(_BIT[name] for name in set(names))
