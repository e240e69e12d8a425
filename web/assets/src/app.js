// The desk pages: htmx swaps parts, everything works without it.
import "htmx.org";
import { menus, showWhereWeAre } from "./menus.js";
import { offlineBar } from "./offline.js";
import { ownForms } from "./own-forms.js";
import { printButtons, printFolded } from "./print.js";
import { stayAwake } from "./idle.js";

ownForms();
offlineBar();
stayAwake();
menus();
showWhereWeAre();
printButtons();
printFolded();
