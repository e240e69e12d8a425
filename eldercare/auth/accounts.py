"""Accounts: added, changed, disabled; each change ends what it must and leaves an audit row."""

from dataclasses import dataclass

from eldercare import clock
from eldercare.audit import trail
from eldercare.auth import attempts, passwords, sessions
from eldercare.auth.models import Account, Role, Session, TypeSize
from eldercare.auth.scope import one
from eldercare.db import write
from eldercare.errors import NotFound, Refused
from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.subtree import unit_of, units
from eldercare.people.models import Relative, Staff

LANGUAGES = ("zh_Hans", "en")
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What a new sign-in needs; a desk role belongs to a facility, a caregiver to a staff row, a relative to hers."""

    login: str
    password: str
    role: Role
    display_name: str
    facility: Facility | None = None
    staff: Staff | None = None
    relative: Relative | None = None
    language: str = "zh_Hans"
    is_demo: bool = False

    def __post_init__(self) -> None:
        if not self.login.strip() or len(self.login) > 64:
            raise Refused("login_needed")
        if any(letter.isspace() for letter in self.login):
            raise Refused("login_has_spaces")
        if len(self.display_name) > LONGEST_NAME:
            raise Refused("name_too_long", longest=LONGEST_NAME)
        if not self.is_demo:
            passwords.accept(self.password, self.login)
        belongs = {Role.CAREGIVER: self.staff, Role.FAMILY: self.relative}.get(self.role, self.facility)
        if belongs is None:
            raise Refused("account_belongs_nowhere", role=self.role.value)


async def add(new: NewAccount, by: Account | str = trail.TERMINAL) -> Account:
    """Add a sign-in; Refused("account_below_a_centre") for a coordinator of a place that signs no plan."""
    await _refuse_below_a_centre(new)
    password_hash = await passwords.hashed(new.password)
    async with write():
        if await Account.exists(login=new.login):
            raise Refused("login_taken", login=new.login)
        account = await Account.create(
            login=new.login,
            password_hash=password_hash,
            role=new.role.value,
            display_name=new.display_name,
            facility=new.facility,
            staff=new.staff,
            relative=new.relative,
            language=new.language,
            is_demo=new.is_demo,
            type_size=(TypeSize.LARGE if new.role == Role.FAMILY else TypeSize.NORMAL).value,
        )
        await trail.record(
            by, "account.add", "account", account.login, after=trail.state(account), facility=new.facility
        )
    return account


async def _refuse_below_a_centre(new: NewAccount) -> None:
    if new.role == Role.COORDINATOR and new.facility and not await units(new.facility).exists():
        centre = await unit_of(new.facility)
        raise Refused("account_below_a_centre", place=new.facility.key, centre=centre.key)


async def disable(login: str, by: Account | str = trail.TERMINAL) -> None:
    """The account can no longer sign in, and every browser of it is signed out at once."""
    async with write():
        account = await _named(login)
        await Account.filter(id=account.id).update(disabled_at=clock.now())
        await sessions.end_all(account)
        await trail.record(by, "account.disable", "account", account.login)


async def enable(login: str, by: Account | str = trail.TERMINAL) -> None:
    """The account may sign in again."""
    async with write():
        account = await _named(login)
        await Account.filter(id=account.id).update(disabled_at=None)
        await trail.record(by, "account.enable", "account", account.login)


async def set_password(login: str, password: str, by: Account | str = trail.TERMINAL) -> None:
    """A new password; every browser of the account is signed out."""
    passwords.accept(password, login)
    password_hash = await passwords.hashed(password)
    async with write():
        account = await _named(login)
        await _store_password(account, password_hash, by)
        await sessions.end_all(account)


async def change_own_password(account: Account, session: Session, old: str, new: str, address: str = "") -> str:
    """The person's own change: the old password is asked again, all her browsers are signed out, and this one gets the
    token of a new session.

    Whoever sits at a browser that is not hers guesses no faster here than at the door, and leaves as many traces.
    """
    await attempts.count(account.login, address[:64])
    if not await passwords.matches(old, account.password_hash):
        async with write():
            await trail.record(account, "account.password_failed", "account", account.login)
        raise Refused("password_wrong")
    await attempts.forget(account.login)
    passwords.accept(new, account.login)
    password_hash = await passwords.hashed(new)
    async with write():
        if not await Account.filter(id=account.id, password_hash=account.password_hash).select_for_update(no_key=True):
            raise Refused("password_wrong")
        await _store_password(account, password_hash, account)
        await sessions.end_all(account)
        token, _session = await sessions.start(account, session.user_agent)
        return token


async def prefer(account: Account, *, language: str | None = None, type_size: str | None = None) -> None:
    """How the person wants to read; kept on the account. Nothing and nonsense leave it as it is."""
    before = {"language": account.language, "type_size": account.type_size}
    after = {
        "language": language if language in LANGUAGES else account.language,
        "type_size": type_size if type_size in list(TypeSize) else account.type_size,
    }
    if before == after:
        return
    async with write():
        await Account.filter(id=account.id).update(**after)
        was, becomes = trail.diff(before, after)
        await trail.record(account, "account.prefer", "account", account.login, before=was, after=becomes)
    account.language, account.type_size = str(after["language"]), str(after["type_size"])


async def demo_accounts() -> list[Account]:
    """The sign-ins of a demo database, each with its place or staff row; none anywhere else."""
    found = Account.filter(is_demo=True, disabled_at=None).order_by("id")
    return await found.prefetch_related("facility", "staff")


async def _store_password(account: Account, password_hash: str, by: Account | str) -> None:
    await Account.filter(id=account.id).update(password_hash=password_hash)
    await trail.record(by, "account.password", "account", account.login)


async def _named(login: str) -> Account:
    try:
        return await one(Account.all(), login, "login")
    except NotFound as error:
        raise NotFound("account_not_found", login=login) from error
