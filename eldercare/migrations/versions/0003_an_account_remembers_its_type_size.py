"""An account remembers which of the three type sizes its owner reads."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ADD = """
ALTER TABLE account ADD COLUMN type_size VARCHAR(10) DEFAULT 'normal' NOT NULL
    CONSTRAINT ck_account_type_size CHECK (type_size IN ('normal', 'large', 'largest'))
"""
"""In words of its own, so that SQLite need not copy the table; both engines read it."""
FILL = "UPDATE account SET type_size = 'large' WHERE large_type OR role = 'family'"
"""Relatives were shown large type whatever their account said."""


def upgrade() -> None:
    op.execute(ADD)
    op.execute(FILL)
    op.drop_column("account", "large_type")


def downgrade() -> None:
    op.add_column("account", sa.Column("large_type", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE account SET large_type = (type_size <> 'normal')")
    op.drop_column("account", "type_size")
