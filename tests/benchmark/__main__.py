"""`make bench`: speed beside an echo bot, with a server that answers at once and one that takes 50 ms; growth."""

from __future__ import annotations

import argparse
import asyncio
import platform
from dataclasses import replace

from tests.benchmark.contest import contest, growth
from tests.benchmark.load import ANSWERS_A_REFLECTION, Load
from tests.benchmark.tables import contest_table, growth_table

DELAY = 0.05
FEW_CASES, MANY_CASES = 10, 10_000
LONGEST_SECONDS = 60.0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--people", type=int, default=50, help="how many people answer at the same time")
    parser.add_argument("--answers", type=int, default=3 * ANSWERS_A_REFLECTION, help="how many answers each gives")
    parser.add_argument("--quick", action="store_true", help="fewer answers and cases, for a first impression")
    return parser.parse_args()


async def main() -> None:
    given = arguments()
    rounds, echo_seconds, many = (1, 2.0, 200) if given.quick else (2, 8.0, MANY_CASES)
    answers = min(given.answers, ANSWERS_A_REFLECTION) if given.quick else given.answers
    at_once = Load(given.people, answers, 0.0, LONGEST_SECONDS)
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.system()} {platform.machine()}")
    found = await contest(at_once, rounds, LONGEST_SECONDS)
    print(f"\n{contest_table(at_once, found, rounds)}", flush=True)
    delayed = replace(at_once, delay=DELAY)
    found = await contest(delayed, 1, echo_seconds)
    print(f"\n{contest_table(delayed, found, 1)}", flush=True)
    cases = (FEW_CASES, many)
    print(f"\n{growth_table(cases, await growth(replace(at_once, people=FEW_CASES), cases, rounds))}")


if __name__ == "__main__":
    asyncio.run(main())
