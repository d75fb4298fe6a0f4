"""Forms: every blank and each earlier version of it at its addresses, in every format; ZIPs of many, and what tells a file by its digest."""
from __future__ import annotations

from collections.abc import Iterator, Mapping

from motcua import form_files
from motcua.catalogue import Catalogue, FormFile
from motcua.outputs.artifact import Artifact


def artifacts(catalogue: Catalogue, states: Mapping[str, str]) -> Iterator[Artifact]:
    """The published files; `states` gives the state of every published procedure by its code."""
    for form in form_files.published(catalogue, states):
        for address, file in form_files.addresses(form).items():
            yield Artifact(address, copied, file)


def copied(file: FormFile) -> bytes:
    """The bytes that were judged."""
    return file.read()
