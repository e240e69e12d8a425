"""The people: elders, their relatives, staff, what staff can do and when they can work."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.models import Model

from eldercare.schema import WEEKDAYS, check, minutes_of_day, one_of, plain_key, unique

if TYPE_CHECKING:
    from eldercare.hierarchy.models import Facility, Region


class Gender(StrEnum):
    FEMALE = "female"
    MALE = "male"


class LivingSituation(StrEnum):
    ALONE = "alone"
    WITH_SPOUSE = "with_spouse"
    WITH_CHILDREN = "with_children"
    RESIDENT = "resident"


class Texture(StrEnum):
    NORMAL = "normal"
    SOFT = "soft"
    MINCED = "minced"
    PUREED = "pureed"


class Diet(StrEnum):
    REGULAR = "regular"
    LOW_SALT = "low_salt"
    LOW_SUGAR = "low_sugar"
    LOW_FAT = "low_fat"
    VEGETARIAN = "vegetarian"
    HALAL = "halal"


class Bond(StrEnum):
    DESIGNATED = "designated"
    PREFERRED = "preferred"
    EXCLUDED = "excluded"


class Job(StrEnum):
    CAREGIVER = "caregiver"
    NURSE = "nurse"
    THERAPIST = "therapist"
    ZONE_STAFF = "zone_staff"
    COOK = "cook"
    CARRIER = "carrier"
    DRIVER = "driver"


class Contract(StrEnum):
    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    REHIRED = "rehired"
    AGENCY = "agency"
    VOLUNTEER = "volunteer"


class TravelMode(StrEnum):
    WALK = "walk"
    EBIKE = "ebike"
    BUS = "bus"
    CAR = "car"


class LeaveKind(StrEnum):
    ANNUAL = "annual"
    SICK = "sick"
    PERSONAL = "personal"
    TRAINING = "training"


class Elder(Model):
    """The person served; coordinates are null until the address is found on the map."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=40, unique=True)
    name = fields.CharField(max_length=60, db_index=True)
    gender = fields.CharField(max_length=6)
    birth_date = fields.DateField()
    phone = fields.CharField(max_length=20, default="")
    facility: fields.ForeignKeyRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="elders", on_delete=fields.RESTRICT
    )
    facility_id: int
    """The place that answers for her: her station, day-care centre or street centre."""
    region: fields.ForeignKeyRelation["Region"] = fields.ForeignKeyField(
        "eldercare.Region", related_name="elders", on_delete=fields.RESTRICT
    )
    region_id: int
    """Her grid."""
    estate = fields.CharField(max_length=60)
    building = fields.CharField(max_length=20, default="")
    unit = fields.CharField(max_length=20, default="")
    room = fields.CharField(max_length=20, default="")
    floor = fields.SmallIntField(default=1)
    has_lift = fields.BooleanField(default=False)
    latitude = fields.FloatField(null=True)
    longitude = fields.FloatField(null=True)
    located_for: list[str] | None = fields.JSONField(null=True)
    """The house that the coordinates are of, where the address has become another one since: community, estate and
    building."""
    ability_level = fields.SmallIntField()
    living_situation = fields.CharField(max_length=15)
    diet = fields.CharField(max_length=12, default=Diet.REGULAR.value)
    texture = fields.CharField(max_length=10, default=Texture.NORMAL.value)
    languages: list[str] = fields.JSONField(default=list)
    risks: list[str] = fields.JSONField(default=list)
    access_notes = fields.CharField(max_length=300, default="")
    health_notes = fields.CharField(max_length=500, default="")
    ended_on = fields.DateField(null=True)
    version = fields.IntField(default=1)
    relatives: fields.ReverseRelation["Relative"]
    bonds: fields.ReverseRelation["StaffBond"]

    class Meta:
        table = "elder"
        constraints = (
            plain_key("elder"),
            one_of("elder", "gender", Gender),
            one_of("elder", "living_situation", LivingSituation),
            one_of("elder", "diet", Diet),
            one_of("elder", "texture", Texture),
            check("elder", "ability_level", "ability_level BETWEEN 0 AND 4"),
            check("elder", "floor", "floor BETWEEN -3 AND 120"),
            check("elder", "located", "(latitude IS NULL) = (longitude IS NULL)"),
            check(
                "elder",
                "on_earth",
                "latitude IS NULL OR (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180)",
            ),
        )


class Relative(Model):
    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=40, unique=True)
    elder: fields.ForeignKeyRelation["Elder"] = fields.ForeignKeyField(
        "eldercare.Elder", related_name="relatives", on_delete=fields.CASCADE
    )
    elder_id: int
    name = fields.CharField(max_length=60)
    relation = fields.CharField(max_length=20)
    """daughter, son, spouse, grandchild, sibling, neighbour, guardian, other"""
    phone = fields.CharField(max_length=20, default="")
    emergency_contact = fields.BooleanField(default=False)
    sees_schedule = fields.BooleanField(default=True)
    """The elder consents to this relative seeing her week."""
    version = fields.IntField(default=1)

    class Meta:
        table = "relative"
        constraints = (
            check(
                "relative",
                "relation",
                "relation IN ('daughter','son','spouse','grandchild','sibling','neighbour','guardian','other')",
            ),
        )


