// The desk pages: htmx swaps parts, everything works without it.
import "htmx.org";
import { offlineBar } from "./offline.js";
import { ownForms } from "./own-forms.js";
import { stayAwake } from "./idle.js";

ownForms();
offlineBar();
stayAwake();
