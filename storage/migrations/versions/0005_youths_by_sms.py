"""Numbers of youths are found by a keyed hash, what was sent by its time, duties by their youth.

An absence that was said ahead has an instant at which it begins.

Revision 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    with op.batch_alter_table("youth", schema=None) as batch_op:
        batch_op.add_column(sa.Column("phone_lookup", sa.LargeBinary(), nullable=True))
        batch_op.create_index("ix_youth_phone_lookup", ["site_id", "phone_lookup"], unique=False)
    # what was sent of late, for the auditor, who asks every hour
    op.create_index(
        "ix_outbox_sent",
        "outbox",
        ["site_id", "sent_at"],
        unique=False,
        sqlite_where=sa.text("sent_at IS NOT NULL"),
        postgresql_where=sa.text("sent_at IS NOT NULL"),
    )
    op.create_index("ix_task_youth", "task", ["site_id", "youth_id"], unique=False)
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.add_column(sa.Column("next_at", sa.BigInteger(), nullable=True))
        batch_op.create_index(
            "ix_staff_next_at",
            ["next_at", "site_id"],
            unique=False,
            sqlite_where=sa.text("next_at IS NOT NULL"),
            postgresql_where=sa.text("next_at IS NOT NULL"),
        )
