"""The trail."""

from datetime import date

import pytest

from eldercare.audit import trail
from eldercare.audit.models import AuditEntry
from eldercare.auth import scope
from eldercare.db import write
from eldercare.errors import Refused
from eldercare.hierarchy.models import Tier
from tests.cast import Cast


async def test_an_entry_says_who_did_what_to_which_row(people: Cast) -> None:
    shen = people.accounts["shen"]
    await trail.record(shen, "elder.edit", "elder", "e-zhou", before={"floor": 2}, after={"floor": 3})
    entry = await AuditEntry.get().select_related("facility")
    assert (entry.actor, entry.action, entry.noun, entry.row_key) == ("name-shen", "elder.edit", "elder", "e-zhou")
    assert (entry.before, entry.after) == ({"floor": 2}, {"floor": 3})
    assert entry.facility == people.facilities["dong"]


async def test_the_terminal_has_a_name_and_no_account(people: Cast) -> None:
    await trail.record(trail.TERMINAL, "plan.ask", "plan", "2026-W48", facility=people.facilities["xi"])
    entry = await AuditEntry.get()
    assert (entry.actor, entry.account_id, entry.facility_id) == ("terminal", None, people.facilities["xi"].id)


async def test_an_entry_goes_with_its_change(people: Cast) -> None:
    async def change() -> None:
        async with write():
            await trail.record(trail.TERMINAL, "elder.edit", "elder", "e-zhou")
            raise Refused("stale")

    with pytest.raises(Refused):
        await change()
    assert await AuditEntry.all().count() == 0


async def test_readers_see_their_own_subtree(people: Cast) -> None:
    for place in ("house", "dong", "dong-care", "xi"):
        await trail.record(trail.TERMINAL, "facility.edit", "facility", place, facility=people.facilities[place])
    await trail.record(trail.TERMINAL, "account.add", "account", "nowhere")
    seen = {
        login: [entry.row_key for entry in await scope.entries_of(people.accounts[login])]
        for login in ("manager", "auditor", "shen", "chen", "daughter")
    }
    everything = ["nowhere", "xi", "dong-care", "dong", "house"]
    assert seen["manager"] == seen["auditor"] == everything
    assert seen["shen"] == ["dong-care", "dong"]
    assert seen["chen"] == seen["daughter"] == []


async def test_a_row_is_kept_without_secrets(people: Cast) -> None:
    kept = trail.state(people.accounts["shen"])
    assert "password_hash" not in kept
    assert kept["login"] == "shen"
    assert trail.plain({"day": date(2026, 11, 23), "tier": Tier.STATION, "csrf_token": "x", "list": (1, {2})}) == {
        "day": "2026-11-23",
        "tier": "station",
        "list": [1, [2]],
    }


def test_a_difference_names_only_what_changed() -> None:
    assert trail.diff({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}) == ({"b": 2}, {"b": 3, "c": 4})


def test_private_words_are_covered_wherever_they_come_from() -> None:
    facts = {"health_notes": "心脏起搏器", "access_notes": "", "floor": 3, "password_hash": "x"}
    assert trail.plain(facts) == {"health_notes": "***", "access_notes": "", "floor": 3}
