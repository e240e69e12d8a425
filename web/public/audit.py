"""The trail to read: who did what, when, to which row."""

from datetime import date, datetime, time, timedelta

from litestar import Response, get
from tortoise.queryset import QuerySet

from eldercare.audit.models import AuditEntry
from eldercare.auth.scope import entries_of
from eldercare.clock import LOCAL
from web.forms import Form
from web.pages import page
from web.paging import paged
from web.public.trail_names import names_of
from web.public.trail_words import lines
from web.session import Asked

FILTERS = ("noun", "actor", "row", "since", "until", "doors")
READABLE = {"account", "elder", "staff", "facility", "region"}
"""Whose keys people know and search by."""
COMINGS_AND_GOINGS = ("account.sign_in", "account.sign_out", "account.prefer")
"""Left out unless somebody asks for them."""


@get("/audit", opt={"permission": "audit.read"})
async def audit(request: Asked) -> Response[str]:
    form = Form({name: request.query_params.get(name, "") for name in FILTERS})
    entries = _narrowed(entries_of(request.user), form)  # type: ignore[arg-type]  # the guard has seen to it
    shown = await paged(request, entries)
    return page(
        request,
        "public/audit.html",
        part="public/audit_rows.html",
        form=form,
        lines=lines,
        entries=shown,
        readable=READABLE,
        names=await names_of(shown.rows),
        status=form.status,
    )


def _narrowed(entries: QuerySet[AuditEntry], form: Form) -> QuerySet[AuditEntry]:
    if noun := form.text("noun", longest=30):
        entries = entries.filter(noun=noun)
    if actor := form.text("actor", longest=60):
        entries = entries.filter(actor__icontains=actor)
    if row := form.text("row", longest=80):
        entries = entries.filter(row_key=row)
    if since := form.day("since", needed=False):
        entries = entries.filter(at__gte=_midnight(since))
    if until := form.day("until", needed=False):
        entries = entries.filter(at__lt=_midnight(until + timedelta(days=1)))
    if not (form.ticked("doors") or noun or row):
        entries = entries.exclude(action__in=COMINGS_AND_GOINGS)
    return entries


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)


routes = [audit]
