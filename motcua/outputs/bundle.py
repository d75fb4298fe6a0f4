"""The bundle: a part of a plan under one key, so that what cannot have changed is neither planned nor digested."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from .artifact import Artifact


class Bundle(NamedTuple):
    """Some artifacts of a site by a name of their own: `plan(inputs)` gives them, or smaller bundles, and sees nothing but `inputs`."""

    name: str
    plan: Callable[[Any], Iterable[Artifact | Bundle]]
    inputs: Any


Part = Artifact | Bundle


def unbundled(parts: Iterable[Part]) -> Iterator[Artifact]:
    """Every artifact of the parts, each bundle planned."""
    for part in parts:
        if isinstance(part, Bundle):
            yield from unbundled(part.plan(part.inputs))
        else:
            yield part
