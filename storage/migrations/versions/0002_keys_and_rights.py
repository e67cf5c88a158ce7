"""Everything people say comes under keys; cases get a frame, people rights, and what happens a log."""

import sqlalchemy as sa
from alembic import op

from storage.audit_pruning import protect_log
from storage.migrations.sealing import seal_everything

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _widen_people_and_cases()
    _widen_post()
    _make_new_tables()
    seal_everything(op.get_bind())
    protect_log(op.get_bind())


def _widen_people_and_cases() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("person", sa.Column("key_id", sa.String(), nullable=False, server_default=""))
    op.add_column("person", sa.Column("awaiting", sa.Text(), nullable=True))
    op.add_column("person", sa.Column("erased_at", moment, nullable=True))
    op.execute("ALTER TABLE address RENAME COLUMN address TO address_hash")
    op.add_column("address", sa.Column("address", sa.Text(), nullable=True))
    op.add_column("invitation", sa.Column("key_id", sa.String(), nullable=False, server_default=""))
    op.add_column("invitation", sa.Column("invited_by", sa.Integer(), nullable=True))
    op.add_column("invitation", sa.Column("hands_over", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("work_case", sa.Column("key_id", sa.String(), nullable=False, server_default=""))
    op.add_column("work_case", sa.Column("begins_on", sa.Date(), nullable=True))
    op.add_column("work_case", sa.Column("ends_on", sa.Date(), nullable=True))
    op.add_column("work_case", sa.Column("approved_hours", sa.Integer(), nullable=True))
    op.add_column("work_case", sa.Column("region", sa.String(), nullable=False, server_default=""))
    op.add_column("work_case", sa.Column("closed_at", moment, nullable=True))
    op.execute("UPDATE work_case SET phase = 'nachhaltigkeit' WHERE phase = 'team'")  # was a phase of cases, too
    op.add_column("member", sa.Column("left_at", moment, nullable=True))


def _widen_post() -> None:
    for name in ("inbox", "outbox"):
        op.execute(f"ALTER TABLE {name} RENAME COLUMN address TO address_hash")
        op.add_column(name, sa.Column("message", sa.String(), nullable=True))


def _make_new_tables() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "duty",
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "role"),
    )
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("work_case.id"), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("text_version", sa.String(), nullable=False),
        sa.Column("given_at", moment, nullable=True),
        sa.Column("refused_at", moment, nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_consent_person_id", "consent", ["person_id"])
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), sa.ForeignKey("answer.id"), nullable=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("work_case.id"), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("released_at", moment, nullable=False),
        sa.Column("taken_back_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_release_answer_id", "release", ["answer_id"])
    op.create_index("ix_release_case_id", "release", ["case_id"])
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("actor", sa.Integer(), nullable=True),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.Integer(), nullable=True),
        sa.Column("details", sa.String(), nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_audit_case_id", "audit", ["case_id"])
    op.create_index("ix_audit_subject", "audit", ["subject"])
