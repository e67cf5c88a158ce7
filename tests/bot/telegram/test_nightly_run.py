"""The real process makes up for a retention run that was missed, as soon as it starts."""

from __future__ import annotations

from datetime import UTC, datetime

from dialogs.engine.model import Phase
from storage.cases import all_cases, create_case, set_phase
from storage.database import transaction
from storage.facts import RETENTION_RAN_ON, recall
from tests.bot.telegram.program import Program


async def test_a_start_after_a_missed_night_removes_what_is_due(program: Program) -> None:
    long_ago = datetime(2001, 5, 4, tzinfo=UTC)
    with transaction(program.engine) as connection:
        case_id = create_case(connection, "Wacholder", Phase.SHAPING, long_ago)
        set_phase(connection, case_id, Phase.CLOSED, long_ago)
    await program.serves()
    assert await program.stops() == 0
    with transaction(program.engine) as connection:
        assert all_cases(connection) == []
        assert recall(connection, RETENTION_RAN_ON) is not None
    assert "retention conversations=0 cases=1" in program.output
    assert "Wacholder" not in program.output
