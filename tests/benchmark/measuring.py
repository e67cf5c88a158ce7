"""One measurement: the server with its people, one bot beside it, and what both of them say afterwards."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmark.load import Load

ROOT = Path(__file__).resolve().parents[2]
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Measured:
    """What happened. `waits` are the seconds from each input to the next question, sorted; `typed` is by person."""

    answers: int
    inputs: int
    seconds: float
    cpu_seconds: float
    waits: list[float]
    through: int
    typed: list[list[str]]
    disorder: list[str]

    @property
    def rate(self) -> float:
        return self.answers / self.seconds

    @property
    def cpu_ms(self) -> float:
        return self.cpu_seconds * 1000 / self.answers

    def wait_ms(self, part: float) -> float:
        return self.waits[min(int(len(self.waits) * part), len(self.waits) - 1)] * 1000


async def measure(load: Load, first_texts: list[str], bot: list[str], environment: dict[str, str]) -> Measured:
    """Runs the server and the command `bot` ("{url}" stands for the server) until the load is through."""
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.benchmark.server", cwd=ROOT, stdin=PIPE, stdout=PIPE, limit=2**26
    )
    assert server.stdin is not None
    server.stdin.write(json.dumps({"load": asdict(load), "first_texts": first_texts}).encode() + b"\n")
    url = f"http://127.0.0.1:{int(await _line(server))}"
    command = [part.replace("{url}", url) for part in bot]
    client = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env={**os.environ, **environment, "TELEGRAM_API_BASE_URL": url}
    )
    try:
        assert await _line(server) == "begin"
        cpu_before = cpu_seconds(client.pid)
        result = json.loads(await _line(server))
        cpu = cpu_seconds(client.pid) - cpu_before
    finally:
        if client.returncode is None:
            client.terminate()
            await client.wait()
        server.stdin.close()
        await server.wait()
    return Measured(cpu_seconds=cpu, **result)


def together(rounds: list[Measured]) -> Measured:
    """Several rounds as one."""
    return Measured(
        answers=sum(one.answers for one in rounds),
        inputs=sum(one.inputs for one in rounds),
        seconds=sum(one.seconds for one in rounds),
        cpu_seconds=sum(one.cpu_seconds for one in rounds),
        waits=sorted(wait for one in rounds for wait in one.waits),
        through=sum(one.through for one in rounds),
        typed=[texts for one in rounds for texts in one.typed],
        disorder=[problem for one in rounds for problem in one.disorder],
    )


def cpu_seconds(process_id: int) -> float:
    """What a process has used so far, all its threads, in the program and in the system."""
    fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


async def _line(server: Process) -> str:
    assert server.stdout is not None
    line = await server.stdout.readline()
    if not line:
        raise RuntimeError("the server of the benchmark ended early: the bot did not get as far as its people")
    return line.decode().strip()
