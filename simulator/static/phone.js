// One phone: the chat, what can be written, and the menus around it.

import { closeOnLeave, make } from "./dom.js";
import { post } from "./api.js";
import { messageItem } from "./message.js";
import { translate } from "./frame.js";
import { said } from "./language.js";
import { words } from "./words.js";

const SPINS_FOR = 15000;
const TOAST_FOR = 4000;

export class PhoneView {
  constructor(shown, page) {
    this.id = shown.id;
    this.name = shown.name;
    this.captions = shown.caption ?? "";
    this.messages = new Map();
    this.page = page;
    this.unread = 0;
    this.waiting = new Map();
    this.element = document.getElementById("phone").content.cloneNode(true).firstElementChild;
    this.log = this.find(".log");
    this.list = this.find(".log ol");
    this.context = { bot: page.bot.name, times: page.times, acts: this.acts(), lang: shown.language ?? "da" };
    this.label();
    this.connect();
    this.reload(shown);
  }

  find(selector) {
    return this.element.querySelector(selector);
  }

  get caption() {
    return said(this.captions);
  }

  // Say what stands around the chat in the language of the page; the chat stays as it was written.
  speak() {
    const { scrollTop } = this.log;
    this.label();
    this.list.replaceChildren();
    for (const message of [...this.messages.values()]) this.put(message);
    this.update({});
    this.setUnread(this.unread);
    if (this.stuck) this.toEnd();
    else this.log.scrollTop = scrollTop;
  }

  label() {
    translate(this.element);
    const bot = this.page.bot.name;
    const title = `phone-${this.id}`;
    this.find("h2").id = title;
    this.find("h2").textContent = this.name;
    this.find(".caption").textContent = this.caption;
    this.element.setAttribute("aria-labelledby", title);
    this.element.dataset.name = this.name;
    this.log.setAttribute("aria-label", words.chat(bot, words.phoneOf(this.name)));
    this.find(".bot strong").textContent = bot;
    this.find(".face").textContent = bot[0];
    this.find("textarea").setAttribute("aria-label", words.write(bot));
    this.find("textarea").placeholder = words.placeholder;
    for (const [menu, name] of [["more", words.more], ["commands", words.commands], ["attach", words.attach]]) {
      this.find(`.${menu} summary`).setAttribute("aria-label", `${name}, ${words.phoneOf(this.name)}`);
    }
  }

