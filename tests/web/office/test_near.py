"""Relatives of an elder, and carers whom she wishes for or not, on the pages of her file."""

import re
from datetime import datetime, time
from html import unescape

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.auth.models import Account
from eldercare.notify.calls import left_to_call
from eldercare.notify.models import OutboxMessage
from eldercare.people.models import Elder, Relative, StaffBond
from tests.cast import MONDAY, Cast
from tests.eldercare.visits.told import LATER, told
from tests.web.conftest import Visit

FILE = "/elders/e-zhou"
NEW = FILE + "/near/relatives/new"
TYPED = {"name": "周小明", "relation": "son", "phone": "１３９ ００００ ００１１", "sees_schedule": "1"}


async def test_a_relative_is_added_changed_and_taken_out_and_the_trail_names_each(
    signed_in: Visit, people: Cast
) -> None:
    browser = await signed_in("shen")
    answer = await browser.post(NEW, TYPED)
    assert answer.status_code == 303, answer.text
    row = await Relative.get(name="周小明").prefetch_related("elder")
    assert (row.elder.key, row.relation, row.emergency_contact, row.sees_schedule) == ("e-zhou", "son", False, True)
    assert "139" in row.phone
    assert "周小明" in (await browser.get(FILE)).text
    address = f"{FILE}/near/relatives/{row.id}"
    changed = {**TYPED, "version": str(row.version), "emergency_contact": "1", "sees_schedule": ""}
    assert (await browser.post(address, changed)).status_code == 303
    await row.refresh_from_db()
    assert (row.emergency_contact, row.sees_schedule) == (True, False)
    assert (await browser.post(f"{address}/remove", {"version": str(row.version)})).status_code == 303
    assert not await Relative.exists(id=row.id)
    trail = AuditEntry.filter(noun="elder", row_key="e-zhou", action__startswith="relative.").order_by("id")
    assert [entry.action for entry in await trail] == ["relative.add", "relative.edit", "relative.drop"]


async def test_every_fault_is_told_at_its_field_and_nothing_typed_is_lost(signed_in: Visit, people: Cast) -> None:
    answer = await (await signed_in("shen")).post(
        NEW + "?language=en", {"name": "", "relation": "aunt", "phone": "abc"}
    )
    assert answer.status_code == 422
    for field in ("name", "relation", "phone"):
        assert f'id="{field}-wrong"' in answer.text
    assert 'value="abc"' in answer.text


async def test_the_same_relative_is_not_added_twice(signed_in: Visit, people: Cast) -> None:
    browser = await signed_in("shen")
    await browser.post(NEW, TYPED)
    answer = await browser.post(NEW + "?language=en", {**TYPED, "phone": ""})
    assert answer.status_code == 422
    assert "This is on file already. Change that entry instead." in answer.text
    assert (await Relative.get(name="周小明")).phone


async def test_who_has_a_sign_in_stays_on_file(signed_in: Visit, people: Cast) -> None:
    daughter = people.relatives["daughter"]
    browser = await signed_in("shen")
    address = f"{FILE}/near/relatives/{daughter.id}/remove?language=en"
    answer = await browser.post(address, {"version": str(daughter.version)})
    assert answer.status_code == 422
    assert "Take away that she may see the week" in answer.text
    assert await Account.exists(relative_id=daughter.id)


async def test_who_was_slower_sees_what_is_stored_by_now(signed_in: Visit, people: Cast) -> None:
    daughter = people.relatives["daughter"]
    browser = await signed_in("shen")
    address, was = f"{FILE}/near/relatives/{daughter.id}", str(daughter.version)
    mine = {"name": "周小兰", "relation": "daughter", "phone": "0731-1", "version": was}
    await browser.post(address, mine)
    answer = await browser.post(address + "?language=en", {**mine, "phone": "0731-2"})
    assert answer.status_code == 409
    assert "Stored in the meantime: 0731-1" in answer.text


async def test_ticks_that_she_never_touched_stay_as_somebody_else_stored_them(signed_in: Visit, people: Cast) -> None:
    daughter = people.relatives["daughter"]
    await Relative.filter(id=daughter.id).update(emergency_contact=False, sees_schedule=True, phone="0731-1")
    browser = await signed_in("shen")
    address = f"{FILE}/near/relatives/{daughter.id}"
    opened = (await browser.get(address + "?language=en")).text
    shown = unescape(re.findall(r'name="shown" value="([^"]*)"', opened)[0])
    typed = {"name": daughter.name, "relation": daughter.relation, "phone": "0731-2", "sees_schedule": "1"}
    await Relative.filter(id=daughter.id).update(emergency_contact=True, version=daughter.version + 1)
    answer = await browser.post(address, {**typed, "version": str(daughter.version), "shown": shown})
    assert answer.status_code == 409
    assert re.search(r'name="emergency_contact" value="1" checked', answer.text)
    assert 'value="0731-2"' in answer.text


async def test_a_carer_is_excluded_preferred_and_forgotten(signed_in: Visit, people: Cast) -> None:
    browser = await signed_in("shen")
    form = (await browser.get(FILE + "/near/carers/new")).text
    assert "陈春燕" in form
    assert "吴志强" not in form, "who works for another centre"
    typed = {"staff": "s-chen", "kind": "excluded", "private_reason": "quarrel"}
    assert (await browser.post(FILE + "/near/carers/new", typed)).status_code == 303
    bond = await StaffBond.get(elder__key="e-zhou", staff__key="s-chen")
    assert (bond.kind, bond.private_reason) == ("excluded", "quarrel")
    version = (await Elder.get(key="e-zhou")).version
    assert version > people.elders["zhou"].version
    assert "陈春燕 ·" not in (await browser.get(FILE + "/near/carers/new")).text
    address = f"{FILE}/near/carers/{bond.id}"
    assert (await browser.post(address, {"kind": "preferred", "private_reason": ""})).status_code == 303
    await bond.refresh_from_db()
    assert (bond.kind, bond.private_reason) == ("preferred", "")
    assert (await browser.post(f"{address}/remove", {})).status_code == 303
    assert not await StaffBond.exists(id=bond.id)


@pytest.mark.parametrize("kind", ["relatives", "carers"])
async def test_nobody_else_may(signed_in: Visit, people: Cast, kind: str) -> None:
    for login, status in (("xu", 404), ("chen", 403), ("kitchen", 403)):
        assert (await (await signed_in(login)).get(f"{FILE}/near/{kind}/new")).status_code == status, login


@pytest.mark.parametrize("called", [False, True])
async def test_the_call_to_a_relative_who_is_taken_out_stays_on_the_list(
    signed_in: Visit, people: Cast, called: bool
) -> None:
    with clock.held(datetime.combine(MONDAY, time(15), clock.LOCAL)):
        son = await Relative.create(key="r-son", elder=people.elders["lin"], name="林小明", relation="son")
        await told(people)
        publication = await told(people, LATER, number=2)
        message = await OutboxMessage.get(publication=publication, relative=son)
        browser = await signed_in("shen")
        if called:
            await browser.post(f"/publications/{publication.id}/calls/{message.id}", {"called": "1"})
        before = await left_to_call([publication.id])
        gone = await browser.post(f"/elders/e-lin/near/relatives/{son.id}/remove", {"version": "1"})
        assert gone.status_code == 303
        assert await left_to_call([publication.id]) == before
        kept = await OutboxMessage.get(id=message.id)
        assert (kept.elder_id, kept.called_at is not None) == (people.elders["lin"].id, called)
