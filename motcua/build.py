"""The story of a build, in order: look, load, judge, frame, make, exchange, say."""
from __future__ import annotations

import shlex
import shutil
import sys
import time
from argparse import Namespace
from contextlib import contextmanager
from datetime import date
from itertools import chain
from pathlib import Path

from motcua import freshness
from motcua.folders import Fault, cache_of, forms_of
from motcua.progress import Progress
from motcua.telling import said, tell

# Which browser editor is installed, beside the package in a checkout.
_EDITOR = Path(__file__).resolve().parents[1] / "admin" / "package-lock.json"
# What fills forms in the browser, likewise.
_ENGINE = Path(__file__).resolve().parents[1] / "engine" / "package-lock.json"


def build(options: Namespace) -> int:
    """Build the site; 0 built or nothing to do, 1 problems in the catalogue, and then the old site stands."""
    started = time.perf_counter()
    on = (options.date or date.today()).isoformat()
    forms = forms_of(options)
    cache = cache_of(options.site)
    now = freshness.signature((options.catalogue, forms, options.templates, options.mkdocs_yml, _EDITOR, _ENGINE), _settings(options))
    last = {} if options.clean else freshness.recall(cache / "last.json")
    if freshness.holds(last, now, on) and _stands(options.site, cache, last):
        _say(options, last["summary"] | {"written": 0, "removed": 0}, started, {})
        return 0
    # From here on the build costs what it costs; before, every library not imported is time given back.
    with _faults(options.lang):
        return _build_anew(options, forms, cache, on, now, started)


def _build_anew(options: Namespace, forms: Path, cache: Path, on: str, now: dict, started: float) -> int:
    from motcua.outputs import write

    if not (options.templates / "pages").is_dir():
        raise Fault(f"{options.templates} holds no folder pages: name the folder of the templates")
    _refuse_a_place_that_is_not_ours(options.site, cache)
    if options.clean:
        _forget(cache)
    # Opened before what the catalogue needs is imported: what stands in the site is looked at meanwhile.
    with write.opened(options.site, cache, jobs=options.jobs) as desk:
        return _load_and_publish(desk, options, forms, cache, on, now, started)


def _load_and_publish(desk, options: Namespace, forms: Path, cache: Path, on: str, now: dict, started: float) -> int:
    from motcua import form_files
    from motcua.accepted import without_accepted
    from motcua.load import check_across, load
    from motcua.messages import Messages
    from motcua.outputs import site
    from motcua.resolve import holds_between

    laps = {"start": time.perf_counter() - started}
    catalogue, problems = load(options.catalogue, forms, cache, options.jobs)
    if catalogue:
        problems += check_across(catalogue, options.catalogue, forms)
        problems = without_accepted(problems, catalogue, options.catalogue, Messages(), on, asks_of_the_day=False)
    laps["load"] = time.perf_counter() - started - sum(laps.values())
    if tell(problems, options) or catalogue is None:
        return 1
    plan = site.parts(catalogue, site.Settings(
        templates=options.templates, mkdocs_yml=options.mkdocs_yml, cache=cache, site_url=_site_url(options, catalogue),
        on=on, drafts=options.drafts, jobs=options.jobs))
    if catalogue.publisher.admin:
        plan = chain(plan, _browser_editor(catalogue, options.lang))
    with Progress(sys.stderr, options.quiet) as progress:
        report = desk.publish(plan, clean=options.clean, on_progress=progress.show)
    summary = {"procedures": len(catalogue.procedures), "files": report.total, "written": len(report.written),
               "removed": len(report.removed), "has_address": bool(_site_url(options, catalogue)), "seal": report.seal}
    freshness.remember(cache / "last.json", now, *holds_between(catalogue.cards, on, form_files.days_of_change(catalogue)), summary)
    _say(options, summary, started, laps | dict(report.seconds))
    return 0


def _browser_editor(catalogue, language: str) -> list:
    """The files of the browser editor, each as it is; a Fault where what it is made of is not installed."""
    from motcua.outputs.artifact import Artifact
    from motcua.outputs.assets import as_it_is
    from motcua.tools import admin

    return [Artifact(f"admin/{name}", as_it_is, content) for name, content in admin.files(catalogue, language)]


def _refuse_a_place_that_is_not_ours(site: Path, cache: Path) -> None:
    """A Fault before anything is written beside a site that the writer could only refuse in the end."""
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise Fault(f"{site} is not a folder but a link or a file: remove it, or name another folder for the site")
    if site.is_dir() and any(site.iterdir()) and not any((cache / "trees").glob("*.json")):
        raise Fault(f"{site} holds files that were not made here: move or remove that folder, or name another for the site")


def _forget(cache: Path) -> None:
    """Remove what earlier builds have learnt; what they published is the writer's to doubt."""
    for name in ("parse.json", "frames.json", "imports.json", "bundles.json", "marks.json"):
        (cache / name).unlink(missing_ok=True)
    shutil.rmtree(cache / "jinja", ignore_errors=True)


def _settings(options: Namespace) -> tuple[str, ...]:
    return tuple(str(value) for value in (options.catalogue.absolute(), options.site.absolute(), options.site_url, options.drafts))


def _site_url(options: Namespace, catalogue) -> str:
    return options.site_url if options.site_url is not None else catalogue.publisher.site_url or ""


def _stands(site: Path, cache: Path, last: dict) -> bool:
    from motcua.outputs import tree

    return tree.is_whole(site, cache / "trees", last["summary"]["seal"])


def _say(options: Namespace, summary: dict, started: float, laps: dict[str, float]) -> None:
    if options.quiet:
        return
    words = said(options.lang)
    seconds = f"{time.perf_counter() - started:.2f}"
    key = "site_was_built" if summary["written"] or summary["removed"] else "nothing_changed"
    print(words[key].format(**summary, seconds=seconds.replace(".", ",") if options.lang == "vi" else seconds))
    if laps and options.stages:
        print(" · ".join(f"{stage} {seconds:.2f}" for stage, seconds in laps.items()))
    if not summary["has_address"]:
        print(words["site_has_no_address"])
    print(words[_how_to_look(options)].format(site=shlex.quote(str(options.site))))


def _how_to_look(options: Namespace) -> str:
    """Only the project's own site, as `make` builds it, can be shown by `make preview`."""
    own = (Path("catalogue"), Path("site"), Path("mkdocs.yml"), False)
    return "how_to_look" if (options.catalogue, options.site, options.mkdocs_yml, options.drafts) == own else "how_to_serve"


@contextmanager
def _faults(language: str):
    """Everything that may stop a build, as one Fault that can be said in one line."""
    try:
        yield
    except Exception as fault:
        # Imported here: most builds end well.
        from motcua.catalogue import ChangedWhileBuilding
        from motcua.outputs import assets, fill, frame, shell, write

        if isinstance(fault, fill.NotInstalled):
            raise Fault(said(language)["engine_is_not_installed"]) from fault
        if isinstance(fault, write.MakeFault):
            last = fault.trace.rstrip().rpartition("\n")[2]
            raise Fault(last.partition(": ")[2] if ChangedWhileBuilding.__name__ in last else str(fault)) from fault
        told = (assets.NoLicence, ChangedWhileBuilding, write.Busy, write.Refused, write.WorkerDied, frame.FrameFault, shell.ShellFault)
        if isinstance(fault, told):
            raise Fault(str(fault)) from fault
        raise
