"""Keys that stand in paths and addresses hold no slash."""

import sqlalchemy as sa
from alembic import context, op

from eldercare.errors import Refused

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = ("region", "facility", "elder", "staff")


RULE = "key <> '' AND replace(key, '/', '') = key"
MOST_NAMED = 20


def upgrade() -> None:
    if not context.is_offline_mode():
        _refuse_old_keys()
    for table in TABLES:
        with op.batch_alter_table(table) as batch_op:
            batch_op.create_check_constraint(f"ck_{table}_key", sa.text(RULE))


def _refuse_old_keys() -> None:
    """Rows written before the rule: a person has to say what they are to be called."""
    found = [
        f"{table} “{key}”"
        for table in TABLES
        for key in op.get_bind().scalars(sa.text(f"SELECT key FROM {table} WHERE NOT ({RULE}) ORDER BY key"))  # noqa: S608  # names of our own
    ]
    if found:
        more = ", …" if len(found) > MOST_NAMED else ""
        raise Refused("database_keys_unfit", count=len(found), keys=", ".join(found[:MOST_NAMED]) + more)


def downgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_constraint(f"ck_{table}_key", type_="check")
