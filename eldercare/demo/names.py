"""Names that nobody in particular bears: common surnames of Hunan, given names of the years of birth."""

from random import Random

from eldercare.demo.chance import weighted, words
from eldercare.people.models import Gender

COMMON = "刘李王张陈周黄杨谭罗"
USUAL = "彭唐肖邓曾易胡贺吴赵何文龙谢袁蒋朱徐孙郭"
RARER = "曹钟廖汤宋熊向邹田马林姚戴夏尹石匡颜凌欧"
SURNAMES = {**dict.fromkeys(COMMON, 6.0), **dict.fromkeys(USUAL, 2.0), **dict.fromkeys(RARER, 1.0)}

ELDER_FEMALE = words(
    "秀英 桂英 桂兰 玉兰 淑珍 凤英 玉珍 秀兰 秀珍 桂珍 月英 冬英 菊英 春香 金莲 翠娥 腊梅 素珍 玉梅 兰英 "
    "秋云 美玉 淑华 桂华 爱莲 清秀 满秀 细妹 银秀 福珍 雪梅 莲香 惠芳 运秀 竹英 友珍"
)
ELDER_MALE = words(
    "德生 福生 桂生 国栋 正清 长庚 运生 家福 寿生 明德 炳文 树林 金生 春生 冬生 光明 绍云 文彬 福祥 汉章 "
    "贵生 志清 松柏 长根 永年 石林 水生 玉堂 荣华 德福 克俭 仁义 新民 克勤 佑生 满生"
)
YOUNG_OLD_FEMALE = words(
    "建英 建华 爱华 爱珍 国英 红英 美华 丽华 小平 玉华 淑英 新华 春兰 秋菊 冬梅 志英 卫红 跃英 丽君 小玲 "
    "友爱 立新 云霞 金凤 湘莲 湘云 赛男 迎春 明霞 佩兰"
)
YOUNG_OLD_MALE = words(
    "建国 建华 国强 国庆 援朝 和平 爱国 卫国 志刚 新华 跃进 立新 建新 铁生 钢生 湘生 新民 志强 小平 忠诚 "
    "卫东 抗美 建军 解放 正国 胜利 支前 向阳 国安 友根"
)
GROWN_FEMALE = words(
    "丽 敏 静 艳 娟 霞 秀丽 燕 红梅 玲 海燕 晓红 小红 春梅 丽娟 冬梅 志红 湘玲 伟红 建红 雪 慧 婷 佳 莉 "
    "芳 娜 倩 琴 云 丹 蓉 洁 晶 颖 欣 璐 思思 文静 雅琴 美玲 淑芬 国芳 友谊 春燕 利平 彩云 晚霞 凤 兰"
)
GROWN_MALE = words(
    "伟 强 军 勇 涛 磊 斌 辉 鹏 杰 波 志刚 建军 海涛 志勇 晓东 建平 国平 文 超 亮 刚 俊 凯 浩 "
    "明 林 松 健 峰 飞 龙 宇 彬 平 志华 小军 立军 新宇 卫国"
)


def surname(rng: Random) -> str:
    return weighted(rng, SURNAMES)


def elder_name(rng: Random, gender: Gender, age: int) -> str:
    """Given names change with the cohort: those under eighty were born with the republic."""
    if gender is Gender.FEMALE:
        given = ELDER_FEMALE if age >= 78 else YOUNG_OLD_FEMALE + ELDER_FEMALE[:12]
    else:
        given = ELDER_MALE if age >= 78 else YOUNG_OLD_MALE
    return surname(rng) + rng.choice(given)


def grown_name(rng: Random, gender: Gender, family: str | None = None) -> str:
    """A name of somebody between twenty and sixty, of a family if one is given."""
    return (family or surname(rng)) + rng.choice(GROWN_FEMALE if gender is Gender.FEMALE else GROWN_MALE)


class Phones:
    """Numbers of a block that is used for nothing but this: 190 000x xxxx, one after the other."""

    def __init__(self, block: int = 0) -> None:
        self._next = block * 10_000

    def __call__(self) -> str:
        self._next += 1
        digits = f"{self._next:08d}"
        return f"190 {digits[:4]} {digits[4:]}"
