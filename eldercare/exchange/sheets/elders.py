"""The people served, those close to them, and how they feel about members of staff."""

from eldercare.exchange.book import Column, Sheet, Table
from eldercare.exchange.kinds import Choice, Day, Key, Phone, Ref, Several, Text, Whole, YesNo
from eldercare.exchange.sheets.places import LATITUDE, LONGITUDE
from eldercare.exchange.words import BONDS as BOND_WORDS
from eldercare.exchange.words import DIETS, GENDERS, LANGUAGES, LIVING, RELATIONS, RISKS, TEXTURES
from eldercare.people.models import Elder, Relative, StaffBond

ELDERS = Sheet(
    "老人",
    (
        Table(
            noun="elder",
            model=Elder,
            columns=(
                Column("key", "老人编号", Key(), "不重复的编号，留空则自动生成"),
                Column("name", "姓名", Text(60), required=True),
                Column("gender", "性别", Choice(GENDERS), required=True),
                Column("birth_date", "出生日期", Day(), "日期，如 1945-03-12", required=True),
                Column("phone", "电话", Phone(), default=""),
                Column("facility", "负责机构", Ref("facility"), "机构的编号或名称", required=True),
                Column("region", "网格", Ref("region"), "网格的编号或名称", required=True),
                Column("estate", "小区", Text(60), required=True),
                Column("building", "楼栋", Text(20), default=""),
                Column("unit", "单元", Text(20), default=""),
                Column("room", "房号", Text(20), default=""),
                Column("floor", "楼层", Whole(-3, 120), default=1),
                Column("has_lift", "有无电梯", YesNo(), default=False),
                Column("latitude", "纬度", LATITUDE, "十进制度数（WGS-84）；不知道就留空，与经度一起"),
                Column("longitude", "经度", LONGITUDE, "十进制度数（WGS-84）；不知道就留空，与纬度一起"),
                Column("located_for", "", Several()),
                Column("ability_level", "能力等级", Whole(0, 4), "0–4，按 GB/T 42195-2022", required=True),
                Column("living_situation", "居住状况", Choice(LIVING), required=True),
                Column("diet", "饮食", Choice(DIETS), default="regular"),
                Column("texture", "食物质地", Choice(TEXTURES), default="normal"),
                Column("languages", "语言", Several(LANGUAGES), "用顿号隔开，如 普通话、湘语", default=[]),
                Column("risks", "风险", Several(RISKS), "用顿号隔开，如 防跌倒、防走失", default=[]),
                Column("access_notes", "进门说明", Text(300), default=""),
                Column("health_notes", "健康备注", Text(500), default=""),
                Column("ended_on", "终止服务日期", Day()),
            ),
            identity=("name", "gender", "birth_date"),
            prefix="E",
            scope="facility__path",
        ),
    ),
    "服务对象",
)

RELATIVES = Sheet(
    "家属",
    (
        Table(
            noun="relative",
            model=Relative,
            columns=(
                Column("key", "家属编号", Key(), "不重复的编号，留空则自动生成"),
                Column("elder", "老人", Ref("elder"), "老人的编号，或不重名的姓名", required=True),
                Column("name", "姓名", Text(60), required=True),
                Column("relation", "关系", Choice(RELATIONS), required=True),
                Column("phone", "电话", Phone(), default=""),
                Column("emergency_contact", "紧急联系人", YesNo(), default=False),
                Column("sees_schedule", "可看安排", YesNo(), "老人是否同意其查看安排：是、否", default=True),
            ),
            identity=("elder", "name", "relation"),
            prefix="RL",
            scope="elder__facility__path",
        ),
    ),
    "老人的家属和联系人",
)

BONDS = Sheet(
    "员工意愿",
    (
        Table(
            noun="staff_bond",
            model=StaffBond,
            columns=(
                Column("elder", "老人", Ref("elder"), "老人的编号，或不重名的姓名", required=True),
                Column("staff", "员工", Ref("staff"), "员工的编号，或不重名的姓名", required=True),
                Column("kind", "意愿", Choice(BOND_WORDS), required=True),
                Column("private_reason", "原因（保密）", Text(200), default=""),
            ),
            identity=("elder", "staff"),
            scope="elder__facility__path",
            bumps="elder",
        ),
    ),
    "老人指定、偏好或回避的员工",
)
