"""A duty that is put off remembers when it was first to be done.

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision.

    Of a duty that was put off before, when it was first due is known to nobody: it stays empty.
    """
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.add_column(sa.Column("first_due_at", sa.BigInteger(), nullable=True))
