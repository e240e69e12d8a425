"""What is promised: care plans with one row a task, holds, meals, day-care attendance."""

from eldercare.care.holds import entered
from eldercare.care.models import CarePlan, CareTask, Hold
from eldercare.clock import DAY
from eldercare.daycare.models import Attendance
from eldercare.exchange.book import Column, Sheet, Table
from eldercare.exchange.kinds import Choice, Day, Key, Minute, Ref, Text, Weekdays, Whole
from eldercare.exchange.words import HOLDS as HOLD_WORDS
from eldercare.exchange.words import MEALS as MEAL_WORDS
from eldercare.exchange.words import SERVINGS, ZONE_KINDS
from eldercare.meals.models import MealSubscription

_PLAN = Table(
    noun="care_plan",
    model=CarePlan,
    columns=(
        Column("key", "计划编号", Key(), "不重复的编号，留空则自动生成；同一计划的各行相同"),
        Column("elder", "老人", Ref("elder"), "老人的编号，或不重名的姓名", required=True),
        Column("starts_on", "计划开始", Day(), required=True),
        Column("ends_on", "计划结束", Day(), "日期；长期则留空"),
        Column("agreed_on", "签订日期", Day()),
    ),
    identity=("elder", "starts_on"),
    prefix="P",
    scope="elder__facility__path",
)
_TASK = Table(
    noun="care_task",
    model=CareTask,
    columns=(
        Column("key", "任务编号", Key(60), "不重复的编号，留空则自动生成"),
        Column("plan", "", Ref("care_plan"), required=True),
        Column("service", "服务", Ref("service"), "服务项目的编号或名称", required=True),
        Column("minutes", "分钟", Whole(1, 480), "每次的分钟数", required=True),
        Column("weekdays", "星期", Weekdays(), "做的星期；填了每周次数时为可以做的星期", required=True),
        Column("times_a_week", "每周次数", Whole(1, 7), "1–7；每个所填星期都做则留空"),
        Column("window_start", "最早开始", Minute(), required=True),
        Column("window_end", "最晚开始", Minute(), "时间，不早于最早开始", required=True),
        Column("preferred_start", "希望开始", Minute()),
        Column("fixed_start", "固定开始", Minute(), "时间，在最早与最晚之间；可早晚至多 {fixed_visit_leeway} 分钟"),
        Column("fixed_reason", "固定原因", Text(100), "填了固定开始就必填", default=""),
        Column("after_task", "接在任务之后", Ref("care_task"), "同一计划中另一任务的编号"),
        Column("gap_shortest", "最短间隔分钟", Whole(0, DAY), default=0),
        Column("gap_longest", "最长间隔分钟", Whole(0, DAY), default=0),
        Column("note", "备注", Text(200), default=""),
        Column("starts_on", "任务开始", Day(), "日期；与计划同时开始则留空"),
        Column("ends_on", "任务结束", Day(), "日期，含当天；与计划同时结束则留空"),
    ),
    identity=("plan", "service", "window_start"),
    prefix="T",
    scope="plan__elder__facility__path",
    bumps="plan",
)
CARE_PLANS = Sheet("照护计划", (_PLAN, _TASK), "一行一项任务；同一计划的计划列各行相同")

HOLDS = Sheet(
    "暂停服务",
    (
        Table(
            noun="hold",
            model=Hold,
            columns=(
                Column("elder", "老人", Ref("elder"), "老人的编号，或不重名的姓名", required=True),
                Column("kind", "原因", Choice(HOLD_WORDS), required=True),
                Column("first_day", "第一天", Day(), required=True),
                Column("last_day", "最后一天", Day(), "日期，含当天；未定则留空"),
                Column("note", "备注", Text(200), default=""),
            ),
            identity=("elder", "kind", "first_day"),
            scope="elder__facility__path",
            besides=entered,
        ),
    ),
    "住院、外出等不安排服务的日子",
)

MEALS = Sheet(
    "用餐",
    (
        Table(
            noun="meal_subscription",
            model=MealSubscription,
            columns=(
                Column("key", "用餐编号", Key(60), "不重复的编号，留空则自动生成"),
                Column("elder", "老人", Ref("elder"), "老人的编号，或不重名的姓名", required=True),
                Column("meal", "餐次", Choice(MEAL_WORDS), required=True),
                Column("weekdays", "星期", Weekdays(), required=True),
                Column("serving", "方式", Choice(SERVINGS), required=True),
                Column("eats_at", "堂食机构", Ref("facility"), "机构的编号或名称；堂食必填，送餐留空"),
                Column("starts_on", "开始日期", Day(), required=True),
                Column("ends_on", "结束日期", Day(), "日期；长期则留空"),
            ),
            identity=("elder", "meal", "serving"),
            prefix="M",
            scope="elder__facility__path",
        ),
    ),
    "老人订的午餐和晚餐",
)

DAY_CARE = Sheet(
    "日间照料",
    (
        Table(
            noun="attendance",
            model=Attendance,
            columns=(
                Column("key", "登记编号", Key(60), "不重复的编号，留空则自动生成"),
                Column("elder", "老人", Ref("elder"), "老人的编号，或不重名的姓名", required=True),
                Column("facility", "机构", Ref("facility"), "想去的机构的编号或名称", required=True),
                Column("zone_kind", "功能区种类", Choice(ZONE_KINDS), required=True),
                Column("weekdays", "星期", Weekdays(), required=True),
                Column("starts", "到达时间", Minute(), required=True),
                Column("ends", "离开时间", Minute(1440), "时间，晚于到达时间", required=True),
                Column("starts_on", "开始日期", Day(), required=True),
                Column("ends_on", "结束日期", Day(), "日期；长期则留空"),
            ),
            identity=("elder", "facility", "zone_kind"),
            prefix="A",
            scope="elder__facility__path",
        ),
    ),
    "老人到日间照料和各功能区的固定日子",
)
