"""Button tokens: read back as they were made, short enough for Telegram, and rubbish means nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tokens import MenuToken, TurnToken, read_token
from dialogs.catalogue.loader import load_catalogue
from dialogs.engine.inputs import Action, Tap

MOST_BYTES = 64
FAR = 10**9


@given(st.integers(0, FAR), st.integers(0, FAR), st.sampled_from(Action), st.text("abcdefgh_.0123456789-", max_size=30))
def test_a_token_of_a_turn_is_read_back(conversation: int, turn: int, action: Action, argument: str) -> None:
    token = TurnToken(conversation, turn, Tap(action, argument))
    assert read_token(str(token)) == token


@given(st.text("abcdefgh_", min_size=1), st.text("abcdefgh_.0123456789-"))
def test_a_token_of_a_menu_is_read_back(command: str, argument: str) -> None:
    token = MenuToken(command, argument)
    assert read_token(str(token)) == token


@given(st.text())
def test_whatever_arrives_is_read_or_refused(text: str) -> None:
    token = read_token(text)
    assert token is None or isinstance(token, TurnToken | MenuToken)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c",
        "c.",
        "c.1",
        "c.1.2",
        "c.1.2.c",
        "c.x.2.c.a",
        "c.1.2.?.a",
        "c.-1.2.q.",
        "c." + "9" * 30 + ".1.q.",
        "m.",
        "z.1",
    ],
)
def test_rubbish_means_nothing(text: str) -> None:
    assert read_token(text) is None


def test_every_button_of_every_dialog_fits_telegram() -> None:
    for dialog in load_catalogue().dialogs.values():
        tokens = [MenuToken("thema", f"{FAR}-{dialog.id}"), MenuToken("neu", f"{FAR}-{dialog.id}")]
        made: list[TurnToken | MenuToken] = [*tokens]
        for step in dialog.steps.values():
            made.append(TurnToken(FAR, FAR, Tap(Action.CHANGE_STEP, step.id)))
            made += [TurnToken(FAR, FAR, Tap(Action.CHOOSE, option.id)) for option in step.options]
        too_long = [str(token) for token in made if len(str(token).encode()) > MOST_BYTES]
        assert too_long == []
