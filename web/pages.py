"""Pages: one environment of templates, one way to answer with a page or, to htmx, with the part it asked for."""

from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from litestar import MediaType, Response
from litestar.response import Redirect

from eldercare import clock
from eldercare.auth import policy
from eldercare.auth.models import Account
from eldercare.settings import settings
from web import assets, cookies, csrf, dates, homes, i18n, messages, nav, words
from web.browsers import browser_name
from web.session import SIZES, Asked, type_size

TEMPLATES = Path(__file__).parent / "templates"
LONGEST_ADDRESS = 2000
"""Signs; proxies and browsers follow no much longer ones."""
RETRY_SECONDS = "5"


def page(
    request: Asked, template: str, *, part: str | None = None, status: int = 200, **context: object
) -> Response[str]:
    """The whole page of `template`; to htmx only the template `part`, if there is one. Both see the same context."""
    shown = part if part and request.headers.get("HX-Request") else template
    body = environment().get_template(shown).render(**frame(request), **context)
    answer = Response(body, media_type=MediaType.HTML, status_code=status, headers={"Vary": "HX-Request, Cookie"})
    if status == 503:
        answer.headers["Retry-After"] = RETRY_SECONDS
    return _remember(request, answer)


def redirect(path: str) -> Redirect:
    """After a change: go and get the page. `path` is one of ours."""
    return Redirect(local(path), status_code=303)


def local(path: str | None, otherwise: str = "/") -> str:
    """`path` if it leads to a page of this site, so that nobody is sent elsewhere."""
    if (
        not path
        or len(path) > LONGEST_ADDRESS
        or not path.startswith("/")
        or path.startswith(("//", "/\\"))
        or any(ord(sign) < 32 for sign in path)
    ):
        return otherwise
    return path


def frame(request: Asked) -> dict[str, object]:
    """What the layout of every page needs."""
    account = request.user
    return {
        "request": request,
        "account": account,
        "links": nav.links_of(account) if account else [],
        "home": nav.home_of(account) if account else "/sign-in",
        "base": layout_of(account),
        "csrf": csrf.token(request),
        "type_size": type_size(request),
        "here": here(request),
        "linked": lambda **changes: linked(request, **changes),
        "may": lambda permission: account is not None and policy.allows(account.role, permission),
        "help_phone": help_phone(account),
        "help_place": help_place(account),
    }


def layout_of(account: Account | None) -> str:
    """The layout of pages that everybody shares: who works or waits with a phone gets the phone's."""
    return "base/phone.html" if account and account.role in nav.PHONE_ROLES else "base/desk.html"


def here(request: Asked) -> str:
    """The address of this page with its query, without a language asked for in it."""
    return linked(request, language=None)


def linked(request: Asked, **changes: object) -> str:
    """This page's address with some of the query changed; None takes a name out."""
    query = {name: value for name, value in request.query_params.items() if value != ""}
    query.update({name: str(value) for name, value in changes.items() if value is not None})
    kept = {name: value for name, value in query.items() if changes.get(name, "") is not None}
    return request.url.path + (f"?{urlencode(kept)}" if kept else "")


def help_phone(account: Account | None) -> str:
    """The phone of the place that answers for this person."""
    facility = _facility(account)
    return facility.phone if facility else ""


def help_place(account: Account | None) -> str:
    """The name of that place in the reader's language."""
    facility = _facility(account)
    return words.name(facility) if facility else ""


@cache
def environment() -> Environment:
    """The templates with every helper they may use."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        extensions=["jinja2.ext.i18n"],
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(i18n.gettext, i18n.form, newstyle=True, pgettext=i18n.pgettext)  # type: ignore[attr-defined]
    made.globals.update(
        asset=assets.asset,
        icon=assets.icon,
        lang=i18n.tag,
        language=i18n.language,
        languages=i18n.LANGUAGES,
        language_name=i18n.name_of,
        sizes=SIZES,
        today=clock.today,
        week_of=lambda day: clock.week_name(clock.monday_of(day)),
        words=words,
        homes=homes,
        messages=messages,
        idle_minutes=lambda: settings().session_idle_minutes,
        browser_name=browser_name,
        role_icon=nav.ROLE_ICONS.__getitem__,
        ROLE_NAMES=nav.ROLE_NAMES,
    )
    made.filters.update(
        day=dates.day,
        long_day=dates.long_day,
        plain_day=dates.plain_day,
        month=dates.month,
        short_day=dates.short_day,
        weekday=dates.weekday,
        weekday_name=dates.weekday_name,
        weekday_names=dates.weekday_names,
        week=dates.week,
        days_of_week=dates.days_of_week,
        moment=dates.moment,
        full_moment=dates.full_moment,
        clock=dates.clock,
        times=dates.times,
        grouped=homes.grouped,
        duration=dates.duration,
        hours=dates.hours,
    )
    made.globals["span"] = dates.span
    return made


def _facility(account: Account | None) -> "words.Named | None":
    if account is None:
        return None
    if account.facility is not None:
        return account.facility
    if account.staff is not None:
        return account.staff.facility
    return account.relative.elder.facility if account.relative is not None else None


def _remember(request: Asked, answer: Response[str]) -> Response[str]:
    """Hand out the visitor's cookie with the first page, and keep a language asked for in the address."""
    visitor = request.scope["state"].get("visitor")
    if visitor and request.cookies.get(cookies.visitor_name()) != visitor:
        answer.cookies.append(cookies.visitor(visitor))
    asked = i18n.known(request.query_params.get("language"))
    if asked and request.cookies.get("language") != asked:
        kept = [cookies.wish("language", asked)] if request.user else cookies.wish_at_the_door("language", asked)
        answer.cookies.extend(kept)
    return answer
