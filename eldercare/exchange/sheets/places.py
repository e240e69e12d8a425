"""Where people live and where service comes from: regions, facilities, zones."""

from eldercare.exchange.book import Column, PartOf, Sheet, Table
from eldercare.exchange.kinds import Choice, Decimal, Key, Phone, Ref, Text, Whole
from eldercare.exchange.parts import Levels, Spans
from eldercare.exchange.words import LEVELS, TIERS, ZONE_KINDS
from eldercare.hierarchy.models import Facility, OpeningHours, Region, StaffRatio, Zone

LATITUDE, LONGITUDE = Decimal(-90, 90), Decimal(-180, 180)

REGIONS = Sheet(
    "区域",
    (
        Table(
            noun="region",
            model=Region,
            columns=(
                Column("key", "区域编号", Key(), "不重复的编号，留空则自动生成"),
                Column("level", "级别", Choice(LEVELS), required=True),
                Column("parent", "上级区域", Ref("region"), "上级区域的编号或名称；区一级留空"),
                Column("name", "名称", Text(60), required=True),
                Column("name_en", "英文名", Text(60), default=""),
                Column("latitude", "纬度", LATITUDE, "十进制度数（WGS-84），如 27.875", required=True),
                Column("longitude", "经度", LONGITUDE, "十进制度数（WGS-84），如 113.117", required=True),
            ),
            identity=("level", "parent", "name"),
            prefix="R",
        ),
    ),
    "区、街道、社区（村）、网格，逐级向上归属",
)

FACILITIES = Sheet(
    "机构",
    (
        Table(
            noun="facility",
            model=Facility,
            columns=(
                Column("key", "机构编号", Key(), "不重复的编号，留空则自动生成"),
                Column("tier", "类型", Choice(TIERS), required=True),
                Column(
                    "parent",
                    "上级机构",
                    Ref("facility"),
                    "上级机构的编号或名称；只有示范机构留空，单独一个街道中心也要先填一行示范机构",
                ),
                Column("region", "所在区域", Ref("region"), "区域的编号或名称", required=True),
                Column("name", "名称", Text(60), required=True),
                Column("name_en", "英文名", Text(80), default=""),
                Column("phone", "电话", Phone(), default=""),
                Column("address", "地址", Text(120), default=""),
                Column("latitude", "纬度", LATITUDE, "十进制度数（WGS-84），如 27.875", required=True),
                Column("longitude", "经度", LONGITUDE, "十进制度数（WGS-84），如 113.117", required=True),
            ),
            identity=("tier", "parent", "name"),
            prefix="F",
        ),
    ),
    "示范机构、街道中心、日间照料中心、驿站，逐级向上归属",
)

ZONES = Sheet(
    "功能区",
    (
        Table(
            noun="zone",
            model=Zone,
            columns=(
                Column("key", "功能区编号", Key(60), "不重复的编号，留空则自动生成"),
                Column("facility", "机构", Ref("facility"), "机构的编号或名称", required=True),
                Column("kind", "种类", Choice(ZONE_KINDS), required=True),
                Column("name", "名称", Text(60), required=True),
                Column("name_en", "英文名", Text(80), default=""),
                Column("seats", "座位数", Whole(1, 100000), "同一时间可容纳的人数", required=True),
                Column("equipment", "设备", Text(200), default=""),
                Column("cleaning_minutes", "清洁分钟", Whole(0, 1440), "两场之间的清洁分钟数", default=0),
                Column(
                    "hours",
                    "开放时间",
                    Spans(by_day=True),
                    default=(),
                    part=PartOf(OpeningHours, "zone", ("weekday", "opens", "closes")),
                ),
                Column(
                    "ratios",
                    "照护配比",
                    Levels(),
                    "每名员工最多照护人数，按能力等级，如 2级 6；3级 4",
                    default=(),
                    part=PartOf(StaffRatio, "zone", ("ability_level", "guests_per_staff")),
                ),
            ),
            identity=("facility", "kind", "name"),
            prefix="Z",
            scope="facility__path",
        ),
    ),
    "每个机构的功能区、座位和开放时间",
)
