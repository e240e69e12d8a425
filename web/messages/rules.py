"""Every rule of planning: its name, the sentence for what it stopped and, of rules that a plan may break later on, what
is wrong by now. The facts of the case fill `%(name)s`."""

from web.i18n import N_

NAMES: dict[str, str] = {
    "staff_available": N_("Working hours and leave"),
    "certificate_valid": N_("Valid certificate"),
    "skill": N_("Skill"),
    "excluded_pair": N_("Not with each other"),
    "same_sex": N_("Carer of the same sex"),
    "volunteer_low_risk": N_("Volunteers only for simple tasks"),
    "no_overlap_with_travel": N_("One place at a time, with travel"),
    "time_window": N_("Agreed time of day"),
    "two_at_once": N_("Two carers at the same time"),
    "order_and_gap": N_("Order and pause between tasks"),
    "with_the_meal": N_("Help once the meal is there"),
    "shift_span": N_("Within the shift"),
    "break_taken": N_("Break"),
    "visits_a_day": N_("Visits a day"),
    "elder_in_one_place": N_("The elder in one place"),
    "daily_hours": N_("Hours a day"),
    "weekly_hours": N_("Hours a week"),
    "monthly_overtime": N_("Overtime a month"),
    "weekly_rest_day": N_("Rest day in the week"),
    "rest_between_shifts": N_("Rest between shifts"),
    "consecutive_days": N_("Days in a row"),
    "consecutive_nights": N_("Nights in a row"),
    "vehicle_boxes": N_("Room in the vehicle"),
    "box_ride_time": N_("Time from kitchen to door"),
    "pot_to_plate": N_("Time from pot to plate"),
    "kitchen_portions": N_("Portions of the kitchen"),
    "kitchen_diet": N_("Diets of the kitchen"),
    "heat_outdoors": N_("Heat outdoors"),
    "zone_seats": N_("Seats"),
    "staff_ratio": N_("Guests for each member of staff"),
    "opening_hours": N_("Opening hours"),
    "distance": N_("Distance"),
    "located": N_("Address on the map"),
    "vehicle_seats": N_("Seats in the vehicle"),
    "ride_time": N_("Time aboard"),
    "entitlement_left": N_("Entitlement left"),
    "pinned": N_("Pinned by hand"),
    "frozen": N_("Already done or about to start"),
    "not_planned": N_("Not planned"),
    "new_promise": N_("New since the week was planned"),
    "changed_after_publish": N_("Changes after publishing"),
    "new_face": N_("New face"),
    "few_faces": N_("More than two faces"),
    "designated_carer": N_("Designated carer"),
    "steady_meals": N_("Meals at the usual time"),
    "preferred_time": N_("Preferred time"),
    "travel": N_("Travel"),
    "overtime": N_("Overtime"),
    "fair_weekends": N_("Fair weekends"),
    "fair_load": N_("Fair load"),
    "fair_stairs": N_("Fair stairs"),
    "loan_from_other_centre": N_("Loan from another centre"),
    "people_on_duty": N_("People on duty"),
    "hours_wanted": N_("Contract hours"),
    "shift_wishes": N_("Shift wishes"),
    "demand_curve": N_("Staff at the right hours"),
}

