// The phone pages: as little script as can be.
import { printButtons, printFolded } from "./print.js";
import { stayAwake } from "./idle.js";

stayAwake();
printButtons();
printFolded();
