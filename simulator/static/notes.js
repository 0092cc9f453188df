// What happened: since the clock was moved last, or from the beginning, day by day.

import { get } from "./api.js";
import { make } from "./dom.js";
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
  }

  get language() {
    return this.page.guide.language;
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
    const same = JSON.stringify([told, this.language, this.isWhole]);
    if (same === this.same) return;
    this.same = same;
    this.told = told;
    this.notes = told.notes;
    this.draw();
  }

  speak() {
    if (this.told) this.draw();
  }

  draw() {
    const { notes, moved_from: movedFrom, left_out: leftOut } = this.told;
    const language = this.language;
    for (const part of this.element.children) part.lang = language;
    this.element.querySelector("h2").textContent = words.happened[language];
    this.label();
    this.whole.hidden = movedFrom === undefined;
    this.whole.textContent = words.whole[language];
    this.whole.setAttribute("aria-label", words.fromStart[language]);
    this.whole.setAttribute("aria-pressed", String(this.isWhole));
    const since = movedFrom !== undefined && !this.isWhole;
    this.element.querySelector(".since").textContent = since
      ? words.since[language](this.page.times.short(movedFrom, language)) : "";
    const days = notes.length ? this.days(notes) : [this.nothing(movedFrom !== undefined)];
    if (leftOut) days.unshift(make("p", { className: "left-out", textContent: words.leftOut[language](leftOut) }));
    this.feed.replaceChildren(...days);
  }

  label() {
    const { fold, unfold } = words;
    this.fold.textContent = this.isOpen ? fold[this.language] : unfold[this.language](this.notes.length);
  }

  nothing(moved) {
    return make("p", { className: "nothing", textContent: words.nothing[this.language](moved) });
  }

  days(notes) {
    const days = new Map();
    for (const note of notes) {
      const day = this.page.times.dayIn(note.at, this.language);
      if (!days.has(day)) days.set(day, []);
      days.get(day).push(this.line(note));
    }
    return [...days].flatMap(([day, lines]) => [make("h3", { textContent: day }), make("ol", {}, ...lines)]);
  }

  line({ at, say }) {
    const time = make("time", { dateTime: new Date(at * 1000).toISOString(), textContent: this.page.times.hourIn(at, this.language) });
    const said = make("span", {});
    said.append(linkify(say[this.language] ?? say.da ?? Object.values(say)[0]));
    return make("li", {}, time, said);
  }
}
