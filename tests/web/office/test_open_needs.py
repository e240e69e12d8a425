"""The list of what is not planned."""

from datetime import UTC, datetime

from eldercare import clock
from eldercare.people.models import Leave
from eldercare.planning.models import PlanningRun
from eldercare.planning.week.models import NotPlanned
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import Plan, drafted, wanted
from tests.web.conftest import Visit
from web import i18n
from web.messages import reason
from web.office.case import case

THE_DAY_BEFORE = datetime(2026, 11, 22, 4, tzinfo=UTC)
PAGE = "/open-needs?week=2026-W48&language=en"


async def test_each_entry_says_who_when_how_urgent_and_why(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    text = (await (await signed_in("shen")).get(PAGE)).text
    assert "周桂英" in text
    assert "Class 2 – daily needs" in text
    assert (
        "Between the visits, ways and breaks of those who could do it there is no room for it within its hours." in text
    )
    assert "1 could do it; while it may be given, their longest stretch without visits and ways is 20 min, " in text
    assert "it takes 47 min." in text
    assert "Rest day in the week" in text


async def test_whoever_is_off_that_day_and_what_keeps_her_off_is_told(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    facts = {"carers": 2, "after_skill": 0, "off_duty": 3, "off_free": 1, "off_consecutive_days": 2}
    await NotPlanned.filter(kind="visit").update(facts=facts, rule="consecutive_days")
    text = (await (await signed_in("shen")).get(PAGE)).text
    said = "Without a shift on that day, 3 may make it: 1 could take a shift, 2 stopped by “Days in a row”."
    assert said in text
    assert "Whoever could do it would work too many days in a row." in text


async def test_what_was_tried_and_helps_is_told(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    facts = {"fits_later": 60, "moves_later": 2, "fits_one_more": 480, "impossible": True}
    await NotPlanned.filter(kind="visit").update(facts=facts)
    text = (await (await signed_in("shen")).get(PAGE)).text
    assert "Tried, and it fits if it may begin up to 1 h later; 2 other visits move." in text
    assert "Tried, and it fits if somebody who is off that day takes a shift; nothing else moves." in text
    assert "It is proven: those on duty cannot make it" in text


async def test_what_would_let_them_in_stands_by_day(signed_in: Visit, people: Cast) -> None:
    """On Tuesday one more carer lets in one and a second the other; of Wednesday nothing was found."""
    days = [(f"t-wash@{day}", who, day, "no_overlap_with_travel") for day, who in ((1, "zhou"), (2, "zhou"))]
    await drafted(people, Plan(missing=[], open_visits=[*days, ("t-bath@1", "lin", 1, "skill")]))
    browser, said = await signed_in("shen"), "What would let them in"
    assert said not in (await browser.get(PAGE)).text
    await NotPlanned.filter(key="t-wash@1").update(facts={"more_carers": 1})
    await NotPlanned.filter(key="t-bath@1").update(facts={"more_carers": 2})
    text = (await browser.get(PAGE)).text
    assert said in text
    row = text[text.index('<th scope="row">Carers') :].partition("</tr>")[0]
    assert row.count("<td>") == 7
    assert row.count("<td><b>") == row.count("<b>+2</b>") == 1


async def test_where_planning_was_stopped_more_may_fit(signed_in: Visit, people: Cast) -> None:
    draft = await drafted(people)
    run, browser = PlanningRun.filter(id=draft.run_id), await signed_in("shen")
    said = "Planning was stopped before it was done."
    await run.update(result={"reproducible": False})
    assert said not in (await browser.get(PAGE)).text
    await run.update(seconds=20)
    assert said in (await browser.get(PAGE)).text
    await run.update(seconds=None, state="cancelled")
    assert said in (await browser.get(PAGE)).text


async def test_what_had_begun_when_somebody_fell_ill_is_for_the_telephone(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    shifts = NotPlanned.filter(kind="shift")
    await shifts.update(rule="staff_available", day=clock.today(), facts={"announced": 570})
    browser, said = await signed_in("shen"), "Ask somebody by telephone to take it over."
    text = (await browser.get(PAGE)).text
    assert said in text
    assert "change a shift or a leave" not in text
    await shifts.update(facts={"shift": "early"})
    assert said not in (await browser.get(PAGE)).text


async def test_days_alike_stand_together_and_each_telling_once(signed_in: Visit, people: Cast) -> None:
    days = [(f"t-wash@{day}", "zhou", day, "no_overlap_with_travel") for day in (1, 2, 4)]
    await drafted(people, Plan(missing=[], open_visits=days))
    await NotPlanned.filter(key="t-wash@4").update(facts={"candidates": 2, "free_minutes": 0, "needed_minutes": 47})
    text = (await (await signed_in("shen")).get(PAGE)).text
    assert text.count('href="/elders/e-zhou"') == 1
    assert text.count('some time in <span class="nowrap">08:00–10:00</span>') == 1
    assert text.count("Between the visits, ways and breaks of those") == 2
    assert "<b>24 Nov, 25 Nov</b>" in text
    assert "<b>27 Nov</b>" in text
    assert "3 gaps" in text


async def test_how_much_more_would_do_on_all_its_days_is_told_once(signed_in: Visit, people: Cast) -> None:
    days = [(f"t-wash@{day}", "zhou", day, "no_overlap_with_travel") for day in (1, 2, 4, 5)]
    await drafted(people, Plan(missing=[], open_visits=days))
    for day, count in ((1, 2), (2, 1), (4, 3)):
        await NotPlanned.filter(key=f"t-wash@{day}").update(facts={"more_carers": count})
    await NotPlanned.filter(key="t-wash@5").update(facts={"tried_later": True})
    text = (await (await signed_in("shen")).get(PAGE)).text
    assert text.count("Tried, and it fits with") == text.count("with 3 more carers on that day") == 1
    assert "<b>28 Nov</b>" in text, "of Saturday nothing of the kind was found"


async def test_what_has_fallen_away_since_is_not_everything_planned(signed_in: Visit, people: Cast) -> None:
    with clock.held(THE_DAY_BEFORE):
        await wanted(people, "early", 2, weekdays=0b0000001)
        await drafted(people, Plan(missing=[], open_visits=[]))
        browser = await signed_in("shen")
        assert "Everything is planned" in (await browser.get(PAGE)).text
        await Leave.create(key="l", staff=people.staff["chen"], kind="sick", first_day=MONDAY, last_day=MONDAY)
        text = (await browser.get(PAGE)).text
    assert "Everything is planned" not in text
    assert "What has fallen away since is told above." in text
    assert people.staff["chen"].name in text


async def test_the_filters_stand_in_the_address(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    browser = await signed_in("shen")
    for query, shown in (
        ("&kind=visit", True),
        ("&kind=shift", False),
        ("&class=2", True),
        ("&class=1", False),
        ("&rule=no_overlap_with_travel", True),
        ("&rule=weekly_rest_day", False),
    ):
        assert ("周桂英" in (await browser.get(PAGE + query)).text) == shown, query
    assert "Nothing fits the filter." in (await browser.get(PAGE + "&kind=meal")).text


async def test_a_week_without_a_plan_has_no_list(signed_in: Visit) -> None:
    assert "Nothing is planned for this week yet" in (await (await signed_in("shen")).get(PAGE)).text


def test_a_funnel_names_only_the_rules_that_took_somebody_away() -> None:
    i18n.use("en")
    facts = {"carers": 18, "after_skill": 9, "after_staff_available": 18, "after_same_sex": 0, "needed": 1}
    assert case(facts) == ["Of 18 people, 9 after “Skill”, 0 after “Carer of the same sex”."]


def test_where_no_minute_is_left_for_anybody_carers_are_not_counted() -> None:
    i18n.use("en")
    facts = {"carers": 35, "after_skill": 4, "after_shift_span": 0, "needed": 1, "stopped_0": "skill"}
    other = "Other days were tried as well and stopped: Mon by “Skill”."
    for rule in ("elder_in_one_place", "with_the_meal", "order_and_gap"):
        assert case(facts, rule) == [other]
    assert case(facts, "shift_span") == ["Of 35 people, 4 after “Skill”, 0 after “Within the shift”.", other]


def test_a_break_is_blamed_only_where_it_stands_in_the_way() -> None:
    facts = {"candidates": 2, "free_minutes": 80, "needed_minutes": 30, "needed": 2}
    for language, free, apart, rests in (
        (
            "en",
            "2 could do it; while it may be given, their longest stretch without visits and ways is 1 h 20 min,"
            " it takes 30 min.",
            "No two of them who may come together are free together.",
            "The break of whoever is free leaves no room.",
        ),
        (
            "zh_Hans",
            "有 2 人可以完成；在可以提供该服务的时间内，扣除已有服务和路程后他们最长的空闲为1小时20分钟，"
            "而服务需要30分钟。",
            "可以一同前往的人中，没有两人同时有空。",
            "有空的人要留出休息时间，安排不下。",
        ),
    ):
        i18n.use(language)
        assert case(facts) == [free]
        assert case({**facts, "never_together": True}) == [free, apart]
        assert case({**facts, "break_in_the_way": True}) == [free, rests]


def test_a_visit_tells_what_stopped_it_on_every_other_day() -> None:
    facts = {"stopped_0": "skill", "stopped_2": "no_overlap_with_travel", "stopped_4": "skill"}
    for language, told in (
        (
            "en",
            "Other days were tried as well and stopped: "
            "Mon, Fri by “Skill”; Wed by “One place at a time, with travel”.",
        ),
        ("zh_Hans", "其他日子也试过，未能排上：周一、周五因“技能”；周三因“不重叠并留出路程”。"),
    ):
        i18n.use(language)
        assert case(facts) == [told]


def test_a_meal_that_comes_too_late_says_when() -> None:
    i18n.use("en")
    facts = {"meal_at": 1440 + 770, "latest": 1440 + 750}
    assert case(facts) == ["The meal comes at 12:50, and the help has to start by 12:30."]
    assert case({"meal_at": 740, "latest": 750}) == []


def test_a_meal_that_finds_nobody_says_when_she_is_home_again() -> None:
    i18n.use("en")
    facts = {"options": 0, "leaves": 2 * 1440 + 640, "back": 2 * 1440 + 672}
    assert case(facts, "elder_in_one_place") == ["She is home again at 11:12; the last wave leaves at 10:40."]


def test_a_later_wave_is_advised_only_where_somebody_has_time_for_it() -> None:
    i18n.use("en")
    facts = {"carriers": 2, "carriers_able": 1}
    counted = "Of 2 meal carriers on duty, 1 could bring it."
    advised = "Or put it into the wave that leaves at 11:40, if portions are left there: a carrier has time then."
    assert case(facts, "pot_to_plate") == [counted]
    assert case(facts | {"later_wave": 1440 + 700}, "pot_to_plate") == [advised, counted]
    assert "wave" not in reason("pot_to_plate")


def test_what_is_full_says_how_much_there_was() -> None:
    i18n.use("en")
    assert case({"capacity": 10, "taken": 10, "ahead_higher": 2}) == [
        "The nearest has 10, of which 10 are taken.",
        "2 of them are more urgent.",
    ]
    in_parts = {"capacity": 5040, "taken": 4662, "needed": 504, "ahead_higher": 1}
    assert case(in_parts, "staff_ratio") == [
        "In the nearest, guests take 1.85 of 2 members of staff; one of them may look after 5 like her.",
        "1 of them are more urgent.",
    ]
    assert case({"capacity": 11, "taken": 11, "promised_closed": True}) == [
        "The centre that it was promised at is closed at that time.",
        "The nearest has 11, of which 11 are taken.",
    ]
    named = {"capacity": 10, "taken": 9, "limit_place": "东溪中心", "limit_place_en": "Dongxi Centre"}
    assert case(named) == ["Nearest is Dongxi Centre: of 10 seats 9 are taken."]
    assert case({**named, "limit_leaves": 630}, "kitchen_diet") == [
        "Nearest is Dongxi Centre: its wave at 10:30 may have 10 of this diet, and 9 are taken."
    ]
    assert case({**named, "limit_leaves": 630}) == [
        "Nearest is Dongxi Centre: its wave at 10:30 may have 10, and 9 are taken."
    ]
    assert case({"options": 0, "ruled_out_distance": 3}) == ["Places ruled out: 3 by “Distance”."]
    assert case({}) == []


def test_a_seat_tells_which_other_seat_of_hers_stands_in_the_way() -> None:
    facts: dict[str, object] = {"capacity": 1, "taken": 1, "ahead_same": 1, "other": "a-zhou@0"}
    facts |= {"other_starts": 780, "other_ends": 960, "other_zone": "day_care"}
    facts |= {"other_place": "柳堤日间照料中心", "other_place_en": "Liudi Day Care"}
    for language, told in (
        (
            "en",
            "On that day the elder has another seat at 13:00–16:00: Day care, Liudi Day Care."
            " Change or end one of the two in the elder's file.",
        ),
        (
            "zh_Hans",
            "老人当天 13:00–16:00 已有另一个席位：柳堤日间照料中心，日间照料中心。请在老人档案中更改或结束其中一项。",
        ),
    ):
        i18n.use(language)
        assert case(facts, "elder_in_one_place") == [told]


def test_tasks_in_a_circle_are_told_as_that() -> None:
    i18n.use("en")
    (told,) = case({"elder": "e-zhou", "circle": 2})
    assert told.startswith("Each of 2 tasks comes after another of them")
    assert case({"elder": "e-zhou"}) == []
