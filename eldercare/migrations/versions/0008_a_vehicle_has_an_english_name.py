"""A vehicle has an English name."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("vehicle") as batch_op:
        batch_op.add_column(sa.Column("name_en", sa.String(length=80), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("vehicle") as batch_op:
        batch_op.drop_column("name_en")
