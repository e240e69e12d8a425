"""Every page there is, out of the application's own routes: a new one is looked at without being listed here.

A route with parameters in its path needs a row that it shows: `_rows` names it after the first part of the path,
`elders__key` for `/elders/{key:str}/edit`. Pages that show other things for other addresses are listed in MORE.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePosixPath
from typing import get_args
from urllib.parse import quote

from litestar import MediaType, Response
from litestar.handlers import BaseRouteHandler

from eldercare import clock
from eldercare.auth.models import Account, Role
from eldercare.auth.policy import allows
from eldercare.care.models import ServiceType
from eldercare.db import connected
from eldercare.people.models import Staff
from eldercare.planning.models import PlanningRun, Publication
from eldercare.visits.models import VisitStaff
from tests.today import this_week, today
from web.app import create_app
from web.guard import handlers_of
from web.nav import PHONE_ROLES
from web.office.near import KINDS as NEAR
from web.office.promises import KINDS as PROMISED

PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
STRANGERS_ONLY = {"/sign-in"}
"""Who is signed in is sent on from there."""

WEEKS_AHEAD = {"next": 1, "hers": 3, "later": 4, "without_script": 5}
"""The demo plans the next, `later` stays as it is, the others are planned by a test of the coordinator's."""

MORE: Mapping[str, Mapping[str, str]] = {
    "/week": {"draft": "week={next}", "unplanned": "week={later}", "filtered": "show=problems"},
    "/week/publish": {"draft": "week={next}", "elders": "week={next}&by=elders"},
    "/week/calls": {"draft": "week={next}&show=all"},
    "/day": {"draft": "date={next_monday}", "opened": "date={next_monday}&open=all"},
    "/open-needs": {"draft": "week={next}"},
    "/elders/{key:str}/promises/{kind:str}/new": {"service": "service={service}"},
    "/today": {"working": "date={working}"},
    "/my-week": {"next": "week={next}"},
    "/publications/{publication_id:int}/calls": {"all": "show=all", "searched": "show=all&q=nobody"},
    "/family": {"next": "week={next}"},
    "/kitchen": {"dinner": "meal=dinner"},
    "/kitchen/rounds": {"working": "date={working}"},
    "/district": {"draft": "week={next}", "unplanned": "week={later}"},
}


@dataclass(frozen=True, slots=True)
class Visit:
    """One page as one role sees it; `role` is None for somebody who is not signed in."""

    role: Role | None
    name: str
    address: str
    """With the names of rows in braces; see `filled`."""

    def __str__(self) -> str:
        return f"{self.role or 'stranger'}-{self.name}"

    @property
    def on_phone(self) -> bool:
        """Whether it is read on a phone, by somebody who may be old."""
        return self.role in PHONE_ROLES

    def filled(self, rows: Mapping[str, str]) -> str:
        """The address that leads to `rows`."""
        return PARAMETER.sub(lambda found: quote(rows[found[1]]), self.address)


def visits() -> list[Visit]:
    """Every page for every role that may see it, the doors of strangers first."""
    found = [
        Visit(role, name, address)
        for role in (None, *Role)
        for path, opt in sorted(_pages())
        if _opens(role, path, dict(opt))
        for name, address in _addresses(path)
    ]
    assert found
    return found


async def rows_of(database: str) -> dict[str, str]:
    """What to put into the addresses: weeks and days, and a row for each kind of page that shows one."""
    async with connected(database):
        return {
            **{name: clock.week_name(this_week() + timedelta(weeks=ahead)) for name, ahead in WEEKS_AHEAD.items()},
            "next_monday": str(this_week() + timedelta(weeks=1)),
            **await _rows(),
        }


