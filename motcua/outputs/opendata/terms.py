"""What every file of open data says of itself: who publishes it, in which languages, under which licence, and where things are."""
from __future__ import annotations

from typing import Any, NamedTuple

from motcua import narrow, urls
from motcua.catalogue import Catalogue
from motcua.model.views import Words

SCHEMA_VERSION = 1


class Terms(NamedTuple):
    """Who publishes the data, where, in which languages, and under which licence."""

    title: Words
    authority: Words
    languages: tuple[str, ...]
    licence: Words
    licence_url: str
    is_sample: bool
    site_url: str


def terms_of(catalogue: Catalogue, site_url: str) -> Terms:
    """The terms of a catalogue that is published at an address, which may be empty."""
    publisher = catalogue.publisher
    return Terms(narrow.words(publisher.title), narrow.words(publisher.authority), publisher.languages,
                 narrow.words(publisher.licence.name), publisher.licence.url or "", publisher.is_sample, site_url)


def said(terms: Terms) -> dict[str, Any]:
    """The terms as a file says them."""
    return {
        "schema_version": SCHEMA_VERSION,
        "title": dict(terms.title),
        "publisher": dict(terms.authority),
        "licence": {"name": dict(terms.licence), "url": terms.licence_url},
        "is_sample": terms.is_sample,
        "languages": terms.languages,
    }


def address_of(path: str, terms: Terms) -> str:
    """On the public web where the site has an address, from the site's root where it has none."""
    return urls.absolute(terms.site_url, path) if terms.site_url else path


def pages_of(path: str, terms: Terms) -> dict[str, str]:
    """The address of a page in each language."""
    return {language: address_of(urls.in_language(path, language, terms.languages), terms) for language in terms.languages}
