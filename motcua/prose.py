"""Turns author text into safe HTML and plain text: outlines by our own reader, Markdown through python-markdown and nh3."""

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any, NamedTuple

from markupsafe import Markup

from motcua import outline
from motcua.escaping import escaped
from motcua.mentions import MENTION, Link, linked, may_mention, target
from motcua.outline import Block

def html(source: str | tuple[Block, ...], link: Link = None) -> Markup:
    """The outline as paragraphs and lists. Marks stand in the text, so that a copy and a screen reader have them; the lists
    are `ul`, because an `ol` whose style is lost would number `a)` as "1. a)"."""
    if isinstance(source, str) and not may_mention(source):
        return _unlinked(source)
    return Markup("".join(_html(_blocks(source), link)))


@lru_cache(maxsize=64)
def _unlinked(source: str) -> Markup:
    """The outline of a text without a mention, which the pages of one procedure show alike, one after the other."""
    return Markup("".join(_html(_blocks(source), None)))


def _blocks(source: str | tuple[Block, ...]) -> tuple[Block, ...]:
    return outline.read(source) if isinstance(source, str) else source


def _html(blocks: tuple[Block, ...], link: Link) -> Iterator[str]:
    in_list = False
    for block in blocks:
        if in_list != bool(block.mark):
            in_list = not in_list
            yield '<ul class="outline">' if in_list else "</ul>"
        if not block.mark:
            yield f"<p>{linked(block.text, link)}</p>"
            continue
        yield '<li class="outline__step">' if block.is_step else "<li>"
        yield f'<span class="outline__mark">{escaped(block.mark)}</span> {linked(block.text, link)}'
        yield from _html(block.children, link)
        yield "</li>"
    if in_list:
        yield "</ul>"


def plain(source: str | tuple[Block, ...]) -> str:
    """The outline as text: a block a line, marks kept, two spaces a level."""
    return "\n".join(_plain(_blocks(source), ""))


def _plain(blocks: tuple[Block, ...], indent: str) -> Iterator[str]:
    for block in blocks:
        yield f"{indent}{block.mark} {block.text}".rstrip() if block.mark else indent + block.text
        yield from _plain(block.children, indent + "  ")


MARKDOWN_BYTES = 20 * 1024
HEAVIEST = 400  # signs that may open something, in one paragraph
SECONDS = 5.0

_TAGS = set("p br hr strong em blockquote ul ol li h2 h3 h4 h5 h6 table thead tbody tr th td dl dt dd a".split())
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "*": set()}
_SCHEMES = {"http", "https", "mailto", "tel"}
_HREF = re.compile(r"(?:https?://|mailto:|tel:)[^\s\\]+|(?!//)[\w./?#%][^\s:\\]*", re.IGNORECASE)
_DEAD_LINK = re.compile(r'<a rel="noopener">(.*?)</a>', re.DOTALL)
_RAW_HTML = re.compile(r"<(?!https?:|mailto:|[^<>\s@]+@)[/!?]?[a-zA-Z][^<>\n]{0,200}>?")
_TANGLING = re.compile(r"[][*_\\<]")
_DEFINITION = re.compile(r"[ \t]*:(?=[ \t])")
_NESTING = re.compile(r"[ \t]{33,}\S|(?:[ \t]*(?:>|[-+*:](?=\s)|\d{1,9}[.)](?=\s))){9,}")

class Refused(NamedTuple):
    """Markdown that is not rendered: why (too_long, too_deep, too_tangled, too_slow), from which line, what stands there."""

    reason: str
    line: int = 1
    found: str = ""


def refusal(text: str) -> Refused | None:
    """Why the Markdown would be refused, judged by its shape alone: the same on every machine, and without rendering.

    python-markdown hangs on a few kilobytes of nested lists or unclosed brackets; its time grows with the length of a
    paragraph and the signs in it, so these are what is limited."""
    if (size := len(text.encode("utf-8", "surrogatepass"))) > MARKDOWN_BYTES:
        return Refused("too_long", found=str(size))
    weight = 0.0
    for number, line in enumerate(text.splitlines(), 1):
        if _NESTING.match(line.expandtabs(4)):
            return Refused("too_deep", number, line.strip()[:40])
        weight = weight + _weight(line) if line.strip() else 0.0
        if weight > HEAVIEST:
            return Refused("too_tangled", number, line.strip()[:40])
    return None


