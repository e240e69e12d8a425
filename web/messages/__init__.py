"""Refusals and rules in words: what happened, why, what can be done."""

import re
from datetime import date

from eldercare import clock
from eldercare.errors import FactValue, Fault, Refused
from web import dates
from web.i18n import gettext, language, ngettext, speaking
from web.messages.books import BOOK_CODES, ON_A_FORM, duplicate_words, reason_name
from web.messages.codes import CODES as OTHER_CODES
from web.messages.rules import BROKEN, NAMES, REASONS

DAY = re.compile(r"(?<![\w@/-])\d{4}-\d\d-\d\d(?![\w-])")
DATED = {"day", "first_day", "last_day", "people", "cases", "places"}
"""Facts in which days stand. What somebody typed, and names of files, stay as they are."""
RULE = re.compile(r"(?<=\()[a-z_]+(?=: )")
RULED = {"cases", "places"}
"""Facts in which rules stand, in brackets and before what they are about."""
FACT = re.compile(r"%\((\w+)\)[sd]")

__all__ = [
    "CODES",
    "NAMES",
    "REASONS",
    "beside_field",
    "broken",
    "duplicate_words",
    "in_the_book",
    "place_and_words",
    "reason",
    "reason_name",
    "rule_name",
    "say",
    "words",
]

CODES = {**OTHER_CODES, **BOOK_CODES}


def words(refused: Refused) -> str:
    """The sentence for a refusal."""
    if refused.code == "invalid":
        count = int(refused.facts.get("count") or 0)
        return ngettext(
            "One thing in what was sent needs correcting; nothing was stored.",
            "%(num)d things in what was sent need correcting; nothing was stored.",
            count,
        )
    return say(refused.code, **refused.facts)


def say(code: str, **facts: FactValue) -> str:
    """The sentence for a code; one that nobody worded yet is shown as it is rather than hidden."""
    return _filled(gettext(CODES[code]), _named(facts)) if code in CODES else code


def beside_field(fault: Fault) -> str:
    """One fault of what was typed on a page."""
    if fault.code in ON_A_FORM:
        return _filled(gettext(ON_A_FORM[fault.code]), _named(fault.facts))
    return say(fault.code, **fault.facts)


def place_and_words(fault: Fault) -> str:
    """One fault of an input with where to find it."""
    where = [fault.sheet, gettext("row %(row)d") % {"row": fault.row} if fault.row else "", fault.field]
    place = gettext(", ").join(part for part in where if part)
    said = say(fault.code, **fault.facts)
    return gettext("%(place)s: %(said)s") % {"place": place, "said": said} if place else said


def rule_name(rule: str) -> str:
    """What a rule of planning is called."""
    return gettext(NAMES[rule]) if rule in NAMES else rule


def reason(rule: str, facts: dict[str, object] | None = None) -> str:
    """Why a rule stopped something, and what can be done."""
    return _filled(gettext(REASONS[rule]), facts or {}) if rule in REASONS else rule_name(rule)


def broken(rule: str, facts: dict[str, object]) -> str:
    """What is wrong by now with something that was planned when it kept the rule."""
    return _filled(gettext(BROKEN[rule]), facts) if rule in BROKEN else rule_name(rule)


def in_the_book(rule: str, facts: dict[str, object]) -> tuple[str, str]:
    """The rule and its reason as a workbook has them: in Chinese, whoever takes it away."""
    with speaking("zh_Hans"):
        return rule_name(rule), reason(rule, facts)


def _named(facts: dict[str, FactValue]) -> dict[str, FactValue]:
    """Names in English for an English reader, where the facts bring one beside: `service_en` beside `service`."""
    english = {name.removesuffix("_en"): fact for name, fact in facts.items() if name.endswith("_en") and fact}
    return {**facts, **english} if language() == "en" else facts


def _filled(sentence: str, facts: "dict[str, FactValue] | dict[str, object]") -> str:
    """A fact that was not given leaves a visible gap instead of an error."""

    def told(found: re.Match[str]) -> str:
        fact = str(facts.get(found[1], "…"))
        if found[1] in RULED:
            fact = RULE.sub(lambda rule: rule_name(rule[0]), fact)
        return DAY.sub(_day, fact) if found[1] in DATED else fact

    return FACT.sub(told, sentence)


def _day(found: re.Match[str]) -> str:
    try:
        day = date.fromisoformat(found[0])
    except ValueError:
        return found[0]
    return dates.short_day(day) if day.year == clock.today().year else dates.plain_day(day)
