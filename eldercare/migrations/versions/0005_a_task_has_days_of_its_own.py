"""A task of a care plan has days of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

IN_ORDER = "starts_on IS NULL OR ends_on IS NULL OR ends_on >= starts_on"


def upgrade() -> None:
    with op.batch_alter_table("care_task") as batch_op:
        batch_op.add_column(sa.Column("starts_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("ends_on", sa.Date(), nullable=True))
        batch_op.create_check_constraint("ck_care_task_days", sa.text(IN_ORDER))


def downgrade() -> None:
    with op.batch_alter_table("care_task") as batch_op:
        batch_op.drop_constraint("ck_care_task_days", type_="check")
        batch_op.drop_column("ends_on")
        batch_op.drop_column("starts_on")
