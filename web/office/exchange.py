"""The workbook on the web: template and export to take away, an upload that is rehearsed before it is stored."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlencode

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.response import Redirect

from eldercare import clock
from eldercare.auth.models import Account
from eldercare.errors import Refused
from eldercare.exchange.exporting import export_book
from eldercare.exchange.guard import LIMITS, MEGABYTE
from eldercare.exchange.importing import ImportReport, import_book
from eldercare.exchange.located import left_behind_elders, unlocated_elders
from eldercare.exchange.plan_book import export_plan_book
from eldercare.exchange.shelf import Shelf
from eldercare.exchange.template import write_template
from eldercare.rulebook.rules import known_on
from eldercare.rulebook.thresholds import STANDARD
from eldercare.settings import settings
from web import messages
from web.forms import Form, form_of
from web.messages.books import elsewhere_words, left_behind_words
from web.office.desk import desk_of
from web.pages import page, redirect
from web.paging import paged_list
from web.session import Asked, person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COUNTS = ("created", "updated", "unchanged")
MERGE = "merge:"
"""Begins the names of the fields that decide who is who; the key of the row follows."""
SEEN = "seen:"
"""The same for what was decided when the person last read what it would change."""


@get("/exchange", opt={"permission": "exchange.export"})
async def exchange(request: Asked) -> Response[str]:
    done = {name: int(n) for name in COUNTS if (n := request.query_params.get(name, "")).isdecimal() and len(n) < 9}
    return await _front(request, Form(), done=done)


@get("/exchange/template.xlsx", opt={"permission": "exchange.export"})
async def template(request: Asked) -> Response[bytes]:
    rules = {**STANDARD, **await known_on(clock.today(), person(request).facility)}
    return await _file("template.xlsx", lambda path: asyncio.to_thread(write_template, path, rules))


@get("/exchange/book.xlsx", opt={"permission": "exchange.export"})
async def book(request: Asked) -> Response[bytes]:
    account = person(request)
    return await _file(
        f"{account.facility.key if account.facility else 'book'}-{clock.today()}.xlsx",
        lambda path: export_book(path, account.facility, actor=account),
    )


@get("/exchange/plan.xlsx", opt={"permission": "exchange.export"})
async def plan(request: Asked) -> Response[bytes]:
    desk, account = await desk_of(request), person(request)
    return await _file(
        f"{desk.unit.key}-{desk.week_name}.xlsx",
        lambda path: export_plan_book(path, desk.unit, desk.week, messages.in_the_book, actor=account),
    )


@post(
    "/exchange/rehearsal",
    opt={"permission": "exchange.import"},
    status_code=200,
    request_max_body_size=LIMITS.file_bytes + MEGABYTE,
)
async def rehearse(request: Asked) -> Response[str]:
    """Nothing is stored: the workbook waits on the shelf until the person has read what it would do."""
    account, form = person(request), Form()
    try:
        data = await _uploaded(request)
        report = await import_book(data, dry_run=True, actor=account)
    except Refused as refused:
        form.refuse(refused, "book")
        return await _front(request, form)
    ticket = await asyncio.to_thread(_shelf(account).put, data)
    return _told(request, report, ticket)


@get("/exchange/rehearsal", opt={"permission": "exchange.import"})
async def rewrites(request: Asked) -> Response[str] | Redirect:
    """Row by row what a rehearsed workbook would change, or only what it would put back."""
    account, form = person(request), Form(dict(request.query_params))
    ticket, merge = form.text("ticket"), _decided(form, MERGE)
    if not ticket:
        return redirect("/exchange")
    try:
        report = await import_book(_shelf(account).find(ticket), dry_run=True, actor=account, merge=merge)
    except Refused as refused:
        form.refuse(refused, "book")
        return await _front(request, form)
    return page(
        request,
        "office/rewritten.html",
        report=report,
        ticket=ticket,
        decided=_fields(merge),
        form=form,
        rows=paged_list(request, report.put_back if form.ticked("only") else report.rewritten),
    )


@post("/exchange/import", opt={"permission": "exchange.import"}, status_code=200)
async def store(request: Asked) -> Response[str] | Redirect:
    """Who is decided to be the same person is rehearsed again first, so that what changes of her file is read."""
    account, form = person(request), await form_of(request)
    shelf, ticket, merge = _shelf(account), form.text("ticket"), _decided(form, MERGE)
    unseen = {new: old for new, old in merge.items() if new != old}.items() - _decided(form, SEEN).items()
    try:
        report = await import_book(shelf.find(ticket), dry_run=bool(unseen), actor=account, merge=merge)
    except Refused as refused:
        form.refuse(refused, "book")
        return await _front(request, form)
    if not report.stored:
        return _told(request, report, ticket, merge)
    shelf.clear(ticket)
    sums = {name: sum(getattr(count, name) for count in report.counts.values()) for name in COUNTS}
    return redirect("/exchange?" + "&".join(f"{name}={number}" for name, number in sums.items()))


def _decided(form: Form, prefix: str) -> dict[str, str]:
    """By the key of the row, who she is."""
    return {name.removeprefix(prefix): key for name, key in form.values.items() if name.startswith(prefix)}


def _fields(merge: Mapping[str, str]) -> dict[str, str]:
    """The decisions as a form sends them, once it has told what they change."""
    return {f"{prefix}{new}": old for prefix in (MERGE, SEEN) for new, old in merge.items()}


async def _front(request: Asked, form: Form, done: dict[str, int] | None = None) -> Response[str]:
    open_addresses = await unlocated_elders(person(request)).count()
    return page(
        request,
        "office/exchange.html",
        form=form,
        done=done or {},
        open_addresses=open_addresses,
        left_behind=await left_behind_elders(person(request)).count(),
        megabytes=LIMITS.file_bytes // MEGABYTE,
        status=form.status,
    )


def _told(request: Asked, report: ImportReport, ticket: str, merge: Mapping[str, str] | None = None) -> Response[str]:
    """What the import would do; it is offered as long as nothing but who is who stands against it."""
    decided = merge or {}
    open_pairs = {fault.code for fault in report.faults} <= {"duplicate_undecided"}
    return page(
        request,
        "office/rehearsal.html",
        report=report,
        ticket=ticket,
        merge=decided,
        merged={(row.sheet, row.row): row for row in report.merged},
        prefixes={"merge": MERGE, "seen": SEEN},
        rows_address="/exchange/rehearsal?" + urlencode({"ticket": ticket, **_fields(decided)}),
        offered=open_pairs and not report.more_faults,
        left_behind_words=left_behind_words,
        elsewhere_words=elsewhere_words,
        status=200 if report.dry_run else 422,
    )


async def _uploaded(request: Asked) -> bytes:
    upload = (await request.form()).get("book")
    data = await upload.read(LIMITS.file_bytes + 1) if isinstance(upload, UploadFile) else b""
    if not data:
        raise Refused("book_needed")
    return data


async def _file(name: str, fill: Callable[[Path], Awaitable[object]]) -> Response[bytes]:
    """A workbook to take away."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        await fill(path)
        content = await asyncio.to_thread(path.read_bytes)
    headers = {"Content-Disposition": _attached(name), "Cache-Control": "no-store"}
    return Response(content, media_type=XLSX, headers=headers)


def _shelf(account: Account) -> Shelf:
    return Shelf(settings().run_directory / "books", account.id)


def _attached(name: str) -> str:
    """The header that gives a download its name: whole, and as far as plain letters go for whoever knows only those."""
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "_" for sign in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


routes = [exchange, template, book, plan, rehearse, rewrites, store]
