"""The ground of every model: a frozen record that refuses unknown keys, and the types its fields are read as."""

import os
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainSerializer

from motcua import readers
from motcua.refusal import Refused
from motcua.text import Text, read_text, read_words

# What judges a record stands here alone; looking for what a machine's other libraries would add costs more than judging one.
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"

NOT_STATED = "not_stated"


class Record(BaseModel):
    """A frozen value; a key it does not know is refused, so that a misspelt key never passes unseen."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)


def _at_most(limit: int):
    """Refuse a phrase that is longer than `limit` characters in any of its languages."""

    def check(text: Text) -> Text:
        for language, words in text.items():
            if len(words) > limit:
                raise Refused("text_is_short_enough", limit=limit, length=len(words), language=language)
        return text

    return AfterValidator(check)


def _markdown_size(text: Text) -> Text:
    for _, words in text.items():
        if len(words.encode()) > 20_000:
            raise Refused("markdown_is_short_enough", limit=20_000, length=len(words.encode()))
    return text


def _matches(rule: str, pattern: str):
    """Hold a name to `pattern`; `rule` names the sentence that the editor is shown."""
    return BeforeValidator(lambda value: readers.read_name(value, rule, pattern))


Phrase = Annotated[Text, BeforeValidator(read_text), PlainSerializer(lambda text: text.as_json())]
ShortName = Annotated[Phrase, _at_most(80)]
SummaryText = Annotated[Phrase, _at_most(200)]
Markdown = Annotated[Phrase, AfterValidator(_markdown_size)]

Words = Annotated[str, BeforeValidator(read_words)]
Whole = Annotated[int, BeforeValidator(readers.read_int)]
Number = Annotated[Decimal, BeforeValidator(readers.read_decimal), PlainSerializer(str)]
Flag = Annotated[bool, BeforeValidator(readers.read_bool)]
Day = Annotated[date, BeforeValidator(readers.read_date)]
Url = Annotated[str, BeforeValidator(readers.read_url)]
Email = Annotated[str, BeforeValidator(readers.read_email)]
Phone = Annotated[str, BeforeValidator(readers.read_phone)]

Code = Annotated[str, _matches("code_is_well_formed", r"\d\.\d{6}(?:\.H\d\d)?")]
Id = Annotated[str, _matches("id_is_well_formed", r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")]
FormId = Annotated[str, _matches("form_id_is_well_formed", r"[a-z0-9-]{1,60}/[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")]
# A blank of a form: what is asked for it, and the tag in the template that the answer fills.
TAG_NAME = r"[a-z](?:[a-z0-9_]{0,58}[a-z0-9])?"
Tag = Annotated[str, _matches("tag_is_well_formed", TAG_NAME)]
LanguageCode = Annotated[str, _matches("language_is_a_code", r"[a-z]{2,3}")]
TimeOfDay = Annotated[str, _matches("time_of_day_is_well_formed", r"(?:[01]\d|2[0-3]):[0-5]\d")]
Hours = Annotated[str, _matches("hours_are_well_formed", r"(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]):[0-5]\d")]
Currency = Annotated[str, _matches("currency_is_well_formed", r"[A-Z]{3}")]

Channel = Literal["in_person", "online", "postal", "not_stated"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Level = Literal["ministry", "province", "district", "commune", "other", "not_stated"]


class Source(Record):
    """Where facts were read: a national record with its decision, a legal text, or the department itself."""

    title: Phrase
    url: Url | None = None
    decision: Words | None = None
    read_on: Day | None = None
    covers: tuple[Words, ...] = ()


class Check(Record):
    """A person compared these facts with the source on a day; before that an imported fact is one that a program read."""

    checked_on: Day
    covers: tuple[Words, ...] = ()
    by: Words | None = None


class Sourced(Record):
    """A record that says of each fact where it comes from, or that it is invented for illustration."""

    sources: tuple[Source, ...] = ()
    illustrative: tuple[Words, ...] = ()
    checks: tuple[Check, ...] = ()
    verified_on: Day | None = None
    updated_on: Day | None = None
