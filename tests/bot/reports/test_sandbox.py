"""What a template can do: name placeholders, loop, decide; and what it cannot."""

from __future__ import annotations

import pytest
from jinja2 import TemplateError

from bot.reports.sandbox import PlaceholderEnvironment

VALUES = {"titel": "Grüße & <Küsse>", "leer": "", "zeilen": [{"text": "a", "items": "b"}, {"text": "c", "items": "d"}]}


def filled(template: str) -> str:
    return PlaceholderEnvironment(None, autoescape=True).from_string(template).render(VALUES)


@pytest.mark.parametrize(
    ("template", "result"),
    [
        ("{{ titel }}", "Grüße &amp; &lt;Küsse&gt;"),
        ("{{ titel | upper }}", "GRÜSSE &amp; &lt;KÜSSE&gt;"),
        ("{% for zeile in zeilen %}{{ loop.index }}{{ zeile.text }}{{ zeile['items'] }}{% endfor %}", "1ab2cd"),
        ("{{ zeilen[1].text }}{% if not leer and zeilen | length == 2 %}!{% endif %}", "c!"),
        ("{{ leer ~ 'x' }}", "x"),
    ],
)
def test_placeholders_loops_and_conditions(template: str, result: str) -> None:
    assert filled(template) == result


@pytest.mark.parametrize(
    "template",
    [
        "{{ unbekannt }}",
        "{{ zeilen[0].unbekannt }}",
        "{{ zeilen[7].text }}",
        "{{ zeilen.__class__ }}",
        "{{ zeilen['__class__'] }}",
        "{{ titel.__class__.__mro__[1].__subclasses__() }}",
        "{% for kind in titel.__class__.__mro__ %}{{ kind }}{% endfor %}",
        "{{ self.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{% for zeile in zeilen %}{{ loop._iterator }}{% endfor %}",
        "{% for zeile in zeilen %}{{ loop.cycle('a') }}{% endfor %}",
        "{{ titel | attr('__class__') }}",
        "{{ titel | safe }}",
        "{{ titel.upper() }}",
        "{{ '{0.__class__}'.format(titel) }}",
        "{{ zeilen[0].keys() }}",
        "{{ range(10) }}",
        "{{ lipsum() }}",
        "{{ cycler }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 10 ** 10 }}",
        "{{ '%1000000000s' % 'a' }}",
        "{{ -1 }}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    ],
)
def test_everything_else_is_refused(template: str) -> None:
    with pytest.raises(TemplateError):
        filled(template)
