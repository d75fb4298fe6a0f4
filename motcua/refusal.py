"""A value that is refused, carrying the rule that it breaks."""
from __future__ import annotations

from pydantic_core import PydanticCustomError


class Refused(PydanticCustomError):
    """A value breaks `rule`; `values` fill the blanks of the rule's sentence.

    Raised inside a pydantic validator it becomes one error of that field whose `type` is the rule and whose `ctx` are the values.
    """

    def __new__(cls, rule: str, **values: object) -> Refused:
        return super().__new__(cls, rule, rule, values)

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule, rule, values)

    @property
    def rule(self) -> str:
        """The name of the rule, under which its sentence stands."""
        return self.type

    @property
    def values(self) -> dict[str, object]:
        """What fills the blanks of the sentence."""
        return self.context or {}