async def _rows() -> dict[str, str]:
    family = await Account.get(login="family").prefetch_related("relative__elder")
    caregiver = await Account.get(login="caregiver").prefetch_related("staff__facility")
    assert family.relative
    assert caregiver.staff
    stop = await _stop(caregiver.staff, today())
    return {
        "elders__key": family.relative.elder.key,
        "service": (await ServiceType.filter(carers=2).first() or ServiceType()).key,
        **await _promises(),
        "staff__key": caregiver.staff.key,
        "facilities__key": caregiver.staff.facility.key,
        "publications__publication_id": await _published(),
        "runs__run_id": str((await PlanningRun.all().order_by("-asked_at").first() or PlanningRun()).id),
        "visits__day": str(stop.day),
        "visits__key": stop.visit.key,
        "working": str(stop.day),
    }


async def _published() -> str:
    """The week in force of the coordinator's centre."""
    coordinator = await Account.get(login="coordinator")
    return str((await Publication.get(unit_id=coordinator.facility_id, replaced_at=None)).id)


async def _promises() -> dict[str, str]:
    """One promise of each kind, and one of those near an elder, with whose it is."""
    coordinator = await Account.get(login="coordinator").prefetch_related("facility")
    assert coordinator.facility
    found: dict[str, str] = {}
    owned = {kind: (one.model, one.owner) for kind, one in PROMISED.items()}
    owned |= {kind: (one.model, "elder_id") for kind, one in NEAR.items()}
    for kind, (model, owner) in owned.items():
        elder = owner.removesuffix("_id")
        rows = model.filter(**{f"{elder}__facility__path__startswith": coordinator.facility.path})
        (first, *_rest) = await rows.order_by("id").limit(1).values_list("id", f"{elder}__key")
        found |= {f"{kind}__row_id": str(first[0]), f"{kind}__key": str(first[1])}
    return found


async def _stop(staff: Staff, first: date) -> VisitStaff:
    """One of her visits on the first day from today on that she has any; else on the last before."""
    stops = VisitStaff.filter(staff=staff, visit__publication__replaced_at=None).prefetch_related("visit")
    found = await stops.filter(day__gte=first).order_by("day", "stop").first() or await stops.order_by("-day").first()
    assert found, "the demo's caregiver has no visits"
    return found


def _pages() -> Iterator[tuple[str, tuple[tuple[str, object], ...]]]:
    for route in create_app().routes:
        for handler in handlers_of(route):
            if _is_page(route.path, handler):
                yield route.path, tuple(handler.opt.items())


def _is_page(path: str, handler: BaseRouteHandler) -> bool:
    """Answers a GET with text that is not for a machine."""
    returned = handler.parsed_fn_signature.return_type.annotation
    return (
        "GET" in (handler.http_methods or ())  # type: ignore[attr-defined]  # of an HTTP handler
        and Response[str] in (returned, *get_args(returned))
        and getattr(handler, "media_type", None) != MediaType.TEXT
        and not PurePosixPath(path).suffix
    )


def _opens(role: Role | None, path: str, opt: Mapping[str, object]) -> bool:
    if opt.get("public"):
        return role is None or path not in STRANGERS_ONLY
    return role is not None and allows(role, str(opt.get("permission")))


def _addresses(path: str) -> Iterator[tuple[str, str]]:
    first = path.split("/")[1]
    address = PARAMETER.sub(lambda found: f"{{{first}__{found[1]}}}", path)
    name = re.sub(r"[^a-z]+", "-", PARAMETER.sub("one", path)).strip("-")
    if "{kind:str}" in path:
        word, kinds = ("near", NEAR) if "/near/" in path else ("promises", PROMISED)
        of_kinds = {kind: address.replace("{elders__kind}", kind).replace("{elders__", f"{{{kind}__") for kind in kinds}
        yield from ((name.replace(f"one-{word}-one", f"one-{word}-{kind}"), of) for kind, of in of_kinds.items())
        address, name = of_kinds[next(iter(kinds))], f"{name}-{next(iter(kinds))}"
    else:
        yield name, address
    for more, query in MORE.get(path, {}).items():
        yield f"{name}-{more}", f"{address}?{query}"
