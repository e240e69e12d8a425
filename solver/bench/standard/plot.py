"""The gap over the seconds given, a line for each engine, as SVG."""

from collections.abc import Sequence
from pathlib import Path

from solver.bench.standard.summary import Summary


def plot(file: Path, title: str, every: Sequence[Summary]) -> bool:
    """Writes the picture; False where there are fewer than two points on every line, or no best known cost."""
    lines = {
        (one.name, one.engine): [(other.seconds, other.mean) for other in every if _same(one, other)] for one in every
    }
    lines = {key: points for key, points in lines.items() if len(points) > 1}
    if not lines:
        return False
    from matplotlib import rcParams
    from matplotlib.figure import Figure

    rcParams["svg.hashsalt"] = rcParams["svg.fonttype"] = "none"
    figure = Figure(figsize=(7.2, 4.2), layout="constrained")
    axes = figure.subplots()
    for (name, engine), points in lines.items():
        axes.plot(*zip(*points, strict=True), marker="o", markersize=3.5, linewidth=1.4, label=f"{name}, {engine}")
    axes.axhline(0, color="0.6", linewidth=0.8)
    axes.set_xscale("log")
    seconds = sorted({second for points in lines.values() for second, _ in points})
    axes.set_xticks(seconds, [f"{second:g}" for second in seconds], minor=False)
    axes.minorticks_off()
    axes.set(title=title, xlabel="seconds", ylabel="mean gap to the best known, %")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(fontsize="small", frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    figure.savefig(file, format="svg", metadata={"Date": None})
    return True


def _same(one: Summary, other: Summary) -> bool:
    return (one.name, one.engine) == (other.name, other.engine) and other.mean is not None
