// The language of the page around the phones. What people write in their chats has its own.

export const LANGUAGES = ["da", "en"];
const KEPT = "guide-language";

const kept = localStorage.getItem(KEPT);
let chosen = LANGUAGES.includes(kept) ? kept : "da";

export function language() {
  return chosen;
}

export function choose(wanted) {
  chosen = wanted;
  localStorage.setItem(KEPT, wanted);
}

// A text that is told in several languages, or in one that all read.
export function said(text) {
  if (text === undefined || text === null || typeof text === "string") return text ?? "";
  return text[chosen] ?? text.da ?? Object.values(text)[0];
}
