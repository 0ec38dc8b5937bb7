"""One look: the palette of docs/look.md is that of the theme and of the style sheet, and can be read on its paper."""

import re
import tomllib

import pytest

from analytics.settings import ROOT

COLOUR = re.compile(r"#[0-9a-f]{6}")
STYLE_SHEETS = [ROOT / "ui" / "shell" / name for name in ("look.css", "meeting.css")]
SCHEMES = ("light", "dark")
IN_THE_THEME = {
    "paper": "backgroundColor",
    "panel": "secondaryBackgroundColor",
    "line": "borderColor",
    "ink": "textColor",
    "muted": "grayTextColor",
    "better": "blueTextColor",
    "worse": "orangeTextColor",
}


@pytest.fixture(scope="module")
def palette():
    """The table's colours: role and scheme."""
    text = (ROOT / "docs" / "look.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| `(#\w+)` \| `(#\w+)` \|", text, re.M)
    return {(role, scheme): colour for role, *both in rows for scheme, colour in zip(SCHEMES, both, strict=True)}


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_theme_has_the_colours_of_the_palette(palette, scheme):
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][scheme]
    assert {role: theme[key] for role, key in IN_THE_THEME.items()} == {
        role: palette[role, scheme] for role in IN_THE_THEME
    }


def test_the_style_sheet_has_no_colour_that_is_not_in_the_palette(palette):
    for sheet in STYLE_SHEETS:
        assert set(COLOUR.findall(sheet.read_text(encoding="utf-8"))) <= set(palette.values())


def test_the_style_sheet_names_each_role_once_for_both_schemes(palette):
    sheet = STYLE_SHEETS[0].read_text(encoding="utf-8")
    for role in set(IN_THE_THEME) - {"paper"}:
        both = f"{palette[role, 'light']}, {palette[role, 'dark']}"
        assert f"--{role}: light-dark({both});" in sheet
        assert f"--{role}: {palette[role, 'light']};" in sheet  # where a browser cannot choose


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("role", ["ink", "muted", "better", "worse"])
@pytest.mark.parametrize("behind", ["paper", "panel"])
def test_a_text_can_be_read_on_its_paper(palette, scheme, role, behind):
    assert contrast(palette[role, scheme], palette[behind, scheme]) >= 4.5


def test_nothing_of_the_style_is_fetched_or_fixed_in_pixels_but_lines():
    for sheet in STYLE_SHEETS:
        text = sheet.read_text(encoding="utf-8")
        assert "url(" not in text
        assert "@import" not in text
        assert set(re.findall(r"[\d.]+px", text)) <= {
            "1px",
            "22px",
        }  # a border; the letters that meeting size starts from
