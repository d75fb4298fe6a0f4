"""What a page tells machines in schema.org's terms: a GovernmentService whose every value is certain, or left out."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from motcua import say
from motcua.interface import Words as Spoken
from motcua.json_text import present
from motcua.model import Duration, Fee, Procedure
from motcua.model.views import DepartmentView, Words
from motcua.text import SOURCE_LANGUAGE, Text, choose

LIVE = ("in_force", "amended", "not_stated")
# ISO 8601 counts these and no other: it knows no working day, and a bare "ngày" may be one.
_LENGTHS = {"calendar_day": "P{}D", "month": "P{}M", "hour": "PT{}H", "minute": "PT{}M"}

Departments = Mapping[str, DepartmentView]


def government_service(
    procedure: Procedure, spoken: Spoken, *, state: str, url: str, field: Words, departments: Departments
) -> dict[str, Any] | None:
    """The service in the language of `spoken`; None where nobody can use it: not in force yet or no more, a draft, or officials' own.

    Words that are not translated carry their language. What is marked as illustrative is left out, since schema.org has no
    mark for it. `url` is the page's absolute address, empty where the site has none.
    """
    if state not in LIVE or procedure.is_internal:
        return None
    teller = _Teller(procedure, spoken, say.Marks.of(procedure), departments)
    decides = teller.agencies("competent_authorities")
    carries_out = teller.agencies("executing_agencies")
    return present({
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "url": url,
        "name": teller.words(procedure.name),
        "alternateName": [teller.fact("short_name"), *teller.popular_names()],
        "identifier": {"@type": "PropertyValue", "propertyID": "ma-thu-tuc", "value": procedure.code},
        "description": teller.fact("summary"),
        "serviceType": teller.named("field", field),
        "provider": decides or carries_out,
        "serviceOperator": carries_out if decides and carries_out != decides else None,
        "audience": list(teller.audience()),
        "availableChannel": list(teller.channels()),
        "serviceOutput": list(teller.results()),
        "offers": list(teller.offers()),
    })


class _Teller(NamedTuple):
    """One procedure told in one language."""

    procedure: Procedure
    spoken: Spoken
    marks: say.Marks
    departments: Departments

    def words(self, text: Text | None) -> str | dict[str, str] | None:
        """A phrase, with its language where it is not the page's."""
        if text is None:
            return None
        words, written_in = choose(text, self.spoken.language)
        return words if written_in == self.spoken.language else {"@language": written_in, "@value": words}

    def pairs(self, pairs: Words) -> str | dict[str, str] | None:
        return self.words(Text.of(dict(pairs)) if pairs else None)

    def fact(self, key: str) -> str | dict[str, str] | None:
        return None if self.marks.touch(key) else self.words(getattr(self.procedure, key))

    def named(self, key: str, pairs: Words) -> str | dict[str, str] | None:
        return None if self.marks.touch(key) else self.pairs(pairs)

    def popular_names(self) -> list[str | dict[str, str] | None]:
        if self.marks.touch("popular_names"):
            return []
        return [self.pairs(((SOURCE_LANGUAGE, name),)) for name in self.procedure.popular_names]

    def agencies(self, key: str) -> list[dict[str, Any]]:
        ids = [each for number, each in enumerate(getattr(self.procedure, key)) if not self.marks.touch(f"{key}[{number}]")]
        return [self.agency(self.departments[each]) for each in ids if each in self.departments]

    def agency(self, department: DepartmentView) -> dict[str, Any]:
        contact = None if say.Marks(department.illustrative).touch("contact") else department.contact
        reached = {"telephone": contact.hotline, "email": contact.email, "url": contact.url} if contact else {}
        return {"@type": "GovernmentOrganization", "name": self.pairs(department.name), **reached}

    def audience(self) -> Iterator[dict[str, Any]]:
        for applicant in () if self.marks.touch("applicant_types") else self.procedure.applicant_types:
            if applicant != "not_stated":
                yield {"@type": "Audience", "audienceType": self.spoken(f"applicant.{applicant}")}

    def results(self) -> Iterator[dict[str, Any]]:
        for number, result in enumerate(self.procedure.results):
            if not self.marks.touch(f"results[{number}].name"):
                yield {"@type": "Thing", "name": self.words(result.name)}

    def channels(self) -> Iterator[dict[str, Any]]:
        named = {
            method.channel: None
            for number, method in enumerate(self.procedure.submission_methods)
            if method.channel != "not_stated" and not self.marks.touch(f"submission_methods[{number}].channel")
        }
        for channel in named:
            yield {
                "@type": "ServiceChannel",
                "name": str(say.capital(self.spoken(f"channel.only_{channel}"))),
                "serviceUrl": self.online_address() if channel == "online" else None,
                "serviceLocation": list(self.counters()) if channel == "in_person" else None,
                "processingTime": self.time(channel),
            }

    def online_address(self) -> str | None:
        return None if self.marks.touch("online_url") else self.procedure.online_url

    def counters(self) -> Iterator[dict[str, Any]]:
        if self.marks.touch("reception_places"):
            return
        for counter in say.counters(self.procedure, self.departments, self.spoken):
            if not counter.is_illustrative:
                yield {"@type": "Place", "name": self.line(counter.name), "address": self.line(counter.address), "telephone": counter.telephone}

    def line(self, line: say.Said) -> str | dict[str, str]:
        languages = {language for _, language in line.pieces}
        return {"@language": languages.pop(), "@value": str(line)} if len(languages) == 1 and "" not in languages else str(line)

    def time(self, channel: str) -> str | None:
        """The one length of time that holds for everybody by this channel."""
        rows = self.procedure.processing_time.rows if self.procedure.processing_time else ()
        told = set()
        for number, row in enumerate(rows):
            if row.channels and channel not in row.channels:
                continue
            depends = row.cases or row.area or row.applicant or row.condition or row.combines != "alternative"
            if depends or self.marks.touch(f"processing_time.rows[{number}]"):
                return None
            told.add(iso_duration(row.committed or row.statutory))
        return told.pop() if len(told) == 1 else None

    def offers(self) -> Iterator[dict[str, Any]]:
        """Each certain amount with all that it depends on; amounts that differ for no reason given are left out."""
        fees = [fee for number, fee in enumerate(self.procedure.fees) if not self.marks.touch(f"fees[{number}]")]
        # Charges that come on top of each other are no choice of offers, and one of them alone is no price.
        if len(self.procedure.fees) > 1 and any(fee.combines != "alternative" for fee in self.procedure.fees):
            return
        alike: dict[tuple, list[Fee]] = {}
        for fee in fees:
            alike.setdefault(_question(fee), []).append(fee)
        for rivals in alike.values():
            if len({price(fee) for fee in rivals}) == 1 and price(rivals[0]) is not None:
                yield self.offer(rivals[0])

    def offer(self, fee: Fee) -> dict[str, Any]:
        kind = self.spoken(f"fee.kind_{fee.kind}") if fee.kind != "not_stated" else None
        return {
            "@type": "Offer",
            "name": self.words(fee.name) or kind,
            "description": self.depends(fee),
            "priceSpecification": {
                "@type": "UnitPriceSpecification",
                "price": price(fee),
                "priceCurrency": fee.currency or "VND",
                "unitText": self.words(fee.per),
                "validFrom": fee.valid_from and fee.valid_from.isoformat(),
                "validThrough": fee.valid_to and fee.valid_to.isoformat(),
            },
        }

    def depends(self, fee: Fee) -> str | dict[str, str]:
        """Whom the amount holds for, in words."""
        cases = [say.phrase(case.name, self.spoken.language) for case in self.procedure.cases if case.id in fee.cases]
        channels = [say.capital(self.spoken(f"channel.only_{channel}")) for channel in fee.channels if channel != "not_stated"]
        rest = [say.phrase(text, self.spoken.language) for text in (fee.applicant, fee.area, fee.condition)]
        between = self.spoken("shared.list")
        exemption = say.phrase(fee.exemption, self.spoken.language)
        told = [say.join(between, cases), say.join(between, channels), *rest]
        return self.line(say.join("; ", [*told, say.fill(self.spoken("fee.exemption"), text=exemption) if exemption else say.NOTHING]))


def _question(fee: Fee) -> tuple:
    """What the amount is an answer to: all that it depends on."""
    return fee.cases, fee.channels, fee.area, fee.applicant, fee.name, fee.condition, fee.per, fee.kind, fee.valid_from, fee.valid_to


def price(fee: Fee) -> int | str | None:
    """The amount as schema.org takes it: a whole number, a decimal as text, 0 for what is free; None where it is not certain."""
    if fee.status == "free":
        return 0
    if fee.status != "amount" or fee.amount is None or not fee.currency:
        return None
    return _whole(fee.amount) if _whole(fee.amount) is not None else format(fee.amount, "f")


def iso_duration(time: Duration | None) -> str | None:
    """A length of time as ISO 8601 says it, None where that cannot say it."""
    if time is None or time.up_to is not None or time.value is None or time.unit not in _LENGTHS:
        return None
    whole = _whole(time.value)
    return _LENGTHS[time.unit].format(whole) if whole else None


def _whole(number: Decimal) -> int | None:
    return int(number) if number == number.to_integral_value() else None
