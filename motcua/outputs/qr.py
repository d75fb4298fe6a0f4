"""The QR pictures: an address as a pattern of squares that a telephone's camera reads, one SVG for each page that has one."""
from __future__ import annotations

from io import BytesIO

from motcua.outputs.artifact import Artifact

# A quarter of the pattern may be dirty or torn at level M; the quiet zone is what the standard asks for.
LEVEL = "m"
QUIET_ZONE = 4


def artifact(path: str, address: str) -> Artifact:
    """The picture at `path` that leads to an address on the public web; kept as long as the address stays."""
    return Artifact(path, make, address)


def make(address: str) -> bytes:
    """The picture as SVG, black on its own white ground, so that it can be read on a dark page too."""
    # Imported here: it brings a web client along, and most builds draw no picture.
    import segno

    picture = BytesIO()
    segno.make(address, error=LEVEL, micro=False, boost_error=False).save(
        picture, kind="svg", border=QUIET_ZONE, light="#fff", xmldecl=False, nl=False, omitsize=True, svgclass=None, lineclass=None)
    return picture.getvalue()
