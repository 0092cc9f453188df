"""Numbers of youths are found by a keyed hash, so that an SMS finds its sender.

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
