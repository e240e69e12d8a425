"""A meal knows where it is eaten."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WEEKDAY = {
    "postgresql": "CAST(EXTRACT(ISODOW FROM {meals}.day) AS INTEGER) - 1",
    "sqlite": "(CAST(strftime('%w', {meals}.day) AS INTEGER) + 6) % 7",
}
FILL = """
UPDATE {meals} SET eats_at_id = COALESCE(
    (SELECT zone.facility_id FROM {seats} AS seated
        JOIN zone ON zone.id = seated.zone_id JOIN facility ON facility.id = zone.facility_id
        WHERE seated.elder_id = {meals}.elder_id AND seated.day = {meals}.day AND seated.{plan} = {meals}.{plan}
        ORDER BY seated.ends - seated.starts DESC, facility.key DESC LIMIT 1),
    (SELECT eats_at_id FROM meal_subscription AS asked
        WHERE asked.elder_id = {meals}.elder_id AND asked.meal = {meals}.meal AND asked.serving = 'eat_in'
        AND (asked.weekdays >> ({weekday})) & 1 = 1
        AND asked.starts_on <= {meals}.day AND (asked.ends_on IS NULL OR asked.ends_on >= {meals}.day)
        ORDER BY asked.key LIMIT 1),
    (SELECT eats_at_id FROM meal_subscription AS asked
        WHERE asked.elder_id = {meals}.elder_id AND asked.meal = {meals}.meal AND asked.serving = 'eat_in'
        ORDER BY asked.key LIMIT 1),
    (SELECT facility_id FROM kitchen WHERE kitchen.id = {meals}.kitchen_id)
) WHERE serving = 'eat_in'
"""
"""Where the sheets said so far: her longest seat of the day, else her subscription of that day.

A subscription that was changed or taken away since leaves another one of hers, or the kitchen itself.
"""


def upgrade() -> None:
    weekday = WEEKDAY[op.get_context().dialect.name]
    for meals, seats, plan, gone in (
        ("draft_meal", "draft_seat", "draft_id", "CASCADE"),
        ("meal", "seat", "publication_id", "RESTRICT"),
    ):
        with op.batch_alter_table(meals) as batch_op:
            batch_op.add_column(sa.Column("eats_at_id", sa.Integer(), nullable=True))
        op.execute(FILL.format(meals=meals, seats=seats, plan=plan, weekday=weekday.format(meals=meals)))
        with op.batch_alter_table(meals) as batch_op:
            batch_op.create_check_constraint(
                f"ck_{meals}_eats_at", sa.text("(serving = 'eat_in') = (eats_at_id IS NOT NULL)")
            )
            batch_op.create_foreign_key(f"fk_{meals}_eats_at_id", "facility", ["eats_at_id"], ["id"], ondelete=gone)
            batch_op.create_index(f"ix_{meals}_eats_at_id", ["eats_at_id"], unique=False)


def downgrade() -> None:
    for meals in ("meal", "draft_meal"):
        with op.batch_alter_table(meals) as batch_op:
            batch_op.drop_constraint(f"ck_{meals}_eats_at", type_="check")
            batch_op.drop_constraint(f"fk_{meals}_eats_at_id", type_="foreignkey")
            batch_op.drop_index(f"ix_{meals}_eats_at_id")
            batch_op.drop_column("eats_at_id")
