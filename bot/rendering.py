"""From what happened in a turn to the messages a person gets: one question each, never a wall of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.keyboards import Keyboard, in_rows
from bot.messages import Button, Outgoing, Rows
from bot.tokens import MenuToken
from bot.wording import Voice
from dialogs.engine.asking import Context, way
from dialogs.engine.events import (
    Asked,
    ChangeOffered,
    ChangeWarned,
    Discarded,
    DiscardWarned,
    Event,
    Explained,
    Finished,
    MoreExpected,
    OptionReplied,
    Paused,
    Probed,
    Refused,
    Reviewed,
    SelectionChanged,
)
from dialogs.engine.inputs import Action
from dialogs.engine.model import Dialog
from dialogs.engine.path import position
from dialogs.engine.state import Answer, Mode, State

MENU = ("besuch", "themen", "zwischen", "faelle")


@dataclass(frozen=True)
class Scene:
    """Everything a turn is put into words with."""

    voice: Voice
    dialog: Dialog
    conversation: int
    state: State
    context: Context
    case: str

    @property
    def keyboard(self) -> Keyboard:
        return Keyboard(self.voice, self.conversation, self.state.turn)

    @cached_property
    def answered(self) -> tuple[str, ...]:
        """The steps on the way so far."""
        return way(self.dialog, self.state, self.context).answered

    @property
    def title(self) -> str:
        return self.dialog.title[self.voice.register]


def render(scene: Scene, events: tuple[Event, ...], before: str = "") -> list[Outgoing]:
    """One message that says what happened and asks what is next. `before` opens it."""
    said = [before] if before else []
    rows: Rows = ()
    for event in events:
        text, offered = _put(scene, event)
        if text:
            said.append(text)
        rows = offered or rows
    if not said:
        return []
    text = "\n\n".join(said)
    return [Outgoing(text, rows, conversation=scene.conversation, turn=scene.state.turn)]


def _put(scene: Scene, event: Event) -> tuple[str, Rows]:
    voice, dialog, keyboard = scene.voice, scene.dialog, scene.keyboard
    match event:
        case Asked(step, previous):
            stands = ""
            if previous is not None:
                answer = voice.short_answer(dialog.steps[step], previous)
                stands = "\n\n" + voice.say("answer_so_far", answer=answer)
            return question_text(scene, step) + stands, _question_rows(scene, step)
        case SelectionChanged(step):
            return question_text(scene, step), _question_rows(scene, step)
        case Explained(step):
            asked = dialog.steps[step]
            why = voice.say("explanation", why=asked.why[voice.register], source=asked.source)
            return f"{why}\n\n{question_text(scene, step)}", _question_rows(scene, step)
        case Probed(step):
            probe = dialog.steps[step].probe
            assert probe is not None, "the engine only probes steps that have a probe"
            return voice.say("probe", question=probe[voice.register]), keyboard.probe()
        case MoreExpected():
            return voice.say("more_expected"), keyboard.probe()
        case OptionReplied(step, option_id):
            option = dialog.steps[step].option(option_id)
            return (option.reply[voice.register], ()) if option and option.reply else ("", ())
        case Refused(reason):
            return voice.say(f"refused_{reason}"), ()
        case ChangeOffered(steps):
            choices = [
                keyboard.choice(dialog.steps[name].name[voice.register], Action.CHANGE_STEP, name) for name in steps
            ]
            keep = keyboard.action("button_change_nothing", Action.KEEP)
            return voice.say("change_offered"), (*in_rows(choices), (keep,))
        case ChangeWarned(_, fallen):
            return _change_warning(scene, fallen)
        case DiscardWarned():
            yes = keyboard.action("button_discard", Action.CONFIRM, answer=True)
            no = keyboard.action("button_go_on", Action.KEEP, answer=True)
            return voice.say("discard_warning", title=scene.title), ((yes,), (no,))
        case Reviewed():
            return _review(scene)
        case Paused():
            return voice.say("paused"), ((keyboard.action("button_resume", Action.REPEAT, answer=True),),)
        case Discarded():
            return voice.say("discarded"), menu_rows(voice)
        case Finished():
            return voice.say("finished", title=scene.title, case=scene.case), menu_rows(voice)
        case _:
            return "", ()


def question_text(scene: Scene, step: str) -> str:
    """The question with its number, as it is shown and as it is stored."""
    answered = scene.answered
    before = answered[: answered.index(step)] if step in answered else answered
    number, total = position(scene.dialog, step, before)
    steps = scene.dialog.steps
    if steps[step].counted:
        heading = scene.voice.say("progress", number=number, total=total)
    elif any(steps[name].counted for name in before):
        heading = scene.voice.say("progress_completing", number=number)
    else:
        heading = scene.voice.say("progress_before")
    return f"{heading}\n{_question(scene, step)}"


def chosen_text(scene: Scene, step: str, answer: str) -> str:
    """The question with the answer that was tapped, for the message that carried the buttons."""
    return f"{question_text(scene, step)}\n\n✓ {answer}"


def menu_rows(voice: Voice, first: Button | None = None, names: Sequence[str] = MENU) -> Rows:
    """The ways on when no question is open."""
    offers = [Button(voice.say(f"menu_{name}"), str(MenuToken(name)), answer=True, command=name) for name in names]
    offers = [first, *offers] if first is not None else offers
    return tuple((offer,) for offer in offers)


def _question(scene: Scene, step: str) -> str:
    return scene.voice.question(scene.dialog, scene.state, step)


def _question_rows(scene: Scene, step: str) -> Rows:
    asked = scene.dialog.steps[step]
    if scene.state.focus == step and scene.state.mode in (Mode.PROBING, Mode.CONTINUING):
        return scene.keyboard.probe()
    first = not scene.answered
    today: date = scene.context.today
    return scene.keyboard.question(scene.dialog, scene.state, asked, today, first)


def _change_warning(scene: Scene, fallen: tuple[str, ...]) -> tuple[str, Rows]:
    voice, steps = scene.voice, scene.dialog.steps
    lines = [
        f"• {steps[name].name[voice.register]}: {voice.short_answer(steps[name], scene.state.answers[name], 80)}"
        for name in fallen
    ]
    yes = scene.keyboard.action("button_change_anyway", Action.CONFIRM, answer=True)
    no = scene.keyboard.action("button_leave_as_is", Action.KEEP, answer=True)
    return voice.say("change_warning", answers="\n".join(lines), count=len(lines)), ((yes,), (no,))


def _review(scene: Scene) -> tuple[str, Rows]:
    voice, keyboard = scene.voice, scene.keyboard
    lines = [
        f"{_heading(scene.dialog.steps[name].name[voice.register])}\n"
        f"{voice.short_answer(scene.dialog.steps[name], answer)}"
        for name, answer in _on_the_way(scene)
        if answer.value is not None and scene.dialog.steps[name].recapped
    ]
    skipped = sum(answer.value is None for _, answer in _on_the_way(scene))
    text = voice.say("review", title=scene.title, case=scene.case, answers="\n\n".join(lines), skipped=skipped)
    confirm = keyboard.action("button_right", Action.CONFIRM, answer=True)
    change = keyboard.action("button_change", Action.CHANGE, answer=True)
    pause = keyboard.action("button_pause", Action.PAUSE)
    return text, ((confirm,), (change,), (pause,))


def _heading(name: str) -> str:
    return name if name.endswith("?") else f"{name}:"


def _on_the_way(scene: Scene) -> list[tuple[str, Answer]]:
    return [(name, scene.state.answers[name]) for name in scene.answered]
