"""A draft knows which version was in force when it was planned; of what is there already the times tell it."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

FILL = """
UPDATE draft SET after_version = COALESCE((
    SELECT MAX(publication.number) FROM publication JOIN planning_run ON planning_run.id = draft.run_id
    WHERE publication.unit_id = draft.unit_id AND publication.week = draft.week AND publication.draft_id <> draft.id
    AND publication.published_at <= COALESCE(planning_run.started_at, draft.created_at)
), 0)
"""


def upgrade() -> None:
    op.execute("ALTER TABLE draft ADD COLUMN after_version SMALLINT DEFAULT 0 NOT NULL")
    op.execute(FILL)


def downgrade() -> None:
    op.drop_column("draft", "after_version")
