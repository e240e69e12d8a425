"""Long lists a page at a time, with the number in the address."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tortoise.models import Model
from tortoise.queryset import QuerySet

from web.session import Asked

Item = TypeVar("Item")
Row = TypeVar("Row", bound=Model)

SIZE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some rows of a list: page `number` of `pages`, `total` rows in all."""

    rows: Sequence[Item]
    number: int
    pages: int
    total: int


def wanted(request: Asked, pages: int) -> int:
    """The page number asked for in the address, within what there is."""
    asked = request.query_params.get("page", "1")
    return min(max(int(asked) if re.fullmatch("[0-9]{1,8}", asked) else 1, 1), pages)


async def paged(request: Asked, rows: QuerySet[Row], size: int = SIZE) -> Page[Row]:
    """The page of an ordered queryset that the address asks for."""
    total = await rows.count()
    pages = max(1, -(-total // size))
    number = wanted(request, pages)
    return Page(await rows.offset((number - 1) * size).limit(size), number, pages, total)


def paged_list(request: Asked, rows: Sequence[Item], size: int = SIZE) -> Page[Item]:
    """The same of a list already at hand."""
    pages = max(1, -(-len(rows) // size))
    number = wanted(request, pages)
    return Page(rows[(number - 1) * size : number * size], number, pages, len(rows))
