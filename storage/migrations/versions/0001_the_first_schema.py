"""The first schema.

Revision 0001, after .
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "audit",
        sa.Column("site_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("audit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("youth_id", sa.BigInteger(), nullable=True),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("site_id", "audit_id", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_youth", "audit", ["site_id", "youth_id", "at"], unique=False)
    op.create_table(
        "bot",
        sa.Column("site_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_id", "bot_id", name=op.f("pk_bot")),
    )
    op.create_table(
        "inbox",
        sa.Column("site_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("inbox_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("lane", sa.LargeBinary(), nullable=False),
        sa.Column("key_day", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("site_id", "inbox_id", name=op.f("pk_inbox")),
        sa.UniqueConstraint(
            "site_id", "bot_id", "update_id", name=op.f("uq_inbox_site_id_bot_id_update_id")
        ),
    )
    op.create_index(
        "ix_inbox_due_at",
        "inbox",
        ["due_at", "inbox_id"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_inbox_lane",
        "inbox",
        ["site_id", "lane", "inbox_id"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_inbox_parked",
        "inbox",
        ["site_id", "inbox_id"],
        unique=False,
        sqlite_where=sa.text("state = 'parked'"),
        postgresql_where=sa.text("state = 'parked'"),
    )
    op.create_table(
        "lease",
        sa.Column("site_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_id", "name", name=op.f("pk_lease")),
    )
    op.create_table(
        "outbox",
        sa.Column("site_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("outbox_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("dedupe", sa.Text(), nullable=False),
        sa.Column("lane", sa.LargeBinary(), nullable=False),
        sa.Column("youth_id", sa.BigInteger(), nullable=True),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("case_file_id", sa.BigInteger(), nullable=True),
        sa.Column("checkin_id", sa.BigInteger(), nullable=True),
        sa.Column("programme_version_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("chat", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("edits_outbox_id", sa.BigInteger(), nullable=True),
        sa.Column("edits_message_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("ready_at", sa.BigInteger(), nullable=True),
        sa.Column("late_at", sa.BigInteger(), nullable=True),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("site_id", "outbox_id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("site_id", "dedupe", name=op.f("uq_outbox_site_id_dedupe")),
    )
    op.create_index("ix_outbox_case", "outbox", ["site_id", "case_file_id"], unique=False)
    op.create_index("ix_outbox_edits", "outbox", ["site_id", "edits_outbox_id"], unique=False)
    op.create_index(
        "ix_outbox_lane",
        "outbox",
        ["site_id", "lane", "outbox_id"],
        unique=False,
        sqlite_where=sa.text("ready_at IS NOT NULL"),
        postgresql_where=sa.text("ready_at IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_lease_until",
        "outbox",
        ["lease_until", "outbox_id"],
        unique=False,
        sqlite_where=sa.text("lease_until IS NOT NULL"),
        postgresql_where=sa.text("lease_until IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_ready_at",
        "outbox",
        ["ready_at", "priority", "outbox_id"],
        unique=False,
        sqlite_where=sa.text("ready_at IS NOT NULL"),
        postgresql_where=sa.text("ready_at IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_unknown",
        "outbox",
        ["site_id", "outbox_id"],
        unique=False,
        sqlite_where=sa.text("state = 'unknown'"),
        postgresql_where=sa.text("state = 'unknown'"),
    )
    op.create_index(
        "ix_outbox_youth", "outbox", ["site_id", "youth_id", "created_at"], unique=False
    )
    op.create_table(
        "programme_version",
        sa.Column("site_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("programme_version_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "site_id", "programme_version_id", name=op.f("pk_programme_version")
        ),
        sa.UniqueConstraint(
            "site_id", "key", "sha256", name=op.f("uq_programme_version_site_id_key_sha256")
        ),
    )
    op.create_table(
        "staff",
        sa.Column("site_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("staff_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("chat", sa.LargeBinary(), nullable=True),
        sa.Column("chat_lookup", sa.LargeBinary(), nullable=True),
        sa.Column("joined_at", sa.BigInteger(), nullable=True),
        sa.Column("blocked_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("site_id", "staff_id", name=op.f("pk_staff")),
        sa.UniqueConstraint("site_id", "chat_lookup", name=op.f("uq_staff_site_id_chat_lookup")),
    )
    op.create_table(
        "youth",
        sa.Column("site_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("youth_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("programme_version_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("age_band", sa.Text(), nullable=True),
        sa.Column("chat", sa.LargeBinary(), nullable=True),
        sa.Column("chat_lookup", sa.LargeBinary(), nullable=True),
        sa.Column("mentor_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("cover_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("accepted_at", sa.BigInteger(), nullable=True),
        sa.Column("contact_interval_days", sa.Integer(), nullable=False),
        sa.Column("last_sign_of_life_at", sa.BigInteger(), nullable=True),
        sa.Column("last_human_contact_at", sa.BigInteger(), nullable=True),
        sa.Column("last_word_at", sa.BigInteger(), nullable=True),
        sa.Column("last_staff_message_at", sa.BigInteger(), nullable=True),
        sa.Column("next_contact_at", sa.BigInteger(), nullable=True),
        sa.Column("reassess_at", sa.BigInteger(), nullable=True),
        sa.Column("paused_until", sa.BigInteger(), nullable=True),
        sa.Column("blocked_at", sa.BigInteger(), nullable=True),
        sa.Column("held_at", sa.BigInteger(), nullable=True),
        sa.Column("card_at", sa.BigInteger(), nullable=True),
        sa.Column("call_allowed", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id", "cover_id"],
            ["staff.site_id", "staff.staff_id"],
            name=op.f("fk_youth_site_id_cover_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "mentor_id"],
            ["staff.site_id", "staff.staff_id"],
            name=op.f("fk_youth_site_id_mentor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "programme_version_id"],
            ["programme_version.site_id", "programme_version.programme_version_id"],
            name=op.f("fk_youth_site_id_programme_version_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "youth_id", name=op.f("pk_youth")),
        sa.UniqueConstraint("site_id", "chat_lookup", name=op.f("uq_youth_site_id_chat_lookup")),
    )
    op.create_index(
        "ix_youth_reassess_at",
        "youth",
        ["reassess_at", "site_id"],
        unique=False,
        sqlite_where=sa.text("reassess_at IS NOT NULL"),
        postgresql_where=sa.text("reassess_at IS NOT NULL"),
    )
    op.create_table(
        "case_file",
        sa.Column("site_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_file_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("youth_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("episode", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("programme_version_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ladder", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("escalate_at", sa.BigInteger(), nullable=True),
        sa.Column("taken_by", sa.BigInteger(), nullable=True),
        sa.Column("taken_at", sa.BigInteger(), nullable=True),
        sa.Column("try_again_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("way", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("sender_chat", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id", "programme_version_id"],
            ["programme_version.site_id", "programme_version.programme_version_id"],
            name=op.f("fk_case_file_site_id_programme_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "youth_id"],
            ["youth.site_id", "youth.youth_id"],
            name=op.f("fk_case_file_site_id_youth_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "case_file_id", name=op.f("pk_case_file")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_case_file_site_id_number")),
    )
    op.create_index(
        "ix_case_file_escalate_at",
        "case_file",
        ["escalate_at", "site_id"],
        unique=False,
        sqlite_where=sa.text("escalate_at IS NOT NULL"),
        postgresql_where=sa.text("escalate_at IS NOT NULL"),
    )
    op.create_index(
        "ix_case_file_youth", "case_file", ["site_id", "youth_id", "opened_at"], unique=False
    )
    op.create_index(
        "uq_case_file_open_episode",
        "case_file",
        ["site_id", "episode"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "checkin",
        sa.Column("site_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("checkin_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("youth_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("contact_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("programme_version_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("occurrence_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("prompt_outbox_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("remind_at", sa.BigInteger(), nullable=True),
        sa.Column("reminded_at", sa.BigInteger(), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.Column("event_at", sa.BigInteger(), nullable=True),
        sa.Column("low", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "programme_version_id"],
            ["programme_version.site_id", "programme_version.programme_version_id"],
            name=op.f("fk_checkin_site_id_programme_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "youth_id"],
            ["youth.site_id", "youth.youth_id"],
            name=op.f("fk_checkin_site_id_youth_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "checkin_id", name=op.f("pk_checkin")),
        sa.UniqueConstraint(
            "site_id",
            "youth_id",
            "contact_key",
            "occurrence_at",
            name=op.f("uq_checkin_site_id_youth_id_contact_key_occurrence_at"),
        ),
    )
    op.create_index(
        "ix_checkin_next_at",
        "checkin",
        ["next_at", "site_id"],
        unique=False,
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_table(
        "invite",
        sa.Column("site_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("invite_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code_lookup", sa.LargeBinary(), nullable=False),
        sa.Column("youth_id", sa.BigInteger(), nullable=True),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.Column("used_by_chat", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id", "staff_id"],
            ["staff.site_id", "staff.staff_id"],
            name=op.f("fk_invite_site_id_staff_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "youth_id"],
            ["youth.site_id", "youth.youth_id"],
            name=op.f("fk_invite_site_id_youth_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "invite_id", name=op.f("pk_invite")),
        sa.UniqueConstraint("site_id", "code_lookup", name=op.f("uq_invite_site_id_code_lookup")),
    )
    op.create_table(
        "occurrence",
        sa.Column("site_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("occurrence_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("youth_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("contact_key", sa.Text(), nullable=False),
        sa.Column("programme_version_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("checkin_id", sa.BigInteger(), nullable=True),
        sa.Column("handled_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "programme_version_id"],
            ["programme_version.site_id", "programme_version.programme_version_id"],
            name=op.f("fk_occurrence_site_id_programme_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "youth_id"],
            ["youth.site_id", "youth.youth_id"],
            name=op.f("fk_occurrence_site_id_youth_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "occurrence_id", name=op.f("pk_occurrence")),
        sa.UniqueConstraint(
            "site_id",
            "youth_id",
            "contact_key",
            "due_at",
            name=op.f("uq_occurrence_site_id_youth_id_contact_key_due_at"),
        ),
    )
    op.create_table(
        "page_link",
        sa.Column("site_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("page_link_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("token_lookup", sa.LargeBinary(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("youth_id", sa.BigInteger(), nullable=False),
        sa.Column("case_file_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("spent_at", sa.BigInteger(), nullable=True),
        sa.Column("session_lookup", sa.LargeBinary(), nullable=True),
        sa.Column("session_ends_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id", "staff_id"],
            ["staff.site_id", "staff.staff_id"],
            name=op.f("fk_page_link_site_id_staff_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "youth_id"],
            ["youth.site_id", "youth.youth_id"],
            name=op.f("fk_page_link_site_id_youth_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "page_link_id", name=op.f("pk_page_link")),
        sa.UniqueConstraint(
            "site_id", "session_lookup", name=op.f("uq_page_link_site_id_session_lookup")
        ),
        sa.UniqueConstraint(
            "site_id", "token_lookup", name=op.f("uq_page_link_site_id_token_lookup")
        ),
    )
    op.create_table(
        "planned",
        sa.Column("site_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("planned_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("youth_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("contact_key", sa.Text(), nullable=False),
        sa.Column("programme_version_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("anchor_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "programme_version_id"],
            ["programme_version.site_id", "programme_version.programme_version_id"],
            name=op.f("fk_planned_site_id_programme_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "youth_id"],
            ["youth.site_id", "youth.youth_id"],
            name=op.f("fk_planned_site_id_youth_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "planned_id", name=op.f("pk_planned")),
        sa.UniqueConstraint(
            "site_id",
            "youth_id",
            "contact_key",
            name=op.f("uq_planned_site_id_youth_id_contact_key"),
        ),
    )
    op.create_index(
        "ix_planned_due_at",
        "planned",
        ["due_at", "site_id"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_table(
        "reply",
        sa.Column("site_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reply_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("youth_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("checkin_id", sa.BigInteger(), nullable=True),
        sa.Column("question_key", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("file_ref", sa.LargeBinary(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("read_at", sa.BigInteger(), nullable=True),
        sa.Column("read_by", sa.BigInteger(), nullable=True),
        sa.Column("inbox_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id", "youth_id"],
            ["youth.site_id", "youth.youth_id"],
            name=op.f("fk_reply_site_id_youth_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "reply_id", name=op.f("pk_reply")),
        sa.UniqueConstraint("site_id", "inbox_id", name=op.f("uq_reply_site_id_inbox_id")),
    )
    op.create_index(
        "ix_reply_youth", "reply", ["site_id", "youth_id", "received_at"], unique=False
    )
    op.create_table(
        "case_event",
        sa.Column("site_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_event_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_file_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "case_file_id"],
            ["case_file.site_id", "case_file.case_file_id"],
            name=op.f("fk_case_event_site_id_case_file_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "case_event_id", name=op.f("pk_case_event")),
    )
    op.create_index(
        "ix_case_event_case", "case_event", ["site_id", "case_file_id", "at"], unique=False
    )
