"""The tables that the benchmark prints."""

from __future__ import annotations

from tests.benchmark.contest import Contest
from tests.benchmark.load import Load
from tests.benchmark.measuring import Measured

_COLUMNS = ["answers/s", "CPU ms/answer", "p50 ms", "p99 ms", "answers"]
_TITLE_AT_ONCE = "the server answers at once"


def contest_table(load: Load, found: Contest, rounds: int) -> str:
    """Both bots under each other, the ratio below, and what went wrong if anything did."""
    ours, theirs = found.nachklang, found.echo
    speed = f"the server takes {load.delay * 1000:.0f} ms for each call" if load.delay else _TITLE_AT_ONCE
    ratios = [
        ours.rate / theirs.rate,
        ours.cpu_ms / theirs.cpu_ms,
        ours.wait_ms(0.5) / theirs.wait_ms(0.5),
        ours.wait_ms(0.99) / theirs.wait_ms(0.99),
    ]
    order = "NO: " + ", ".join(sorted(set(ours.disorder))) if ours.disorder else "yes"
    inputs = ours.inputs / ours.seconds
    lines = [
        f"{load.people} people, {load.answers} answers each, {rounds} round(s); {speed}",
        _line("", _COLUMNS),
        _line("nachklang", _figures(ours)),
        _line("echo bot", _figures(theirs)),
        _line("nachklang / echo", [f"{ratio:.2f}" for ratio in ratios]),
        f"  each person in order: {order}; answers lost, doubled or out of order on disk: {found.lost}",
        f"  beside its answers Nachklang handled {ours.inputs - ours.answers} taps that begin or end a reflection; "
        f"with them {inputs:.0f} inputs/s, {inputs / theirs.rate:.2f} of the echo bot",
    ]
    everybody = load.people * rounds
    for name, one in (("nachklang", ours), ("echo bot", theirs)):
        if one.through < everybody:
            lines.append(f"  {name}: the time was up when {one.through} of {everybody} people were through")
    return "\n".join(lines)


def growth_table(cases: tuple[int, int], found: tuple[Measured, Measured]) -> str:
    """What ten answers cost, the taps that begin and end their reflections included."""
    figures = [(one.cpu_ms * 10, one.wait_ms(0.5), one.wait_ms(0.99)) for one in found]
    rows = [_line(f"{cases[i]:,} cases", [f"{value:.1f}" for value in figures[i]]) for i in (0, 1)]
    ratios = [f"{many / few:.2f}" for few, many in zip(*figures, strict=True)]
    title = "A finished reflection of ten answers, by what lies in the database (wait: for each next question)"
    return "\n".join([title, _line("", ["CPU ms", "p50 ms", "p99 ms"]), *rows, _line("many / few", ratios)])


def _figures(one: Measured) -> list[str]:
    return [f"{one.rate:.0f}", f"{one.cpu_ms:.2f}", *(f"{one.wait_ms(p):.0f}" for p in (0.5, 0.99)), str(one.answers)]


def _line(name: str, values: list[str]) -> str:
    return f"  {name:<18}" + "".join(f"{value:>15}" for value in values)
