"""The list of everything that a site is made of: every output's artifacts, in bundles that are planned when they are opened."""
from __future__ import annotations

from collections.abc import Iterator

from motcua.catalogue import Catalogue
from motcua.outputs import assets, forms, opendata, web
from motcua.outputs.artifact import Artifact
from motcua.outputs.bundle import Bundle, Part, unbundled
from motcua.outputs.frame import shell_assets
from motcua.outputs.plans import departments, directory, finding, front, guides, lists, papers, procedures
from motcua.outputs.shared import Settings, Shared
from motcua.outputs.shell import engine_named

__all__ = ["Settings", "artifacts", "parts"]

_PLANS = (front, procedures, departments, guides, lists, directory, finding)


def artifacts(catalogue: Catalogue, settings: Settings) -> Iterator[Artifact]:
    """Every file of the site."""
    return unbundled(parts(catalogue, settings))


def parts(catalogue: Catalogue, settings: Settings) -> Iterator[Part]:
    """The whole plan, nothing of it planned yet."""
    shared = Shared(catalogue, settings)
    for plan in (*_PLANS, papers):
        yield Bundle(plan.__name__.rpartition(".")[2], plan.artifacts, shared)
    for plan in (_data, _forms, _web, _assets):
        yield Bundle(plan.__name__[1:], plan, shared)


def _data(shared: Shared) -> Iterator[Artifact]:
    return opendata.artifacts(shared.catalogue, shared.states, shared.settings.site_url, shared.changed_on)


def _forms(shared: Shared) -> Iterator[Artifact]:
    return forms.artifacts(shared.catalogue, shared.states)


def _web(shared: Shared) -> Iterator[Artifact]:
    found = (page for plan in _PLANS for page in plan.found(shared))
    return web.artifacts(found, shared.languages, shared.settings.site_url, has_drafts=shared.settings.drafts)


def _assets(shared: Shared) -> Iterator[Artifact]:
    return assets.artifacts(shell_assets(shared.frames, shared.settings.templates / "pages" / "assets"), engine_named(shared.settings.mkdocs_yml))
