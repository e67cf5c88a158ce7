"""`make bench`: speed beside an echo bot, with a server that answers at once and one that takes 50 ms; growth."""

from __future__ import annotations

import argparse
import asyncio
import platform
import time
from statistics import median

from tests.benchmark.contest import contest, reflections
from tests.benchmark.load import ANSWERS_A_REFLECTION, Load
from tests.benchmark.measuring import Measured, together
from tests.benchmark.tables import contest_table, growth_table

DELAY = 0.05
FEW_CASES, MANY_CASES = 10, 10_000


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--people", type=int, default=50, help="how many people answer at the same time")
    parser.add_argument("--answers", type=int, default=21, help="how many questions each of them answers")
    parser.add_argument("--quick", action="store_true", help="a quarter of a minute, for a first impression")
    return parser.parse_args()


async def main() -> None:
    given = arguments()
    answers = min(given.answers, ANSWERS_A_REFLECTION) if given.quick else given.answers
    rounds, seconds = (1, 3.0) if given.quick else (2, 8.0)
    load = Load(given.people, answers, 0.0, 60.0)
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.system()} {platform.machine()}\n")
    at_once = await contest(load, rounds)
    title = f"{load.people} people, {load.answers} answers each, {rounds} round(s); the server answers at once"
    print(contest_table(title, at_once, load.people, rounds), flush=True)
