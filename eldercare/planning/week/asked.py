"""What a week asks for, as a document without an answer: for the bench, and for whoever plans it elsewhere."""

from datetime import date

from eldercare.hierarchy.subtree import units
from eldercare.planning.week.load import load_week
from eldercare.planning.week.now import root_or
from eldercare.planning.week.problem import week_problem
from eldercare.planning.week.taken import taken_by_others
from eldercare.rulebook.rules import rules_on
from solver.week.document import asked


async def week_asked(monday: date) -> bytes:
    """The problem of everybody's week, as JSON: of a district, or of several beside it under the first one's rules."""
    district = await root_or(None)
    those = await units()
    rows = await load_week(those, monday, await rules_on(monday, district, *those))
    return asked(week_problem(rows, await taken_by_others([unit.unit.id for unit in rows.units], monday)))
