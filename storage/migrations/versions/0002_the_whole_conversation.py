"""The whole conversation.

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table('cafe_series',
    sa.Column('site_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('cafe_series_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('programme_key', sa.Text(), nullable=False),
    sa.Column('cohort', sa.Text(), nullable=True),
    sa.Column('rule', sa.Text(), nullable=False),
    sa.Column('begins', sa.Text(), nullable=False),
    sa.Column('ends', sa.Text(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('transport', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('created_by', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('site_id', 'cafe_series_id', name=op.f('pk_cafe_series'))
    )
    op.create_table('cafe',
    sa.Column('site_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('cafe_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('cafe_series_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('occurs_at', sa.BigInteger(), nullable=False),
    sa.Column('begins_at', sa.BigInteger(), nullable=False),
    sa.Column('ends_at', sa.BigInteger(), nullable=False),
    sa.Column('programme_key', sa.Text(), nullable=False),
    sa.Column('details', sa.Text(), nullable=False),
    sa.Column('moved_at', sa.BigInteger(), nullable=True),
    sa.Column('next_at', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['site_id', 'cafe_series_id'], ['cafe_series.site_id', 'cafe_series.cafe_series_id'], name=op.f('fk_cafe_site_id_cafe_series_id')),
    sa.PrimaryKeyConstraint('site_id', 'cafe_id', name=op.f('pk_cafe')),
    sa.UniqueConstraint('site_id', 'cafe_series_id', 'occurs_at', name=op.f('uq_cafe_site_id_cafe_series_id_occurs_at'))
    )
    with op.batch_alter_table('cafe', schema=None) as batch_op:
        batch_op.create_index('ix_cafe_next_at', ['next_at', 'site_id'], unique=False, sqlite_where=sa.text('next_at IS NOT NULL'), postgresql_where=sa.text('next_at IS NOT NULL'))

    op.create_table('agreement',
    sa.Column('site_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('youth_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('changed_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['site_id', 'youth_id'], ['youth.site_id', 'youth.youth_id'], name=op.f('fk_agreement_site_id_youth_id')),
    sa.PrimaryKeyConstraint('site_id', 'youth_id', name=op.f('pk_agreement'))
    )
    op.create_table('apart',
    sa.Column('site_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('youth_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('other_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('marked_at', sa.BigInteger(), nullable=False),
    sa.Column('marked_by', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['site_id', 'other_id'], ['youth.site_id', 'youth.youth_id'], name=op.f('fk_apart_site_id_other_id')),
    sa.ForeignKeyConstraint(['site_id', 'youth_id'], ['youth.site_id', 'youth.youth_id'], name=op.f('fk_apart_site_id_youth_id')),
    sa.PrimaryKeyConstraint('site_id', 'youth_id', 'other_id', name=op.f('pk_apart'))
    )
    op.create_table('caring',
    sa.Column('site_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('youth_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('slot', sa.Text(), nullable=False),
    sa.Column('line', sa.LargeBinary(), nullable=False),
    sa.Column('written_by', sa.BigInteger(), nullable=False),
    sa.Column('written_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['site_id', 'youth_id'], ['youth.site_id', 'youth.youth_id'], name=op.f('fk_caring_site_id_youth_id')),
    sa.PrimaryKeyConstraint('site_id', 'youth_id', 'slot', name=op.f('pk_caring'))
    )
    op.create_table('reply_before',
    sa.Column('site_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('reply_before_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('youth_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('reply_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=True),
    sa.Column('value', sa.Text(), nullable=True),
    sa.Column('replaced_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['site_id', 'youth_id'], ['youth.site_id', 'youth.youth_id'], name=op.f('fk_reply_before_site_id_youth_id')),
    sa.PrimaryKeyConstraint('site_id', 'reply_before_id', name=op.f('pk_reply_before'))
    )
    with op.batch_alter_table('reply_before', schema=None) as batch_op:
        batch_op.create_index('ix_reply_before_reply', ['site_id', 'reply_id'], unique=False)

    op.create_table('rsvp',
    sa.Column('site_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('rsvp_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('cafe_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('youth_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('invited_at', sa.BigInteger(), nullable=True),
    sa.Column('left_out', sa.Text(), nullable=True),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('answered_at', sa.BigInteger(), nullable=True),
    sa.Column('help_wanted', sa.Text(), nullable=True),
    sa.Column('came', sa.Text(), nullable=True),
    sa.Column('came_by', sa.BigInteger(), nullable=True),
    sa.Column('came_at', sa.BigInteger(), nullable=True),
    sa.Column('worth', sa.Text(), nullable=True),
    sa.Column('wish', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['site_id', 'cafe_id'], ['cafe.site_id', 'cafe.cafe_id'], name=op.f('fk_rsvp_site_id_cafe_id')),
    sa.ForeignKeyConstraint(['site_id', 'youth_id'], ['youth.site_id', 'youth.youth_id'], name=op.f('fk_rsvp_site_id_youth_id')),
    sa.PrimaryKeyConstraint('site_id', 'rsvp_id', name=op.f('pk_rsvp')),
    sa.UniqueConstraint('site_id', 'cafe_id', 'youth_id', name=op.f('uq_rsvp_site_id_cafe_id_youth_id'))
    )
    with op.batch_alter_table('rsvp', schema=None) as batch_op:
        batch_op.create_index('ix_rsvp_youth', ['site_id', 'youth_id'], unique=False)

    op.create_table('talk',
    sa.Column('site_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('talk_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('youth_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('staff_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('way', sa.Text(), nullable=False),
    sa.Column('mood', sa.Text(), nullable=True),
    sa.Column('note', sa.LargeBinary(), nullable=True),
    sa.Column('case_file_id', sa.BigInteger(), nullable=True),
    sa.Column('next_contact_at', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['site_id', 'staff_id'], ['staff.site_id', 'staff.staff_id'], name=op.f('fk_talk_site_id_staff_id')),
    sa.ForeignKeyConstraint(['site_id', 'youth_id'], ['youth.site_id', 'youth.youth_id'], name=op.f('fk_talk_site_id_youth_id')),
    sa.PrimaryKeyConstraint('site_id', 'talk_id', name=op.f('pk_talk'))
    )
    with op.batch_alter_table('talk', schema=None) as batch_op:
        batch_op.create_index('ix_talk_youth', ['site_id', 'youth_id', 'at'], unique=False)

    op.create_table('task',
    sa.Column('site_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('task_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('youth_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('staff_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('dedupe', sa.Text(), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('due_at', sa.BigInteger(), nullable=True),
    sa.Column('done_at', sa.BigInteger(), nullable=True),
    sa.Column('done_by', sa.BigInteger(), nullable=True),
    sa.Column('outcome', sa.Text(), nullable=True),
    sa.Column('detail', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['site_id', 'staff_id'], ['staff.site_id', 'staff.staff_id'], name=op.f('fk_task_site_id_staff_id')),
    sa.ForeignKeyConstraint(['site_id', 'youth_id'], ['youth.site_id', 'youth.youth_id'], name=op.f('fk_task_site_id_youth_id')),
    sa.PrimaryKeyConstraint('site_id', 'task_id', name=op.f('pk_task')),
    sa.UniqueConstraint('site_id', 'dedupe', name=op.f('uq_task_site_id_dedupe'))
    )
    with op.batch_alter_table('task', schema=None) as batch_op:
        batch_op.create_index('ix_task_due_at', ['due_at', 'site_id'], unique=False, sqlite_where=sa.text('due_at IS NOT NULL'), postgresql_where=sa.text('due_at IS NOT NULL'))
        batch_op.create_index('ix_task_staff', ['site_id', 'staff_id', 'due_at'], unique=False)

    with op.batch_alter_table('case_file', schema=None) as batch_op:
        batch_op.add_column(sa.Column('given_by', sa.BigInteger(), nullable=True))

    with op.batch_alter_table('checkin', schema=None) as batch_op:
        batch_op.add_column(sa.Column('later_at', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('asked', sa.Text(), nullable=True))

    with op.batch_alter_table('page_link', schema=None) as batch_op:
        batch_op.add_column(sa.Column('purpose', sa.Text(), server_default='youth', nullable=False))
        batch_op.add_column(sa.Column('about_id', sa.BigInteger(), nullable=True))
        batch_op.alter_column('youth_id',
               existing_type=sa.BIGINT(),
               nullable=True)

    with op.batch_alter_table('reply', schema=None) as batch_op:
        batch_op.add_column(sa.Column('edited_at', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('forwarded', sa.Boolean(), server_default=sa.text('false'), nullable=False))

    with op.batch_alter_table('staff', schema=None) as batch_op:
        batch_op.add_column(sa.Column('phone', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('away_at', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('away_until', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('away_cover_id', sa.BigInteger(), nullable=True))

    with op.batch_alter_table('youth', schema=None) as batch_op:
        batch_op.add_column(sa.Column('channel', sa.Text(), server_default='bot', nullable=False))
        batch_op.add_column(sa.Column('phone', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('cohort', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('tier', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('quieted_at', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('halved_at', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('woke_at', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('told_read_at', sa.BigInteger(), nullable=True))

