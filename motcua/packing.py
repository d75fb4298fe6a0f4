"""Numbers and texts in few signs: columns of digits, steps between growing numbers, words numbered by a list of them."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
SIGNS = "".join(chr(code) for code in range(32, 127) if chr(code) not in "\\'\"`")
"""What numbers of words are written in: no sign of it is escaped in a script."""
LITERAL = "`"
# The words of a text and what stands between them, but for one blank between two words.
_pieces = re.compile(r"[^\W_]+|(?!(?<=[^\W_]) [^\W_])[\W_]+").findall
_ENDS = ("\n", "\t")
_MOST_TWO = 40


def column(values: Iterable[int]) -> str:
    """Whole numbers of one width: the width, then each number in as many digits of 64."""
    numbers = list(values)
    width = 1
    while max(numbers, default=0) >= 64 ** width:
        width += 1
    return str(width) + "".join(DIGITS[number >> 6 * place & 63] for number in numbers for place in reversed(range(width)))


def steps(numbers: Iterable[int]) -> str:
    """Growing numbers as the first one and the steps from each to the next."""
    given = list(numbers)
    return " ".join(str(number - before) for before, number in zip([0, *given], given, strict=False))


class Table:
    """Values that many share, each written once, and the column of their numbers."""

    def __init__(self, values: Iterable[str]) -> None:
        numbers: dict[str, int] = {}
        self.column = column([numbers.setdefault(value, len(numbers)) for value in values])
        self.values = "\n".join(numbers)


class Words:
    """The words of texts and what stands between them, the commonest first: each has a number of one sign, two or three.

    Texts are records of parts. One blank between two words is not written; what occurs once or holds a digit is written out."""

    def __init__(self, texts: Iterable[Iterable[Iterable[str]]]) -> None:
        counts = Counter(piece for records in texts for record in records for part in record for piece in _pieces(part))
        words = sorted((word for word, count in counts.items() if LITERAL in word or count > 1 and not any(sign.isdigit() for sign in word)),
                       key=lambda word: (-counts[word], word))
        size, base = len(words) + len(_ENDS), len(SIGNS)
        two = min(_MOST_TWO, max(0, -(-(size - base) // (base - 1))))
        three = max(0, -(-(size - (base - two) - two * base) // (base * base - 1)))
        self.shape = (base - two - three, two)
        # Those of two signs stand in the order of the alphabet, which packs better.
        often = self.shape[0] - len(_ENDS)
        self.words = [*words[:often], *sorted(words[often:])]
        self._written = {word: self._sign(number) for number, word in enumerate((*_ENDS, *self.words))}

    def packed(self, records: Iterable[Iterable[str]]) -> str:
        """The records, a number a word, with an end between parts and between records."""
        end, between = (self._written[sign] for sign in _ENDS)
        return end.join(between.join(map(self._part, record)) for record in records)

    def listed(self) -> dict[str, object]:
        """What a reader needs: the list, and how many first signs stand for a word of one sign and of two."""
        return {"words": "\n".join(self.words), "shape": self.shape}

    def _part(self, text: str) -> str:
        return "".join(self._written.get(piece) or f"{LITERAL}{piece}{LITERAL}" for piece in _pieces(text))

    def _sign(self, number: int) -> str:
        base, (one, two) = len(SIGNS), self.shape
        if number < one:
            return SIGNS[number]
        number -= one
        if number < two * base:
            return SIGNS[one + number // base] + SIGNS[number % base]
        number -= two * base
        return SIGNS[one + two + number // base // base] + SIGNS[number // base % base] + SIGNS[number % base]
