"""Author text to safe HTML: outlines with their links, Markdown behind its allow-list and its limits."""

import re
import signal
import subprocess
import sys
import threading

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua import mentions, prose

LINKS = {"1.004222": "../1.004222/", "175/2024/NĐ-CP": "../../luat/175-2024-nd-cp/"}
SAFE_TAGS = set("a p br hr strong em blockquote ul ol li h2 h3 h4 h5 h6 table thead tbody tr th td dl dt dd span".split())
SAFE_HREF = re.compile(r"(https?://|mailto:|tel:)|(?![\w.+-]*:|//|/\\|\\)", re.IGNORECASE)


def parsed(page):
    return lxml.html.fragment_fromstring(f"<main>{page}</main>")


def faults(page):
    """Whatever in the page could act, load, or take the place of something of ours."""
    found = []
    for element in parsed(page).iterdescendants():
        if not isinstance(element.tag, str) or element.tag not in SAFE_TAGS:
            found.append(str(element.tag))
        for name, value in element.attrib.items():
            ours = name == "class" and re.fullmatch("outline(__mark|__step)?", value)
            if name == "href":
                # what a browser does before it reads the scheme
                if not SAFE_HREF.match(re.sub(r"[\t\n\r]", "", value.strip("".join(map(chr, range(33)))))):
                    found.append(value)
            elif not ours and (name, value) != ("rel", "noopener") and name != "start":
                found.append(f"{name}={value}")
    return found


# Outlines


def test_marks_stand_in_the_text_of_their_items():
    page = parsed(prose.html("Hồ sơ gồm:\na) Đơn\n- Ảnh\nb) Bản sao"))
    assert [item.text_content() for item in page.iterfind(".//li")] == ["a) Đơn- Ảnh", "- Ảnh", "b) Bản sao"]
    assert [mark.text for mark in page.iterfind(".//span[@class='outline__mark']")] == ["a)", "-", "b)"]
    assert [element.tag for element in page] == ["p", "ul"]


def test_a_step_is_told_from_other_items():
    page = parsed(prose.html("Bước 1: Nộp\n- Đơn"))
    assert [item.get("class") for item in page.iterfind(".//li")] == ["outline__step", None]


def test_blocks_and_their_text_give_the_same_page():
    text = "Bước 1: Nộp\n- Đơn"
    assert prose.html(prose.outline.read(text)) == prose.html(text)


def test_plain_text_has_a_line_a_block():
    assert prose.plain("Gồm:\na)Đơn\n-  Ảnh\nb) Bản\nsao") == "Gồm:\na) Đơn\n  - Ảnh\nb) Bản sao"


@given(st.text())
def test_the_page_of_any_text_shows_that_text_and_nothing_else(text):
    # what no HTML can carry is refused when it is loaded
    text = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "", text)
    page = prose.html(text, LINKS)
    assert not faults(page)
    assert "".join(parsed(page).text_content().split()) == "".join(text.split())


# Links


@pytest.mark.parametrize("link", [LINKS, LINKS.get])
def test_known_codes_and_laws_are_linked_and_unknown_ones_are_not(link):
    page = parsed(prose.html("Xem 1.004222, 1.999999, Nghị định 175/2024/NĐ-CP và 36/2005/QH11.", link))
    assert [(a.text, a.get("href")) for a in page.iter("a")] == [(name, LINKS[name]) for name in LINKS]


def test_a_law_with_the_wrong_d_or_dash_is_the_same_law_shown_as_written():
    (a,) = parsed(prose.html("175/2024/NÐ–CP", LINKS)).iter("a")
    assert (a.text, a.get("href")) == ("175/2024/NÐ–CP", LINKS["175/2024/NĐ-CP"])


@pytest.mark.parametrize("text", ["11.004222", "1.0042223", "1.004222.docx", "a/1.004222", "0175/2024/NĐ-CPx", "2175/2024/NĐ-CP", "175/2024/NĐ-CP-X"])
def test_a_part_of_a_longer_number_is_no_link(text):
    assert "<a" not in prose.html(text, LINKS)


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("(https://dichvucong.gov.vn).", "https://dichvucong.gov.vn"),
        ("http://a.vn/x_y?b=1&c=2, và", "http://a.vn/x_y?b=1&c=2"),
        ("“https://a.vn:8080/”", "https://a.vn:8080/"),
    ],
)
def test_a_web_address_is_linked_without_the_punctuation_after_it(text, href):
    page = parsed(prose.html(text))
    assert [(a.get("href"), a.text, a.get("rel")) for a in page.iter("a")] == [(href, href, "noopener")]
    assert page.text_content() == text


