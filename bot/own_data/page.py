"""One's own data as a page that a phone shows and a printer prints, with nothing to load from elsewhere."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from bot.own_data.log_lines import log_lines
from bot.wording import Voice
from dialogs.engine.model import Register, Role

TEMPLATES: Final = Path(__file__).parent / "templates"
WORDS: Final[Mapping[str, Mapping[str, str]]] = tomllib.loads((TEMPLATES / "words.toml").read_text(encoding="utf-8"))
_PAGE: Final = SandboxedEnvironment(
    loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
).get_template("meine-daten.html.jinja")


@dataclass(frozen=True, slots=True)
class Wording:
    """How the page speaks. `titles` are those of the dialogs; `now` is local time of the installation."""

    voice: Voice
    titles: Mapping[str, str]
    now: datetime
    organisation: str
    contact: str


def page(data: dict[str, Any], wording: Wording) -> bytes:
    """The page in UTF-8. `data` as `storage.own_data` collects it."""
    voice, now = wording.voice, wording.now
    words = words_in(voice.register)

    def moment(written: str | None) -> str:
        """A moment in local time, a date as it is."""
        if written is None:
            return ""
        if len(written) == len("2026-01-01"):
            return _day(date.fromisoformat(written))
        here = datetime.fromisoformat(written).astimezone(now.tzinfo)
        return words["moment"].format(day=_day(here.date()), time=f"{here:%H:%M}")

    text = _PAGE.render(
        data=data,
        words=words,
        titles=wording.titles,
        roles={role.value: voice.role(role) for role in Role},
        moment=moment,
        log=log_lines(data["log"], words, voice, wording.titles, moment),
        made_at=moment(now.isoformat()),
        organisation=wording.organisation or voice.say("organisation_unnamed"),
        contact=wording.contact or voice.say("contact_unnamed"),
        easy=voice.register is Register.EASY,
    )
    return text.encode("utf-8", "replace")


def words_in(register: Register) -> dict[str, str]:
    """The words of the page in one register."""
    return {key: texts[register] for key, texts in WORDS.items()}


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
