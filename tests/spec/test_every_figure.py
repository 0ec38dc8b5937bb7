"""Nothing is forgotten: every figure of the catalogue has a spec."""

import re
from pathlib import Path

from analytics.figures.catalogue import catalogue

_NAMED = re.compile(r'"([a-z_{}]+)"')


def asked() -> set[str]:
    """The figures that the specs name; a name with a part in braces stands for every figure that fits it."""
    texts = [file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py")]
    named = {name for text in texts for name in _NAMED.findall(text)}
    patterns = [re.compile(re.sub(r"\\\{.*?\\\}", ".+", re.escape(name)) + "$") for name in named]
    return {key for key in catalogue() if any(pattern.match(key) for pattern in patterns)}


def test_every_figure_has_a_spec():
    assert set(catalogue()) - asked() == set()
