"""A meal that is brought home keeps the minute at which people were last told that it comes."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meal") as batch_op:
        batch_op.add_column(sa.Column("told_at", sa.SmallInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("meal") as batch_op:
        batch_op.drop_column("told_at")
