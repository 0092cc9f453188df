// The simulated time, and moving it.

import { post } from "./api.js";
import { words } from "./words.js";

// Formats for people, in the zone of the site.
export function timesIn(zone) {
  const format = (options) => new Intl.DateTimeFormat("da-DK", { timeZone: zone, ...options });
  const hour = format({ hour: "2-digit", minute: "2-digit" });
  const weekday = format({ weekday: "long" });
  const date = format({ day: "numeric", month: "long" });
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
    day: (seconds) => `${weekday.format(seconds * 1000)} den ${date.format(seconds * 1000)}`,
    // A weekday and an hour, for those who read a guide.
    short: (seconds, language) => soon(seconds * 1000, language),
    full: (seconds) => `${full.format(seconds * 1000)} kl. ${hour.format(seconds * 1000)}`,
  };
}

export class Clock {
  constructor(times, say) {
    this.times = times;
    this.say = say;
    this.jumps = document.getElementById("jumps");
    this.progress = document.getElementById("progress");
    this.jumps.addEventListener("click", (event) => {
      const seconds = Number(event.target.closest("button")?.dataset.seconds);
      if (seconds) this.jump(seconds);
    });
    setInterval(() => this.show(), 1000);
  }

  set({ now, moving, can_move: canMove }) {
    if (moving && !this.moving) this.from = now;
    this.now = now;
    this.readAt = performance.now();
    this.moving = moving;
    this.jumps.hidden = !canMove;
    this.progress.hidden = !moving;
    for (const button of this.jumps.children) button.disabled = moving;
    if (moving) this.showProgress();
    this.show();
  }

  show() {
    if (this.now === undefined) return;
    const gone = this.moving ? 0 : (performance.now() - this.readAt) / 1000;
    const element = document.getElementById("now");
    element.textContent = this.times.full(this.now + gone);
    element.dateTime = new Date((this.now + gone) * 1000).toISOString();
  }

  showProgress() {
    const bar = this.progress.querySelector("progress");
    if (this.seconds) bar.value = Math.min(1, (this.now - this.from) / this.seconds);
    else bar.removeAttribute("value");
  }

  jump(seconds) {
    return this.move({ seconds }, seconds);
  }

  moveTo(until) {
    return this.move({ until }, until - this.now);
  }

  async move(how, seconds) {
    this.seconds = seconds;
    const focused = document.activeElement;
    this.set({ now: this.now, moving: true, can_move: true });
    this.say(words.moving);
    try {
      this.set(await post("/control/clock", how));
      this.say(words.moved, { passing: true });
    } catch (error) {
      this.set({ now: this.now, moving: false, can_move: true });
      this.say(words.failed(error.message));
    }
    this.seconds = 0;
    if (this.jumps.contains(focused)) focused.focus();
  }
}
