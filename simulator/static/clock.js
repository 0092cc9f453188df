// The simulated time, and moving it.

import { get, post } from "./api.js";
import { language } from "./language.js";
import { words } from "./words.js";

const FULL = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
const LOCALES = { da: "da-DK", en: "en-GB" };

// Formats for people, in the zone of the site and the language of the page.
export function timesIn(zone) {
  const format = (seconds, options) =>
    new Intl.DateTimeFormat(LOCALES[language()], { timeZone: zone, ...options }).format(seconds * 1000);
  const at = () => (language() === "en" ? "at" : "kl.");
  const hour = (seconds) => format(seconds, { hour: "2-digit", minute: "2-digit" });
  const weekday = (seconds) => format(seconds, { weekday: "long" });
  const brief = (seconds) => [
    format(seconds, { weekday: "short" }), format(seconds, { day: "numeric", month: "short" }),
  ].join(" ");
  return {
    hour,
    day: (seconds) => `${weekday(seconds)} ${format(seconds, { day: "numeric", month: "long" })}`,
    // A weekday and an hour, for those who read a guide.
    short: (seconds) => `${weekday(seconds)} ${at()} ${hour(seconds)}`,
    brief: (seconds) => `${brief(seconds)} ${at()} ${hour(seconds)}`,
    full: (seconds) => `${format(seconds, FULL)} ${at()} ${hour(seconds)}`,
  };
}

export class Clock {
  constructor(page) {
    this.page = page;
    this.times = page.times;
    this.jumps = document.getElementById("jumps");
    this.progress = document.getElementById("progress");
    this.halt = document.getElementById("halt");
    this.jumps.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button && !this.moving) this.move(wanted(button.dataset));
    });
    this.halt.addEventListener("click", () => post("/control/clock/halt").catch(() => {}));
    setInterval(() => this.show(), 1000);
  }

  set(told) {
    const { now, moving, can_move: canMove, can_next: canNext, can_halt: canHalt } = told;
    this.now = now;
    this.readAt = performance.now();
    this.moving = moving;
    this.jumps.hidden = !canMove;
    this.jumps.querySelector("[data-next]").hidden = !canNext;
    this.showMoving(told, canHalt);
    this.show();
  }

  // While the time is moved its buttons keep the focus, and say that they cannot be used.
  showMoving({ moving, from, to, now }, canHalt) {
    this.progress.hidden = !moving;
    this.halt.hidden = !moving || !canHalt;
    for (const button of this.jumps.children) button.setAttribute("aria-disabled", String(moving));
    const bar = this.progress.querySelector("progress");
    if (moving && to) bar.value = Math.min(1, (now - from) / (to - from));
    else bar.removeAttribute("value");
  }

  show() {
    if (this.now === undefined) return;
    const gone = this.moving ? 0 : (performance.now() - this.readAt) / 1000;
    const element = document.getElementById("now");
    element.querySelector(".whole-date").textContent = this.times.full(this.now + gone);
    element.querySelector(".brief").textContent = this.times.brief(this.now + gone);
    element.dateTime = new Date((this.now + gone) * 1000).toISOString();
  }

  moveTo(until) {
    return this.move({ until });
  }

  async move(how) {
    const could = { can_move: true, can_next: true, can_halt: false };
    this.set({ ...could, now: this.now, moving: true });
    this.page.say(words.moving);
    try {
      this.set(await post("/control/clock", how));
      this.page.say(words.moved(await this.page.notes.moved()), { passing: true });
    } catch (error) {
      this.set(await get("/control/clock").catch(() => ({ ...could, now: this.now, moving: false })));
      this.page.say(words.failed(error));
    }
  }
}

function wanted({ seconds, days, months }) {
  if (seconds) return { seconds: Number(seconds) };
  if (days) return { days: Number(days) };
  return months ? { months: Number(months) } : { next: true };
}
