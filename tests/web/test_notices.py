"""What a message says of a promise that is another."""

from eldercare.daycare.models import Attendance
from eldercare.hierarchy.models import Zone
from eldercare.notify.models import OutboxMessage
from eldercare.notify.told import told
from eldercare.planning.models import Draft
from eldercare.planning.week.models import DraftSeat
from eldercare.planning.week.publish import publish
from tests.cast import MONDAY, cast
from tests.eldercare.planning.drafted import drafted
from web import i18n
from web.namesakes import names_among
from web.notices import words_of


async def test_a_seat_in_another_house_is_told_with_its_house_though_the_rooms_are_called_alike(sqlite: str) -> None:
    people = await cast(sqlite)
    await Zone.all().update(name="日托室", name_en="Day Room")
    await Attendance.create(
        key="a-zhou",
        elder=people.elders["zhou"],
        facility=people.facilities["dong-care"],
        zone_kind="day_care",
        weekdays=1,
        starts=510,
        ends=990,
        starts_on=MONDAY,
    )
    for number, place in enumerate(("dong-care", "xi-care"), 1):
        await Draft.all().update(current=False)
        draft = await drafted(people, number=number)
        await DraftSeat.create(
            draft=draft, elder=people.elders["zhou"], zone=people.zones[place], day=MONDAY, starts=510, ends=990
        )
        await publish(people.facilities["dong"], MONDAY, who="terminal")
    messages = await OutboxMessage.filter(publication__number=2, relative_id__isnull=False)
    (change,) = [one for message in await told(messages) for one in message.changes if one.kind == "seats"]
    assert change.before
    assert change.after
    with i18n.speaking("en"):
        sides = [words_of("seats", side, names_among([]), of_staff=False) for side in (change.before, change.after)]
    assert sides == ["08:30–16:30 Liudi Day Care · Day Room", "08:30–16:30 Meiwu Day Care · Day Room"]
