"""An excerpt of a project: a few of its procedures, and of the other records those that still have something to say."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from support.sites import Project, with_addresses


def cut_down(project: Project, kept: Collection[str]) -> Project:
    """Take away all procedures but these, every mention of the others, and the decisions, laws and forms that then stand alone."""
    for path in project.catalogue.glob("procedures/*/*.yml"):
        if path.stem not in kept:
            path.unlink()
    gone = {path.split("/")[2] for path in project.file("catalogue/urls.txt").read_text("utf-8").split() if path.startswith("/thu-tuc/")} - set(kept)
    for path in sorted(project.catalogue.rglob("*.yml")):
        _rewrite(project, path, gone)
    _drop_alone(project)
    project.file("catalogue/urls.txt").unlink()
    return with_addresses(project)


def _rewrite(project: Project, path: Path, gone: Collection[str]) -> None:
    name = path.relative_to(project.folder).as_posix()
    values = project.values(name)
    left = {key: _without(each, gone) for key, each in values.items()}
    if left != values:
        project.write(name, {key: each for key, each in left.items() if each is not None})


def _without(value, gone: Collection[str]):
    """The value without what names the gone; None where nothing, or nothing whole, is left."""
    if isinstance(value, dict):
        left = {key: _without(each, gone) for key, each in value.items()}
        return None if None in left.values() else left
    if isinstance(value, list):
        left = [each for each in (_without(each, gone) for each in value) if each is not None]
        return left if left or not value else None
    return None if value in gone else value


def _drop_alone(project: Project) -> None:
    """Forms, decisions and laws that no other record names."""
    forms = project.file("templates/forms")
    _drop(project, {path: path.relative_to(forms).with_suffix("").as_posix() for path in forms.rglob("*.yml")}, forms)
    _drop(project, {path: path.stem for path in project.catalogue.glob("decisions/*.yml")}, project.catalogue / "decisions")
    laws = project.values("catalogue/laws.yml")
    said = _said(project, project.file("catalogue/laws.yml"))
    project.write("catalogue/laws.yml", laws | {"laws": [law for law in laws["laws"] if law["number"] in said]})


def _drop(project: Project, names: dict[Path, str], folder: Path) -> None:
    said = _said(project, folder)
    for path, name in names.items():
        if name not in said:
            for file in path.parent.glob(f"{path.stem}.*"):
                file.unlink()


def _said(project: Project, but: Path) -> str:
    files: Iterable[Path] = (*sorted(project.catalogue.rglob("*.yml")), *sorted(project.file("templates/forms").rglob("*.yml")))
    return "\n".join(file.read_text("utf-8") for file in files if file != but and but not in file.parents)
