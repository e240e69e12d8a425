"""What can be wrong with a workbook, in one sentence and its remedy; what an import found, in words."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from eldercare.exchange.duplicates import Duplicate, Reason
from eldercare.exchange.rewritten import Rewritten
from web.dates import moment
from web.i18n import N_, gettext, ngettext

BOOK_CODES: dict[str, str] = {
    # the file
    "book_unreadable": N_("The file %(path)s cannot be opened. Check its name and that you may read it."),
    "book_unwritable": N_(
        "The file %(path)s cannot be written. Check the folder, and close the file where it is open."
    ),
    "book_too_large": N_("The file is larger than %(megabytes)s MB. Split it by centre and import the parts."),
    "book_not_xlsx": N_("This is not an .xlsx workbook. Open it in your spreadsheet and save it as .xlsx."),
    "book_old_format": N_("This is an old .xls workbook. Open it in your spreadsheet and save it as .xlsx."),
    "book_encrypted": N_("The workbook is locked with a password. Save it without a password and try again."),
    "book_damaged": N_("The workbook is damaged and cannot be read. Open it in your spreadsheet and save it again."),
    "book_bomb": N_("The file would unpack to far more than a workbook holds, so it was not opened."),
    "book_has_macros": N_("The workbook holds macros. Save it as .xlsx without macros and try again."),
    "book_too_many_rows": N_("The sheet %(sheet)s has more than %(rows)s rows. Split it and import the parts."),
    "book_too_many_columns": N_("The sheet %(sheet)s is more than %(columns)s columns wide. Delete the empty columns."),
    "book_too_slow": N_("Reading the workbook took longer than %(seconds)s seconds and was stopped. Split it."),
    "book_cell_error": N_(
        "The cell %(cell)s of the sheet %(sheet)s shows an error instead of a value. Correct its formula, or type the"
        " value."
    ),
    "book_cell_not_calculated": N_(
        "The cell %(cell)s of the sheet %(sheet)s holds a formula that was never calculated, so it has no value."
        " Open the workbook in your spreadsheet and save it again, or type the value."
    ),
    "book_no_sheets": N_(
        "None of its sheets (%(found)s) is of the known form; that has the sheets %(known)s."
        " Start from the template and keep its sheet names."
    ),
    "book_gone": N_("The uploaded workbook is no longer here. Please choose the file again."),
    "book_needed": N_("Please choose a workbook."),
    "import_conflict": N_("Two rows contradict each other, or somebody stored the same at this moment. Try it again."),
    "row_changed_meanwhile": N_(
        "Somebody changed %(key)s in the meantime, so nothing was stored. Try the import again."
    ),
    "merge_unreadable": N_("“%(found)s” does not say who is who. Write --merge NEW=OLD with two keys."),
    "merge_no_row": N_(
        "Nobody in the workbook comes as somebody new with the key %(key)s, so there is nothing to decide about it."
        " Correct the key, or leave the decision out."
    ),
    # a sheet
    "missing_column": N_(
        "This column is missing: none of the first %(rows)s rows has its header. Take it over from the template."
    ),
    "merged_cells": N_(
        "The cells %(cells)s are merged, so all but the first of them are empty. Take the merging apart and write into"
        " each what it means; take out a row that is only a title."
    ),
    "doubled_column": N_("This header stands there twice. Remove one of the columns."),
    "row_of_neither": N_(
        "This row is neither data nor the hints of the template: nothing in it can be read. Take it out, or begin a "
        "cell of it with “%(hint)s” as the template does."
    ),
    # a cell
    "required": N_("This must be filled in."),
    "too_long": N_("%(length)s characters are too many; at most %(limit)s fit."),
    "control_characters": N_("There are invisible control characters in it. Type the text again."),
    "bad_key": N_("“%(found)s” cannot be a key: use letters, digits and - _ . : # without spaces."),
    "key_of_a_page": N_("“%(found)s” is the address of the page that adds somebody. Choose another key."),
    "not_allowed": N_("“%(found)s” is not known here. It can be: %(allowed)s"),
    "not_number": N_("“%(found)s” is not a number."),
    "not_whole": N_("“%(found)s” is not a whole number."),
    "hours_out_of_range": N_(
        "%(found)s hours a week cannot be; a week has %(most)s. Write hours, not minutes: 40 or 37.5."
    ),
    "out_of_range": N_("%(found)s is not between %(least)s and %(most)s."),
    "not_date": N_("“%(found)s” is not a date. Write it like 2026-11-23."),
    "date_out_of_range": N_("The date %(found)s cannot be right. Check the year."),
    "not_time": N_("“%(found)s” is not a time of the day. Write it like 08:30."),
    "not_weekdays": N_("“%(found)s” names no weekdays. Write them like 1,3,5."),
    "bad_span": N_("“%(found)s” is not weekdays with a span of time. Write it like 1-5 08:00-12:00."),
    "bad_part": N_("“%(found)s” is not a name with a number. See the hint in row 2."),
    "doubled_part": N_("“%(found)s” says the same thing twice."),
    "not_phone": N_("“%(found)s” is not a telephone number. Write it in digits, such as 0731-5550100."),
    # a cell and other rows
    "unknown_reference": N_("“%(found)s” is neither in the workbook nor stored. Use a key, or a name that exists."),
    "reference_ambiguous": N_("%(count)s rows are called “%(found)s”. Use the key instead of the name."),
    "there_already": N_("This is on file already. Change that entry instead."),
    "same_again": N_("Just the same stands here already. Change that one, or choose other days."),
    "meal_there": N_(
        "This meal is promised on the same days already, first on %(day)s. Change that one, or choose other days."
    ),
    "meal_there_in_row": N_("Row %(row)s promises the same meal already, first on %(day)s. Choose other days."),
    "seat_there": N_(
        "The elder is promised a seat at those hours already, first on %(day)s: %(hours)s, %(facility)s."
        " Choose other days or hours, or change that one first."
    ),
    "seat_there_in_row": N_(
        "Row %(row)s promises the same elder a seat at those hours, first on %(day)s: %(hours)s, %(facility)s."
        " Choose other days or hours, or take one of the two out."
    ),
    "doubled_key": N_(
        "%(key)s stands in row %(first_row)s already. Take one of the two rows out, or correct it; rows that may be"
        " alike need a key of their own each."
    ),
    "plan_rows_differ": N_("This differs from row %(first_row)s of the same plan. Write the same in all its rows."),
    "days_taken_in_row": N_(
        "These days meet those in row %(row)s of the same person, from %(first_day)s on. Shorten one of the two."
    ),
    "leave_there": N_(
        "This person has leave from %(first_day)s on already, with the key %(key)s."
        " Write that key here to change it, or choose other days."
    ),
    "days_taken": N_("These days meet others of the same person, from %(first_day)s on. Shorten one of the two."),
    "plan_there": N_(
        "A care plan of this elder runs from %(first_day)s on without an end, and on each day there is one."
        " Enter the tasks in that plan, or let it end before this one begins."
    ),
    "plan_there_until": N_(
        "A care plan of this elder runs from %(first_day)s to %(last_day)s, and on each day there is one."
        " Choose a first day after it, or enter the tasks in that plan."
    ),
    "plan_there_in_row": N_(
        "The care plan of the same elder in row %(row)s begins on %(first_day)s and has days in common with this one."
        " Let one end before the other begins, or give both the same key to make them one plan."
    ),
    "zone_not_there": N_("%(facility)s has no zone of this kind. Enter the zone first, or choose another place."),
    "not_a_grid": N_("%(found)s is not a grid. Write the grid that the elder lives in."),
    "region_elsewhere": N_(
        "%(found)s is not in the street of %(facility)s."
        " Choose a grid of that street, or the facility of the other one."
    ),
    "place_elsewhere": N_(
        "%(found)s is not in the street of %(facility)s, which this place belongs to."
        " Choose a region of that street, or write the place above it in the other one."
    ),
    "certificate_date_needed": N_("%(skill)s needs a certificate. Write until when it is valid."),
    "parent_needed": N_("What it belongs to must be filled in; only the top of the tree has nothing above it."),
    "institution_needed": N_(
        "What it belongs to must be filled in. A street centre on its own needs the demonstration institution above it"
        " too: add a row for that one and write its key here."
    ),
    "parent_unwanted": N_("The top of the tree belongs to nothing. Leave this empty."),
    "parent_not_above": N_("It must belong to something of a higher level."),
    "below_too_high": N_("%(key)s belongs to it and is of the same or a higher level. Change that one first."),
    "tree_ring": N_("It belongs, in the end, to itself. Correct one of the rows."),
    "after_itself": N_("A task cannot follow itself."),
    "after_other_plan": N_("The task %(found)s is of another plan. A task follows one of its own plan."),
    "after_in_circle": N_(
        "%(service)s (%(task)s) comes, in the end, after this task itself, so neither could be first."
        " Choose another task, or leave this empty."
    ),
    "service_not_at_home": N_(
        "%(service)s is given at the centre, so no visit would bring it."
        " Choose a service at home, or enter a day at the centre instead."
    ),
    "before_plan": N_(
        "The care plan begins on %(day)s, and nothing of it is planned before. Choose a day from then on, or leave this"
        " empty."
    ),
    "after_plan": N_(
        "The care plan ends on %(day)s, and nothing of it is planned after. Choose a day until then, or enter it in"
        " the plan that follows."
    ),
    "still_followed": N_(
        "%(service)s (%(task)s) comes after this task and would go on without it."
        " End that one first, or let it come after another."
    ),
    "outlasts": N_(
        "%(service)s (%(task)s), which it comes after, ends on %(day)s."
        " End this one by then too, or let it come after another."
    ),
    "goes_on_alone": N_(
        "%(service)s (%(task)s) comes after a task that ends on %(day)s and would go on without it."
        " End it by then first, or let it come after another."
    ),
    "task_outside": N_(
        "%(service)s (%(task)s) would lie outside the care plan and never come. Change the days of that task first."
    ),
    # a row as a whole
    "birth_in_future": N_("The birth date %(day)s has not come yet. Check the year."),
    "death_in_future": N_(
        "%(day)s has not come yet, so nobody can have died on it. Correct the first day, or choose another reason."
    ),
    "leave_after_work": N_(
        "This person works here until %(day)s, and there is no leave after that. Choose days until then, or correct"
        " the last day of work first."
    ),
    "leave_before_work": N_(
        "This person works here from %(day)s on, and there is no leave before that. Choose days from then on, or"
        " correct the first day of work."
    ),
    "ended_before_birth": N_("The last day of service is before the birth date. Check both years."),
    "half_coordinates": N_("Latitude and longitude go together: fill in both or neither."),
    "too_far_away": N_(
        "These coordinates lie %(kilometres)s km from %(facility)s, and nobody is served over more than %(most)s km."
        " Correct them, or leave both empty while nobody knows them."
    ),
    "end_before_start": N_("The end is before the start."),
    "window_end_before_start": N_("The latest start is before the earliest."),
    "too_many_times": N_("These are %(found)s times; one person has at most %(most)s times a week. Join some."),
    "times_over_days": N_("%(times)d times a week do not fit into %(days)d days. Tick more days, or fewer times."),
    "gap_end_before_start": N_("The longest gap is shorter than the shortest."),
    "leaves_before_cooked": N_("It leaves before it is cooked."),
    "fixed_outside_window": N_("The fixed start is not between the earliest and the latest start."),
    "fixed_reason_needed": N_("A fixed start needs a reason."),
    "eats_at_needed": N_("Write where the meal is eaten."),
    "eats_at_unwanted": N_("A delivered meal has no place to eat in. Leave this empty."),
    # who may, and who is who
    "outside_scope": N_(
        "%(key)s does not belong to your centre, so you can neither change nor choose it."
        " Choose one of yours, or leave it as it was."
    ),
    "not_yours": N_(
        "%(key)s does not belong to your centre, so this stays as it is."
        " Put back what is on record here, or take the row out."
    ),
    "key_taken": N_(
        "The key %(key)s is in use for a row of another centre. Choose another one, or leave it empty to have one made."
    ),
    "duplicate_undecided": N_(
        "This looks like %(name)s (%(existing)s), who is there already. Decide whether it is the same person."
    ),
    "merge_unknown": N_(
        "%(key)s cannot be merged with %(who)s: nobody on record looks like that row. Leave the decision out, or write"
        " the key on record into the row."
    ),
    "merge_not_offered": N_(
        "%(key)s cannot be merged with %(who)s: these on record look like that row: %(offered)s."
        " Choose one of them, or keep the row as somebody new."
    ),
    "several_on_record": N_(
        "%(count)s on record are called %(name)s and agree in all that such a row is known by: %(keys)s."
        " Write the key of the one that is meant, or another key for somebody new."
    ),
    "merged_twice": N_("Row %(first_row)s is %(name)s (%(existing)s) already. Put the two rows together into one."),
}

ON_A_FORM: dict[str, str] = {
    "unknown_reference": N_("“%(found)s” is not there, or not any more. Please choose again."),
    "reference_ambiguous": N_("%(count)s are called “%(found)s”. Please choose one from the list."),
    "doubled_key": N_("%(key)s stands here twice. Take one of the two out."),
    "leave_there": N_("This person has leave from %(first_day)s on already. Change that one, or choose other days."),
}
"""What reads otherwise where somebody fills in a page: there are no rows and keys to be seen there."""

REASONS: dict[str, str] = {
    Reason.NAME_AND_PHONE: N_("same name and phone"),
    Reason.NAME_AND_BIRTH: N_("same name and date of birth"),
    Reason.NAME_AND_HOME: N_("same name and address"),
    Reason.PHONE: N_("same phone"),
}

PHASES = {"read": N_("reading"), "store": N_("storing"), "export": N_("writing")}


def phase_name(phase: str) -> str:
    """What an import or export is at."""
    return gettext(PHASES[phase]) if phase in PHASES else phase


def reason_name(reason: str) -> str:
    """In what two elders are alike."""
    return gettext(REASONS[reason]) if reason in REASONS else reason


def unlocated_words(count: int) -> str:
    """How many elders nobody has found on the map."""
    return ngettext(
        "%(num)d elder has no coordinates; the pages list such addresses.",
        "%(num)d elders have no coordinates; the pages list such addresses.",
        count,
    )


def left_behind_words(count: int) -> str:
    """How many elders moved on paper only."""
    return ngettext(
        "%(num)d elder has a new address and still the coordinates of the old one. Correct them, or empty both.",
        "%(num)d elders have a new address and still the coordinates of the old one. Correct them, or empty both.",
        count,
    )


def put_back_words(rows: Sequence[Rewritten], written: datetime) -> str:
    """Which rows overwrite what was stored after their workbook was made."""
    numbers: dict[str, list[int]] = {}
    for row in rows:
        numbers.setdefault(row.sheet, []).append(row.row)
    told = {"rows": elsewhere_words(numbers), "when": moment(written)}
    return gettext("These rows put back what was stored after the workbook was made (%(when)s): %(rows)s.") % told


def elsewhere_words(sheets: Mapping[str, Sequence[int]]) -> str:
    """The rows of each sheet that stay as they are, `员工 3–5, 9; 老人 12`."""
    sentence = gettext("%(sheet)s %(rows)s")
    told = [sentence % {"sheet": sheet, "rows": gettext(", ").join(_spans(rows))} for sheet, rows in sheets.items()]
    return gettext("; ").join(told)


def _spans(rows: Sequence[int]) -> list[str]:
    """Ascending numbers, those that follow each other as one span."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][-1] + 1:
            spans[-1].append(row)
        else:
            spans.append([row])
    return [f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans]


def duplicate_words(duplicate: Duplicate) -> str:
    """One pair that may be the same person."""
    facts = {
        "sheet": duplicate.sheet,
        "row": duplicate.row,
        "name": duplicate.name,
        "key": duplicate.key,
        "other": duplicate.existing_name,
        "existing": duplicate.existing,
        "reason": reason_name(duplicate.reason),
    }
    sentence = gettext("%(sheet)s, row %(row)d: %(name)s (%(key)s) may be %(other)s (%(existing)s): %(reason)s.")
    return sentence % facts


def merged_words(row: Rewritten) -> str:
    """What changes of somebody on record whom a row of the workbook had as somebody new, a cell a line."""
    told = {"sheet": row.sheet, "row": row.row, "name": row.name, "key": row.key}
    heading = gettext("%(sheet)s, row %(row)d changes %(name)s (%(key)s), on record → in the workbook:") % told
    empty = gettext("empty")
    return "\n".join([heading, *(f"  {one.header}: {one.before or empty} → {one.after or empty}" for one in row.cells)])
