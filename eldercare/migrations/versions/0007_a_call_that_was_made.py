"""A call that was made, also to an elder of whom no relative is told."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

READERS = ("staff_id", "relative_id", "kitchen_id")
ONE_READER, CALLED = "ck_outbox_message_one_reader", "ck_outbox_message_called"


def one_of(readers: tuple[str, ...]) -> sa.TextClause:
    return sa.text(" + ".join(f"(CASE WHEN {reader} IS NULL THEN 0 ELSE 1 END)" for reader in readers) + " = 1")


def upgrade() -> None:
    with op.batch_alter_table("outbox_message") as batch_op:
        batch_op.add_column(sa.Column("called_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("called_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("elder_id", sa.Integer(), nullable=True))
        batch_op.drop_index("ix_outbox_message_publication_id")
        batch_op.create_index("ix_outbox_message_called_by_id", ["called_by_id"])
        batch_op.create_index("ix_outbox_message_elder_id", ["elder_id"])
        batch_op.create_index("ix_outbox_message_publication_id_called_at", ["publication_id", "called_at"])
        batch_op.create_foreign_key(
            "fk_outbox_message_called_by_id", "account", ["called_by_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_foreign_key("fk_outbox_message_elder_id", "elder", ["elder_id"], ["id"], ondelete="CASCADE")
        batch_op.drop_constraint(ONE_READER, type_="check")
        batch_op.create_check_constraint(ONE_READER, one_of((*READERS, "elder_id")))
        batch_op.create_check_constraint(CALLED, sa.text("called_by_id IS NULL OR called_at IS NOT NULL"))


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM outbox_message WHERE elder_id IS NOT NULL"))
    with op.batch_alter_table("outbox_message") as batch_op:
        batch_op.drop_constraint(CALLED, type_="check")
        batch_op.drop_constraint(ONE_READER, type_="check")
        batch_op.create_check_constraint(ONE_READER, one_of(READERS))
        batch_op.drop_constraint("fk_outbox_message_elder_id", type_="foreignkey")
        batch_op.drop_constraint("fk_outbox_message_called_by_id", type_="foreignkey")
        batch_op.drop_index("ix_outbox_message_publication_id_called_at")
        batch_op.drop_index("ix_outbox_message_elder_id")
        batch_op.drop_index("ix_outbox_message_called_by_id")
        batch_op.create_index("ix_outbox_message_publication_id", ["publication_id"])
        batch_op.drop_column("elder_id")
        batch_op.drop_column("called_by_id")
        batch_op.drop_column("called_at")
