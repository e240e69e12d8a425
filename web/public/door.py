"""In and out: the start page, signing in, signing out."""

from litestar import Response, get, post
from litestar.response import Redirect

from eldercare.auth import accounts
from eldercare.auth import sign_in as door
from eldercare.auth.models import Session
from eldercare.errors import Refused
from web import cookies, i18n, nav
from web.forms import Form, form_of
from web.pages import local, page, redirect
from web.session import Asked

PUBLIC = {"public": True}


@get("/", opt=PUBLIC)
async def start(request: Asked) -> Redirect:
    """To the page where this person's work begins."""
    return redirect(nav.home_of(request.user) if request.user else "/sign-in")


@get("/sign-in", opt=PUBLIC)
async def sign_in_page(request: Asked) -> Response[str] | Redirect:
    if request.user:
        return redirect(nav.home_of(request.user))
    return await _shown(request, Form({"next": request.query_params.get("next", "")}))


@post("/sign-in", opt=PUBLIC)
async def sign_in(request: Asked) -> Response[str] | Redirect:
    form = await form_of(request)
    try:
        token, session = await door.sign_in(
            form.text("login", longest=64),
            form.values.get("password", ""),
            address=request.client.host if request.client else "",
            user_agent=request.headers.get("user-agent", ""),
            replaces=request.auth,
        )
    except Refused as refused:
        form.refuse(refused)
        return await _shown(request, form, status=429 if refused.code == "sign_in_locked" else form.status)
    return await _entered(request, form, token, session)


@post("/sign-in/demo", opt=PUBLIC)
async def sign_in_to_demo(request: Asked) -> Response[str] | Redirect:
    form = await form_of(request)
    try:
        token, session = await door.sign_in_to_demo(
            form.text("login", longest=64), user_agent=request.headers.get("user-agent", ""), replaces=request.auth
        )
    except Refused as refused:
        form.refuse(refused)
        return await _shown(request, form, status=form.status)
    return await _entered(request, form, token, session)


@post("/sign-out", opt={"permission": "account.own"})
async def sign_out(request: Asked) -> Redirect:
    if request.auth:
        await door.sign_out(request.auth)
    answer = redirect("/sign-in")
    answer.cookies.append(cookies.no_session())
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


async def _entered(request: Asked, form: Form, token: str, session: Session) -> Redirect:
    """In, reading as she chose at the door, and otherwise as her account remembers; nobody has chosen for a demo's."""
    account = session.account
    language, size = (cookies.wished_at_the_door(request.cookies, name) for name in ("language", "type"))
    if account.is_demo:
        language = language or i18n.language()
    await accounts.prefer(account, language=language, type_size=size)
    answer = redirect(local(form.values.get("next"), nav.home_of(session.account)))
    answer.cookies.append(cookies.session(token))
    answer.cookies.extend(cookies.wishes_of(account.language, account.type_size))
    return answer


async def _shown(request: Asked, form: Form, status: int = 200) -> Response[str]:
    return page(request, "public/sign_in.html", form=form, demo=await accounts.demo_accounts(), status=status)


routes = [start, sign_in_page, sign_in, sign_in_to_demo, sign_out]
