"""Who has acknowledged a red case, the clocks of a taken one, and messages by their check-in.

Revision 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("needs", sa.Integer(), server_default="1", nullable=False))
        batch_op.add_column(
            sa.Column("acknowledged", sa.Text(), server_default="[]", nullable=False)
        )
        batch_op.add_column(sa.Column("asked", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("ends_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("warn_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("ask_at", sa.BigInteger(), nullable=True))
    # the messages of a check-in
    op.create_index("ix_outbox_checkin", "outbox", ["site_id", "checkin_id"], unique=False)
