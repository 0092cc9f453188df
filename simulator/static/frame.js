// The words that stand in the page itself: `data-word` names a text, `data-label` an aria-label.

import { words } from "./words.js";

export function translate(root) {
  for (const element of root.querySelectorAll("[data-word]")) {
    element.textContent = words[element.dataset.word];
  }
  for (const element of root.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", words[element.dataset.label]);
  }
}
