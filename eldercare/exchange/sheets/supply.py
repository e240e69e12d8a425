"""What the facilities have: kitchens with their batches, vehicles, and the people each shift wants."""

from eldercare.exchange.book import Column, PartOf, Sheet, Table
from eldercare.exchange.kinds import Choice, Key, Minute, Ref, Text, Weekdays, Whole
from eldercare.exchange.parts import MOST, Amounts
from eldercare.exchange.words import DIETS, JOBS, MEALS, TRAVEL
from eldercare.meals.models import Kitchen, KitchenDiet, KitchenWave, Vehicle
from eldercare.shifts.models import ShiftDemand

KITCHENS = Sheet(
    "厨房",
    (
        Table(
            noun="kitchen",
            model=Kitchen,
            columns=(
                Column("key", "厨房编号", Key(60), "不重复的编号，留空则自动生成"),
                Column("facility", "机构", Ref("facility"), "机构的编号或名称", required=True),
                Column("name", "名称", Text(60), required=True),
                Column("name_en", "英文名", Text(80), default=""),
                Column(
                    "diets",
                    "可做饮食",
                    Amounts(DIETS),
                    "每批最多份数，按饮食，如 普通 200；低盐 80",
                    default=(),
                    part=PartOf(KitchenDiet, "kitchen", ("diet", "portions_per_wave")),
                ),
            ),
            identity=("facility", "name"),
            prefix="K",
            scope="facility__path",
        ),
    ),
    "配餐中心和厨房",
)

WAVES = Sheet(
    "出餐批次",
    (
        Table(
            noun="kitchen_wave",
            model=KitchenWave,
            columns=(
                Column("kitchen", "厨房", Ref("kitchen"), "厨房的编号或名称", required=True),
                Column("meal", "餐次", Choice(MEALS), required=True),
                Column("wave", "批次", Whole(1, 99), "第几批，从 1 起", required=True),
                Column("weekdays", "星期", Weekdays(), required=True),
                Column("portions", "份数", Whole(1, MOST), required=True),
                Column("cooked_at", "出锅时间", Minute(), required=True),
                Column("leaves_at", "发车时间", Minute(), "时间，不早于出锅时间", required=True),
            ),
            identity=("kitchen", "meal", "wave"),
            scope="kitchen__facility__path",
            bumps="kitchen",
        ),
    ),
    "每个厨房每餐分几批出餐",
)

VEHICLES = Sheet(
    "车辆",
    (
        Table(
            noun="vehicle",
            model=Vehicle,
            columns=(
                Column("key", "车辆编号", Key(60), "不重复的编号，留空则自动生成"),
                Column("facility", "机构", Ref("facility"), "机构的编号或名称", required=True),
                Column("name", "名称", Text(40), required=True),
                Column("name_en", "英文名", Text(80), default=""),
                Column("mode", "方式", Choice(TRAVEL), required=True),
                Column("meal_boxes", "餐盒数", Whole(0, MOST), "一趟能装的餐盒", default=0),
                Column("seats", "座位数", Whole(0, 200), default=0),
                Column("wheelchair_seats", "轮椅位", Whole(0, 200), default=0),
            ),
            identity=("facility", "name"),
            prefix="V",
            scope="facility__path",
        ),
    ),
    "送餐和接送用的车",
)

SHIFT_DEMAND = Sheet(
    "岗位需求",
    (
        Table(
            noun="shift_demand",
            model=ShiftDemand,
            columns=(
                Column("key", "需求编号", Key(80), "不重复的编号，留空则自动生成"),
                Column("facility", "机构", Ref("facility"), "机构的编号或名称", required=True),
                Column("shift_type", "班次", Ref("shift_type"), "班次的编号或名称", required=True),
                Column("job", "岗位", Choice(JOBS), required=True),
                Column("skill", "技能", Ref("skill"), "技能的编号或名称；不限则留空"),
                Column("weekdays", "星期", Weekdays(), required=True),
                Column("people", "人数", Whole(1, 1000), required=True),
            ),
            identity=("facility", "shift_type", "job", "skill"),
            prefix="D",
            scope="facility__path",
        ),
    ),
    "每个机构每天各班次至少要几个人",
)
