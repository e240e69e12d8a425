"""Standing days in a day-care centre or another zone as a form: where, on which days, from when to when."""

from datetime import date

from eldercare import clock
from eldercare.auth import scope
from eldercare.daycare.models import Attendance
from eldercare.exchange.entry import Entry
from eldercare.exchange.kinds import Value
from eldercare.hierarchy.models import Zone, ZoneKind
from eldercare.people.models import Elder
from web import dates, words
from web.forms import Form
from web.office import files
from web.office.promise import Promise, Shown, at, day, ticked_days
from web.session import Asked, person

WORKDAYS = ["0", "1", "2", "3", "4"]


async def usual(request: Asked, elder: Elder) -> Form:
    """A new one: day care on workdays, at her own place if it has any."""
    zones = [where for where, _word in await _zones(request) if where.endswith(f" {ZoneKind.DAY_CARE}")]
    own = f"{elder.facility.key} {ZoneKind.DAY_CARE}"
    place = own if own in zones else next(iter(zones), "")
    values = {"zone_kind": place, "starts": "09:00", "ends": "16:00", "starts_on": str(clock.today())}
    return Form(values, {"weekdays": WORKDAYS})


def stored(guest: Attendance) -> Form:
    """The form as the row fills it; `guest` comes with the facility."""
    values = {
        "version": str(guest.version),
        "zone_kind": f"{guest.facility.key} {guest.zone_kind}",
        "starts": at(guest.starts),
        "ends": at(guest.ends),
        "starts_on": day(guest.starts_on),
        "ends_on": day(guest.ends_on),
    }
    return Form(values, {"weekdays": ticked_days(guest.weekdays)})


async def entries(form: Form, elder: Elder, guest: Attendance | None) -> list[Entry]:
    """What was typed as rows; faults stand in the form."""
    place, _, kind = form.text("zone_kind", longest=80, needed=True).partition(" ")
    values: dict[str, Value] = {
        "elder": elder.key,
        "facility": place,
        "zone_kind": kind,
        "weekdays": form.weekdays("weekdays"),
        "starts": form.clock("starts"),
        "ends": form.clock("ends", end=True),
        "starts_on": form.day("starts_on"),
        "ends_on": form.day("ends_on", needed=False),
    }
    whose = ("elder", elder.key)
    if guest is None:
        return [Entry("attendance", values, "seat.add", about=whose)]
    return [Entry("attendance", values, "seat.edit", key=guest.key, version=files.version(form), about=whose)]


def over(guest: Attendance, elder: Elder, last: date | None, version: int) -> list[Entry]:
    """It ends with a day; without one it is taken away."""
    values, action = ({}, "seat.drop") if last is None else ({"ends_on": last}, "seat.end")
    whose = ("elder", elder.key)
    return [Entry("attendance", values, action, key=guest.key, version=version, about=whose, gone=last is None)]


async def shown(request: Asked, _elder: Elder, _form: Form, guest: Attendance | None) -> Shown:
    zones = await _zones(request)
    told = ""
    if guest:
        own = f"{guest.facility.key} {guest.zone_kind}"
        zones += [] if own in dict(zones) else [(own, _where(words.name(guest.facility), guest.zone_kind))]
        told = f"{words.of('zone', guest.zone_kind)} {dates.on_days(guest.weekdays)}"
    return {"zones": zones, "row_words": told}


async def _zones(request: Asked) -> list[tuple[str, str]]:
    """Every zone within reach that one can come to, once for each kind of a place, day care first."""
    within = scope.facilities_of(person(request)).values_list("id", flat=True)
    zones = Zone.filter(facility_id__in=[int(str(one)) for one in await within])
    rows = await zones.prefetch_related("facility").order_by("facility__path", "kind")
    found = {f"{zone.facility.key} {zone.kind}": _where(words.name(zone.facility), zone.kind) for zone in rows}
    return sorted(found.items(), key=lambda one: not one[0].endswith(f" {ZoneKind.DAY_CARE}"))


def _where(place: str, kind: str) -> str:
    return f"{place} · {words.of('zone', kind)}"


SEAT = Promise(
    model=Attendance,
    owner="elder_id",
    loaded=("facility",),
    template="office/promise_seat.html",
    usual=usual,
    stored=stored,
    entries=entries,
    over=over,
    shown=shown,
)