@pytest.mark.parametrize("text", ["https://", "http://a", "https://@evil.vn", "ftp://a.vn/x", "javascript:alert(1)", "www.a.vn", "//a.vn/x", "https://a.vn@evil.vn/"])
def test_what_is_no_plain_web_address_is_shown_only(text):
    page = prose.html(text)
    assert "<a" not in page
    assert parsed(page).text_content() == text


def test_an_address_given_by_link_is_escaped():
    assert prose.html("1.004222", {"1.004222": '/x"onclick="a'}) == '<p><a href="/x&#34;onclick=&#34;a">1.004222</a></p>'


def test_what_texts_mention_is_listed_once_and_sorted():
    texts = ("36/2005/QH11, 1507/QĐ-BCT", "1.004222 theo 64/2025/TT-BTC, 36/2005/QH11, https://a.vn", "25/2024/NÐ-CP, 08/2015/NQLT-CP-UBTƯMTTQVN")
    assert mentions.mentioned(*texts) == (
        "08/2015/NQLT-CP-UBTƯMTTQVN",
        "1.004222",
        "1507/QĐ-BCT",
        "25/2024/NĐ-CP",
        "36/2005/QH11",
        "64/2025/TT-BTC",
    )


# Markdown


PIECES = st.sampled_from(["1.004222", "12/2020/NĐ-CP", "68/ÐA", "https://a.vn/x", "http://", "1234/", "Đ", "12", ".", "/", "-", " ", "\n", "\xa0", "a)"])


@given(st.lists(PIECES).map("".join))
def test_a_quick_look_overlooks_no_mention(text):
    found = [match[0] for match in mentions.MENTION.finditer(text)]
    assert mentions.may_mention(text) or not found
    assert mentions.mentioned(text) == mentions.mentioned(*found)
    assert prose.html(text, str) == prose.html(prose.outline.read(text), str)


def test_markdown_has_headings_lists_tables_definitions_and_links():
    text = "# Một\n\n## Hai\n\n- a\n    - b\n\n1. c\n\n| x | y |\n|---|--:|\n| 1 | 2 |\n\nTừ\n:   nghĩa\n\n**đậm** [t](https://a.vn) 1.004222"
    page = parsed(prose.markdown(text, LINKS, heading=3))
    tags = [element.tag for element in page.iterdescendants()]
    assert {"h3", "h4", "ul", "ol", "table", "th", "td", "dl", "dt", "dd", "strong"} <= set(tags)
    assert [a.get("href") for a in page.iter("a")] == ["https://a.vn", LINKS["1.004222"]]
    assert not faults(prose.markdown(text, LINKS))
    assert prose.removed(text) == ()


def test_the_deepest_heading_is_the_sixth():
    assert "<h6>" in prose.markdown("###### Sáu", heading=3)


def test_a_number_inside_a_link_is_not_linked_again():
    (a,) = parsed(prose.markdown("[theo 1.004222](https://a.vn)", LINKS)).iter("a")
    assert a.get("href") == "https://a.vn"


def test_a_name_with_underscores_in_an_address_is_no_emphasis():
    assert 'href="https://a.vn/x_y_z"' in prose.markdown("Xem https://a.vn/x_y_z.")


def test_an_indented_paragraph_is_no_code():
    assert prose.markdown("    Người nộp hồ sơ") == "<p>Người nộp hồ sơ</p>"


def test_template_signs_come_out_as_they_went_in():
    assert "{{7*7}}" in prose.markdown("{{7*7}} {% raw %}")
    assert "{{7*7}}" in prose.html("{{7*7}}")


