"""The small chart of a card: a year's whole months with mean and limits, special causes by shape, the running month hollow."""

from __future__ import annotations

from analytics.comparison.chance import Better
from analytics.comparison.series_verdict import Point, Verdict
from ui.shell.drawn import Tree, element

WIDTH, HEIGHT, EDGE = 200, 40, 5
"""Units of the drawing, and what is left free around it for the largest mark."""


def sparkline(told: Verdict, better: Better, says: str) -> Tree | None:
    """The chart, which takes its colours from the style sheet; `says` is its text for who cannot see it.

    None where there are fewer than two points to join.
    """
    points = [*told.months, *([told.running] if told.running else [])]
    if len(points) < 2:
        return None
    across = [EDGE + place * (WIDTH - 2 * EDGE) / (len(points) - 1) for place in range(len(points))]
    process = None if told.process is None or told.unchanged else told.process
    limits = [line for line in (process.lower, process.upper) if line >= 0] if process else []
    means = [process.mean] if process else []
    shown = [*limits, *means, *(point.value for point in points)]
    low, high = min(shown), max(shown)

    def up(value: float) -> float:
        return HEIGHT / 2 if high == low else HEIGHT - EDGE - (value - low) / (high - low) * (HEIGHT - 2 * EDGE)

    whole = list(zip(across, points, strict=True))[: len(told.months)]
    joined = " ".join(f"{x:.1f},{up(point.value):.1f}" for x, point in whole)
    parts = [
        *(_level("limit", up(line)) for line in limits),
        *(_level("mean", up(line)) for line in means),
        element("polyline", class_="line", points=joined),
        *(_mark(x, up(point.value), point, better, point is whole[-1][1]) for x, point in whole),
    ]
    if told.running:
        parts.append(_circle("running", across[-1], up(told.running.value), 3.5))
    box = {
        "viewBox": f"0 0 {WIDTH} {HEIGHT}",
        "preserveAspectRatio": "xMinYMid meet",
        "role": "img",
        "aria-label": says,
    }
    return "svg", box, tuple(parts)


def _level(name: str, height: float) -> Tree:
    return element("line", class_=name, x1="0", x2=str(WIDTH), y1=f"{height:.1f}", y2=f"{height:.1f}")


def _circle(name: str, x: float, y: float, radius: float) -> Tree:
    return element("circle", class_=name, cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{radius:.1f}")


def _mark(x: float, y: float, point: Point, better: Better, judged: bool) -> Tree:
    """A dot for noise, a triangle towards where the value went for a special cause; the judged month is the largest."""
    if point.side == "noise":
        return _circle("noise", x, y, 3.5 if judged else 1.5)
    size = 4.5 if judged else 3.0
    rise = size if points_up(point.side == "worsening", better) else -size
    corners = f"{x - size:.1f},{y + rise * 0.8:.1f} {x + size:.1f},{y + rise * 0.8:.1f} {x:.1f},{y - rise:.1f}"
    return element("polygon", class_=point.side, points=corners)


def points_up(worse: bool, better: Better) -> bool:
    """Whether a special cause lies above the mean."""
    return worse == (better == "lower")
