"""Linked data: what is certain is said, what ISO 8601 or schema.org cannot say is left out, and no text breaks out of its script."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import html
from support.catalogues import department, procedure

from motcua import interface, narrow
from motcua.json_text import inline
from motcua.jsonld import government_service, iso_duration
from motcua.model import Duration

FIELD = (("vi", "Hộ tịch"), ("en", "Civil status"))
OFFICE = {"id": "mot", "name": "Quầy số 1", "address": "Số 1 đường A", "telephone": "0200 3800 100"}


def service(language: str = "vi", state: str = "in_force", departments: tuple = (), **fields: Any) -> dict[str, Any] | None:
    known = {one.id: narrow.department(one) for one in departments or (department(),)}
    return government_service(procedure(**fields), interface.words(language), state=state, url="https://x.example/thu-tuc/1.000001/", field=FIELD,
                              departments=known)


def offers(*fees: dict[str, Any], **fields: Any) -> list[dict[str, Any]]:
    return service(fees=fees, **fields).get("offers", [])


def times(*rows: dict[str, Any], **fields: Any) -> list[str | None]:
    methods = [{"channel": "in_person"}, {"channel": "online"}]
    told = service(submission_methods=methods, processing_time={"rows": rows}, **fields)
    return [channel.get("processingTime") for channel in told["availableChannel"]]


def test_the_service_says_who_what_and_for_whom():
    told = service(
        summary="Tóm tắt", short_name="Làm giấy khai sinh", popular_names=["giấy khai sinh"], applicant_types=["citizen", "not_stated"],
        competent_authorities=["so-tu-phap", "khong-co"], executing_agencies=["so-tu-phap"], results=[{"name": "Giấy khai sinh"}])
    assert told == {
        "@context": "https://schema.org", "@type": "GovernmentService", "url": "https://x.example/thu-tuc/1.000001/", "name": "Việc 1.000001",
        "alternateName": ["Làm giấy khai sinh", "giấy khai sinh"],
        "identifier": {"@type": "PropertyValue", "propertyID": "ma-thu-tuc", "value": "1.000001"}, "description": "Tóm tắt",
        "serviceType": "Hộ tịch", "provider": [{"@type": "GovernmentOrganization", "name": "Sở Tư pháp"}],
        "audience": [{"@type": "Audience", "audienceType": "Công dân Việt Nam"}], "serviceOutput": [{"@type": "Thing", "name": "Giấy khai sinh"}],
    }


def test_words_that_are_not_translated_carry_their_language():
    told = service("en", name={"vi": "Khai sinh", "en": "Birth"}, summary="Tóm tắt", popular_names=["giấy khai sinh"])
    assert (told["name"], told["serviceType"]) == ("Birth", "Civil status")
    assert told["description"] == {"@language": "vi", "@value": "Tóm tắt"}
    assert told["alternateName"] == [{"@language": "vi", "@value": "giấy khai sinh"}]


@pytest.mark.parametrize("state", ["draft", "announced", "replaced", "abolished"])
def test_a_service_that_nobody_can_use_is_not_offered(state):
    assert service(state=state) is None
    assert service(is_internal=True) is None
    assert service(state="amended") is not None


@pytest.mark.parametrize(
    "unit, value, told",
    [("calendar_day", "30", "P30D"), ("month", "2", "P2M"), ("hour", "4", "PT4H"), ("minute", "30", "PT30M"), ("hour", "4.0", "PT4H"),
     ("working_day", "5", None), ("day", "5", None), ("not_stated", "5", None), ("same_day", None, None), ("hour", "0.5", None),
     ("hour", "0", None)])
def test_a_duration_is_said_only_where_iso_8601_can_say_it(unit, value, told):
    assert iso_duration(Duration(value=value, unit=unit)) == told
    assert iso_duration(Duration(value=value, up_to="90", unit=unit)) is None


def test_a_channel_has_the_one_time_that_holds_for_everybody():
    day, hour = {"statutory": {"value": "3", "unit": "calendar_day"}}, {"statutory": {"value": "3", "unit": "hour"}}
    assert times(day) == ["P3D", "P3D"]
    assert times(day | {"committed": {"value": "2", "unit": "calendar_day"}}) == ["P2D", "P2D"]
    assert times(day | {"channels": ["in_person"]}, hour | {"channels": ["online"]}) == ["P3D", "PT3H"]
    assert times(day, hour) == [None, None]
    assert times(day, {"text": "Theo quy định"}) == [None, None]
    for depends in ({"cases": ["a"]}, {"condition": "Nếu phải xác minh"}, {"area": "Miền núi"}, {"applicant": "Hộ nghèo"}, {"combines": "stage"}):
        assert times(day | depends, cases=[{"id": "a", "name": "A"}]) == [None, None]


def test_an_amount_is_an_offer_with_its_currency_dates_and_conditions():
    fee = {"kind": "le_phi", "status": "amount", "amount": "8000", "currency": "VND", "per": "bản", "valid_from": "2026-01-01",
           "valid_to": "2026-12-31", "channels": ["online"], "cases": ["lai"], "condition": "Nộp đúng hạn", "exemption": "Hộ nghèo"}
    assert offers(fee, cases=[{"id": "lai", "name": "Đăng ký lại"}]) == [{
        "@type": "Offer", "name": "Lệ phí", "description": "Đăng ký lại; Trực tuyến; Nộp đúng hạn; Được miễn: Hộ nghèo",
        "priceSpecification": {"@type": "UnitPriceSpecification", "price": 8000, "priceCurrency": "VND", "unitText": "bản",
                               "validFrom": "2026-01-01", "validThrough": "2026-12-31"}}]


def test_only_what_is_certain_has_a_price():
    def prices(*fees):
        return [offer["priceSpecification"]["price"] for offer in offers(*fees)]

    free, eight, nine = {"status": "free"}, *({"status": "amount", "amount": n, "currency": "VND"} for n in ("8000", "9000"))
    assert prices(free) == [0]
    assert prices({"status": "amount", "amount": "1.50", "currency": "USD"}) == ["1.50"]
    for uncertain in ({"status": "by_regulation"}, {"status": "not_stated"}, {"status": "amount", "amount": "8000"}):
        assert prices(uncertain) == []
    assert prices(eight, nine) == [], "two amounts for no reason given"
    assert prices(eight, {"status": "by_regulation"}) == []
    assert prices(eight | {"channels": ["in_person"]}, free | {"channels": ["online"]}) == [8000, 0]
    assert prices(eight | {"combines": "charge"}, nine | {"combines": "charge"}) == [], "a part of the sum is no price"


def test_a_counter_and_the_address_online_stand_at_their_channels():
    told = service(
        departments=(department(offices=[OFFICE]),), online_url="https://dichvucong.gov.vn/",
        submission_methods=[{"channel": "in_person"}, {"channel": "online"}, {"channel": "online"}, {"channel": "not_stated"}],
        reception_places=[{"department": "so-tu-phap", "office": "mot"}])
    assert told["availableChannel"] == [
        {"@type": "ServiceChannel", "name": "Nộp trực tiếp",
         "serviceLocation": [{"@type": "Place", "name": "Quầy số 1", "address": "Số 1 đường A", "telephone": "0200 3800 100"}]},
        {"@type": "ServiceChannel", "name": "Trực tuyến", "serviceUrl": "https://dichvucong.gov.vn/"}]


@pytest.mark.parametrize("mark", ["online_url", "fees", "fees[0].amount", "processing_time", "results[0]", "reception_places", "summary", "applicant_types"])
def test_what_is_illustrative_is_not_told_to_machines(mark):
    whole = {
        "online_url": "https://dichvucong.gov.vn/", "fees": [{"status": "free"}], "results": [{"name": "Giấy"}], "summary": "Tóm tắt",
        "applicant_types": ["citizen"], "processing_time": {"rows": [{"statutory": {"value": "1", "unit": "hour"}}]},
        "reception_places": [{"department": "so-tu-phap"}], "submission_methods": [{"channel": "in_person"}, {"channel": "online"}]}
    offices = (department(offices=[OFFICE], contact={"hotline": "1022"}),)
    told, marked = (inline(service(departments=offices, illustrative=marks, **whole)) for marks in ([], [mark]))
    assert len(marked) < len(told)
    key = {"online_url": "serviceUrl", "fees": "offers", "fees[0].amount": "offers", "processing_time": "processingTime",
           "results[0]": "serviceOutput", "reception_places": "serviceLocation", "summary": "description", "applicant_types": "audience"}[mark]
    assert key in told and key not in marked


def test_a_department_that_is_illustrative_gives_no_number_to_call():
    fields = {"contact": {"hotline": "1022"}, "offices": [OFFICE]}
    told, marked = (
        service(departments=(department(**fields, illustrative=marks),), executing_agencies=["so-tu-phap"],
                submission_methods=[{"channel": "in_person"}], reception_places=[{"department": "so-tu-phap"}])
        for marks in ([], ["contact", "offices"]))
    assert told["provider"][0]["telephone"] == "1022" and "serviceLocation" in told["availableChannel"][0]
    assert marked["provider"] == [{"@type": "GovernmentOrganization", "name": "Sở Tư pháp"}]
    assert "serviceLocation" not in marked["availableChannel"][0]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_text_breaks_out_of_its_script(language):
    canary = "</script><script>alert(1)</script><!--\u2028\"'"
    told = service(
        language, departments=(department(name=canary, offices=[OFFICE | {"name": canary, "address": canary}]),), name=canary, short_name=canary,
        summary=canary, popular_names=[canary], results=[{"name": canary}], cases=[{"id": "a", "name": canary}],
        executing_agencies=["so-tu-phap"], reception_places=[{"department": "so-tu-phap"}], submission_methods=[{"channel": "in_person"}],
        fees=[{"status": "amount", "amount": "1", "currency": "VND", "name": canary, "per": canary, "condition": canary, "area": canary,
               "applicant": canary, "exemption": canary, "cases": ["a"]}])
    page = html.document_fromstring(f'<script type="application/ld+json">{inline(told)}</script><p>after</p>')
    (script,) = page.iter("script")
    assert script.text.count("alert(1)") >= 14
    assert json.loads(script.text) == told
