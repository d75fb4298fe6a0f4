"""What files are called in a ZIP: names that every system takes, as near to the original as can be, no two alike."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count
from unicodedata import normalize

from motcua.catalogue import LoadedForm
from motcua.characters import without_refused

_STEM_BYTES = 200
# What Windows refuses in a name, and what would make a folder of it.
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\s]+')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)


def names(forms: Iterable[LoadedForm], reserved: Iterable[str]) -> dict[str, str]:
    """What each form is called, without its ending: its original name; where two share one, or it is reserved, the form's own id goes before."""
    forms, reserved = list(forms), [_stem(name).casefold() for name in reserved]
    plain = {form.id: _stem(safe_name(form.form.original_name, form.file.type)) for form in forms}
    shared = Counter([*reserved, *(name.casefold() for name in plain.values())])
    found = {form_id: name for form_id, name in plain.items() if shared[name.casefold()] == 1}
    taken = {*reserved, *(name.casefold() for name in found.values())}
    for form in forms:
        if form.id not in found:
            found[form.id] = next(name for name in _apart(form, plain[form.id]) if name.casefold() not in taken)
            taken.add(found[form.id].casefold())
    return found


def _apart(form: LoadedForm, name: str) -> Iterator[str]:
    own = form.id.partition("/")[2]
    yield _stem(safe_name(f"{own} - {name}.{form.file.type}", form.file.type))
    yield from (_stem(safe_name(f"{own} {number} - {name}.{form.file.type}", form.file.type)) for number in count(2))


def _stem(name: str) -> str:
    return name.rpartition(".")[0]


def safe_name(name: str, extension: str) -> str:
    """A file's name that every system takes."""
    words = _NOT_IN_NAMES.sub(" ", without_refused(normalize("NFC", name), " "))
    stem = words.strip(" .")
    if stem.lower().endswith(f".{extension}"):
        stem = stem[: -len(extension) - 1]
    stem = stem.encode()[:_STEM_BYTES].decode(errors="ignore").strip(" .")
    return f"{'_' if _DEVICE.match(stem) or not stem else ''}{stem}.{extension}"
