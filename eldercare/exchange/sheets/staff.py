"""Who serves: staff, what they can do until when, and their leave."""

from eldercare.exchange.book import Column, PartOf, Sheet, Table
from eldercare.exchange.kinds import Choice, Day, Hours, Key, Phone, Ref, Several, Text
from eldercare.exchange.parts import Spans
from eldercare.exchange.words import CONTRACTS, GENDERS, JOBS, LANGUAGES, LEAVES, TRAVEL
from eldercare.people.leave import entered, granted_again
from eldercare.people.models import Availability, Leave, Staff, StaffSkill

STAFF = Sheet(
    "员工",
    (
        Table(
            noun="staff",
            model=Staff,
            columns=(
                Column("key", "员工编号", Key(), "不重复的编号，留空则自动生成"),
                Column("name", "姓名", Text(60), required=True),
                Column("gender", "性别", Choice(GENDERS), required=True),
                Column("phone", "电话", Phone(), default=""),
                Column("facility", "机构", Ref("facility"), "所属机构的编号或名称", required=True),
                Column("job", "岗位", Choice(JOBS), required=True),
                Column("contract", "合同", Choice(CONTRACTS), required=True),
                Column(
                    "weekly_minutes", "周工时（小时）", Hours(7 * 24 * 60), "每周小时数，如 40 或 37.5", required=True
                ),
                Column("travel_mode", "出行方式", Choice(TRAVEL), default="ebike"),
                Column("languages", "语言", Several(LANGUAGES), "用顿号隔开，如 普通话、湘语", default=[]),
                Column("employed_from", "入职日期", Day(), required=True),
                Column("employed_to", "离职日期", Day()),
                Column(
                    "availability",
                    "可上班时间",
                    Spans(),
                    "留空为随时，如 一三五 08:00-17:00；六 09:00-12:00",
                    default=(),
                    part=PartOf(Availability, "staff", ("weekdays", "starts", "ends")),
                ),
            ),
            identity=("name", "gender", "employed_from"),
            prefix="S",
            scope="facility__path",
        ),
    ),
    "护理员、护士、厨师、送餐员、司机等",
)

SKILLS = Sheet(
    "员工技能",
    (
        Table(
            noun="staff_skill",
            model=StaffSkill,
            columns=(
                Column("staff", "员工", Ref("staff"), "员工的编号，或不重名的姓名", required=True),
                Column("skill", "技能", Ref("skill"), "技能的编号或名称", required=True),
                Column("certificate", "证书编号", Text(40), default=""),
                Column("valid_until", "证书有效期至", Day(), "最后有效的一天；不需证书的技能留空"),
            ),
            identity=("staff", "skill"),
            scope="staff__facility__path",
            bumps="staff",
        ),
    ),
    "每名员工会什么，证书到哪天",
)

LEAVE = Sheet(
    "请假",
    (
        Table(
            noun="leave",
            model=Leave,
            columns=(
                Column("key", "请假编号", Key(60), "不重复的编号，留空则自动生成"),
                Column("staff", "员工", Ref("staff"), "员工的编号，或不重名的姓名", required=True),
                Column("kind", "种类", Choice(LEAVES), required=True),
                Column("first_day", "第一天", Day(), required=True),
                Column("last_day", "最后一天", Day(), "日期，含当天", required=True),
                Column("note", "备注", Text(200), default=""),
            ),
            identity=("staff", "first_day"),
            prefix="L",
            scope="staff__facility__path",
            besides=entered,
            stored=granted_again,
        ),
    ),
    "已批准的请假",
)
