// One message as a list item: words or an attachment, the time, and the buttons under it.

import { hidden, icon, make } from "./dom.js";
import { render } from "./text.js";
import { words } from "./words.js";

const ICONS = { voice: "voice", document: "file", location: "photo", contact: "file" };

// Telegram's own apps do not show the code of a link that was opened.
function asSeen({ from_bot: fromBot, text }) {
  return fromBot ? text : text.replace(/^(\/start) \S+$/, "$1");
}

export function messageItem(message, context) {
  const { bot, times, acts, lang } = context;
  const item = make("li", { className: `message ${message.from_bot ? "theirs" : "mine"}` });
  item.dataset.id = message.id;
  item.dataset.seq = message.seq;
  const bubble = make("div", { className: "bubble" });
  bubble.append(hidden(`${message.from_bot ? bot : words.you}: `));
  if (message.kind !== "text") bubble.append(attachment(message));
  if (message.text) {
    const said = make("p", { className: "words", lang });
    said.append(render(asSeen(message), message.entities, acts));
    bubble.append(said);
  }
  bubble.append(facts(message, times));
  item.append(bubble);
  if (message.buttons.length) item.append(keyboard(message, acts, lang));
  return item;
}

function attachment(message) {
  if (message.kind === "photo" || message.kind === "sticker") {
    const shown = make("img", { className: message.kind, alt: words[message.kind] });
    shown.src = `/control/files/${message.file}`;
    return shown;
  }
  const box = make("p", { className: "attachment" }, icon(ICONS[message.kind]), words[message.kind]);
  if (message.kind === "voice") box.append(make("span", { className: "wave", "aria-hidden": "true" }));
  return box;
}

function facts(message, times) {
  const line = make("p", { className: "facts" });
  if (message.protected) line.append(icon("lock", words.protected));
  if (message.silent) line.append(icon("silent", words.silent));
  if (message.edited) line.append(make("span", { textContent: words.edited }));
  const iso = new Date(message.date * 1000).toISOString();
  line.append(make("time", { dateTime: iso, textContent: times.hour(message.date) }));
  return line;
}

function keyboard(message, acts, lang) {
  const rows = make("div", { className: "keyboard", lang });
  for (const row of message.buttons) {
    const line = make("div", { className: "row" });
    for (const button of row) line.append(key(message, button, acts));
    rows.append(line);
  }
  return rows;
}

function key(message, button, acts) {
  if (button.url) {
    const place = { href: button.url, target: "_blank", rel: "noopener noreferrer", className: "key" };
    return make("a", place, button.label, icon("out"), hidden(` (${words.opensLink})`));
  }
  const pressed = make("button", { type: "button", className: "key", textContent: button.label });
  pressed.addEventListener("click", () => acts.onPress(message, button, pressed));
  return pressed;
}
