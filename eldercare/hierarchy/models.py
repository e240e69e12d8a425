"""Where people live and where service comes from: two trees side by side."""

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from eldercare.errors import FactValue
from eldercare.schema import check, minutes_of_day, not_negative, one_of, plain_key, unique


class Level(StrEnum):
    DISTRICT = "district"
    STREET = "street"
    COMMUNITY = "community"
    GRID = "grid"


class Tier(StrEnum):
    INSTITUTION = "institution"
    STREET_CENTER = "street_center"
    DAY_CARE = "day_care"
    STATION = "station"


class ZoneKind(StrEnum):
    """The functional zones of the first street centre, see docs/glossary.md."""

    MEALS = "meals"
    MONITORING = "monitoring"
    FITNESS = "fitness"
    CULTURE = "culture"
    REHABILITATION = "rehabilitation"
    DAY_CARE = "day_care"
    FOREST_BATH = "forest_bath"
    BATHING = "bathing"
    RECEPTION = "reception"
    COUNSELLING = "counselling"
    RESIDENTIAL = "residential"


class Region(Model):
    """A piece of the map; `path` lists the keys from the root, each followed by a slash."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=40, unique=True)
    parent: fields.ForeignKeyNullableRelation["Region"] = fields.ForeignKeyField(
        "eldercare.Region", related_name="children", null=True, on_delete=fields.RESTRICT
    )
    parent_id: int | None
    level = fields.CharField(max_length=10)
    path = fields.CharField(max_length=200, unique=True)
    name = fields.CharField(max_length=60)
    name_en = fields.CharField(max_length=60, default="")
    latitude = fields.FloatField()
    longitude = fields.FloatField()

    class Meta:
        table = "region"
        constraints = (
            plain_key("region"),
            one_of("region", "level", Level),
            check("region", "root", "(level = 'district') = (parent_id IS NULL)"),
            check("region", "on_earth", "latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180"),
        )


class Facility(Model):
    """A place that serves; the tree runs institution → street centre → day-care centre → station."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=40, unique=True)
    parent: fields.ForeignKeyNullableRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="children", null=True, on_delete=fields.RESTRICT
    )
    parent_id: int | None
    region: fields.ForeignKeyRelation["Region"] = fields.ForeignKeyField(
        "eldercare.Region", related_name="facilities", on_delete=fields.RESTRICT
    )
    region_id: int
    tier = fields.CharField(max_length=15)
    path = fields.CharField(max_length=200, unique=True)
    name = fields.CharField(max_length=60)
    name_en = fields.CharField(max_length=80, default="")
    phone = fields.CharField(max_length=20, default="")
    address = fields.CharField(max_length=120, default="")
    latitude = fields.FloatField()
    longitude = fields.FloatField()
    version = fields.IntField(default=1)
    zones: fields.ReverseRelation["Zone"]

    @property
    def called(self) -> dict[str, FactValue]:
        """Its name as facts of a refusal, with the English one for who reads that."""
        return {"facility": self.name, "facility_en": self.name_en}

    class Meta:
        table = "facility"
        constraints = (
            plain_key("facility"),
            one_of("facility", "tier", Tier),
            check("facility", "root", "(tier = 'institution') = (parent_id IS NULL)"),
            check("facility", "on_earth", "latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180"),
        )


class Zone(Model):
    """A room or service of a facility with a number of seats at a time."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=60, unique=True)
    facility: fields.ForeignKeyRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="zones", on_delete=fields.CASCADE
    )
    facility_id: int
    kind = fields.CharField(max_length=15)
    name = fields.CharField(max_length=60)
    name_en = fields.CharField(max_length=80, default="")
    seats = fields.IntField()
    equipment = fields.CharField(max_length=200, default="")
    cleaning_minutes = fields.IntField(default=0)
    version = fields.IntField(default=1)
    hours: fields.ReverseRelation["OpeningHours"]
    ratios: fields.ReverseRelation["StaffRatio"]

    class Meta:
        table = "zone"
        constraints = (
            one_of("zone", "kind", ZoneKind),
            check("zone", "seats", "seats > 0"),
            *not_negative("zone", ["cleaning_minutes"]),
        )


class OpeningHours(Model):
    """A zone is open on this weekday (0 Monday … 6 Sunday) between two minutes of the day."""

    id = fields.IntField(primary_key=True)
    zone: fields.ForeignKeyRelation["Zone"] = fields.ForeignKeyField(
        "eldercare.Zone", related_name="hours", on_delete=fields.CASCADE
    )
    zone_id: int
    weekday = fields.SmallIntField()
    opens = fields.SmallIntField()
    closes = fields.SmallIntField()

    class Meta:
        table = "opening_hours"
        constraints = (
            check("opening_hours", "weekday", "weekday BETWEEN 0 AND 6"),
            minutes_of_day("opening_hours", "opens", "closes"),
            unique("opening_hours", "zone_id", "weekday", "opens"),
        )


class StaffRatio(Model):
    """In this zone one member of staff looks after at most so many guests of this ability level."""

    id = fields.IntField(primary_key=True)
    zone: fields.ForeignKeyRelation["Zone"] = fields.ForeignKeyField(
        "eldercare.Zone", related_name="ratios", on_delete=fields.CASCADE
    )
    zone_id: int
    ability_level = fields.SmallIntField()
    guests_per_staff = fields.SmallIntField()

    class Meta:
        table = "staff_ratio"
        constraints = (
            check("staff_ratio", "ability_level", "ability_level BETWEEN 0 AND 4"),
            check("staff_ratio", "guests", "guests_per_staff > 0"),
            unique("staff_ratio", "zone_id", "ability_level"),
        )
