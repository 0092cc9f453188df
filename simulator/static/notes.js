// What happened: since the clock was moved last, or from the beginning, day by day.

import { get } from "./api.js";
import { make } from "./dom.js";
import { language, said as inLanguage } from "./language.js";
import { linkify } from "./text.js";
import { words } from "./words.js";

const READ_AFTER = 150;

export class Notes {
  constructor(page) {
    this.page = page;
    this.element = document.getElementById("notes");
    this.feed = this.element.querySelector(".feed");
    this.whole = this.element.querySelector(".whole");
    this.fold = this.element.querySelector(".fold");
    this.isWhole = false;
    this.notes = [];
    this.whole.addEventListener("click", () => {
      this.isWhole = !this.isWhole;
      this.load();
    });
    this.fold.addEventListener("click", () => this.unfold(!this.isOpen));
    this.label();
  }

  show(are) {
    this.element.hidden = !are;
    document.body.classList.toggle("noted", Boolean(are));
  }

  // On a narrow page the feed is folded away, and opens when something has happened.
  unfold(open) {
    this.isOpen = open;
    this.element.classList.toggle("open", open);
    this.fold.setAttribute("aria-expanded", String(open));
    this.label();
  }

  read() {
    if (this.element.hidden) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load().catch(() => {}), READ_AFTER);
  }

  // Read at once, since the clock has been moved; return how many things happened.
  async moved() {
    if (this.element.hidden) return null;
    clearTimeout(this.timer);
    this.isWhole = false;
    await this.load();
    this.feed.scrollTop = 0;
    this.unfold(true);
    return this.notes.length;
  }

  async load() {
    const told = await get(`/control/notes${this.isWhole ? "?all=1" : ""}`);
    const same = JSON.stringify([told, language(), this.isWhole]);
    if (same === this.same) return;
    this.same = same;
    this.told = told;
    this.notes = told.notes;
    this.draw();
  }

  speak() {
    if (this.told) this.draw();
    else this.label();
  }

  draw() {
    const { notes, moved_from: movedFrom, left_out: leftOut } = this.told;
    this.label();
    this.whole.hidden = movedFrom === undefined;
    this.whole.setAttribute("aria-pressed", String(this.isWhole));
    const since = movedFrom !== undefined && !this.isWhole;
    this.element.querySelector(".since").textContent = since
      ? words.since(this.page.times.short(movedFrom)) : "";
    const days = notes.length ? this.days(notes) : [this.nothing(movedFrom !== undefined)];
    if (leftOut) days.unshift(make("p", { className: "left-out", textContent: words.leftOut(leftOut) }));
    this.feed.replaceChildren(...days);
  }

  label() {
    const { fold, unfold } = words;
    this.fold.textContent = this.isOpen ? fold : unfold(this.notes.length);
  }

  nothing(moved) {
    return make("p", { className: "nothing", textContent: words.nothing(moved) });
  }

  days(notes) {
    const days = new Map();
    for (const note of notes) {
      const day = this.page.times.day(note.at);
      if (!days.has(day)) days.set(day, []);
      days.get(day).push(this.line(note));
    }
    return [...days].flatMap(([day, lines]) => [make("h3", { textContent: day }), make("ol", {}, ...lines)]);
  }

  line({ at, say }) {
    const time = make("time", { dateTime: new Date(at * 1000).toISOString(), textContent: this.page.times.hour(at) });
    const said = make("span", {});
    said.append(linkify(inLanguage(say)));
    return make("li", {}, time, said);
  }
}
