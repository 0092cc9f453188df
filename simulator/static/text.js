// A text with its entities (offsets in UTF-16 units, as JavaScript counts) becomes elements.

import { hidden, icon, make } from "./dom.js";
import { words } from "./words.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "code",
  blockquote: "q", expandable_blockquote: "q", spoiler: "span",
};

// `acts` has onCommand(text) and onLink(url), which returns true when it took the link itself.
export function render(text, entities, acts) {
  const edges = new Set([0, text.length]);
  for (const one of entities) edges.add(one.offset).add(one.offset + one.length);
  const cuts = [...edges].sort((a, b) => a - b);
  const pieces = document.createDocumentFragment();
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const [from, to] = [cuts[i], cuts[i + 1]];
    const inside = entities.filter((one) => one.offset <= from && one.offset + one.length >= to);
    pieces.append(wrap(text.slice(from, to), inside, acts));
  }
  return pieces;
}

function wrap(piece, inside, acts) {
  let node = document.createTextNode(piece);
  for (const entity of inside.reverse()) {
    if (entity.type === "url" || entity.type === "text_link") {
      node = link(entity.url ?? piece, node, acts);
    } else if (entity.type === "bot_command") {
      node = make("button", { type: "button", className: "command" }, node);
      node.addEventListener("click", () => acts.onCommand(piece));
    } else if (TAGS[entity.type]) {
      node = make(TAGS[entity.type], {}, node);
    }
  }
  return node;
}

function link(url, content, acts) {
  const href = /^[a-z]+:/i.test(url) ? url : `https://${url}`;
  if (!/^https?:/i.test(href)) return content;
  const found = make("a", { href, target: "_blank", rel: "noopener noreferrer" }, content);
  found.append(icon("out"), hidden(` (${words.opensLink})`));
  found.addEventListener("click", (event) => {
    if (acts.onLink(href)) event.preventDefault();
  });
  return found;
}

// Plain words (a line of the feed) with their addresses made into links.
export function linkify(line) {
  const pieces = document.createDocumentFragment();
  for (const [index, part] of line.split(/(https?:\/\/[^\s]+)/).entries()) {
    pieces.append(index % 2 ? link(part, part, { onLink: () => false }) : part);
  }
  return pieces;
}
