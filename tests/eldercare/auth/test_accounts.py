"""Accounts: added, changed, disabled, and what the trail says of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.auth import accounts
from eldercare.auth.accounts import NewAccount
from eldercare.auth.models import Account, Role
from eldercare.auth.sign_in import sign_in
from eldercare.errors import NotFound, Refused
from eldercare.hierarchy.models import Facility
from tests.cast import PASSWORD, Cast

FINE = "a calm sentence"


async def test_an_added_account_can_sign_in_and_the_trail_has_no_hash(people: Cast) -> None:
    new = NewAccount("he", FINE, Role.COORDINATOR, "何敏", facility=people.facilities["dong"])
    await accounts.add(new, by=people.accounts["manager"])
    await sign_in("he", FINE, "192.0.2.1")
    entry = await AuditEntry.get(action="account.add")
    assert (entry.actor, entry.row_key, entry.after["role"]) == ("name-manager", "he", "coordinator")
    assert "argon2" not in str(entry.after)


async def test_a_name_is_taken_once(people: Cast) -> None:
    with pytest.raises(Refused, match="login_taken"):
        await accounts.add(NewAccount("shen", FINE, Role.COORDINATOR, "x", facility=people.facilities["dong"]))
    assert await AuditEntry.all().count() == 0


def test_an_account_belongs_somewhere() -> None:
    for role in Role:
        with pytest.raises(Refused, match="account_belongs_nowhere"):
            NewAccount("he", FINE, role, "何敏")


def test_a_new_account_needs_a_name_and_a_good_password() -> None:
    with pytest.raises(Refused, match="login_needed"):
        NewAccount(" ", FINE, Role.AUDITOR, "x")
    with pytest.raises(Refused, match="password_weak"):
        NewAccount("he", "password1", Role.AUDITOR, "x")


async def test_a_coordinator_belongs_to_a_centre_that_signs_a_plan(people: Cast) -> None:
    care = NewAccount("he", FINE, Role.COORDINATOR, "何敏", facility=people.facilities["dong-care"])
    with pytest.raises(Refused, match="account_below_a_centre") as refused:
        await accounts.add(care)
    assert refused.value.facts == {"place": "f-dong-care", "centre": "f-dong"}
    await accounts.add(replace(care, role=Role.KITCHEN))


def test_a_name_fits_its_column() -> None:
    with pytest.raises(Refused, match="name_too_long"):
        NewAccount("ann", FINE, Role.AUDITOR, "安" * 61, facility=Facility())


async def test_a_disabled_account_comes_back_when_enabled(people: Cast) -> None:
    await accounts.disable("shen")
    await accounts.enable("shen")
    await sign_in("shen", PASSWORD, "192.0.2.1")


async def test_there_is_no_such_account(people: Cast) -> None:
    for act in (accounts.disable("nobody"), accounts.enable("nobody"), accounts.set_password("nobody", FINE)):
        with pytest.raises(NotFound, match="account_not_found"):
            await act


async def test_ones_own_password_is_changed_with_the_old_one_only(people: Cast) -> None:
    shen = people.accounts["shen"]
    _token, session = await sign_in("shen", PASSWORD, "192.0.2.1")
    with pytest.raises(Refused, match="password_wrong"):
        await accounts.change_own_password(shen, session, "wrong", FINE)
    with pytest.raises(Refused, match="password_weak"):
        await accounts.change_own_password(shen, session, PASSWORD, "password")
    await sign_in("shen", PASSWORD, "192.0.2.1")


async def test_the_old_password_is_guessed_no_faster_than_at_the_door(people: Cast) -> None:
    """Somebody else sits at a browser that was left open."""
    shen = people.accounts["shen"]
    _token, session = await sign_in("shen", PASSWORD, "192.0.2.1")
    for _ in range(5):
        with pytest.raises(Refused, match="password_wrong"):
            await accounts.change_own_password(shen, session, "wrong", FINE)
    failed = await AuditEntry.filter(action="account.password_failed", noun="account", row_key="shen")
    assert [(entry.account_id, entry.actor) for entry in failed] == [(shen.id, "name-shen")] * 5
    with pytest.raises(Refused, match="sign_in_locked"):
        await accounts.change_own_password(shen, session, PASSWORD, FINE)
    with clock.held(clock.now() + timedelta(minutes=16)):
        await accounts.change_own_password(shen, session, PASSWORD, FINE)


async def test_of_two_changes_from_the_same_old_password_one_counts(people: Cast) -> None:
    shen = people.accounts["shen"]
    _token, session = await sign_in("shen", PASSWORD, "192.0.2.1")
    await accounts.change_own_password(shen, session, PASSWORD, FINE)
    with pytest.raises(Refused, match="password_wrong"):
        await accounts.change_own_password(shen, session, PASSWORD, f"{FINE} again")
    await sign_in("shen", FINE, "192.0.2.1")


async def test_reading_preferences_are_kept_and_nonsense_is_not(people: Cast) -> None:
    shen = people.accounts["shen"]
    await accounts.prefer(shen, language="en", type_size="largest")
    await accounts.prefer(shen, language="tlh", type_size="huge")
    row = await Account.get(login="shen")
    assert (row.language, row.type_size) == ("en", "largest")
    assert await AuditEntry.filter(action="account.prefer").count() == 1


async def test_demo_sign_ins_are_all_offered_with_their_places(people: Cast) -> None:
    assert await accounts.demo_accounts() == []
    await Account.filter(login__in=["shen", "xu", "chen"]).update(is_demo=True)
    await accounts.disable("xu")
    shen, chen = await accounts.demo_accounts()
    assert (shen.login, shen.facility and shen.facility.key) == ("shen", "f-dong")
    assert (chen.login, chen.staff and chen.staff.key) == ("chen", people.staff["chen"].key)
