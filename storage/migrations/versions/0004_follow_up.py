"""What comes after the end: agreements, check-ins, pings, calls for help."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("conversation", sa.Column("check_in_id", sa.Integer(), nullable=True))
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("work_case.id"), nullable=False),
        sa.Column("responsible_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("aid", sa.Text(), nullable=False),
        sa.Column("support", sa.Text(), nullable=False),
        sa.Column("agreed_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "check_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), sa.ForeignKey("follow_up.id"), nullable=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("work_case.id"), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("wave", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("announced_at", moment, nullable=True),
        sa.Column("asked_at", moment, nullable=True),
        sa.Column("reminded_at", moment, nullable=True),
        sa.Column("reminded_again_at", moment, nullable=True),
        sa.Column("handed_over_at", moment, nullable=True),
        sa.Column("closed_at", moment, nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "ping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("work_case.id"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=True),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("sent_at", moment, nullable=True),
        sa.Column("settled_at", moment, nullable=True),
        sa.Column("fate", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "help_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("work_case.id"), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("called_at", moment, nullable=False),
        sa.Column("told_id", sa.Integer(), nullable=True),
        sa.Column("told_at", moment, nullable=True),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("taken_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "habit",
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=True),
        sa.Column("pause_until", sa.Date(), nullable=True),
        sa.Column("muted", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("person_id"),
    )
    for name in ("follow_up", "check_in", "ping", "help_call"):
        op.create_index(f"ix_{name}_case_id", name, ["case_id"])
    op.create_index("ix_check_in_follow_up_id", "check_in", ["follow_up_id"])
    op.create_index("ix_ping_person_id", "ping", ["person_id"])
    for name, table, column, condition in (
        ("check_in_open", "check_in", "due_on", "closed_at IS NULL"),
        ("ping_open", "ping", "due_at", "settled_at IS NULL"),
    ):
        where = sa.text(condition)
        op.create_index(name, table, [column], sqlite_where=where, postgresql_where=where)