VECTORS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.vn/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img/src='x'/onerror=alert(1)//",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)>",
    "<embed src=data:text/html,x>",
    "<base href=//evil.vn/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<a href='java&#115;cript:alert(1)' onmouseover=alert(1)>x</a>",
    "<details open ontoggle=alert(1)>",
    "<style>@import '//evil.vn/x.css';</style>",
    "<p id=__config>{}</p>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?php echo 1 ?>",
    "<template><script>alert(1)</script></template>",
    "<video><source onerror=alert(1)></video>",
    "<x style=position:fixed;inset:0>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\"><script>alert(1)</script>",
    "'-alert(1)-'",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](&#x6A&#x61&#x76ascript:alert(1))",
    "[x](java&NewLine;script:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](\x01javascript:alert(1))",
    "[x](\xa0javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](//evil.vn)",
    "[x](/\\evil.vn)",
    "[x](\\\\evil.vn)",
    "[x](https:evil.vn)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[x]\n\n[x]: <java\tscript:alert(1)> 'title'",
    "[x](https://a.vn \"' onclick=alert(1) '\")",
    "[x](https://a.vn'onclick=alert(1))",
    "[x](https://a.vn/\"onclick=\"alert(1))",
    "![x](https://evil.vn/x.png)",
    "![x](javascript:alert(1))",
    "![x\" onerror=\"alert(1)](x)",
    "![x][1]\n\n[1]: https://evil.vn/x.png",
    "<javascript:alert(1)>",
    "<https://a.vn/\"onclick=alert(1)>",
    "<a@b.vn\"onclick=alert(1)>",
    "# x {#__config onclick=alert(1)}",
    "x\n{: #__search .md-header style=display:none }",
    "[x](https://a.vn){: onclick=alert(1)}",
    "*[HTML]: <script>alert(1)</script>\n\nHTML",
    "| <script>alert(1)</script> | x |\n|---|---|\n| <img src=x onerror=alert(1)> | [x](javascript:alert(1)) |",
    "- <script>alert(1)</script>\na) <img src=x onerror=alert(1)>",
    "`<img src=x onerror=alert(1)>`",
    "```\n<script>alert(1)</script>\n```",
    "[a](https://a.vn/[b](javascript:alert(1)))",
    "[![x](x onerror=alert(1))](javascript:alert(1))",
    "**<b onclick=alert(1)>**",
    "\x02klzzwxh:0000\x03<script>\x02wzxhzdk:0\x03",
]


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_active_comes_out_of_an_attack(vector):
    assert faults(prose.html(vector, LINKS)) == []
    assert faults(prose.markdown(vector, LINKS)) == []


def test_the_fault_finder_finds_faults():
    bad = ["<svg></svg>", "<p onclick=a>", "<p id=a>", "<a href=' java\nscript:a'>x</a>", "<a href=//evil.vn>x</a>", "<img src=x>", "<!-- x -->"]
    assert [page for page in bad if not faults(page)] == []


@given(st.lists(st.sampled_from(["[x](", "java", "script:", ")", "<", ">", "img src=x onerror=a", "![", "]", "&#106;", "\n", " ", "\t", "\"", "'", "https://a.vn", "- ", "# ", "|", "`", "*", "\\", "[1]: "])).map("".join))
def test_nothing_active_comes_out_of_any_mixture(text):
    page = prose.markdown(text, LINKS)
    assert isinstance(page, prose.Refused) or faults(page) == []


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("<b>x</b>", ("<b>", "</b>")),
        ("x <script src=a>", ("<script src=a>",)),
        ("![ảnh](https://evil.vn/x.png)", ("https://evil.vn/x.png",)),
        ("[x](javascript:alert(1))", ("javascript:alert(1)",)),
        ("[x](ftp://a.vn/b)", ("ftp://a.vn/b",)),
        ("[x](https://a.vn 'chú thích')", ("chú thích",)),
        ("<https://a.vn> <a@b.vn> [x](../y/) 3 < 5 > 2", ()),
        ("", ()),
    ],
)
def test_what_is_not_shown_as_meant_is_reported(text, lost):
    assert prose.removed(text) == lost


def test_the_words_of_a_picture_and_of_a_dead_link_stay():
    assert prose.markdown("![sơ đồ](x.png) [xem](javascript:a)") == "<p>sơ đồ xem</p>"


# Limits

