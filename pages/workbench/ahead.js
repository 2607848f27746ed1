// Runs while Streamlit starts: fetches what the Explore page will ask for, so that it is there by then.

import { nameStories, nameTexts } from "../shared/model_texts.js";
import { fetchAhead } from "../shared/requests.js";
import { needsOther } from "./first_picture.js";
import { namePicture } from "./map.js";

const content = new URL(import.meta.url).search.slice(1); // what names the model that is shown
const query = new URLSearchParams(location.search);
const language = document.documentElement.lang;

if (content) {
  fetchAhead(nameTexts(language, content));
  fetchAhead(nameStories(language, content));
  const wanted = { lang: language, content };
  if (query.get("rest") !== "hide" && needsOther(wanted)) fetchAhead(namePicture(wanted));
}
