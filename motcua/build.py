"""The story of a build, in order: look, load, judge, frame, make, exchange, say."""
from __future__ import annotations

import shlex
import shutil
import sys
import time
from argparse import Namespace
from collections.abc import Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from motcua import freshness
from motcua.progress import Progress


# Where forms would lie that nobody named: hidden, so that it is never a part of a catalogue.
NO_FORMS = ".forms"


class Fault(Exception):
    """The build could not go on, for a reason that is not in the catalogue; the old site stands."""


def build(options: Namespace) -> int:
    """Build the site; 0 built or nothing to do, 1 problems in the catalogue, and then the old site stands."""
    started = time.perf_counter()
    on = (options.date or date.today()).isoformat()
    forms = _forms_of(options)
    cache = _cache_of(options.site)
    now = freshness.signature((options.catalogue, forms, options.templates, options.mkdocs_yml), _settings(options))
    last = {} if options.clean else freshness.recall(cache / "last.json")
    if freshness.holds(last, now, on) and _stands(options.site, cache, last):
        _say(options, last["summary"] | {"written": 0, "removed": 0}, started, {})
        return 0
    # From here on the build costs what it costs; before, every library not imported is time given back.
    with _faults():
        return _build_anew(options, forms, cache, on, now, started)


def _build_anew(options: Namespace, forms: Path, cache: Path, on: str, now: dict, started: float) -> int:
    from motcua.load import check_across, load
    from motcua.outputs import site, write
    from motcua.resolve import holds_between

    if not (options.templates / "pages").is_dir():
        raise Fault(f"{options.templates} holds no folder pages: name the folder of the templates")
    _refuse_a_place_that_is_not_ours(options.site, cache)
    if options.clean:
        _forget(cache)
    laps = {"start": time.perf_counter() - started}
    catalogue, problems = load(options.catalogue, forms, cache, options.jobs)
    if catalogue:
        problems += check_across(catalogue, options.catalogue, forms)
    laps["load"] = time.perf_counter() - started - sum(laps.values())
    if _tell(problems, options) or catalogue is None:
        return 1
    plan = site.artifacts(catalogue, site.Settings(
        templates=options.templates, mkdocs_yml=options.mkdocs_yml, cache=cache, site_url=_site_url(options, catalogue),
        on=on, drafts=options.drafts))
    laps["plan"] = time.perf_counter() - started - sum(laps.values())
    with Progress(sys.stderr, options.quiet) as progress:
        report = write.publish(plan, options.site, cache, jobs=options.jobs, clean=options.clean, on_progress=progress.show)
    summary = {"procedures": len(catalogue.procedures), "files": report.total, "written": len(report.written),
               "removed": len(report.removed), "has_address": bool(_site_url(options, catalogue)), "seal": report.seal}
    freshness.remember(cache / "last.json", now, *holds_between(catalogue.cards, on), summary)
    _say(options, summary, started, laps | dict(report.seconds))
    return 0


def check(options: Namespace) -> int:
    """Judge a catalogue without building it; the same exit codes as the build."""
    from motcua.load import check_across, load

    forms = _forms_of(options)
    catalogue, problems = load(options.catalogue, forms, _cache_of(options.catalogue))
    if catalogue:
        problems += check_across(catalogue, options.catalogue, forms, (options.date or date.today()).isoformat())
    if _tell(problems, options) or catalogue is None:
        return 1
    print(_words(options.lang)["check_found_nothing"].format(procedures=len(catalogue.procedures)))
    return 0


def write_urls(options: Namespace) -> int:
    """Write the addresses that are not yet in the ledger into `urls.txt`, and say how many."""
    from motcua.ledger import missing, write
    from motcua.load import load

    catalogue, problems = load(options.catalogue, _forms_of(options), _cache_of(options.catalogue))
    if catalogue is None or _tell([p for p in problems if p.is_error], options):
        return 1
    new = missing(catalogue)
    file = options.catalogue / "urls.txt"
    write(file, catalogue.ledger, new)
    print(_words(options.lang)["urls_were_written"].format(new=len(new), file=file))
    return 0


