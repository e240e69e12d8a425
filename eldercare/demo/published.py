"""The district's own published names and counts, and invented ones for what is not published."""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from eldercare.demo.chance import words


@dataclass(frozen=True, slots=True)
class PublishedStreet:
    name: str
    name_en: str
    latitude: float
    longitude: float
    communities: int
    named_communities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """`shifeng.json` as data; its notes say what is approximate."""

    name: str
    name_en: str
    latitude: float
    longitude: float
    streets: tuple[PublishedStreet, ...]
    other_communities: tuple[str, ...]
    other_estates: tuple[str, ...]


@cache
def published() -> Published:
    """The figures that come with the package."""
    text = resources.files("eldercare.demo").joinpath("shifeng.json").read_text(encoding="utf-8")
    facts: dict[str, Any] = json.loads(text)
    district, others = facts["district"], facts["other_named_places"]
    return Published(
        name=district["name"],
        name_en=district["name_en"],
        latitude=district["lat"],
        longitude=district["lon"],
        streets=tuple(_street(street) for street in facts["streets"]),
        other_communities=tuple(name for name in others if not name.endswith("小区")),
        other_estates=tuple(name for name in others if name.endswith("小区")),
    )


def _street(facts: dict[str, Any]) -> PublishedStreet:
    return PublishedStreet(
        facts["name"],
        facts["name_en"],
        facts["lat"],
        facts["lon"],
        facts["communities"],
        tuple(facts.get("named_communities", ())),
    )


PINYIN = {
    "金盆岭社区": "Jinpenling", "响石三村": "Xiangshi Sancun", "报亭社区": "Baoting", "九塘村": "Jiutang",
    "大冲村": "Dachong", "白马村": "Baima", "九郎山村": "Jiulangshan", "清霞社区": "Qingxia", "湘河社区": "Xianghe",
    "长石村": "Changshi", "茅太新村": "Maotai Xincun", "北岭社区": "Beiling", "丁山社区": "Dingshan",
    "井塘社区": "Jingtang", "井棚社区": "Jingpeng", "郭家塘村": "Guojiatang",
}  # fmt: skip
"""English names of the published communities."""

INVENTED_COMMUNITIES = {
    "松竹社区": "Songzhu", "望云社区": "Wangyun", "石桥头社区": "Shiqiaotou", "新月社区": "Xinyue",
    "向阳坡社区": "Xiangyangpo", "柳叶塘社区": "Liuyetang", "茶园岭社区": "Chayuanling", "杉木塘社区": "Shanmutang",
    "团结里社区": "Tuanjieli", "前进里社区": "Qianjinli", "工农里社区": "Gongnongli", "长春里社区": "Changchunli",
    "幸福里社区": "Xingfuli", "花果坡社区": "Huaguopo", "湖口社区": "Hukou", "凤栖社区": "Fengqi",
    "龙泉湾社区": "Longquanwan", "青松岭社区": "Qingsongling", "白鹭湾社区": "Bailuwan", "梅子塘社区": "Meizitang",
    "竹园社区": "Zhuyuan", "枫林坳社区": "Fenglin'ao", "桂花坪社区": "Guihuaping", "樟树湾社区": "Zhangshuwan",
    "丰收村": "Fengshou", "双井村": "Shuangjing", "枣子坪村": "Zaoziping", "黄泥坳村": "Huangni'ao",
    "石板桥村": "Shibanqiao", "水口村": "Shuikou", "樟木冲村": "Zhangmuchong", "映山红社区": "Yingshanhong",
}  # fmt: skip
"""Communities whose names are not published: invented, in the manner of the district."""

ESTATE_ROOTS = words(
    "红旗 东风 建设 机车 车轮 冶炼 化工 玻璃 铁路 前程 光明 和平 友谊 新华 春晖 金桂 银杏 香樟 丹桂 玉兰 芙蓉 海棠 "
    "紫薇 腊梅 松柏 竹韵 荷风 清荷 湘江 临江 望江 江岸 云峰 石岭 南岭 北坡 东湖 西塘 锦绣 安康 福寿 康乐 长寿 同心"
)
OLD_ESTATES, NEW_ESTATES, VILLAGES = ("家属区", "新村", "生活区"), ("小区", "花苑", "雅园"), ("组", "屋场")
