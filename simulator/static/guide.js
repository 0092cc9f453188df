// The stories to choose among, and the steps of the one that is played, ticked as they happen.

import { get, post } from "./api.js";
import { closeOnLeave, make } from "./dom.js";
import { said as inLanguage } from "./language.js";
import { words } from "./words.js";

const READ_AFTER = 150;
const MARGIN = 16;

export class Guide {
  constructor(page) {
    this.page = page;
    this.chooser = document.getElementById("chooser");
    this.element = document.getElementById("guide");
    this.list = this.element.querySelector("ol");
    this.next = this.element.querySelector(".next");
    closeOnLeave(this.chooser);
    this.connect();
  }

  connect() {
    this.element.querySelector(".again").addEventListener("click", () => this.choose(this.story.told));
    this.all = this.element.querySelector(".all");
    this.all.addEventListener("click", () => {
      const shown = this.element.classList.toggle("whole");
      this.all.setAttribute("aria-expanded", String(shown));
    });
  }

  read() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load().catch(() => {}), READ_AFTER);
  }

  async load() {
    this.show(await get("/control/story"));
  }

  // ------------------------------------------------------------ choosing

  async choose(story) {
    this.page.say(words.beginning);
    try {
      this.show(await post("/control/story", { id: story.id }));
      // What came while the scene was set has been read.
      for (const phone of this.page.phones.values()) phone.read();
      this.page.say(words.begun(inLanguage(story.title)), { passing: true });
      this.element.querySelector("h2").focus();
    } catch (error) {
      this.page.say(words.failed(error));
    }
  }

  offer(stories) {
    const choices = stories.map((story) => {
      const about = make("span", { className: "about", textContent: inLanguage(story.about) });
      const choice = make("button", { type: "button" }, make("b", { textContent: inLanguage(story.title) }), about);
      choice.addEventListener("click", () => this.choose(story));
      return choice;
    });
    this.chooser.querySelector(".choices").replaceChildren(...choices);
  }

  // ------------------------------------------------------------ the steps

  show(story) {
    const isNew = this.story?.told?.id !== story.told?.id || this.list.childElementCount === 0;
    const first = this.story === undefined;
    this.story = story;
    this.chooser.hidden = !story.can_choose || !story.offered.length;
    if (first) this.offer(story.offered);
    this.element.hidden = !story.told;
    document.body.classList.toggle("guided", Boolean(story.told));
    if (!story.told) return;
    if (isNew) {
      this.build();
      this.chooser.open = false;
    }
    this.tick();
  }

  build() {
    const { told } = this.story;
    const title = this.element.querySelector("h2");
    title.textContent = inLanguage(told.title);
    this.element.querySelector(".about").textContent = inLanguage(told.about);
    this.list.replaceChildren(...told.steps.map((step, number) => this.step(step, number)));
  }

  step(step, number) {
    const box = make("input", { type: "checkbox" });
    box.addEventListener("change", async () => {
      this.show(await post(`/control/story/steps/${number}`, { done: box.checked }));
    });
    const said = make("span", { textContent: `${number + 1}. ${inLanguage(step.say)}` });
    const item = make("li", {}, make("label", {}, box, said));
    if (step.until) item.append(this.mover(step.until));
    return item;
  }

  mover(until) {
    const button = make("button", { type: "button", className: "move" });
    button.textContent = words.moveTo(this.page.times.short(until));
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") !== "true") this.page.clock.moveTo(until);
    });
    return button;
  }

  tick() {
    const { steps } = this.story.told;
    const now = steps.findIndex((step) => !step.done);
    const held = document.activeElement?.closest(".guide .move");
    for (const [number, item] of [...this.list.children].entries()) {
      item.querySelector("input").checked = steps[number].done;
      item.classList.toggle("done", steps[number].done);
      item.classList.toggle("current", number === now);
      if (number === now) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
      const move = item.querySelector(".move");
      if (move) move.setAttribute("aria-disabled", String(steps[number].done || this.page.clock.moving));
    }
    // The button of a step that is done goes away, and the focus goes on to the next step.
    if (held && !held.checkVisibility()) (this.list.querySelector(".current input") ?? this.element.querySelector("h2")).focus();
    const said = now < 0 ? words.played : `${now + 1}. ${inLanguage(steps[now].say)}`;
    const moved = this.next.textContent !== said;
    if (moved) this.next.textContent = said;
    this.element.classList.toggle("played", now < 0);
    if (moved) this.reveal(this.list.querySelector(".current") ?? this.element.querySelector(".end"));
  }

  // Scroll the guide where it scrolls by itself; the page stays where the reader has it.
  reveal(item) {
    const { top, bottom } = this.element.getBoundingClientRect();
    if (this.element.scrollHeight <= this.element.clientHeight) return;
    const place = item.getBoundingClientRect();
    if (place.bottom > bottom) this.element.scrollTop += place.bottom - bottom + MARGIN;
    else if (place.top < top) this.element.scrollTop -= top - place.top + MARGIN;
  }

  // ------------------------------------------------------------ languages

  speak() {
    if (this.story === undefined) return;
    this.offer(this.story.offered);
    if (!this.story.told) return;
    this.build();
    this.tick();
  }
}
