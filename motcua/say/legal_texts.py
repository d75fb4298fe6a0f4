"""How a legal text is called: by its kind and its number, or by a title that names its kind."""
from __future__ import annotations

from motcua.interface import Words
from motcua.legal import kind_of
from motcua.say.phrase import Said, fill, join, said
from motcua.text import fold


def by_number(number: str, words: Words, title: str = "") -> str:
    """"Nghị định 123/2015/NĐ-CP": the kind is read from the number; a number that tells none stands alone.

    So does one of the National Assembly without its title: laws and resolutions are numbered alike.
    """
    kind = kind_of(number, title)
    return number if kind == "other" or (kind == "law" and not title) else f"{words(f'laws.one_{kind}')} {number}"


def by_title(number: str, title: Said, article: Said, words: Words) -> Said:
    """Its title, its number, the article: "Luật Hộ tịch (60/2014/QH13), Điều 16"; "Nghị định 123/2015/NĐ-CP, Điều 9: Quy định chi tiết …"."""
    names_kind = bool(title) and fold(str(title)).startswith(fold(words(f"laws.one_{kind_of(number, str(title))}")))
    head = fill(words("basis.titled"), title=title, law=number) if names_kind else said(by_number(number, words, str(title)))
    placed = fill(words("basis.article"), law=head, article=article) if article else head
    return placed if names_kind else join(": ", (placed, title))
