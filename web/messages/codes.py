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
    "account_belongs_nowhere": N_(
        "An account of the role %(role)s must belong to a facility, a member of staff or a relative."
    ),
    "login_needed": N_("An account needs a sign-in name of 1 to 64 characters."),
    "login_taken": N_("There is already an account called %(login)s. Choose another name."),
    "password_too_short": N_(
        "The password is too short. Use at least %(shortest)s characters; a short sentence is fine."
    ),
    "password_too_long": N_("The password is too long. Use at most %(longest)s characters."),
    "password_weak": N_(
        "This password is among the first that others would guess. Choose one that is not on any list."
    ),
    "password_wrong": N_("The present password is not right. Nothing was changed."),
    # the database
    "database_url": N_(
        "This is not a database address: %(scheme)s. Use sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME."
    ),
    "database_unreachable": N_("The database does not answer. Please try again in a minute."),
    "database_busy": N_("The database is busy with another change. Please try again in a moment."),
    "database_empty": N_("The database has no tables yet. Run: eldercare migrate"),
    "database_behind": N_("The database is older than this version. Make a backup, then run: eldercare migrate"),
    "database_unknown": N_(
        "The database was made by another version of the product. Use that version, or another database."
    ),
}
