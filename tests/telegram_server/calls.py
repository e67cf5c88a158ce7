"""The record of what a bot asked for: single calls for assertions, counters for benchmarks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Call:
    """One request. `at` is `time.monotonic()` on arrival; `status` is 0 while there is no answer."""

    method: str
    parameters: dict[str, Any]
    at: float
    chat_id: int | str | None
    status: int = 0


@dataclass(slots=True)
class CallLog:
    """Counters always run, the list of calls only while `recording` is on."""

    recording: bool = True
    calls: list[Call] = field(default_factory=list)
    by_method: Counter[str] = field(default_factory=Counter)
    by_status: Counter[int] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    broken_limits: list[str] = field(default_factory=list)

    def arrived(self, call: Call) -> None:
        self.by_method[call.method] += 1
        if self.recording:
            self.calls.append(call)

    def answered(self, call: Call, status: int) -> None:
        call.status = status
        self.by_status[status] += 1

    def refused(self, method: str, description: str, *, limit: bool) -> None:
        entry = f"{method}: {description}"
        self.violations.append(entry)
        if limit:
            self.broken_limits.append(entry)