REASONS: dict[str, str] = {
    "new_promise": N_("It was promised, or has to be on another day, since the week was planned. Plan the week again."),
    "staff_available": N_(
        "Nobody who could do it works at that time. Ask for another time, or change a shift or a leave."
    ),
    "certificate_valid": N_(
        "Nobody free holds a certificate that is valid on that day. Renew one, or lend a person from another centre."
    ),
    "skill": N_("Nobody free has the skill it needs. Train or lend a person."),
    "excluded_pair": N_("The only carers left must not be sent here. Lend a carer from another centre."),
    "same_sex": N_("No carer of the same sex is free at that time. Ask for another time."),
    "volunteer_low_risk": N_("Only volunteers are free, and this task is not one for volunteers."),
    "no_overlap_with_travel": N_(
        "Between the visits, ways and breaks of those who could do it there is no room for it within its hours."
        " Add a shift, or lend a carer."
    ),
    "time_window": N_("It does not fit into the agreed time of day. Widen the time with the family."),
    "two_at_once": N_(
        "Two carers are needed together, and no two are free at the same time. Add a shift, or lend a carer."
    ),
    "order_and_gap": N_("The pause that has to lie between two tasks cannot be kept. Plan the task before it earlier."),
    "with_the_meal": N_("The meal arrives too late for it. Let the meal come in an earlier wave, or widen the time."),
    "shift_span": N_(
        "With the ways there and back it fits into no suitable shift. Add a shift, or agree on another time."
    ),
    "break_taken": N_("It would take somebody's break. Move it, or add a shift."),
    "visits_a_day": N_("Too few of those who could do it may have one more visit on that day. Add a shift."),
    "elder_in_one_place": N_("The elder is somewhere else at that time. Choose another time."),
    "daily_hours": N_("Everybody suitable has reached the hours allowed in a day. Add a person on that day."),
    "weekly_hours": N_(
        "Everybody suitable has reached the hours allowed in a week. Lend a person, or move it to another week."
    ),
    "monthly_overtime": N_("Everybody suitable has reached the overtime allowed in a month. Lend or hire a person."),
    "weekly_rest_day": N_("It would take somebody's only rest day of the week. Lend a person for that day."),
    "rest_between_shifts": N_(
        "Whoever could do it would rest too little between two shifts. Choose another time, or lend a person."
    ),
    "consecutive_days": N_(
        "Whoever could do it would work too many days in a row. Choose another day, or lend a person."
    ),
    "consecutive_nights": N_(
        "Whoever could do it would work too many nights in a row. Choose another day, or lend a person."
    ),
    "vehicle_boxes": N_("Every vehicle of this wave is full. Add a vehicle or a trip."),
    "box_ride_time": N_("The meal would be on the way for too long. Serve it from a nearer kitchen, or add a round."),
    "pot_to_plate": N_("Too much time would pass between pot and plate. Add a carrier at that time."),
    "kitchen_portions": N_(
        "No kitchen in reach has portions left for that meal, in any of its waves. Raise the portions, or add a wave."
    ),
    "kitchen_diet": N_(
        "No kitchen in reach has this diet left for that meal, in any of its waves. Add it to a kitchen, or cook more."
    ),
    "heat_outdoors": N_("It would be outdoors in forbidden heat. Move it to a cooler hour."),
    "zone_seats": N_("Every seat in reach is taken on that day. Add seats, or offer a centre further away."),
    "staff_ratio": N_("One more guest would need one more member of staff. Add a person to the zone."),
    "opening_hours": N_("The place is closed at that time. Choose another time or place."),
    "distance": N_("No place that offers it is near enough. Offer a ride, or open it nearer."),
    "located": N_("The address has no place on the map yet. Find it on the map, then plan again."),
    "vehicle_seats": N_("Every seat of the vehicle is taken. Add a trip."),
    "ride_time": N_("The ride would take too long. Add a vehicle, or choose a nearer centre."),
    "entitlement_left": N_("What was granted is used up for this period. Apply for more, or agree on private payment."),
    "pinned": N_("Something pinned by hand stands in the way. Loosen the pin, then plan again."),
    "frozen": N_("It has already been done or is about to start, so it stays as it is."),
    "not_planned": N_("It did not fit into the plan."),
}

BROKEN: dict[str, str] = {
    "certificate_valid": N_("%(skill)s: the certificate is valid until %(day)s only"),
    "skill": N_("%(skill)s is not among the skills in her file"),
    "excluded_pair": N_("is not to come to %(elder)s"),
    "same_sex": N_("%(elder)s needs a carer of the same sex for this"),
    "volunteer_low_risk": N_("this service for %(elder)s is not one for volunteers"),
    "no_overlap_with_travel": N_("the way from visit to visit takes too long by now"),
    "shift_span": N_("the way does not fit into the shift any more"),
    "weekly_hours": N_("the week holds %(held)s of work by now, %(allowed)s are allowed"),
    "monthly_overtime": N_("the week holds %(held)s of overtime by now, %(allowed)s are left in the month"),
    "rest_between_shifts": N_("%(held)s of rest between two shifts by now, %(allowed)s are asked for"),
    "consecutive_days": N_(
        "%(days)s days of work in a row by now, the weeks before and after included, %(most)s are allowed"
    ),
    "consecutive_nights": N_(
        "%(days)s night shifts in a row by now, the weeks before and after included, %(most)s are allowed"
    ),
    "weekly_rest_day": N_("%(days)s days of work in one week by now, %(most)s are to be free"),
    "break_taken": N_("the break does not fit any more"),
}
