"""The gap over the seconds given, a line for each set and engine, as SVG."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from solver.bench.standard.summary import Summary
from solver.bench.writing import write_whole

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 60, 220, 40, 45
"""Of the picture, and the margins round its field."""
COLOURS = ("#1b7f5d", "#c2571a", "#3b5bdb", "#a61e4d", "#7a5af8", "#7f6000", "#0c8599", "#495057")
FONT = 'font-family="sans-serif" font-size="12"'
STEPS = 5
Points = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Field:
    """Where a point lies: seconds by their logarithm, gaps evenly."""

    first: float
    last: float
    least: float
    most: float

    def x(self, seconds: float) -> float:
        share = math.log(seconds / self.first) / math.log(self.last / self.first)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, gap: float) -> float:
        return TOP + (self.most - gap) / (self.most - self.least) * (HEIGHT - TOP - BOTTOM)


def plot(file: Path, title: str, every: Sequence[Summary]) -> bool:
    """Writes the picture; False where no line has two points with a known gap."""
    lines = _lines(every)
    if not lines:
        return False
    seconds = sorted({second for points in lines.values() for second, _ in points})
    gaps = [gap for points in lines.values() for _, gap in points] + [0.0]
    room = 0.05 * (max(gaps) - min(gaps)) or 1.0
    field = Field(seconds[0], seconds[-1], min(gaps) - room, max(gaps) + room)
    parts = [
        *_frame(field, title, seconds),
        *(part for line in enumerate(lines.items()) for part in _line(field, line)),
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {FONT}>'
    write_whole(file, "\n".join([head, *parts, "</svg>\n"]))
    return True


def _lines(every: Sequence[Summary]) -> dict[str, Points]:
    lines: dict[str, Points] = {}
    for one in every:
        if one.mean is not None:
            lines.setdefault(f"{one.name}, {one.engine}", []).append((one.seconds, one.mean))
    return {name: points for name, points in lines.items() if len(points) > 1}


def _frame(field: Field, title: str, seconds: Sequence[float]) -> Iterator[str]:
    """The ground, the names of both axes, and their steps."""
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>'
    yield f'<text x="{LEFT}" y="22" font-size="15">{escape(title)}</text>'
    yield _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "seconds", "middle")
    yield _text(LEFT, TOP - 6, "mean gap to the best known, %", "start")
    for second in seconds:
        yield _text(field.x(second), HEIGHT - BOTTOM + 18, f"{second:g}", "middle")
    for step in range(STEPS + 1):
        gap = field.least + (field.most - field.least) * step / STEPS
        yield _rule(field, gap, "#e3e3e3")
        yield _text(LEFT - 8, field.y(gap) + 4, f"{gap:.1f}", "end")
    yield _rule(field, 0, "#888888")


def _line(field: Field, line: tuple[int, tuple[str, Points]]) -> Iterator[str]:
    number, (name, points) = line
    colour, y = COLOURS[number % len(COLOURS)], TOP + 8 + 17 * number
    places = [(field.x(seconds), field.y(gap)) for seconds, gap in points]
    dashes = ' stroke-dasharray="5 3"' if number >= len(COLOURS) else ""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>'
    yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in places)
    yield f'<rect x="{WIDTH - RIGHT + 16}" y="{y - 8}" width="10" height="10" fill="{colour}"/>'
    yield _text(WIDTH - RIGHT + 32, y + 1, name, "start")


def _rule(field: Field, gap: float, colour: str) -> str:
    y = field.y(gap)
    return f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{colour}"/>'


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="#333333">{escape(words)}</text>'
