// The phone pages: as little script as can be.
import { stayAwake } from "./idle.js";

stayAwake();
