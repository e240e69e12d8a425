"""The service catalogue as a new database gets it."""

from eldercare.care.catalogue import SERVICES, SKILLS, seed_catalogue
from eldercare.care.models import Help, ServiceGroup, ServiceType


async def test_the_catalogue_goes_in_once(database: str) -> None:
    assert await seed_catalogue() == len(SERVICES) + len(SKILLS)
    assert await seed_catalogue() == 0
    bathing = await ServiceType.get(key="bathing_two").select_related("skill")
    assert (bathing.carers, bathing.same_sex) == (2, "required")
    assert bathing.skill
    assert bathing.skill.key == "bathing"


async def test_every_service_knows_when_it_is_usually_done(database: str) -> None:
    await seed_catalogue()
    evening, eating = await ServiceType.get(key="evening_care"), await ServiceType.get(key="meal_assistance")
    assert (evening.usual_earliest, evening.usual_latest, evening.usual_times) == (975, 1125, None)
    assert (eating.usual_earliest, eating.usual_latest, eating.usual_weekdays) == (675, 750, 0b1111111)
    assert (await ServiceType.get(key="bathing_two")).usual_times == 1


async def test_what_somebody_changed_stays(sqlite: str) -> None:
    await seed_catalogue()
    await ServiceType.filter(key="cleaning").update(usual_minutes=100)
    await ServiceType.filter(key="laundry").delete()
    assert await seed_catalogue() == 1
    assert (await ServiceType.get(key="cleaning")).usual_minutes == 100


def test_all_seven_groups_and_six_helps_are_there() -> None:
    assert {entry.group for entry in SERVICES} == set(ServiceGroup)
    assert {entry.help for entry in SERVICES if entry.help} == set(Help)
