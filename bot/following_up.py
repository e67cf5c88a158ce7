"""What follows when a dialog was completed: a goal is set, the next step is offered."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.course import hours
from bot.exchange import Exchange
from bot.follow_up import agreeing, answering, asking, phoning
from bot.follow_up.reminders import note_completed
from bot.goals import checking, draft, ending, rating, setting
from bot.reviews import finishing
from storage.conversations import Conversation

# By the id of the dialog; dialogs that are not listed simply end.
FOLLOWING: Mapping[str, Callable[[Exchange, Conversation], None]] = {
    "nach_dem_besuch": hours.ask_after_visit,
    draft.SETTING: setting.take_goal,
    ending.ENDING: ending.take_end,
    **dict.fromkeys(rating.SCALES, checking.offer_rating),
    **dict.fromkeys(finishing.REVIEWS, finishing.offer_release),
    finishing.RESULT: finishing.note_result,
    agreeing.CLOSING: agreeing.show_plan,
    **dict.fromkeys(asking.DIALOGS, answering.take_answers),
    phoning.GUIDE: phoning.take_call,
}


def follow_up(exchange: Exchange) -> None:
    """Does what follows the conversation that was completed by this input, if any was."""
    finished = exchange.finished
    if finished is not None:
        note_completed(exchange, finished)
    if finished is not None and finished.dialog_id in FOLLOWING:
        FOLLOWING[finished.dialog_id](exchange, finished)
