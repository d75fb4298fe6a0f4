"""The bundle: a part of a plan under one key, so that what cannot have changed is neither planned nor digested."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from .artifact import Artifact


class Bundle(NamedTuple):
    """Some artifacts of a site by a name of their own: `plan(inputs)` gives them, or smaller bundles, and sees nothing but `inputs`.

    One that `is_slow` takes so long to plan that a first build makes all the rest meanwhile.
    """

    name: str
    plan: Callable[[Any], Iterable[Artifact | Bundle]]
    inputs: Any
    is_slow: bool = False


Part = Artifact | Bundle


def unbundled(parts: Iterable[Part]) -> Iterator[Artifact]:
    """Every artifact of the parts, each bundle planned."""
    for part in parts:
        if isinstance(part, Bundle):
            yield from unbundled(part.plan(part.inputs))
        else:
            yield part
