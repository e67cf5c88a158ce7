"""The log about a person in words: who read what of hers, and what else was done, by her and by others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.wording import Voice
from dialogs.engine.model import Role
from storage.audit import AuditEvent


@dataclass(frozen=True, slots=True)
class LogLines:
    """Sentences about who read the person's answers, and the lines of everything else, oldest first."""

    read: list[str]
    others: list[dict[str, str]]


def log_lines(
    entries: list[dict[str, Any]],
    words: Mapping[str, str],
    voice: Voice,
    titles: Mapping[str, str],
    moment: Callable[[str | None], str],
) -> LogLines:
    """Puts the log of `storage.own_data` into words; people are named by their role in the case only."""

    def who(party: Mapping[str, Any]) -> str:
        if party["kind"] == "self":
            return words["log_you"]
        if party["kind"] == "program":
            return words["log_program"]
        return voice.role(Role(party["role"])) if party["role"] else words["log_somebody"]

    lines = LogLines([], [])
    for entry in entries:
        case = "" if entry["pseudonym"] is None else words["of_case"].format(case=entry["pseudonym"])
        dialog = entry["details"].get("dialog")
        about = "" if dialog is None else titles.get(str(dialog), str(dialog))
        if entry["event"] == AuditEvent.READ and entry["actor"]["kind"] != "self":
            sentence = words["log_was_read"].format(
                who=f"{who(entry['actor'])}{f' ({case})' if case else ''}",
                at=moment(entry["at"]),
                what=about or words["log_released_answers"],
            )
            lines.read.append(sentence)
            continue
        subject = entry["subject"]
        aimed_at = who(subject) if subject is not None and subject["kind"] == "person" else ""
        parts = (words[f"log_{entry['event']}"], about, case, aimed_at)
        lines.others.append(
            {"at": moment(entry["at"]), "who": who(entry["actor"]), "what": " · ".join(filter(None, parts))}
        )
    return lines
