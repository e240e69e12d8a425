// The phone pages: as little script as can be.
import { printButtons } from "./print.js";
import { stayAwake } from "./idle.js";

stayAwake();
printButtons();
