"""Nothing is forgotten: every figure of the catalogue has a spec."""

import re
from pathlib import Path

from analytics.figures.catalogue import catalogue

_ASKED = re.compile(r"""told\.figure\(\s*f?"([^"]+)"|for key in \(([^)]*)\)""")


def asked() -> set[str]:
    """The figures that the specs name; a name with a part in braces stands for every figure that fits it."""
    found: set[str] = set()
    for file in Path(__file__).parent.glob("test_*.py"):
        for one, several in _ASKED.findall(file.read_text(encoding="utf-8")):
            found |= {one} if one else set(re.findall(r'"([^"]+)"', several))
    patterns = [re.compile(re.sub(r"\\\{.*?\\\}", ".+", re.escape(name)) + "$") for name in found]
    return {key for key in catalogue() if any(pattern.match(key) for pattern in patterns)}


def test_every_figure_has_a_spec():
    assert set(catalogue()) - asked() == set()
