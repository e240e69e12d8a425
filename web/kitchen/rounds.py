"""A sheet for each round: whose doors, in which order, what is in the box."""

from collections.abc import Sequence

from litestar import Response, get

from eldercare import clock
from eldercare.meals.models import MealKind
from eldercare.meals.outdated import Outdated, outdated_of
from eldercare.meals.rounds import MealRound, rounds_of_kitchen
from web.boxes import of_which
from web.kitchen.counts import KITCHEN
from web.kitchen.stove import Stove, stove_of
from web.namesakes import names_among
from web.pages import page
from web.paging import paged_list
from web.session import Asked

ROUNDS_A_PAGE = 20
FEW = 3
"""So many rounds are shown open, more are folded to a line each."""


@get("/kitchen/rounds", opt=KITCHEN)
async def rounds(request: Asked) -> Response[str]:
    stove = await stove_of(request)
    if stove is None:
        return page(request, "kitchen/none.html")
    found = await rounds_of_kitchen(stove.kitchen, stove.day, stove.meal)
    outdated = await outdated_of(stove.kitchen, found, stove.day)
    few = len(found) <= FEW
    all_open = few or request.query_params.get("open") == "all"
    return page(
        request,
        "kitchen/rounds.html",
        stove=stove,
        rounds=paged_list(request, found, ROUNDS_A_PAGE),
        few=few,
        all_open=all_open,
        opened=found if all_open else _looked_at_first(found, outdated, stove),
        outdated=outdated,
        named=names_among(one.carrier for one in found if one.carrier),
        boxes=_boxes(found),
        meals=list(MealKind),
        of_which=of_which,
    )


def _looked_at_first(found: Sequence[MealRound], outdated: Outdated, stove: Stove) -> list[MealRound]:
    """The next to set out, and those with something amiss."""
    minute = clock.minute_of_day() if stove.day == clock.today() else 0
    ahead = [one for one in found if one.carrier and one.starts >= minute]
    return ahead[:1] + [one for one in found if _amiss(one, outdated)]


def _amiss(one: MealRound, outdated: Outdated) -> bool:
    elders = {drop.elder.id for drop in one.drops if drop.elder}
    away = one.carrier is None or one.carrier.id in outdated.carriers
    return away or bool(elders & (outdated.elders | outdated.diets))


def _boxes(found: Sequence[MealRound]) -> dict[str, int]:
    """Of all rounds together, so many to doors, and to how many canteens the others go."""
    drops = [drop for one in found for drop in one.drops]
    return {
        "all": sum(drop.boxes for drop in drops),
        "doors": sum(drop.boxes for drop in drops if drop.elder),
        "canteens": len({drop.canteen.id for drop in drops if drop.canteen}),
    }


routes = [rounds]
