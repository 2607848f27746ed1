// Opens a tab before the modules are loaded that look at the address at once: imported first.
import { openTab } from "./tab.js";

openTab("http://localhost/explore");
