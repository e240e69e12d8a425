"""A service knows when it is usually done."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WINDOW = "usual_earliest >= 0 AND usual_earliest <= usual_latest AND usual_latest < 1440"
WEEKDAYS = "usual_weekdays > 0 AND usual_weekdays < 128"
TIMES = "usual_times IS NULL OR usual_times BETWEEN 1 AND 7"
CHECKS = {"usual_window": WINDOW, "usual_weekdays": WEEKDAYS, "usual_times": TIMES}
EVERY_DAY, MONDAY_TO_SATURDAY, WORKDAYS = 127, 63, 31
USUAL: tuple[tuple[tuple[str, ...], int, int, int, int | None], ...] = (
    (("medication", "insulin"), 435, 525, EVERY_DAY, None),
    (("morning_care",), 435, 660, MONDAY_TO_SATURDAY, None),
    (("meal_assistance",), 675, 750, EVERY_DAY, None),
    (("toileting", "turning"), 750, 960, EVERY_DAY, None),
    (("evening_care",), 975, 1125, MONDAY_TO_SATURDAY, None),
    (("bathing", "bathing_two", "bed_bath", "center_bathing"), 510, 900, MONDAY_TO_SATURDAY, 1),
    (("cleaning", "laundry", "blood_pressure", "welfare_visit"), 510, 900, MONDAY_TO_SATURDAY, 1),
    (("wound_care", "rehabilitation", "center_rehabilitation"), 510, 960, MONDAY_TO_SATURDAY, 2),
    (("hair_cut", "dementia_activity", "emergency_check", "companionship"), 510, 960, WORKDAYS, 1),
    (("counselling", "errands", "outing", "adaptation_check"), 510, 960, WORKDAYS, 1),
    (("medical_escort",), 510, 570, WORKDAYS, 1),
)
"""Keys of the catalogue as it was then: earliest and latest start, weekdays, times a week."""


def upgrade() -> None:
    with op.batch_alter_table("service_type") as batch_op:
        batch_op.add_column(sa.Column("usual_earliest", sa.SmallInteger(), nullable=False, server_default="480"))
        batch_op.add_column(sa.Column("usual_latest", sa.SmallInteger(), nullable=False, server_default="660"))
        batch_op.add_column(sa.Column("usual_weekdays", sa.SmallInteger(), nullable=False, server_default="31"))
        batch_op.add_column(sa.Column("usual_times", sa.SmallInteger(), nullable=True))
        for name, rule in CHECKS.items():
            batch_op.create_check_constraint(f"ck_service_type_{name}", sa.text(rule))
    numbers = ("usual_earliest", "usual_latest", "usual_weekdays", "usual_times")
    key, fresh = sa.column("key", sa.String()), [sa.column(name, sa.SmallInteger()) for name in numbers]
    services = sa.table("service_type", key, *fresh)
    for keys, earliest, latest, weekdays, times in USUAL:
        usual = dict(zip(numbers, (earliest, latest, weekdays, times), strict=True))
        op.execute(services.update().where(key.in_(keys)).values(usual))


def downgrade() -> None:
    with op.batch_alter_table("service_type") as batch_op:
        for name in reversed(CHECKS):
            batch_op.drop_constraint(f"ck_service_type_{name}", type_="check")
        for name in ("usual_times", "usual_weekdays", "usual_latest", "usual_earliest"):
            batch_op.drop_column(name)