SHAPES = {
    "[a" * 10000: "too_tangled",
    "[" * 20000: "too_tangled",
    "[a](b" * 30000: "too_long",
    "[a](b" * 4000: "too_tangled",
    "- " * 10000: "too_deep",
    "1. " * 6000: "too_deep",
    "> " * 10000: "too_deep",
    ">" * 20000: "too_deep",
    "- > 1. " * 2000: "too_deep",
    "\n".join(" " * (4 * n) + "- a" for n in range(100)): "too_deep",
    "\n".join("\t" * n + "- a" for n in range(1, 100)): "too_deep",
    "![" * 9000: "too_tangled",
    "<" * 20000: "too_tangled",
    "\\" * 20000: "too_tangled",
    "*a " * 6000: "too_tangled",
    "**a *b" * 3000: "too_tangled",
    "_a __b" * 3000: "too_tangled",
    "](" * 9000: "too_tangled",
    "[a]: " * 4000: "too_tangled",
    "a\n*b" * 4000: "too_tangled",
    "a\n:   b\n" * 500: "too_tangled",
    "x" * 20481: "too_long",
    "đ" * 10241: "too_long",
}


@pytest.mark.parametrize(("text", "reason"), SHAPES.items(), ids=lambda value: value[:12])
def test_a_shape_that_hangs_markdown_is_refused_before_it_is_rendered(text, reason):
    assert prose.refusal(text).reason == reason
    assert prose.markdown(text).reason == reason
    assert prose.removed(text) == ()


@pytest.mark.bulk
@pytest.mark.parametrize(
    "text",
    [
        "`" * 20000,
        "\n".join("`" * n + "a" for n in range(190)),
        "[" * 390,
        "[a](" * 130,
        "*a_" * 130,
        "***" * 130,
        "*a " * 370,
        "\n\n".join("*" * 390 for _ in range(50)),
        "http://" * 2900,
        "=" * 20000,
        " " * 20000,
        "- a\n\n" * 4000,
        "\n".join("    " * (n % 8) + "- a" for n in range(900)),
        "a\n:   b\n" * 90,
        "a\n:   b\n\n" * 2000,
        ("[" + "a " * 25) * 195,
        "&" * 20000,
        "|" * 20000,
        "|a" * 9000 + "\n|-" * 100,
        "(" * 19000,
        "!" * 19000,
    ],
    ids=lambda value: value[:8],
)
def test_the_worst_that_is_not_refused_is_rendered(text):
    assert not isinstance(prose.markdown(text), prose.Refused)


def test_a_refusal_names_its_line():
    assert prose.refusal("a\n\n" + "[" * 500) == prose.Refused("too_tangled", 3, "[" * 40)


def test_a_long_honest_text_is_not_refused():
    table = "| Loại **xe** | Mức *thu* |\n|---|---|\n" + "| [Ô tô](https://a.vn) | **100.000** đồng |\n" * 50
    assert prose.refusal(table + "\n\n" + ("Người nộp hồ sơ (nếu có) *nộp* **đơn**. " * 20 + "\n\n") * 15) is None


@pytest.mark.bulk
def test_what_runs_too_long_is_stopped_and_the_next_text_is_rendered(monkeypatch):
    if not hasattr(signal, "setitimer"):
        pytest.skip("this system has no timer")
    before = signal.getsignal(signal.SIGALRM)
    monkeypatch.setattr(prose, "refusal", lambda text: None)
    monkeypatch.setattr(prose, "SECONDS", 0.2)
    assert prose.markdown("[a" * 10000) == prose.Refused("too_slow")
    monkeypatch.undo()
    assert prose.markdown("**a**") == "<p><strong>a</strong></p>"
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_markdown_is_rendered_where_there_is_no_timer(monkeypatch):
    monkeypatch.delattr(signal, "setitimer", raising=False)
    assert prose.markdown("*a*") == "<p><em>a</em></p>"


def test_markdown_is_rendered_outside_the_main_thread():
    pages = []
    thread = threading.Thread(target=lambda: pages.append(prose.markdown("*a*")))
    thread.start()
    thread.join()
    assert pages == ["<p><em>a</em></p>"]


def test_neither_markdown_nor_nh3_is_imported_before_it_is_needed():
    code = "import sys, motcua.prose as p; p.html('- a'); p.refusal('a'); print(*sorted({'markdown', 'nh3'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"
