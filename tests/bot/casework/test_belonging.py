"""Who belongs to a case: who sees what, taking somebody out in the middle of a conversation, leaving."""

from __future__ import annotations

from dialogs.engine.model import Phase, Role
from storage.cases import set_phase
from storage.database import transaction
from storage.members import members_of
from tests.bot.casework.circle import Circle, Neighbour
from tests.journey import join_case, said


def people_in_ahorn(circle: Circle) -> list[str]:
    with transaction(circle.app.engine) as connection:
        return [member.name for member in members_of(connection, 1)]


def test_professionals_see_names_and_roles(circle: Circle, ginster: Neighbour, birke: Neighbour) -> None:
    birke.writes("/mitglieder")
    assert birke.last.text.splitlines()[1:] == [
        "• Frau Linde: Jobcoach",
        "• Sie selbst: SBV",
        "• Herr Ginster: IFD",
    ]
    assert birke.labels() == ["Zum Fall"]


def test_everybody_else_sees_roles_only(circle: Circle, birke: Neighbour) -> None:
    chat, person = circle.person("Herr Efeu", "efeu")
    join_case(circle.app, 1, person, Role.EMPLOYER)
    chat.writes("/mitglieder")
    assert chat.last.text.splitlines()[1:] == ["• Jobcoach", "• SBV", "• Sie selbst: Arbeitgeber"]


def test_somebody_is_taken_out_after_a_yes_and_told(circle: Circle, linde: Neighbour, birke: Neighbour) -> None:
    linde.writes("/mitglieder")
    linde.taps("Herausnehmen: Frau Birke, SBV")
    assert people_in_ahorn(circle) == ["Frau Linde", "Frau Birke"]
    linde.taps("Ja, herausnehmen")
    assert people_in_ahorn(circle) == ["Frau Linde"]
    assert birke.last.text == said(circle.app, "case_left", case="Ahorn")
    assert circle.log_of(1)[-1] == ("removed", 1, 2)


def test_an_old_button_takes_out_nobody(circle: Circle, linde: Neighbour, birke: Neighbour) -> None:
    linde.writes("/mitglieder")
    linde.taps("Herausnehmen: Frau Birke, SBV")
    linde.taps("Ja, herausnehmen")
    linde.taps("Ja, herausnehmen")
    assert said(circle.app, "hint_old_button") in linde.last.text
    assert [event for event, _, _ in circle.log_of(1)].count("removed") == 1


def test_taken_out_in_the_middle_of_a_conversation(circle: Circle, linde: Neighbour, ginster: Neighbour) -> None:
    ginster.writes("/besuch")
    ginster.taps("Ja, ich stehe")
    question = ginster.last
    linde.writes("/mitglieder")
    linde.taps("Herausnehmen: Herr Ginster, IFD")
    linde.taps("Ja, herausnehmen")
    ginster.writes("Er hat gefragt, ob er die Kiste tragen darf.")
    assert ginster.last.text == said(circle.app, "nothing_open")
    ginster.heard.append(question)
    ginster.taps("Überspringen")
    assert ginster.last.text == said(circle.app, "case_left", case="Ahorn")
    ginster.writes("/weiter")
    assert ginster.last.text == said(circle.app, "case_left", case="Ahorn")
    join_case(circle.app, 1, 3, Role.INTEGRATION_SERVICE)
    ginster.writes("/weiter")
    assert question.text.split("\n\n")[-1] in ginster.last.text


def test_who_was_taken_out_cannot_come_back_with_an_invitation_of_her_own(
    circle: Circle, linde: Neighbour, ginster: Neighbour
) -> None:
    ginster.writes("/einladen")
    ginster.taps("SBV")
    ginster.taps("Ohne Anrede")
    linde.writes("/mitglieder")
    linde.taps("Herausnehmen: Herr Ginster, IFD")
    linde.taps("Ja, herausnehmen")
    ginster.writes(f"/start {ginster.token()}")
    assert ginster.last.text == said(circle.app, "stranger_expired")
    assert "Herr Ginster" not in people_in_ahorn(circle)


def test_leaving_takes_a_yes(circle: Circle, birke: Neighbour) -> None:
    birke.writes("/verlassen")
    assert birke.last.text == said(circle.app, "leave_asked", case="Ahorn")
    birke.taps("Ja, Fall verlassen")
    assert birke.last.text == said(circle.app, "case_left", case="Ahorn")
    assert people_in_ahorn(circle) == ["Frau Linde"]
    assert circle.log_of(1)[-1] == ("left", 2, None)


def test_the_last_who_leads_stays_until_the_case_is_closed(circle: Circle, linde: Neighbour, birke: Neighbour) -> None:
    linde.writes("/verlassen")
    assert linde.last.text == said(circle.app, "leave_last_lead", case="Ahorn")
    assert "Fall übergeben" in linde.labels()
    with transaction(circle.app.engine) as connection:
        set_phase(connection, 1, Phase.CLOSED, circle.app.clock())
    linde.writes("/verlassen")
    linde.taps("Ja, Fall verlassen")
    assert people_in_ahorn(circle) == ["Frau Birke"]


def test_one_of_two_who_lead_may_leave(circle: Circle, linde: Neighbour, ginster: Neighbour) -> None:
    linde.writes("/verlassen")
    linde.taps("Ja, Fall verlassen")
    assert people_in_ahorn(circle) == ["Frau Birke", "Herr Ginster"]
    ginster.writes("/verlassen")
    assert ginster.last.text == said(circle.app, "leave_last_lead", case="Ahorn")
