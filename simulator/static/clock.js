// The simulated time, and moving it.

import { get, post } from "./api.js";
import { words } from "./words.js";

// Formats for people, in the zone of the site.
export function timesIn(zone) {
  const format = (options) => new Intl.DateTimeFormat("da-DK", { timeZone: zone, ...options });
  const hour = format({ hour: "2-digit", minute: "2-digit" });
  const weekday = format({ weekday: "long" });
  const date = format({ day: "numeric", month: "long" });
  const brief = format({ weekday: "short", day: "numeric", month: "short" });
  const full = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const soon = (at, language) => {
    const english = new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "long" });
    const clock = hour.format(at);
    return language === "en"
      ? `${english.format(at)} at ${clock.replace(".", ":")}`
      : `${weekday.format(at)} kl. ${clock}`;
  };
  return {
    hour: (seconds) => hour.format(seconds * 1000),
    day: (seconds) => `${weekday.format(seconds * 1000)} ${date.format(seconds * 1000)}`,
    dayIn: (seconds, language) => {
      const locale = language === "en" ? "en-GB" : "da-DK";
      const options = { timeZone: zone, weekday: "long", day: "numeric", month: "long" };
      return new Intl.DateTimeFormat(locale, options).format(seconds * 1000);
    },
    hourIn: (seconds, language) => {
      const clock = hour.format(seconds * 1000);
      return language === "en" ? clock.replace(".", ":") : clock;
    },
    // A weekday and an hour, for those who read a guide.
    short: (seconds, language) => soon(seconds * 1000, language),
    brief: (seconds) => `${brief.format(seconds * 1000)} kl. ${hour.format(seconds * 1000)}`,
    full: (seconds) => `${full.format(seconds * 1000)} kl. ${hour.format(seconds * 1000)}`,
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
