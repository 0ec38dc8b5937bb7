"""Every chart can be read: contrast, and what colour-blind eyes see."""

import tomllib
from itertools import combinations

import numpy as np
import pytest

from analytics.settings import ROOT
from ui.charts.palette import DARK, LIGHT, contrast, mixed, readable_on

SCREENS = pytest.mark.parametrize("screen", [LIGHT, DARK], ids=["light", "dark"])
# Viénot, Brettel and Mollon 1999: linear RGB as protanopes and deuteranopes see it
BLIND = {
    "protan": [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
    "deutan": [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
}


def linear(colour):
    share = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ rgb
    f = np.cbrt(np.clip(xyz / np.array([0.9505, 1, 1.089]), 0, None))
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def seen_apart(one, other, eyes):
    """How far two colours are apart (CIE 1976) for colour-blind eyes; 2.3 is just to be told."""
    matrix = np.array(BLIND[eyes])
    return float(np.linalg.norm(lab(matrix @ linear(one)) - lab(matrix @ linear(other))))


@pytest.mark.parametrize(("screen", "theme"), [(LIGHT, "light"), (DARK, "dark")], ids=["light", "dark"])
def test_the_palette_stands_on_the_ground_of_the_theme(screen, theme):
    themes = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    assert screen.ground == themes[theme]["backgroundColor"]


@SCREENS
def test_text_in_a_chart_stands_four_and_a_half_to_one(screen):
    assert {ink for ink in (screen.text, screen.soft) if contrast(ink, screen.ground) < 4.5} == set()


@SCREENS
def test_every_mark_stands_three_to_one(screen):
    marks = {*screen.parts, *screen.series, *screen.lights.values()}
    assert {mark for mark in marks if contrast(mark, screen.ground) < 3} == set()


@SCREENS
@pytest.mark.parametrize("faded", [0, 0.5])
def test_text_in_a_heat_maps_cell_is_read_at_every_step(screen, faded):
    (_low, lowest), (_high, highest) = screen.heat_scale(faded)
    cells = [mixed(lowest, highest, step / 20) for step in range(21)]
    assert min(contrast(readable_on(cell), cell) for cell in cells) >= 4.5


@SCREENS
@pytest.mark.parametrize("eyes", BLIND)
def test_colour_blind_eyes_tell_better_from_worse_and_part_from_part(screen, eyes):
    for group in ((screen.blue, screen.orange, screen.grey), screen.parts, screen.series):
        apart = {pair: seen_apart(*pair, eyes) for pair in combinations(group, 2)}
        assert min(apart.values()) >= 15, min(apart, key=apart.get)
