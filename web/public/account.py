"""One's own account: how to read, the password, the browsers that are signed in."""

from litestar import Response, get, post
from litestar.exceptions import NotAuthorizedException
from litestar.params import FromPath
from litestar.response import Redirect

from eldercare.auth import accounts, sessions
from eldercare.auth.models import Account, Session
from eldercare.errors import Refused
from web import cookies
from web.forms import Form, form_of
from web.i18n import gettext as _
from web.pages import page, redirect
from web.session import Asked

OWN = {"permission": "account.own"}
OF_THE_OLD = {"password_wrong", "sign_in_locked"}
"""Refusals that the present password met; the others speak of the new one."""


@get("/account", opt=OWN)
async def own_account(request: Asked) -> Response[str]:
    return await _shown(request, Form())


@post("/account/password", opt=OWN)
async def change_password(request: Asked) -> Response[str] | Redirect:
    account, session = _signed_in(request)
    form = await form_of(request)
    old, new = form.values.get("old", ""), form.values.get("new", "")
    if new != form.values.get("again", ""):
        form.wrong("again", _("The two new passwords differ."))
        return await _shown(request, form)
    try:
        address = request.client.host if request.client else ""
        token = await accounts.change_own_password(account, session, old, new, address)
    except Refused as refused:
        form.refuse(refused, "old" if refused.code in OF_THE_OLD else "new")
        return await _shown(request, form)
    answer = redirect("/account?changed=1")
    answer.cookies.append(cookies.session(token))
    return answer


@post("/account/sessions/{token_hash:str}/end", opt=OWN)
async def end_session(request: Asked, token_hash: FromPath[str]) -> Redirect:
    account, _session = _signed_in(request)
    await sessions.end_one(account, token_hash)
    return redirect("/account")


@post("/account/stay", opt=OWN, status_code=204)
async def stay(request: Asked) -> None:
    """The person is still there; asking was enough to keep the session awake."""


async def _shown(request: Asked, form: Form) -> Response[str]:
    account, session = _signed_in(request)
    return page(
        request,
        "public/account.html",
        form=form,
        sessions=await sessions.sessions_of(account),
        present=session,
        status=form.status,
    )


def _signed_in(request: Asked) -> tuple[Account, Session]:
    if request.user is None or request.auth is None:
        raise NotAuthorizedException()
    return request.user, request.auth


routes = [own_account, change_password, end_session, stay]
