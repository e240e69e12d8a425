"""What a person reads when something cannot be done: the same words as a page, or as a notice where htmx asked."""

import logging
from urllib.parse import quote, urlsplit

from litestar import MediaType, Response
from litestar.exceptions import HTTPException
from litestar.response import Redirect

from eldercare.errors import Forbidden, Invalid, NotFound, Refused, Stale
from web import messages, session
from web.csrf import ForeignForm
from web.i18n import N_, gettext
from web.pages import here, local, page
from web.session import Asked

log = logging.getLogger("eldercare.web")

UNAVAILABLE = {"database_unreachable", "database_busy", "database_full", "database_read_only", "disk_full", "busy"}

TITLES = {
    400: N_("That did not work"),
    403: N_("Not for your role"),
    404: N_("Not found"),
    405: N_("Not possible here"),
    408: N_("It took too long"),
    409: N_("Changed in the meantime"),
    413: N_("Too large"),
    422: N_("Please check what you sent"),
    429: N_("Too many attempts"),
    500: N_("Something went wrong here"),
    503: N_("Not available at the moment"),
}

SENTENCES = {
    400: N_("The address or what was sent with it is incomplete. Go back and try again."),
    404: N_("There is nothing here that you can see. It may have been moved or removed."),
    405: N_("This address cannot be used in this way. Go back and try again."),
    408: N_("What was sent did not arrive whole. Check the connection and send it again; nothing was stored."),
    413: N_("What was sent is too large. Send a smaller file."),
    500: N_("It was not your fault. Nothing was stored. Try again, and call your centre if it happens twice."),
}


def refused(request: Asked, error: Refused) -> Response[str] | Redirect:
    """A refusal of a use case."""
    _listen(request)
    return _told(request, _status(error), messages.words(error))


def not_served(request: Asked, error: HTTPException) -> Response[str] | Redirect:
    """What the framework turns down: unknown address, wrong method, too large, not signed in."""
    _listen(request)
    if error.status_code == 401:
        return _to_sign_in(request)
    status = error.status_code if error.status_code in TITLES else 400 if error.status_code < 500 else 500
    return _told(request, status, gettext(SENTENCES.get(status, SENTENCES[400])))


def failed(request: Asked, error: Exception) -> Response[str] | Redirect:
    """A fault of ours: the log has the details, the page has none."""
    log.error("%s %r failed", request.method, request.url.path, exc_info=error)
    _listen(request)
    return _told(request, 500, gettext(SENTENCES[500]))


def _listen(request: Asked) -> None:
    """An address that is none was turned down before anybody asked who is there and in which language."""
    request.scope.setdefault("user", None)
    request.scope.setdefault("auth", None)
    session.speak(request)


def _status(error: Refused) -> int:
    if error.code in UNAVAILABLE:
        return 503
    by_kind = ((NotFound, 404), (Stale, 409), (Forbidden, 403), (ForeignForm, 403), (Invalid, 422))
    return next((status for kind, status in by_kind if isinstance(error, kind)), 422)


def _to_sign_in(request: Asked) -> Response[str] | Redirect:
    """To the sign-in page and back again; htmx is told to load it whole."""
    asked = here(request) if request.method == "GET" else _came_from(request)
    target = f"/sign-in?next={quote(asked, safe='/')}"
    if request.headers.get("HX-Request"):
        return Response("", status_code=401, media_type=MediaType.HTML, headers={"HX-Redirect": target})
    return Redirect(target, status_code=303)


def _came_from(request: Asked) -> str:
    """The page on which the form stood."""
    try:
        return local(urlsplit(request.headers.get("referer", "")).path)
    except ValueError:
        return local(None)


def _told(request: Asked, status: int, sentence: str) -> Response[str]:
    return page(
        request,
        "errors/page.html",
        part="errors/notice.html",
        status=status,
        code=status,
        title=gettext(TITLES[status]),
        sentence=sentence,
    )


HANDLERS = {Refused: refused, HTTPException: not_served, Exception: failed}
