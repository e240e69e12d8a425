"""A sheet for each round: whose doors, in which order, what is in the box."""

from collections.abc import Sequence

from litestar import Response, get

from eldercare.meals.models import MealKind
from eldercare.meals.outdated import outdated_of
from eldercare.meals.rounds import MealRound, rounds_of_kitchen
from web.boxes import of_which
from web.kitchen.counts import KITCHEN
from web.kitchen.stove import stove_of
from web.namesakes import names_among
from web.pages import page
from web.paging import paged_list
from web.session import Asked

ROUNDS_A_PAGE = 20


@get("/kitchen/rounds", opt=KITCHEN)
async def rounds(request: Asked) -> Response[str]:
    stove = await stove_of(request)
    if stove is None:
        return page(request, "kitchen/none.html")
    found = await rounds_of_kitchen(stove.kitchen, stove.day, stove.meal)
    return page(
        request,
        "kitchen/rounds.html",
        stove=stove,
        rounds=paged_list(request, found, ROUNDS_A_PAGE),
        outdated=await outdated_of(stove.kitchen, found, stove.day),
        named=names_among(one.carrier for one in found if one.carrier),
        boxes=_boxes(found),
        meals=list(MealKind),
        of_which=of_which,
    )


def _boxes(found: Sequence[MealRound]) -> dict[str, int]:
    """Of all rounds together, so many to doors, and to how many canteens the others go."""
    drops = [drop for one in found for drop in one.drops]
    return {
        "all": sum(drop.boxes for drop in drops),
        "doors": sum(drop.boxes for drop in drops if drop.elder),
        "canteens": len({drop.canteen.id for drop in drops if drop.canteen}),
    }


routes = [rounds]
