"""The list of everything that a site is made of: every output's artifacts."""
from __future__ import annotations

from collections.abc import Iterator

from motcua.catalogue import Catalogue
from motcua.outputs import assets, forms, opendata, web
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import shell_assets
from motcua.outputs.plans import departments, directory, finding, front, guides, lists, papers, procedures
from motcua.outputs.shared import Settings, Shared
from motcua.outputs.shell import engine_named

__all__ = ["Settings", "artifacts"]

_PLANS = (front, procedures, departments, guides, lists, directory, finding)


def artifacts(catalogue: Catalogue, settings: Settings) -> Iterator[Artifact]:
    """Every file of the site."""
    shared = Shared(catalogue, settings)
    for plan in (*_PLANS, papers):
        yield from plan.artifacts(shared)
    yield from opendata.artifacts(catalogue, shared.states, settings.site_url, shared.changed_on)
    yield from forms.artifacts(catalogue, shared.states)
    found = (page for plan in _PLANS for page in plan.found(shared))
    yield from web.artifacts(found, shared.languages, settings.site_url, has_drafts=settings.drafts)
    yield from assets.artifacts(shell_assets(shared.frames, settings.templates / "pages" / "assets"), engine_named(settings.mkdocs_yml))
