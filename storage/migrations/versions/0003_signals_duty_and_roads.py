"""Signals, duty and roads.

Revision 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table('helpline',
    sa.Column('site_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('verified_on', sa.Text(), nullable=False),
    sa.Column('verified_by', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('site_id', 'name', name=op.f('pk_helpline'))
    )
    op.create_table('watch',
    sa.Column('site_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('watch_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('staff_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('begins', sa.Text(), nullable=False),
    sa.Column('ends', sa.Text(), nullable=False),
    sa.Column('turn', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['site_id', 'staff_id'], ['staff.site_id', 'staff.staff_id'], name=op.f('fk_watch_site_id_staff_id')),
    sa.PrimaryKeyConstraint('site_id', 'watch_id', name=op.f('pk_watch'))
    )
    op.create_table('watch_swap',
    sa.Column('site_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('watch_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('day', sa.Text(), nullable=False),
    sa.Column('staff_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('swapped_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['site_id', 'staff_id'], ['staff.site_id', 'staff.staff_id'], name=op.f('fk_watch_swap_site_id_staff_id')),
    sa.ForeignKeyConstraint(['site_id', 'watch_id'], ['watch.site_id', 'watch.watch_id'], name=op.f('fk_watch_swap_site_id_watch_id')),
    sa.PrimaryKeyConstraint('site_id', 'watch_id', 'day', name=op.f('pk_watch_swap'))
    )
    # attention points
    op.create_table(
        "assessment",
        sa.Column("site_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("assessment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("youth_id", sa.BigInteger(), nullable=False),
        sa.Column("programme_version_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("looked_at", sa.BigInteger(), nullable=False),
        sa.Column("hundredths", sa.Integer(), nullable=False),
        sa.Column("band", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("praise", sa.Text(), nullable=False),
        sa.Column("disagreed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id", "programme_version_id"],
            ["programme_version.site_id", "programme_version.programme_version_id"],
            name=op.f("fk_assessment_site_id_programme_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "youth_id"],
            ["youth.site_id", "youth.youth_id"],
            name=op.f("fk_assessment_site_id_youth_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "assessment_id", name=op.f("pk_assessment")),
    )
    op.create_index(
        "ix_assessment_youth", "assessment", ["site_id", "youth_id", "at"], unique=False
    )
    # what the auditor said last
    op.create_table(
        "last_audit",
        sa.Column("site_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("audited_at", sa.BigInteger(), nullable=False),
        sa.Column("since_at", sa.BigInteger(), nullable=False),
        sa.Column("broken", sa.Text(), nullable=False),
        sa.Column("breaches", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_last_audit")),
    )
    with op.batch_alter_table('case_file', schema=None) as batch_op:
        batch_op.add_column(sa.Column('next_at', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('talked_at', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('after_talk', sa.Text(), nullable=True))
        batch_op.create_index('ix_case_file_next_at', ['next_at', 'site_id'], unique=False, sqlite_where=sa.text('next_at IS NOT NULL'), postgresql_where=sa.text('next_at IS NOT NULL'))

    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.add_column(sa.Column('road', sa.Text(), server_default='telegram', nullable=False))

    with op.batch_alter_table('staff', schema=None) as batch_op:
        batch_op.add_column(sa.Column('email', sa.LargeBinary(), nullable=True))
    # words of those who have left, and indexes that look-ups of staff need
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("passing", sa.Boolean(), server_default=sa.text("false"), nullable=False)
        )
        batch_op.create_index(
            "ix_reply_passing",
            ["site_id", "received_at"],
            unique=False,
            sqlite_where=sa.text("passing"),
            postgresql_where=sa.text("passing"),
        )
    op.create_index(
        "ix_page_link_staff", "page_link", ["site_id", "staff_id", "page_link_id"], unique=False
    )
    op.create_index(
        "ix_outbox_staff",
        "outbox",
        ["site_id", "staff_id", "message_id"],
        unique=False,
        sqlite_where=sa.text("staff_id IS NOT NULL"),
        postgresql_where=sa.text("staff_id IS NOT NULL"),
    )
    op.create_index(
        "ix_staff_away_until",
        "staff",
        ["away_until", "site_id"],
        unique=False,
        sqlite_where=sa.text("away_until IS NOT NULL"),
        postgresql_where=sa.text("away_until IS NOT NULL"),
    )
