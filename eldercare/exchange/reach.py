"""How far a person may change rows: what lies under her facility."""

from dataclasses import dataclass

from eldercare.auth.models import Account
from eldercare.auth.scope import holds_subtree, subtree
from eldercare.errors import NotFound


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
