"""A page of the site as one document: its styles inside it, without scripts, pictures or anything else that would be fetched."""
from __future__ import annotations

import posixpath
import re

from motcua.tools.preview.version import Version

_STYLE = re.compile(r'<link\b[^>]*\brel="stylesheet"[^>]*>')
_ADDRESS = re.compile(r'\bhref="([^"]*)"')
# What a page loads or says to machines; none of it is seen.
_UNSEEN = re.compile(r"<script\b.*?</script>|<link\b[^>]*>|<meta\b[^>]*\b(?:property|http-equiv)=[^>]*>", re.DOTALL)
_ELSEWHERE = re.compile(r"url\((?!['\"]?(?:data:|#))[^)]*\)")
# A link of the page leads nowhere from here.
_STILL = '<style>a:not([href^="#"]),button,input,form{pointer-events:none}</style>'


def alone(version: Version, address: str) -> str:
    """The page at an address, whole."""
    path = f"{address}index.html"
    page = version.bytes_of(path)
    if page is None:
        raise LookupError(path)
    text = _STYLE.sub(lambda link: _inside(version, link[0], path), page.decode())
    return _UNSEEN.sub("", text).replace("</head>", f"{_STILL}</head>", 1)


def _inside(version: Version, link: str, path: str) -> str:
    wanted = posixpath.normpath(posixpath.join(posixpath.dirname(path), _ADDRESS.search(link)[1]))
    styles = version.bytes_of(wanted)
    if styles is None:
        raise LookupError(wanted)
    media = re.search(r'\bmedia="[^"]*"', link)
    return f"<style{f' {media[0]}' if media else ''}>{_ELSEWHERE.sub('none', styles.decode())}</style>"
