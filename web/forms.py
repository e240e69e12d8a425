"""Forms: what was typed, kept as typed, with the reasons beside the fields that were refused."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from eldercare.clock import DATES, DAY
from eldercare.errors import Invalid, Refused
from eldercare.exchange.readings import date_of, minutes_in, narrow
from web import messages
from web.errors import UNAVAILABLE
from web.i18n import gettext as _
from web.session import Asked

Choice = TypeVar("Choice", bound=StrEnum)

TICKED = {"1", "on", "true", "yes"}


@dataclass(slots=True)
class Form:
    """Typed values by field; reading one that is wrong notes the reason and gives an empty answer.

    Read every field, then ask `ok`: all reasons are shown at once.
    """

    values: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    """Field to reason; the empty name holds what concerns the whole form."""
    later: bool = False
    """Nothing was wrong with it: the same may be sent again in a while."""

    @property
    def ok(self) -> bool:
        return not self.errors

    @property
    def status(self) -> int:
        return 200 if self.ok else 503 if self.later else 422

    def wrong(self, name: str, reason: str) -> None:
        """Note a reason, the first of a field."""
        self.errors.setdefault(name, reason)

    def refuse(self, refused: Refused, name: str = "") -> None:
        """Note what the use case refused: fault by fault beside its field, anything else at field `name` or on top."""
        self.later = refused.code in UNAVAILABLE
        if isinstance(refused, Invalid):
            for fault in refused.faults:
                self.wrong(fault.field if fault.field in self.values else "", messages.beside_field(fault))
        else:
            self.wrong("" if self.later else name, messages.words(refused))

    def text(self, name: str, *, longest: int = 200, needed: bool = False) -> str:
        value = self._typed(name, needed)
        if len(value) > longest:
            self.wrong(name, _("At most %(longest)d characters, please.", longest=longest))
            return ""
        return value

    def ticked(self, name: str) -> bool:
        return self.values.get(name, "").lower() in TICKED

    def number(self, name: str, lowest: int, highest: int, *, needed: bool = True) -> int | None:
        value = narrow(self._typed(name, needed))
        if not value:
            return None
        if not re.fullmatch(r"-?[0-9]{1,9}", value) or not lowest <= int(value) <= highest:
            self.wrong(
                name, _("A whole number from %(lowest)d to %(highest)d, please.", lowest=lowest, highest=highest)
            )
            return None
        return int(value)

    def decimal(self, name: str, most: re.Pattern[str], otherwise: str, *, needed: bool = False) -> float | None:
        """A number that `most` matches; `otherwise` says what else was expected."""
        value = narrow(self._typed(name, needed))
        if value and not most.fullmatch(value):
            self.wrong(name, otherwise)
        return float(value) if value and name not in self.errors else None

    def day(self, name: str, *, needed: bool = True) -> date | None:
        value = self._typed(name, needed)
        if not value:
            return None
        typed = date_of(value)
        if typed is None or typed.year not in DATES:
            self.wrong(name, _("A date such as 2026-11-23, please."))
            return None
        return typed

    def clock(self, name: str, *, needed: bool = True, end: bool = False) -> int | None:
        """Minutes of the day from a typed 09:05; as an `end` 00:00 and 24:00 are when the day is over."""
        value = self._typed(name, needed)
        if not value:
            return None
        typed = minutes_in(value)
        if end and typed in (0, DAY):
            return DAY
        if 0 <= typed < DAY:
            return typed
        self.wrong(name, _("A time such as 09:30, please."))
        return None

    def weekdays(self, name: str) -> int:
        """The set of the days that were ticked; none is nought."""
        self.values.setdefault(name, "")
        return sum(1 << day for day in range(7) if str(day) in self.lists.get(name, []))

    def choice(self, name: str, options: type[Choice], *, needed: bool = True) -> Choice | None:
        value = self._typed(name, needed)
        if not value:
            return None
        try:
            return options(value)
        except ValueError:
            self.wrong(name, _("Please choose one of the options."))
            return None

    def _typed(self, name: str, needed: bool) -> str:
        value = self.values.get(name, "").strip()
        if needed and not value:
            self.wrong(name, _("Please fill this in."))
        return value


async def form_of(request: Asked) -> Form:
    """What was sent with the request, texts only."""
    sent = await request.form()
    lists: dict[str, list[str]] = {}
    for name, value in sent.multi_items():
        if isinstance(value, str):
            lists.setdefault(name, []).append(value.replace("\x00", ""))
    return Form(values={name: values[-1] for name, values in lists.items()}, lists=lists)
