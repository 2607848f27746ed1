// The queue of stories that wait: one at a time, each decided on by a key or a button.
import { QueueView } from "./queue_view.js";
import { buildComponent } from "./view.js";

export default buildComponent(".queue-view", (...what) => new QueueView(...what), "stories/queue.css");
