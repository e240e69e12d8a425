"""What has become of a week's promises since it was planned: new ones, those that are off or otherwise, and open ones
that nobody asks for any more."""

from dataclasses import dataclass, field

from eldercare.care.demand import VisitNeed
from eldercare.hierarchy.subtree import facilities_of_unit
from eldercare.meals.models import KitchenDiet
from eldercare.people.models import Elder
from eldercare.planning.drafts import Standing
from eldercare.planning.moment import Moment
from eldercare.planning.week.altered import Altered, altered, altered_shifts
from eldercare.planning.week.due import due_of
from eldercare.planning.week.lapsed import lapsed
from eldercare.planning.week.load import demand_of
from eldercare.planning.week.models import NotPlanned
from eldercare.planning.week.shown import Shown, shifts_shown, shown_of
from eldercare.planning.week.unplanned import unplanned
from eldercare.planning.week.waves import all_waves
from eldercare.shifts.models import ShiftType


@dataclass(frozen=True, slots=True)
class Since:
    """`new` are rows that no draft holds."""

    new: tuple[NotPlanned, ...] = ()
    altered: tuple[Altered, ...] = ()
    lapsed: tuple[NotPlanned, ...] = ()
    """Rows of the list of open needs."""
    asked: tuple[VisitNeed, ...] = field(default=(), compare=False)
    """Every visit that is promised by now."""

    def __bool__(self) -> bool:
        return bool(self.new or self.altered or self.lapsed)


async def since_of(standing: Standing, elder: Elder | None = None, *, shown: Shown | None = None) -> Since:
    """Of everybody or of one elder; nothing of a week that is over or not planned. `shown` is read where not given."""
    moment = Moment.of(standing.week)
    if standing.origin is None or moment.is_past:
        return Since()
    due = await due_of(standing.unit, moment, elder)
    shown = shown or await shown_of(standing, elder.id if elder else None)
    waves = await all_waves()
    return Since(
        new=tuple(unplanned(due, shown, waves)),
        altered=tuple(altered(due, shown, waves, await _diets())),
        lapsed=tuple(lapsed(due, shown)),
        asked=tuple(due.needs.visits),
    )


async def shifts_since(standing: Standing) -> tuple[Altered, ...]:
    """Only the shifts of `altered`, everybody's."""
    moment = Moment.of(standing.week)
    if standing.origin is None or moment.is_past:
        return ()
    here = [one.id for one in await facilities_of_unit(standing.unit)]
    kinds = {kind.id: kind for kind in await ShiftType.all()}
    return tuple(altered_shifts(await shifts_shown(standing), await demand_of(here), kinds, moment))


async def _diets() -> dict[int, frozenset[str]]:
    """What each kitchen cooks."""
    diets: dict[int, frozenset[str]] = {}
    for kitchen, diet in await KitchenDiet.all().values_list("kitchen_id", "diet"):
        diets[kitchen] = diets.get(kitchen, frozenset()) | {diet}
    return diets
