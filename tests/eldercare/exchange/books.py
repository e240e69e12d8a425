"""Real workbooks for the tests: a small district with a row on every sheet, and others that differ in a cell."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date, datetime, time

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol

from eldercare.exchange.sheets import BOOK
from eldercare.exchange.writing import AS_WRITTEN

Cell = object
Lines = list[dict[str, Cell]]

DISTRICT: dict[str, Lines] = {
    "区域": [
        {"区域编号": "d", "级别": "区", "名称": "云山区", "纬度": 27.9, "经度": 113.1},
        {"区域编号": "s", "级别": "街道", "上级区域": "d", "名称": "东溪街道", "纬度": 27.9, "经度": 113.1},
        {"区域编号": "c", "级别": "社区", "上级区域": "s", "名称": "柳堤社区", "纬度": 27.9, "经度": 113.1},
        {"区域编号": "g", "级别": "网格", "上级区域": "c", "名称": "柳堤一网格", "纬度": 27.9, "经度": 113.1},
    ],
    "机构": [
        {"机构编号": "house", "类型": "示范机构", "所在区域": "d", "名称": "云山养老院", "纬度": 27.9, "经度": 113.1},
        {
            **{"机构编号": "dong", "类型": "街道中心", "上级机构": "house", "所在区域": "s", "名称": "东溪中心"},
            **{"英文名": "East", "电话": "0731-5550002", "地址": "溪边路 1 号", "纬度": 27.9, "经度": 113.1},
        },
        {
            **{"机构编号": "care", "类型": "日间照料中心", "上级机构": "东溪中心", "所在区域": "柳堤社区"},
            **{"名称": "柳堤日照", "纬度": 27.9, "经度": 113.1},
        },
    ],
    "功能区": [
        {
            **{
                "功能区编号": "hall",
                "机构": "care",
                "种类": "日间照料",
                "名称": "大厅",
                "座位数": 20,
                "设备": "轮椅、血压计",
            },
            **{
                "清洁分钟": 15,
                "开放时间": "工作日 08:00-11:30；一三五 14:00-17:00；六 09:00-12:00",
                "照护配比": "2级 6；3级 4",
            },
        }
    ],
    "厨房": [{"厨房编号": "k", "机构": "dong", "名称": "东溪厨房", "可做饮食": "普通 200；低盐 80"}],
    "出餐批次": [
        {
            **{"厨房": "k", "餐次": "午餐", "批次": 1, "星期": "每天", "份数": 120},
            **{"出锅时间": time(10, 30), "发车时间": "10:50"},
        }
    ],
    "车辆": [{"车辆编号": "v", "机构": "dong", "名称": "一号车", "方式": "电动车", "餐盒数": 30}],
    "岗位需求": [
        {"需求编号": "n", "机构": "dong", "班次": "早班", "岗位": "护理员", "技能": "助浴", "星期": "1-5", "人数": 2}
    ],
    "员工": [
        {
            **{
                "员工编号": "chen",
                "姓名": "陈春燕",
                "性别": "女",
                "电话": 13900000001,
                "机构": "dong",
                "岗位": "护理员",
            },
            **{"合同": "全职", "周工时（小时）": 40, "语言": "普通话、湘语", "入职日期": date(2024, 1, 1)},
            **{"可上班时间": "工作日 07:00-19:00；六 08:00-12:00"},
        },
        {
            **{"员工编号": "li", "姓名": "李玉梅", "性别": "女", "机构": "dong", "岗位": "送餐员", "合同": "兼职"},
            **{"周工时（小时）": "22.5", "出行方式": "步行", "入职日期": "2025年3月1日", "离职日期": "2027/12/31"},
        },
    ],
    "员工技能": [
        {"员工": "chen", "技能": "bathing", "证书编号": "Z-1", "证书有效期至": date(2028, 6, 30)},
        {"员工": "陈春燕", "技能": "基础照护"},
    ],
    "请假": [{"请假编号": "l", "员工": "li", "种类": "年假", "第一天": "2026-11-24", "最后一天": "2026-11-25"}],
    "老人": [
        {
            **{"老人编号": "zhou", "姓名": "周桂英", "性别": "女", "出生日期": "1942-05-06", "电话": "0731-5550100"},
            **{"负责机构": "care", "网格": "g", "小区": "柳堤小区", "楼栋": "3", "单元": "2", "房号": 201, "楼层": 2},
            **{"有无电梯": "否", "纬度": 27.9012345, "经度": 113.1, "能力等级": 3, "居住状况": "独居", "饮食": "低盐"},
            **{
                "食物质地": "软食",
                "语言": "湘语",
                "风险": "跌倒、走失",
                "进门说明": "=门铃在左",
                "健康备注": "-高血压",
            },
        },
        {
            **{
                "老人编号": "lin",
                "姓名": "林𠮷生",
                "性别": "男",
                "出生日期": 19400102,
                "负责机构": "dong",
                "网格": "g",
            },
            **{"小区": "柳堤东苑", "能力等级": 2, "居住状况": "与配偶同住"},
        },
    ],
    "家属": [{"家属编号": "r", "老人": "zhou", "姓名": "周小兰", "关系": "女儿", "紧急联系人": "是", "可看安排": "否"}],
    "员工意愿": [{"老人": "zhou", "员工": "chen", "意愿": "指定", "原因（保密）": "相熟"}],
    "照护计划": [
        {
            **{"计划编号": "p", "老人": "zhou", "计划开始": "2026-01-01", "任务编号": "t1", "服务": "bathing"},
            **{"分钟": 60, "星期": "一三五", "每周次数": 2, "最早开始": "08:00", "最晚开始": "11:00"},
        },
        {
            **{"计划编号": "p", "老人": "zhou", "计划开始": "2026-01-01", "任务编号": "t2", "服务": "用药协助"},
            **{"分钟": 15, "星期": "每天", "最早开始": "09:00", "最晚开始": "12:00", "固定开始": "09:30"},
            **{"固定原因": "饭后", "接在任务之后": "t1", "最短间隔分钟": 10, "最长间隔分钟": 60, "备注": "先洗手"},
        },
        {"计划编号": "p2", "老人": "lin", "计划开始": "2026-01-01", "计划结束": "2027-01-01", "签订日期": "2025-12-20"},
    ],
    "暂停服务": [{"老人": "lin", "原因": "住院", "第一天": "2026-11-20"}],
    "用餐": [
        {"用餐编号": "m1", "老人": "zhou", "餐次": "午餐", "星期": "每天", "方式": "送餐", "开始日期": "2026-01-01"},
        {
            **{"用餐编号": "m2", "老人": "lin", "餐次": "晚餐", "星期": "135", "方式": "堂食", "堂食机构": "dong"},
            **{"开始日期": "2026-01-01", "结束日期": "2026-12-31"},
        },
    ],
    "日间照料": [
        {
            **{"登记编号": "a", "老人": "lin", "机构": "care", "功能区种类": "日间照料", "星期": "二四"},
            **{"到达时间": "08:30", "离开时间": "16:30", "开始日期": "2026-01-01"},
        }
    ],
}


def book(
    sheets: Mapping[str, Lines] = DISTRICT, *, hints: bool = True, without: Iterable[str] = (), options: bool = True
) -> bytes:
    """The workbook of these rows; `without` leaves columns out, `options` False writes as a spreadsheet would."""
    file = io.BytesIO()
    written = xlsxwriter.Workbook(file, AS_WRITTEN if options else {})
    day, clock = written.add_format({"num_format": "yyyy-mm-dd"}), written.add_format({"num_format": "hh:mm"})
    known = {sheet.name: sheet for sheet in BOOK}
    for name, lines in sheets.items():
        sheet = written.add_worksheet(name)
        headers = [column.header for column in known[name].columns] if name in known else []
        headers += [header for line in lines for header in line if header not in headers]
        headers = [header for header in dict.fromkeys(headers) if header not in without]
        notes = {column.header: column.hint for column in known[name].columns} if name in known else {}
        for place, header in enumerate(headers):
            sheet.write_string(0, place, header)
            if hints:
                sheet.write_string(1, place, notes.get(header, ""))
            for row, line in enumerate(lines, 1 + hints):
                cell = line.get(header)
                look = day if isinstance(cell, date) else clock if isinstance(cell, time) else None
                if isinstance(cell, date | datetime | time):
                    sheet.write_datetime(row, place, cell, look)
                elif cell is not None:
                    sheet.write(row, place, cell)
    written.close()
    return file.getvalue()


def laid_out(
    lines: Lines, *, titles: Iterable[str] = (), merged: Iterable[str] = (), sheet: str = "老人", hints: bool = True
) -> bytes:
    """One sheet as people lay it out: titles on top, and ranges such as `A4:A6` merged into their first cell."""
    file = io.BytesIO()
    written = xlsxwriter.Workbook(file, AS_WRITTEN)
    page = written.add_worksheet(sheet)
    columns = {column.header: column.hint for one in BOOK if one.name == sheet for column in one.columns}
    top = [[title] for title in titles] + [list(columns)] + ([list(columns.values())] if hints else [])
    rows = top + [[line.get(header) for header in columns] for line in lines]
    for number, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            if cell is not None:
                page.write(number, place, cell)
    for name in merged:
        first = name.partition(":")[0]
        row, place = xl_cell_to_rowcol(first)
        page.merge_range(name, "")
        page.write(row, place, rows[row][place] if place < len(rows[row]) else None)
    written.close()
    return file.getvalue()


def district(**only: Lines) -> dict[str, Lines]:
    """The small district, other sheets in place of some of its own."""
    return {**deepcopy(DISTRICT), **only}


def with_cell(sheet: str, row: int, header: str, cell: Cell) -> dict[str, Lines]:
    """The small district with one cell changed; `row` counts as a spreadsheet does, data from 3."""
    sheets = district()
    sheets[sheet][row - 3][header] = cell
    return sheets


def repacked(data: bytes, **members: bytes) -> bytes:
    """The workbook with some members replaced or added, a double underscore for a slash."""
    names = {name.replace("__", "/"): content for name, content in members.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, names.pop(member, old.read(member)))
        for name, content in names.items():
            new.writestr(name, content)
    return file.getvalue()
