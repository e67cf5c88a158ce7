"""The tables. Rows never leave `storage`: its modules hand out frozen records instead."""

from storage.tables.columns import table
from storage.tables.follow_up import CheckInRow, FollowUpRow, HabitRow, HelpCallRow, PingRow
from storage.tables.goals import GoalRow, HoursRow, PhaseChangeRow, ReviewRow, TurningPointRow, WordingRow
from storage.tables.members import AddressRow, CaseRow, DutyRow, InvitationRow, MemberRow, PersonRow
from storage.tables.post import FactRow, InboxRow, OutboxRow, StrangerRow
from storage.tables.protection import AuditRow, ConsentRow, ReleaseRow
from storage.tables.walks import AnswerRow, ContentVersionRow, ConversationRow

people = table(PersonRow)
addresses = table(AddressRow)
invitations = table(InvitationRow)
cases = table(CaseRow)
members = table(MemberRow)
duties = table(DutyRow)
content_versions = table(ContentVersionRow)
conversations = table(ConversationRow)
answers = table(AnswerRow)
inbox = table(InboxRow)
outbox = table(OutboxRow)
strangers = table(StrangerRow)
facts = table(FactRow)
consents = table(ConsentRow)
releases = table(ReleaseRow)
audit = table(AuditRow)
goals = table(GoalRow)
wordings = table(WordingRow)
phase_changes = table(PhaseChangeRow)
hours = table(HoursRow)
turning_points = table(TurningPointRow)
reviews = table(ReviewRow)
follow_ups = table(FollowUpRow)
check_ins = table(CheckInRow)
pings = table(PingRow)
help_calls = table(HelpCallRow)
habits = table(HabitRow)
