"""The organisation that runs this installation, as conversations see it: content, names, periods, limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content import Content
from bot.pace import Pace
from bot.wording import Voice
from dialogs.engine.model import Phase, Register
from storage.retention import Periods


@dataclass(frozen=True, slots=True)
class Office:
    """`organisation` and `contact` are who answers for the data; `phase_names` replace the usual ones.

    `templates` is the folder with Word templates of its own, None without one; `land` is where holidays are.
    """

    content: Content
    organisation: str
    contact: str
    phase_names: Mapping[Phase, str]
    periods: Periods
    pace: Pace
    templates: Path | None = None
    land: str = "NI"

    def voice(self, register: Register) -> Voice:
        """How the bot speaks here."""
        return Voice(self.content.catalogue.texts, register, self.phase_names)
