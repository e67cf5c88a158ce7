"""Whole conversations as plain text that a coach can read and correct, replayed through the real app.

The rule for the files beside this one: a person's lines and the stage directions are written by hand, what the bot
says between them is compared letter by letter. When texts were changed on purpose, `python -m tests.journeys` writes
the bot's part anew (all files, or those named); read the difference before you keep it, it is what people will see.

    # anything after a hash is for the reader
    * Fall Ahorn, Phase initiierung, Rolle jobcoach      a case of the person in this conversation
    * Sprache leicht                                     the register
    * Einladung geheim, Name Frau Birke, Rolle sbv       the person is still a stranger and holds this invitation
    * 3 Wochen später                                    time goes by (Minuten, Stunden, Tage, Wochen)
    * Nachfrage drei_monate                              the case has ended, and the person is asked today
    * Gespeichert                                        lists everything that is stored by then, with each revision
    > Guten Tag                                          what the person writes
    > [Weiter]                                           the button the person taps
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def files() -> list[Path]:
    """All journeys."""
    return sorted(FOLDER.glob("*.txt"))
