"""Every code of a refusal in one sentence and its remedy. The facts of the refusal fill `%(name)s`."""

from web.i18n import N_

CODES: dict[str, str] = {
    # whoever asks
    "not_found": N_("There is nothing here that you can see. It may have been moved or removed."),
    "forbidden": N_("Your role does not include this. Ask your manager if you need it."),
    "stale": N_("Somebody else changed this in the meantime. Look at the new state and try again."),
    "foreign_form": N_("This form is out of date. Go back, load the page again and send it once more."),
    "busy": N_("Too many people are signing in at this moment. Please try again in a minute."),
    # signing in
    "sign_in_wrong": N_("The name or the password is not right. Check both, or ask your centre for a new password."),
    "sign_in_locked": N_("Too many failed attempts. Please wait %(minutes)s minutes, or call your centre."),
    "session_not_found": N_("That sign-in has already ended."),
    # accounts
    "account_not_found": N_("There is no account called %(login)s. Check the spelling of the name."),
    "account_below_a_centre": N_(
        "%(place)s signs no plan of its own, so a coordinator there has none to look at. Name %(centre)s, the centre"
        " whose plan covers it."
    ),
    "account_belongs_nowhere": N_(
        "An account of the role %(role)s must belong to a facility, a member of staff or a relative."
    ),
    "account_needs_option": N_("An account with the role %(role)s needs %(option)s."),
    "option_key_unknown": N_(
        "%(option)s: there is nothing with the key %(key)s. The exported workbook lists the keys."
    ),
    "password_without_terminal": N_(
        "There is no terminal to ask for the password at. Hand it over with --password-stdin."
    ),
    "login_has_spaces": N_("A sign-in name has no spaces in it."),
    "login_needed": N_("An account needs a sign-in name of 1 to 64 characters."),
    "name_too_long": N_("The name to show is too long. Use at most %(longest)s characters."),
    "login_taken": N_("There is already an account called %(login)s. Choose another name."),
    "password_too_short": N_(
        "The password is too short. Use at least %(shortest)s characters; a short sentence is fine."
    ),
    "password_too_long": N_("The password is too long. Use at most %(longest)s characters."),
    "password_weak": N_(
        "This password is among the first that others would guess. Choose one that is not on any list."
    ),
    "password_wrong": N_("The present password is not right. Nothing was changed."),
    # planning
    "day_unknown": N_("%(day)s is no day that can be shown. Write it like 2026-11-23."),
    "week_unknown": N_("%(week)s is not a week. Write it like 2026-W48."),
    "week_is_over": N_("%(week)s is over and stays as it was: plan and publish this week or a later one."),
    "week_too_far": N_(
        "%(week)s lies too far ahead to be planned: promises, leave and holidays are hardly known by then."
        " %(latest)s is the last that can be planned today."
    ),
    "week_starts_on_monday": N_("A plan starts on a Monday; %(day)s is none."),
    "facility_unknown": N_("There is no facility with the key %(key)s. The facility page lists the keys."),
    "signs_no_plan": N_(
        "%(facility)s signs no plan of its own: %(centre)s plans for it. Name that centre: --centre %(key)s"
    ),
    "book_by_another_name": N_("A workbook's name ends in .xlsx: write %(path)s."),
    "district_empty": N_("No district has been loaded yet. Import a workbook, or run: eldercare demo"),
    "effort_out_of_range": N_("An effort of %(effort)s is out of range. Choose one above 0, up to %(highest)s."),
    "run_already_open": N_(
        "%(week)s is already being planned for %(facility)s. Wait until that run is over, or stop it on its page "
        "or by: eldercare cancel %(week)s"
    ),
    "nothing_to_cancel": N_("Nobody is planning %(week)s; there is nothing to stop."),
    "nothing_to_cancel_at": N_("Nobody is planning %(week)s for %(facility)s; there is nothing to stop."),
    "run_is_over": N_("This run for %(week)s is over already; there is nothing to cancel."),
    "run_stopped": N_(
        "The run for %(week)s was stopped before there was a plan; nothing of it is kept. Ask for it again when you"
        " want it."
    ),
    "run_kept_failing": N_("The run broke off several times and was given up. Try again with less effort."),
    "solve_overran": N_(
        "Planning took far too long and was stopped; nothing has changed. Try again with less effort, or when this"
        " machine has less else to do."
    ),
    "solve_died": N_(
        "A part of the plan (%(part)s) was ended from outside, most likely because memory ran out. "
        "Raise ELDERCARE_WORKER_MEMORY_MB or plan one centre at a time."
    ),
    "plan_breaks_rules": N_(
        "The plan broke the rule %(rule)s at %(key)s (%(count)d breaches) and was not stored. Please report this."
    ),
    "internal": N_(
        "A fault of ours stopped the run; nothing was stored. Try again, and report it if it happens twice."
    ),
    "nothing_to_discard": N_("%(facility)s has no draft for %(week)s that could be thrown away."),
    "nothing_to_publish": N_("%(facility)s has no plan for %(week)s yet. Plan the week first."),
    "nothing_to_export": N_("%(facility)s has no plan for %(week)s to export. Plan the week first."),
    "draft_without_people": N_(
        "Nothing was published: since %(facility)s was planned, people have gone on leave, left or changed their job "
        "or centre who have a shift in the draft: %(people)s. Plan the week again; what does not concern them stays as "
        "it is."
    ),
    "draft_breaks_rules": N_(
        "Nothing was published: since %(facility)s was planned, files have changed, and carers may not do any more "
        "what the draft gives them: %(cases)s. Plan the week again: others take over, and what does not concern them "
        "stays as it is."
    ),
    "draft_promised_otherwise": N_(
        "Nothing was published: since %(facility)s was planned, what is asked for has changed for these elders and"
        " carers, and the draft still has it as it was: %(elders)s. Plan the week again; what does not concern them"
        " stays as it is."
    ),
    "draft_crowded": N_(
        "Nothing was published: since %(facility)s was planned, kitchens or day rooms can take fewer than the draft"
        " gives them; in brackets by how many: %(places)s. Plan the week again: what does not fit is then listed as"
        " open. Where it is a file that is wrong, correct the file."
    ),
    "draft_linked": N_(
        "Nothing was published: meals of this plan of %(facility)s come from kitchens of another unit or go to another,"
        " and there another plan is on the board or in force by now: %(others)s. Plan the week again: these units are"
        " then planned and published together."
    ),
    "draft_overtaken": N_(
        "Nothing was published: since %(facility)s was planned, some of what the draft changes has begun (%(count)s),"
        " and nobody can be told of it any more. Plan the week again: what has begun then stays as it was announced."
    ),
    "draft_superseded": N_(
        "Nothing was published: this plan of %(facility)s was made before version %(number)d was published, so it keeps"
        " nothing of what people were told. Plan the week again."
    ),
    "relative_signs_in": N_(
        "%(name)s has a sign-in, and the trail names her, so she stays on file. Take away that she may see the week: "
        "then she sees nothing any more."
    ),
    "nothing_left_to_plan": N_(
        "Nothing of %(week)s is left to plan: people are on their way to what begins within half an hour. "
        "Plan the next week."
    ),
    "nobody_ticked": N_("Nobody is ticked. Tick whose address goes on the map."),
    "already_published": N_(
        "This plan of %(facility)s for %(week)s is published already, as version %(number)d. Nothing has changed "
        "since, and nobody is told twice."
    ),
    "draft_replaced": N_(
        "Nothing was published: version %(number)d of %(facility)s for %(week)s is in force by now, and no draft of "
        "that week waits any more."
    ),
    "draft_changed": N_(
        "Another plan of %(facility)s for %(week)s came on the board in the meantime. Look at it, then publish."
    ),
    # files of elders and staff
    "ends_before_it_begins": N_("The last day comes before the first. Please exchange them or correct one."),
    "hold_has_begun": N_("This hold has begun already. Give its last day instead."),
    "leave_overlaps": N_("Some of these days are granted already: %(first_day)s to %(last_day)s."),
    "leave_too_long": N_("Leave of more than %(longest)d days is entered as the end of the contract."),
    "leave_is_over": N_("This leave is over; it stays in the file."),
    # the machine
    "rule_missing": N_("The rule table has no value for %(key)s on %(day)s. Enter one, with its legal basis."),
    "not_a_demo_database": N_(
        "This database holds rows that are not of a demo district. Choose another with --database."
    ),
    "demo_in_use": N_(
        "Changes that people have made in this demo: %(changes)s. `eldercare serve` serves it as it is; "
        "`eldercare demo --again` makes it anew, without them; --database names another place."
    ),
    "address_taken": N_(
        "%(host)s:%(port)s cannot be listened at. Stop the other program, or choose another with --port."
    ),
    "host_unknown": N_("%(host)s is no address of this machine. Name one with --host: 127.0.0.1, or 0.0.0.0 for all."),
    "host_empty": N_(
        "An empty address would let every network of this machine in. Name one: 127.0.0.1, or 0.0.0.0 for all."
    ),
    # the database
    "database_url": N_(
        "This is not a database address: %(scheme)s. Use sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME."
    ),
    "database_unreachable": N_("The database does not answer. Please try again in a minute."),
    "database_busy": N_("The database is busy with another change. Please try again in a moment."),
    "database_keys_unfit": N_(
        "%(count)s keys have a slash in them or are empty, which this version does not allow: %(keys)s. "
        "Nothing was changed. Give these rows other keys, then run: eldercare migrate"
    ),
    "database_unchanged": N_(
        "The tables of %(place)s could not be changed and are as they were. The database said: %(reason)s"
    ),
    "database_full": N_(
        "There is no room left on the disk of the database; nothing was stored. Make room and try again."
    ),
    "disk_full": N_("There is no room left on the disk; nothing was stored. Make room and try again."),
    "database_read_only": N_(
        "The database may only be read; nothing was stored. Give this account leave to write to its file and folder."
    ),
    "database_empty": N_("The database has no tables yet. Run: eldercare migrate"),
    "database_behind": N_("The database is older than this version. Make a backup, then run: eldercare migrate"),
    "database_unknown": N_(
        "The database was made by another version of the product. Use that version, or another database."
    ),
}
