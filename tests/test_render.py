"""Templates as they are compiled here: what is escaped, how macros take their arguments, what is a fault and where."""

import traceback

import pytest
from jinja2 import UndefinedError
from motcua.outputs.render import Look, Markup, element, render
from motcua.say import Said

MACROS = """{% macro plain(one, two="2") %}[{{ one }}|{{ two }}]{% endmacro %}
{% macro around(one) %}<b>{{ one }}</b>{{ caller() }}{% endmacro %}
{% macro either(one) %}{{ one }}{% if caller is defined %}{{ caller() }}{% endif %}{% endmacro %}
"""
IMPORT = '{% from "macros.html" import plain, around, either %}'


@pytest.fixture
def made(tmp_path):
    (tmp_path / "macros.html").write_text(MACROS)

    def make(template, **context):
        (tmp_path / "page.html").write_text(template)
        return render(Look(tmp_path), "page.html", **context)

    return make


@pytest.mark.parametrize(("value", "html"), [
    ("<&\"'>", "&lt;&amp;&#34;&#39;&gt;"), (Markup("<b>"), "<b>"), (5, "5"), (None, "None"), (Said((("<", ""), ("&", "vi"))), '&lt;<span lang="vi">&amp;</span>'),
    (("<",), "(&#39;&lt;&#39;,)"),
])
def test_a_value_is_escaped_once_wherever_it_comes_from(made, value, html):
    assert made("{{ value }}", value=value) == html
    assert made(IMPORT + "{{ plain(value, value) }}", value=value) == f"[{html}|{html}]"
    assert str(element("a", value, title="<")) == f'<a title="&lt;">{html}</a>'


@pytest.mark.parametrize(("call", "html"), [
    ("plain(1)", "[1|2]"), ("plain(1, 3)", "[1|3]"), ("plain(two=4, one=1)", "[1|4]"), ("plain(1, two=none)", "[1|None]"),
    ("[plain(1), '<'] | join", "[1|2]&lt;"), ("either('<')", "&lt;"),
])
def test_a_macro_takes_its_arguments_as_they_are_named_or_ordered(made, call, html):
    assert made(IMPORT + "{{ " + call + " }}") == html


def test_a_macro_writes_what_its_caller_writes_also_in_a_loop(made):
    assert made(IMPORT + "{% for n in [1, 2] %}{% call around(n) %}<i>{{ n }}{{ '<' }}</i>{% endcall %}{% endfor %}") == (
        "<b>1</b><i>1&lt;</i><b>2</b><i>2&lt;</i>")
    assert made(IMPORT + "{% call either(1) %}<i>{% endcall %}") == "1<i>"


@pytest.mark.parametrize(("template", "fault"), [
    ("{{ unknown }}", UndefinedError), ("{{ words.unknown }}", AttributeError), ("{{ words['unknown'] }}", UndefinedError),
    (IMPORT + "{{ plain() }}", UndefinedError), (IMPORT + "{{ plain(1, 2, 3) }}", TypeError), (IMPORT + "{{ plain(1, three=3) }}", TypeError),
    (IMPORT + "{{ plain(1, one=1) }}", TypeError), (IMPORT + "{{ around(1) }}", UndefinedError), (IMPORT + "{% call plain(1) %}{% endcall %}", TypeError),
])
def test_what_a_template_was_not_given_is_a_fault(made, template, fault):
    with pytest.raises(fault):
        made(template, words={})


def test_a_fault_is_told_at_its_line_of_the_template(made):
    with pytest.raises(UndefinedError) as caught:
        made("one\ntwo\n{{ unknown }}")
    told = [(step.filename.rpartition("/")[2], step.lineno) for step in traceback.extract_tb(caught.value.__traceback__)]
    assert ("page.html", 3) in told