  connect() {
    this.stayAtEnd();
    for (const menu of this.element.querySelectorAll(".menu")) closeOnLeave(menu);
    this.element.addEventListener("pointerdown", () => this.page.touch(this));
    this.element.addEventListener("focusin", () => this.page.touch(this));
    this.element.addEventListener("click", (event) => {
      const act = event.target.closest("[data-act]")?.dataset.act;
      if (act === "link") this.askForLink();
      else if (act) this.do(act);
    });
    const composer = this.find(".composer");
    composer.addEventListener("submit", (event) => { event.preventDefault(); this.write(); });
    this.find("textarea").addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.write();
    });
    this.find("textarea").addEventListener("input", () => this.grow());
    this.find(".link-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.open(event.target.elements.link.value.trim());
    });
  }

  // Who has the newest words in view keeps them there, whatever grows or shrinks around them.
  stayAtEnd() {
    this.stuck = true;
    this.top = 0;
    // Only a move upwards lets go: words that wrap when the phone gets narrower do not.
    this.log.addEventListener("scroll", () => {
      this.stuck = this.isAtEnd() || (this.stuck && this.log.scrollTop >= this.top);
      this.top = this.log.scrollTop;
    });
    const watch = new ResizeObserver(() => { if (this.stuck) this.toEnd(); });
    watch.observe(this.log);
    watch.observe(this.list);
  }

  acts() {
    return {
      onCommand: (text) => this.do("write", { text }),
      onPress: (message, button, element) => this.press(message, button, element),
      onLink: (url) => {
        const own = new RegExp(`^https?://t\\.me/${this.page.bot.username}\\b`, "i").test(url);
        if (own) this.open(url);
        return own;
      },
    };
  }

  // ------------------------------------------------------------ what the person does

  async do(verb, values = {}) {
    try {
      return await post(`/control/phones/${this.id}/${verb}`, values);
    } catch {
      this.toast(words.cannot[verb] ?? words.cannotDo);
      return null;
    }
  }

  async write() {
    const field = this.find("textarea");
    const text = field.value.trim();
    if (!text) return;
    field.value = "";
    this.grow();
    if ((await this.do("write", { text })) === null) field.value = text;
  }

  async open(link) {
    if (link && (await this.do("open", { link })) !== null) this.find(".link-form").reset();
  }

  async press(message, button, element) {
    if (element.getAttribute("aria-busy") === "true") return;
    element.setAttribute("aria-busy", "true");
    const pressed = await this.do("tap", { wanted: button.data, message });
    const stop = () => element.removeAttribute("aria-busy");
    if (pressed === null) stop();
    else {
      this.waiting.set(pressed.result, stop);
      setTimeout(stop, SPINS_FOR);
      if (this.early?.query === pressed.result) this.answer(this.early);
    }
  }

  askForLink() {
    this.find(".start").hidden = false;
    this.find(".link-form input").focus();
  }

  // ------------------------------------------------------------ what the phone shows

  reload(shown) {
    this.list.replaceChildren();
    this.messages.clear();
    for (const message of shown.messages) this.put(message);
    this.update(shown);
    this.toEnd();
  }

  update(shown) {
    this.shown = { ...this.shown, ...shown };
    const { started, blocked, deactivated } = this.shown;
    this.find(".start").hidden = started;
    this.find(".composer").hidden = !started || blocked || deactivated;
    this.find(".closed").hidden = !(blocked || deactivated);
    this.find(".closed p").textContent = deactivated ? words.gone : words.blocked;
    this.find(".closed button").hidden = deactivated;
    this.find('[data-act="block"]').hidden = blocked || deactivated || !started;
    this.showCommands();
    this.showLinks();
    this.showKeys(started && !blocked && !deactivated);
  }

  // The keyboard that the bot may put below the chat, such as the one that sends the own number.
  showKeys(open) {
    const keys = (this.shown.keys ?? []).flat().map((label) => {
      const key = make("button", { type: "button", textContent: label });
      key.addEventListener("click", () => this.do("key", { label }));
      return key;
    });
    this.find(".keys").replaceChildren(...keys.map((key) => Object.assign(key, { lang: this.context.lang })));
    this.find(".keys").setAttribute("aria-label", words.keys);
    this.find(".keys").hidden = !open || !keys.length;
  }

  showCommands() {
    const choices = (this.shown.commands ?? []).map((one) => {
      const name = make("b", { textContent: `/${one.command}` });
      const choice = make("button", { type: "button" }, name, one.description);
      choice.addEventListener("click", () => this.do("write", { text: `/${one.command}` }));
      return choice;
    });
    if (!choices.length) choices.push(make("p", { textContent: words.noCommands }));
    this.find(".commands .choices").replaceChildren(...choices);
    this.find(".commands .choices").lang = this.shown.commands?.length ? this.context.lang : "";
  }

  showLinks() {
    const buttons = this.page.linksFor(this.name).map((link) => {
      const button = make("button", { type: "button", textContent: this.page.labelOf(link, this.name) });
      button.addEventListener("click", () => this.open(link.url));
      return button;
    });
    this.find(".links").replaceChildren(...buttons);
  }

  // Put a message where it belongs, or replace the one with the same number.
  put(message) {
    const item = messageItem(message, this.context);
    const old = this.list.querySelector(`[data-id="${message.id}"]`);
    if (!old || Number(old.dataset.seq) <= message.seq) this.messages.set(message.id, message);
    if (!old) {
      this.separate(message);
      this.list.append(item);
      return true;
    }
    if (Number(old.dataset.seq) > message.seq) return false;
    const focused = old.contains(document.activeElement) ? document.activeElement.textContent : null;
    old.replaceWith(item);
    if (focused !== null) this.refocus(item, focused);
    return false;
  }

  refocus(item, label) {
    const same = [...item.querySelectorAll("button, a")].find((one) => one.textContent === label);
    (same ?? item.querySelector("button, a") ?? this.log).focus({ preventScroll: true });
  }

  separate(message) {
    const day = this.page.times.day(message.date);
    if (this.list.dataset.day !== day || !this.list.childElementCount) {
      this.list.append(make("li", { className: "day" }, make("span", { textContent: day })));
    }
    this.list.dataset.day = day;
  }

  receive(message) {
    const isNew = this.put(message);
    if (this.stuck || (isNew && !message.from_bot)) this.toEnd();
    if (!message.from_bot && !this.shown.started) this.update({ started: true });
    if (message.from_bot) this.typing(false);
    if (isNew && message.from_bot && !this.isRead()) this.setUnread(this.unread + 1);
  }

  remove(id) {
    this.messages.delete(id);
    this.list.querySelector(`[data-id="${id}"]`)?.remove();
  }

  answer(answer) {
    const stop = this.waiting.get(answer.query);
    this.early = stop ? null : answer;
    if (!stop) return;
    this.waiting.delete(answer.query);
    stop();
    if (answer.alert) this.alert(answer.text);
    else if (answer.text) this.toast(answer.text);
  }

  toast(text) {
    const toast = this.find(".toast");
    toast.textContent = text;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => { toast.textContent = ""; }, TOAST_FOR);
  }

  alert(text) {
    this.find("dialog p").textContent = text;
    this.find("dialog").showModal();
  }

  typing(on = true) {
    this.find(".state").textContent = on ? words.typing : words.robot;
    clearTimeout(this.typingTimer);
    if (on) this.typingTimer = setTimeout(() => this.typing(false), 5000);
  }

  // ------------------------------------------------------------ reading

  isRead() {
    return this.page.held === this && document.hasFocus();
  }

  read() {
    if (this.unread) this.setUnread(0);
  }

  setUnread(count) {
    this.unread = count;
    this.find(".unread").hidden = !count;
    this.find(".unread").textContent = count ? words.unread(count) : "";
    this.page.unreadChanged(this);
  }

  isAtEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80;
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  grow() {
    const field = this.find("textarea");
    field.rows = Math.min(4, Math.max(1, field.value.split("\n").length, Math.ceil(field.value.length / 26)));
  }
}