def _weight(line: str) -> float:
    """What a line adds to the time of its paragraph; a definition is also a recursion deeper."""
    return len(_TANGLING.findall(line)) + len(line) / 60 + (4 if _DEFINITION.match(line) else 0)


def markdown(text: str, link: Link = None, heading: int = 3) -> Markup | Refused:
    """Safe HTML of the Markdown; `#` becomes `<h{heading}>`. No raw HTML, picture, id, class or style survives."""
    rendered = _rendered(text, link, heading)
    return rendered if isinstance(rendered, Refused) else Markup(_cleaned(rendered))


def removed(text: str) -> tuple[str, ...]:
    """What an author wrote in the Markdown that the page does not show as meant: tags, pictures, addresses, in order."""
    rendered = _rendered(text, None, 3)
    if isinstance(rendered, Refused):
        return ()
    losses = _Losses()
    losses.feed(rendered)
    return tuple(dict.fromkeys((*_RAW_HTML.findall(text), *losses.found)))


def _rendered(text: str, link: Link, heading: int) -> str | Refused:
    if refused := refusal(text):
        return refused
    engine = _engine()
    try:
        with _time_limit(SECONDS):
            engine.link, engine.heading = link, heading
            return engine.reset().convert(text)
    except (_OutOfTime, RecursionError) as stopped:
        _engine.cache_clear()  # it was left in the middle of a document
        return Refused("too_slow" if isinstance(stopped, _OutOfTime) else "too_deep")


class _OutOfTime(BaseException):
    """Not an Exception, so that nothing on the way takes it for its own."""


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """The second wall behind `refusal`: a timer where there is one (POSIX, main thread; so in every forked worker)."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise _OutOfTime

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@lru_cache(maxsize=1)
def _engine() -> Any:
    """python-markdown without code, raw HTML and entities; imported here, because most builds never need it."""
    from xml.etree.ElementTree import Element

    from markdown import Markdown
    from markdown.inlinepatterns import InlineProcessor
    from markdown.treeprocessors import Treeprocessor
    from markdown.util import AtomicString

    class Mentions(InlineProcessor):
        ANCESTOR_EXCLUDES = ("a",)

        def handleMatch(self, m, data):  # noqa: N802 (python-markdown's name)
            shown, href = target(m[0], self.md.link)
            if not href:
                return None, None, None
            anchor = Element("a", href=href)
            anchor.text = AtomicString(shown)
            return anchor, m.start(), m.start() + len(shown)

    class Elements(Treeprocessor):
        def run(self, root):
            for element in root.iter():
                if re.fullmatch("h[1-6]", element.tag):
                    element.tag = f"h{min(int(element.tag[1]) + self.md.heading - 1, 6)}"
                elif element.tag in ("th", "td"):
                    element.attrib.pop("style", None)
                elif element.tag == "img":  # the words stay, whoever cannot see the picture had them too
                    element.tag, element.text = "picture", element.attrib.pop("alt", "")

    engine = Markdown(extensions=["tables", "def_list", "sane_lists"])
    engine.preprocessors.deregister("html_block")
    engine.parser.blockprocessors.deregister("code")
    for name in ("backtick", "html", "entity"):
        engine.inlinePatterns.deregister(name)
    engine.inlinePatterns.register(Mentions(MENTION.pattern, engine), "mentions", 70)
    engine.treeprocessors.register(Elements(engine), "elements", 15)
    return engine


def _cleaned(rendered: str) -> str:
    import nh3

    clean = nh3.clean(
        rendered,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=lambda _, name, value: value if name != "href" or _HREF.fullmatch(value) else None,
        url_schemes=_SCHEMES,
        link_rel="noopener",
    )
    return _DEAD_LINK.sub(r"\1", clean)


class _Losses(HTMLParser):
    """Gathers what the allow-list will take away."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "picture":
            self.found.append(dict(attrs).get("src") or "")
        elif tag not in _TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if tag in _TAGS and (name not in _ATTRIBUTES.get(tag, ()) or name == "href" and not _HREF.fullmatch(value or "")):
                self.found.append(value or name)
