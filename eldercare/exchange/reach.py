"""How far a person may change rows: what lies under her facility."""

from collections.abc import Collection
from dataclasses import dataclass

from eldercare.auth.models import Account
from eldercare.auth.scope import holds_subtree, subtree
from eldercare.db import in_turn
from eldercare.errors import NotFound
from eldercare.people.models import Elder, Staff

OWNERS: dict[str, type[Elder] | type[Staff]] = {"elder": Elder, "staff": Staff}


@dataclass(frozen=True, slots=True)
class Reach:
    """Everything under a facility path; all of it when that is empty."""

    path: str = ""
    whole_district: bool = True
    """Regions too."""


def reach_of(actor: Account | str) -> Reach:
    """Of the terminal everything; NotFound for an account that answers for no facility."""
    if not isinstance(actor, Account):
        return Reach()
    if not holds_subtree(actor):
        raise NotFound("not_found")
    assert actor.facility is not None  # noqa: S101  # holds_subtree says so
    return Reach(subtree(actor), actor.facility.path == f"{actor.facility.key}/")


async def in_turn_with(owners: Collection[tuple[str, str]]) -> None:
    """Whoever enters something of the same people waits: it is compared with all else that is theirs."""
    for noun, model in OWNERS.items():
        keys = {key for owner, key in owners if owner == noun and key}
        if keys:
            await in_turn(model.filter(key__in=keys))


async def in_turn_within(reach: Reach) -> None:
    """The same for everybody within reach."""
    for model in OWNERS.values():
        await in_turn(model.filter(facility__path__startswith=reach.path) if reach.path else model.all())
