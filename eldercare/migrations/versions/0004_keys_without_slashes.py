"""Keys that stand in paths and addresses hold no slash."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = ("region", "facility", "elder", "staff")


def upgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table) as batch_op:
            batch_op.create_check_constraint(f"ck_{table}_key", sa.text("key <> '' AND replace(key, '/', '') = key"))


def downgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_constraint(f"ck_{table}_key", type_="check")
