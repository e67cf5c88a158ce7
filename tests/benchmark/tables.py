"""The tables that the benchmark prints."""

from __future__ import annotations

from tests.benchmark.contest import Contest
from tests.benchmark.measuring import Measured

_COLUMNS = ("answers/s", "CPU ms/answer", "p50 ms", "p99 ms", "answers")


def contest_table(title: str, found: Contest, people: int, rounds: int) -> str:
    """Both bots under each other, the ratio below, and what went wrong if anything did."""
    ours, theirs = found.nachklang, found.echo
    lines = [title, _line("", _COLUMNS), _line("nachklang", _figures(ours)), _line("echo bot", _figures(theirs))]
    ratios = [
        ours.rate / theirs.rate,
        ours.cpu_ms / theirs.cpu_ms,
        ours.wait_ms(0.5) / theirs.wait_ms(0.5),
        ours.wait_ms(0.99) / theirs.wait_ms(0.99),
    ]
    lines.append(_line("nachklang / echo", [f"{ratio:.2f}" for ratio in ratios]))
    lines.append(
        f"  each of {people} people in order: {'yes' if not ours.disorder else 'NO: ' + ', '.join(set(ours.disorder))}"
        f"; answers lost, doubled or out of order on disk: {found.lost}; "
        f"nachklang also handled {ours.inputs - ours.answers} taps that begin or end a reflection"
    )
    lines += [
        f"  {name}: the time was up after {one.through} of {people * rounds} people were through"
        for name, one in (("nachklang", ours), ("echo bot", theirs))
        if one.through < people * rounds
    ]
    return "\n".join(lines)


def growth_table(few: int, many: int, with_few: Measured, with_many: Measured) -> str:
    """What ten answers cost, the taps that begin and end their reflections included."""
    columns = ("CPU ms", "p50 ms", "p99 ms")
    figures = [(one.cpu_ms * 10, one.wait_ms(0.5), one.wait_ms(0.99)) for one in (with_few, with_many)]
    ratios = [f"{two / one:.2f}" for one, two in zip(*figures, strict=True)]
    rows = [_line(f"{cases:,} cases", [f"{value:.1f}" for value in row]) for cases, row in zip((few, many), figures, strict=True)]
    title = "A reflection of ten answers (CPU of the process; wait for each next question)"
    return "\n".join([title, _line("", columns), *rows, _line("ratio", ratios)])


def _figures(one: Measured) -> list[str]:
    waits = [f"{one.wait_ms(part):.0f}" for part in (0.5, 0.99)]
    return [f"{one.rate:.0f}", f"{one.cpu_ms:.2f}", *waits, str(one.answers)]


def _line(name: str, values: list[str] | tuple[str, ...]) -> str:
    return f"  {name:<18}" + "".join(f"{value:>15}" for value in values)