def _forms_of(options: Namespace) -> Path:
    """The folder of the forms, which may be absent unless it was named; a Fault where a folder that was named is none.

    Without a name it is `templates/forms` beside a folder called `catalogue`: forms lie in folders of departments, so those of one
    catalogue would all be wrong in another that only stands next to it.
    """
    for named, option in ((options.catalogue, "--catalogue"), (options.forms, "--forms")):
        if named is not None and not named.is_dir():
            raise Fault(_words(options.lang)["no_folder"].format(folder=named, option=option))
    if options.forms is not None:
        return options.forms
    beside = options.catalogue.parent if options.catalogue.name not in ("", "..") else options.catalogue / ".."
    return beside / "templates" / "forms" if options.catalogue.absolute().name == "catalogue" else options.catalogue / NO_FORMS


def _refuse_a_place_that_is_not_ours(site: Path, cache: Path) -> None:
    """A Fault before anything is written beside a site that the writer could only refuse in the end."""
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise Fault(f"{site} is not a folder but a link or a file: remove it, or name another folder for the site")
    if site.is_dir() and any(site.iterdir()) and not any((cache / "trees").glob("*.json")):
        raise Fault(f"{site} holds files that were not made here: move or remove that folder, or name another for the site")


def _cache_of(folder: Path) -> Path:
    """Where what is kept between builds lies: beside the site, on its file system, apart for each site."""
    named = folder if folder.name not in ("", "..") else folder.absolute()
    return named.parent / ".cache" / f"motcua-{named.name}"


def _forget(cache: Path) -> None:
    """Remove what earlier builds have learnt; what they published is the writer's to doubt."""
    for name in ("parse.json", "frames.json", "imports.json"):
        (cache / name).unlink(missing_ok=True)
    shutil.rmtree(cache / "jinja", ignore_errors=True)


def _settings(options: Namespace) -> tuple[str, ...]:
    return tuple(str(value) for value in (options.catalogue.absolute(), options.site.absolute(), options.site_url, options.drafts))


def _site_url(options: Namespace, catalogue) -> str:
    return options.site_url if options.site_url is not None else catalogue.publisher.site_url or ""


def _stands(site: Path, cache: Path, last: dict) -> bool:
    from motcua.outputs import tree

    return tree.is_whole(site, cache / "trees", last["summary"]["seal"])


def _tell(problems: list, options: Namespace) -> bool:
    """Print every problem, sorted; whether one of them stops the build. Warnings alone are counted, the first of each rule shown."""
    from motcua.messages import Messages
    from motcua.problem import listing

    shown = sorted(set(problems))
    has_errors = any(problem.is_error for problem in shown)
    if shown and not (getattr(options, "quiet", False) and not has_errors):
        print(listing(shown, Messages(), options.lang), file=sys.stderr, end="")
    return has_errors


def _say(options: Namespace, summary: dict, started: float, laps: dict[str, float]) -> None:
    if options.quiet:
        return
    words = _words(options.lang)
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


def _words(language: str) -> Mapping[str, str]:
    from motcua import interface

    return interface.words(language)["command"]


@contextmanager
def _faults():
    """Everything that may stop a build, as one Fault that can be said in one line."""
    from motcua.catalogue import ChangedWhileBuilding
    from motcua.outputs import assets, frame, shell, write

    try:
        yield
    except write.MakeFault as fault:
        last = fault.trace.rstrip().rpartition("\n")[2]
        raise Fault(last.partition(": ")[2] if ChangedWhileBuilding.__name__ in last else str(fault)) from fault
    except (assets.NoLicence, ChangedWhileBuilding, write.Busy, write.Refused, write.WorkerDied, frame.FrameFault, shell.ShellFault) as fault:
        raise Fault(str(fault)) from fault