class Skill(Model):
    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=30, unique=True)
    name = fields.CharField(max_length=40)
    name_en = fields.CharField(max_length=60)
    needs_certificate = fields.BooleanField(default=False)

    class Meta:
        table = "skill"


class Staff(Model):
    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=40, unique=True)
    name = fields.CharField(max_length=60, db_index=True)
    gender = fields.CharField(max_length=6)
    phone = fields.CharField(max_length=20, default="")
    facility: fields.ForeignKeyRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="staff", on_delete=fields.RESTRICT
    )
    facility_id: int
    job = fields.CharField(max_length=12)
    contract = fields.CharField(max_length=10)
    weekly_minutes = fields.SmallIntField()
    """Minutes a week the contract promises; the law's ceilings are rows of the rule table."""
    travel_mode = fields.CharField(max_length=6, default=TravelMode.EBIKE.value)
    languages: list[str] = fields.JSONField(default=list)
    employed_from = fields.DateField()
    employed_to = fields.DateField(null=True)
    version = fields.IntField(default=1)
    skills: fields.ReverseRelation["StaffSkill"]
    availability: fields.ReverseRelation["Availability"]
    leave: fields.ReverseRelation["Leave"]

    class Meta:
        table = "staff"
        table_description = "people who serve"
        constraints = (
            plain_key("staff"),
            one_of("staff", "gender", Gender),
            one_of("staff", "job", Job),
            one_of("staff", "contract", Contract),
            one_of("staff", "travel_mode", TravelMode),
            check("staff", "weekly_minutes", "weekly_minutes > 0 AND weekly_minutes <= 10080"),
            check("staff", "employed", "employed_to IS NULL OR employed_to >= employed_from"),
        )


class StaffSkill(Model):
    """What a member of staff can do, until when the certificate says so."""

    id = fields.IntField(primary_key=True)
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "eldercare.Staff", related_name="skills", on_delete=fields.CASCADE
    )
    staff_id: int
    skill: fields.ForeignKeyRelation["Skill"] = fields.ForeignKeyField(
        "eldercare.Skill", related_name="holders", on_delete=fields.RESTRICT
    )
    skill_id: int
    certificate = fields.CharField(max_length=40, default="")
    valid_until = fields.DateField(null=True)
    """Last day of validity; null when the skill needs no certificate."""

    class Meta:
        table = "staff_skill"
        constraints = (unique("staff_skill", "staff_id", "skill_id"),)


class Availability(Model):
    """A member of staff can work on these weekdays between two minutes; without rows she can work any time."""

    id = fields.IntField(primary_key=True)
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "eldercare.Staff", related_name="availability", on_delete=fields.CASCADE
    )
    staff_id: int
    weekdays = fields.SmallIntField()
    starts = fields.SmallIntField()
    ends = fields.SmallIntField()

    class Meta:
        table = "availability"
        constraints = (
            check("availability", "weekdays", WEEKDAYS),
            minutes_of_day("availability", "starts", "ends"),
        )


class Leave(Model):
    """Granted days off, first and last day included."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=60, unique=True)
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "eldercare.Staff", related_name="leave", on_delete=fields.CASCADE
    )
    staff_id: int
    kind = fields.CharField(max_length=10)
    first_day = fields.DateField(db_index=True)
    last_day = fields.DateField()
    note = fields.CharField(max_length=200, default="")
    entered_at = fields.DatetimeField(null=True)
    """When the centre learnt of it: what she had not finished by then was not made. None where that was not kept."""
    version = fields.IntField(default=1)

    class Meta:
        table = "leave"
        constraints = (one_of("leave", "kind", LeaveKind), check("leave", "days", "last_day >= first_day"))

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


class StaffBond(Model):
    """How an elder feels about a member of staff; the reason stays private."""

    id = fields.IntField(primary_key=True)
    elder: fields.ForeignKeyRelation["Elder"] = fields.ForeignKeyField(
        "eldercare.Elder", related_name="bonds", on_delete=fields.CASCADE
    )
    elder_id: int
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "eldercare.Staff", related_name="bonds", on_delete=fields.CASCADE
    )
    staff_id: int
    kind = fields.CharField(max_length=10)
    private_reason = fields.CharField(max_length=200, default="")

    class Meta:
        table = "staff_bond"
        constraints = (one_of("staff_bond", "kind", Bond), unique("staff_bond", "elder_id", "staff_id"))
