// Agreement between coders: figures, where they differ and what is decided there, and that on the map.
import { buildComponent } from "../view.js";
import { AgreementView } from "./agreement_view.js";

const STYLES = ["shared/node_values.css", "stories/agreement/agreement.css"];

export default buildComponent(".agreement-view", (...what) => new AgreementView(...what), ...STYLES);
