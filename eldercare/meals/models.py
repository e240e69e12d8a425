"""Meals: who wants which, which kitchen cooks how many, and what brings them round."""

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.models import Model

from eldercare.people.models import Diet, TravelMode
from eldercare.schema import WEEKDAYS, check, not_negative, one_of, unique

if TYPE_CHECKING:
    from eldercare.hierarchy.models import Facility
    from eldercare.people.models import Elder, Staff
    from eldercare.planning.models import Publication


class MealKind(StrEnum):
    LUNCH = "lunch"
    DINNER = "dinner"


class Serving(StrEnum):
    DELIVERED = "delivered"
    EAT_IN = "eat_in"


EATEN_SOMEWHERE = "(serving = 'eat_in') = (eats_at_id IS NOT NULL)"
"""A meal is brought to the door, or it is eaten at a facility."""


class Kitchen(Model):
    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=60, unique=True)
    facility: fields.ForeignKeyRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="kitchens", on_delete=fields.RESTRICT
    )
    facility_id: int
    name = fields.CharField(max_length=60)
    name_en = fields.CharField(max_length=80, default="")
    version = fields.IntField(default=1)
    waves: fields.ReverseRelation["KitchenWave"]
    diets: fields.ReverseRelation["KitchenDiet"]

    class Meta:
        table = "kitchen"


class KitchenWave(Model):
    """One batch of a meal: cooked at, leaving from, so many portions on each of the weekdays."""

    id = fields.IntField(primary_key=True)
    kitchen: fields.ForeignKeyRelation["Kitchen"] = fields.ForeignKeyField(
        "eldercare.Kitchen", related_name="waves", on_delete=fields.CASCADE
    )
    kitchen_id: int
    meal = fields.CharField(max_length=6)
    wave = fields.SmallIntField()
    weekdays = fields.SmallIntField()
    portions = fields.SmallIntField()
    cooked_at = fields.SmallIntField()
    leaves_at = fields.SmallIntField()

    class Meta:
        table = "kitchen_wave"
        constraints = (
            one_of("kitchen_wave", "meal", MealKind),
            check("kitchen_wave", "weekdays", WEEKDAYS),
            check("kitchen_wave", "portions", "portions > 0"),
            check("kitchen_wave", "minutes", "cooked_at >= 0 AND cooked_at <= leaves_at AND leaves_at < 1440"),
            unique("kitchen_wave", "kitchen_id", "meal", "wave"),
        )


class KitchenDiet(Model):
    """A diet a kitchen can cook, with its own ceiling of portions per wave."""

    id = fields.IntField(primary_key=True)
    kitchen: fields.ForeignKeyRelation["Kitchen"] = fields.ForeignKeyField(
        "eldercare.Kitchen", related_name="diets", on_delete=fields.CASCADE
    )
    kitchen_id: int
    diet = fields.CharField(max_length=12)
    portions_per_wave = fields.SmallIntField()

    class Meta:
        table = "kitchen_diet"
        constraints = (
            one_of("kitchen_diet", "diet", Diet),
            check("kitchen_diet", "portions", "portions_per_wave > 0"),
            unique("kitchen_diet", "kitchen_id", "diet"),
        )


class MealSubscription(Model):
    """An elder takes this meal on these weekdays; diet and texture are hers."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=60, unique=True)
    elder: fields.ForeignKeyRelation["Elder"] = fields.ForeignKeyField(
        "eldercare.Elder", related_name="meals", on_delete=fields.CASCADE
    )
    elder_id: int
    meal = fields.CharField(max_length=6)
    weekdays = fields.SmallIntField()
    serving = fields.CharField(max_length=10)
    eats_at: fields.ForeignKeyNullableRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="diners", null=True, on_delete=fields.RESTRICT
    )
    eats_at_id: int | None
    """The canteen of an eat-in meal."""
    starts_on = fields.DateField()
    ends_on = fields.DateField(null=True)
    version = fields.IntField(default=1)

    class Meta:
        table = "meal_subscription"
        constraints = (
            one_of("meal_subscription", "meal", MealKind),
            one_of("meal_subscription", "serving", Serving),
            check("meal_subscription", "weekdays", WEEKDAYS),
            check("meal_subscription", "eats_at", EATEN_SOMEWHERE),
            check("meal_subscription", "days", "ends_on IS NULL OR ends_on >= starts_on"),
        )


class Vehicle(Model):
    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=60, unique=True)
    facility: fields.ForeignKeyRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="vehicles", on_delete=fields.RESTRICT
    )
    facility_id: int
    name = fields.CharField(max_length=40)
    name_en = fields.CharField(max_length=80, default="")
    mode = fields.CharField(max_length=6)
    meal_boxes = fields.SmallIntField(default=0)
    seats = fields.SmallIntField(default=0)
    wheelchair_seats = fields.SmallIntField(default=0)
    version = fields.IntField(default=1)

    class Meta:
        table = "vehicle"
        constraints = (
            one_of("vehicle", "mode", TravelMode),
            *not_negative("vehicle", ["meal_boxes", "seats", "wheelchair_seats"]),
        )


class Meal(Model):
    """A published meal: which kitchen cooks it for whom, on which round and stop it travels."""

    id = fields.IntField(primary_key=True)
    publication: fields.ForeignKeyRelation["Publication"] = fields.ForeignKeyField(
        "eldercare.Publication", related_name="meals", on_delete=fields.CASCADE
    )
    publication_id: int
    elder: fields.ForeignKeyRelation["Elder"] = fields.ForeignKeyField(
        "eldercare.Elder", related_name="published_meals", on_delete=fields.RESTRICT
    )
    elder_id: int
    day = fields.DateField()
    meal = fields.CharField(max_length=6)
    wave = fields.SmallIntField()
    serving = fields.CharField(max_length=10)
    eats_at: fields.ForeignKeyNullableRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="meals", null=True, on_delete=fields.RESTRICT
    )
    eats_at_id: int | None
    """Where an eaten-in meal was announced to be eaten, whatever is promised by now."""
    kitchen: fields.ForeignKeyRelation["Kitchen"] = fields.ForeignKeyField(
        "eldercare.Kitchen", related_name="meals", on_delete=fields.RESTRICT
    )
    kitchen_id: int
    carrier: fields.ForeignKeyNullableRelation["Staff"] = fields.ForeignKeyField(
        "eldercare.Staff", related_name="carried_meals", null=True, on_delete=fields.RESTRICT
    )
    carrier_id: int | None
    vehicle: fields.ForeignKeyNullableRelation["Vehicle"] = fields.ForeignKeyField(
        "eldercare.Vehicle", related_name="carried_meals", null=True, on_delete=fields.RESTRICT
    )
    vehicle_id: int | None
    trip = fields.SmallIntField(null=True)
    stop = fields.SmallIntField(null=True)
    arrives = fields.SmallIntField(null=True)
    travel_minutes = fields.SmallIntField(null=True)
    told_at = fields.SmallIntField(null=True)
    """The minute at which people were last told that it comes about, or is served where it is cooked, by this version
    or an earlier one."""

    @property
    def about(self) -> int | None:
        """When people expect it; it may come up to a quarter of an hour from that without their being told."""
        minute: int | None = self.arrives if self.told_at is None else self.told_at
        return minute

    class Meta:
        table = "meal"
        indexes = (("kitchen_id", "day"), ("carrier_id", "day"))
        constraints = (
            one_of("meal", "meal", MealKind),
            one_of("meal", "serving", Serving),
            check("meal", "eats_at", EATEN_SOMEWHERE),
            unique("meal", "elder_id", "day", "meal"),
        )
