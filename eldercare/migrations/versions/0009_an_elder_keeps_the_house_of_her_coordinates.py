"""An elder whose address changed without her coordinates keeps the house that they are of."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("elder") as batch_op:
        kind = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
        batch_op.add_column(sa.Column("located_for", kind, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("elder") as batch_op:
        batch_op.drop_column("located_for")
