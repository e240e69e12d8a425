"""Facts of the trail in words."""

from web import i18n
from web.public.trail_words import lines


def test_nested_counts_stand_on_one_line_without_what_did_not_change() -> None:
    i18n.use("en")
    facts = {"number": 2, "difference": {"visits": {"added": 3, "removed": 0}, "meals": {"added": 0}}, "note": None}
    assert list(lines(facts)) == [("Version", "2"), ("Difference", "Visits added 3")]


def test_what_has_no_word_yet_is_shown_as_it_is() -> None:
    i18n.use("zh_Hans")
    assert list(lines({"odd_column": [1, 2], "has_lift": False})) == [("odd_column", "1、2"), ("有电梯", "否")]


def test_codes_minutes_and_days_are_said_as_their_pages_say_them() -> None:
    i18n.use("en")
    facts = {
        **{"diet": "low_salt", "languages": ["hsn", "eng"], "weekdays": 0b0011111, "window_start": 545, "ends": 1440},
        **{"weekly_minutes": 2250, "birth_date": "1942-05-06", "ability_level": 3, "serving": "eat_in", "minutes": 45},
        **{"availability": [[0b0000101, 480, 750]], "starts_on": "no day", "kind": "sick"},
        **{"entered_at": "2026-11-22T04:05:00+00:00"},
    }
    assert dict(lines(facts, "leave")) == {
        **{"Diet": "Low salt", "Languages": "Xiang, English", "On which days": "Mon to Fri", "Until": "24:00"},
        **{"Begins at the earliest": "09:05", "Hours a week": "37.5", "Born": "6 May 1942", "First day": "no day"},
        **{"Ability level": "Level 3 – severe loss", "Where it is eaten": "Eat in", "Minutes each time": "45"},
        **{"Can work": "Mon, Wed 08:00–12:30", "Kind": "Sick leave", "Entered": "Sun 22 Nov 12:05"},
    }


def test_efforts_roles_languages_and_telephones_are_said_as_people_say_them() -> None:
    i18n.use("en")
    facts = {"effort": 1.0, "language": "zh_Hans", "role": "family", "phone": "13900002222", "scale": "tiny"}
    assert dict(lines(facts)) == {
        **{"Effort": "Standard", "Language": "中文", "Role": "Family", "Phone": "139 0000 2222"},
        **{"Scale": "One centre"},
    }
    assert dict(lines({"effort": 2.5, "role": "odd"})) == {"Effort": "2.5", "Role": "odd"}


def test_a_kind_is_of_what_was_done() -> None:
    i18n.use("en")
    assert list(lines({"kind": "away"}, "hold")) == [("Kind", "Away")]
    assert list(lines({"kind": "away"}, "message")) == [("Kind", "away")]


def test_rooms_and_kitchens_are_said_with_their_hours_and_amounts() -> None:
    i18n.use("en")
    room = {"hours": [[0, 480, 1020], [5, 540, 720]], "ratios": [[2, 6], [3, 4]], "equipment": "lift chair"}
    assert dict(lines(room, "zone")) == {
        "Opening hours": "Mon 08:00–17:00; Sat 09:00–12:00",
        "Guests a carer looks after": "Level 2 – moderate loss: 6; Level 3 – severe loss: 4",
        "Equipment": "lift chair",
    }
    assert dict(lines({"diets": [["halal", 30]], "kitchen": "k-1"})) == {
        "Diets it can cook": "Halal 30",
        "Kitchen": "k-1",
    }
