"""Whom a publication concerns, and who of them has to be called."""

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.auth.models import Account
from eldercare.errors import NotFound
from eldercare.notify.calls import concerned_by, left_to_call, mark_called
from eldercare.notify.models import OutboxMessage
from eldercare.notify.readers import readers_of
from eldercare.people.models import Relative
from eldercare.planning.models import Publication
from eldercare.planning.week.publish import publish
from tests.cast import MONDAY, Cast, cast
from tests.eldercare.planning.drafted import drafted


@pytest.fixture
async def people(database: str) -> Cast:
    return await cast(database)


async def published(people: Cast) -> Publication:
    await drafted(people)
    return await publish(people.facilities["dong"], MONDAY, who="terminal")


async def test_who_cannot_sign_in_is_to_be_called_and_the_elder_of_whom_nobody_is_told(people: Cast) -> None:
    publication = await published(people)
    assert await left_to_call(publication) == (await readers_of(publication.id)).silent == 1
    (lin,) = await concerned_by(publication, to_call=True)
    assert (lin.person, lin.signs_in, lin.to_call) == (people.elders["lin"], False, True)
    await Account.filter(id=people.accounts["daughter"].id).update(disabled_at=clock.now())
    assert await left_to_call(publication) == (await readers_of(publication.id)).silent == 2
    everybody = await concerned_by(publication)
    assert {type(one.person).__name__ for one in everybody} == {"Staff", "Relative", "Elder"}
    assert sum(one.signs_in for one in everybody) == len(everybody) - 2


async def test_a_relative_who_may_not_see_the_week_is_not_told_so_the_elder_is(people: Cast) -> None:
    await Relative.filter(id=people.relatives["daughter"].id).update(sees_schedule=False)
    publication = await published(people)
    hers = {one.elder_id for one in await OutboxMessage.filter(publication_id=publication.id, elder_id__isnull=False)}
    assert hers == {people.elders["lin"].id, people.elders["zhou"].id}
    assert await left_to_call(publication) == (await readers_of(publication.id)).silent == 2


async def test_a_call_is_kept_with_who_made_it_and_can_be_taken_back(people: Cast) -> None:
    publication, shen = await published(people), people.accounts["shen"]
    (lin,) = await concerned_by(publication, to_call=True)
    for _ in range(2):
        await mark_called(publication, lin.told.message.id, shen, called=True)
    (called,) = [one for one in await concerned_by(publication) if one.person == people.elders["lin"]]
    assert (called.to_call, called.told.message.called_by_id) == (False, shen.id)
    assert await left_to_call(publication) == 0
    await mark_called(publication, lin.told.message.id, shen, called=False)
    assert await left_to_call(publication) == 1
    trail = AuditEntry.filter(action__startswith="message.", account_id=shen.id)
    assert await trail.count() == 2


async def test_a_kitchens_message_is_nobodys_call(people: Cast) -> None:
    publication = await published(people)
    message = await OutboxMessage.get(publication_id=publication.id, kitchen_id=people.kitchens["dong"].id)
    with pytest.raises(NotFound):
        await mark_called(publication, message.id, people.accounts["shen"], called=True)
