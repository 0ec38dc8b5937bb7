"""Views of Explore under a name, and the file that they share with nobody: it only grows."""

import json

import pytest

from analytics.warehouse.kept_views import forget_view, keep_view, kept_views
from analytics.warehouse.lines import LineRefused

QUERY = {"measure": ["overdue_rate"], "unit": ["甲局", "乙局"]}


def test_a_view_is_kept_replaced_and_taken_off(tmp_path):
    assert kept_views(tmp_path) == {}
    keep_view(tmp_path, "  周会\u2028 例会 ", QUERY)
    keep_view(tmp_path, "a", {})
    assert kept_views(tmp_path) == {"a": {}, "周会 例会": QUERY}
    keep_view(tmp_path, "a", QUERY)
    assert kept_views(tmp_path)["a"] == QUERY
    forget_view(tmp_path, "a")
    assert list(kept_views(tmp_path)) == ["周会 例会"]


@pytest.mark.parametrize(("name", "says"), [(" \n ", "Give a name"), ("x" * 81, "at most 80")])
def test_a_view_needs_a_fitting_name(tmp_path, name, says):
    with pytest.raises(LineRefused, match=says):
        keep_view(tmp_path, name, QUERY)
    assert kept_views(tmp_path) == {}


@pytest.mark.parametrize(
    "line", ["{", '{"name": "a"}', '["a"]', '{"name": "a", "query": 3}', '{"name": [], "query": {}}']
)
def test_a_line_that_is_no_view_is_named(tmp_path, line):
    keep_view(tmp_path, "b", QUERY)
    file = tmp_path / "views" / "views.jsonl"
    file.write_text(file.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(LineRefused, match="line 2"):
        kept_views(tmp_path)


def test_a_text_with_other_line_breaks_is_one_line(tmp_path):
    keep_view(tmp_path, "a", {"unit": ["甲\u2028乙\x85丙\x0b丁"]})
    assert kept_views(tmp_path) == {"a": {"unit": ["甲\u2028乙\x85丙\x0b丁"]}}
    assert json.loads((tmp_path / "views" / "views.jsonl").read_text(encoding="utf-8"))
