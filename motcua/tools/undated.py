"""An office file with every part dated alike, so that the same contents give the same bytes."""
from __future__ import annotations

import io
import zipfile
from datetime import datetime

# What a ZIP can hold at the earliest.
LONG_AGO = datetime(1980, 1, 1)


def undated(data: bytes) -> bytes:
    """The same parts in the same order, each of the day of long ago."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename, LONG_AGO.timetuple()[:6]), old.read(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()
