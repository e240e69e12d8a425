"""The phases of a planning run in words."""

from web.i18n import gettext as _


def phase_name(phase: str) -> str:
    """What the run is doing; an unknown phase is shown as it is."""
    names = {
        "": _("waiting for a worker"),
        "writing": _("writing the district"),
        "reading": _("reading the week's promises"),
        "compiling": _("getting the search ready, once after an installation"),
        "rosters": _("rosters"),
        "reasons": _("what would help"),
        "pauses": _("breaks"),
        "places": _("kitchens and seats"),
        "rounds": _("meal rounds"),
        "routes": _("visits"),
        "storing": _("storing the plan"),
    }
    return names.get(phase, phase)
