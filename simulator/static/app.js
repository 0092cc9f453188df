// The page: phones, the clock above them, what happened below, kept alive by events.

import { get, listen } from "./api.js";
import { Clock, timesIn } from "./clock.js";
import { make } from "./dom.js";
import { translate } from "./frame.js";
import { Guide } from "./guide.js";
import { choose as chooseLanguage, language, said } from "./language.js";
import { Notes } from "./notes.js";
import { PhoneView } from "./phone.js";
import { words } from "./words.js";

const SAID_FOR = 4000;

class Page {
  constructor() {
    this.phones = new Map();
    this.links = [];
    this.said = document.getElementById("said");
    this.main = document.getElementById("phones");
    this.switcher = document.getElementById("switcher");
    this.notes = new Notes(this);
    this.guide = new Guide(this);
    this.languages = document.getElementById("languages");
    this.languages.addEventListener("click", (event) => {
      const wanted = event.target.closest("[data-language]")?.dataset.language;
      if (wanted && wanted !== language()) this.speak(wanted);
    });
    this.frame();
  }

  // ------------------------------------------------------------ the language of the page

  frame() {
    document.documentElement.lang = language();
    document.title = words.title;
    translate(document);
    for (const button of this.languages.children) {
      button.setAttribute("aria-pressed", String(button.dataset.language === language()));
    }
  }

  speak(wanted) {
    chooseLanguage(wanted);
    this.say("");
    this.frame();
    this.clock?.show();
    for (const phone of this.phones.values()) {
      phone.speak();
      this.nameSwitch(phone);
    }
    this.guide.speak();
    this.notes.speak();
  }

  // Say something to everybody; a passing word goes away by itself.
  say(text, { passing = false } = {}) {
    this.said.textContent = text;
    clearTimeout(this.sayTimer);
    if (passing) this.sayTimer = setTimeout(() => this.say(""), SAID_FOR);
  }

  async load() {
    const state = await get("/control/state");
    this.bot = state.bot;
    this.links = state.links;
    this.times ??= timesIn(state.zone);
    this.clock ??= new Clock(this);
    this.clock.set(state.clock);
    this.notes.show(state.notes);
    this.forgetAllBut(state.phones.map((one) => one.id));
    for (const shown of state.phones) this.put(shown);
    for (const phone of this.phones.values()) phone.showLinks();
    document.getElementById("empty").hidden = this.phones.size > 0;
    this.main.setAttribute("aria-busy", "false");
    this.readNotes();
    await this.guide.load();
  }

  async readCommands() {
    const state = await get("/control/state");
    for (const { id, commands } of state.phones) this.phones.get(id)?.update({ commands });
  }

  forgetAllBut(ids) {
    for (const [id, phone] of this.phones) {
      if (ids.includes(id)) continue;
      phone.element.remove();
      phone.switch.remove();
      this.phones.delete(id);
    }
  }

  put(shown) {
    const known = this.phones.get(shown.id);
    if (known) {
      if (shown.messages) known.reload(shown);
      else known.update(shown);
      return;
    }
    const phone = new PhoneView({ messages: [], ...shown }, this);
    this.phones.set(phone.id, phone);
    this.main.append(phone.element);
    this.addSwitch(phone);
    phone.toEnd();
  }

  // ------------------------------------------------------------ one phone at a time

  addSwitch(phone) {
    phone.switch = make("button", { type: "button" });
    this.nameSwitch(phone);
    phone.switch.addEventListener("click", () => this.choose(phone));
    this.switcher.append(phone.switch);
    this.switcher.hidden = false;
    if (this.phones.size === 1) this.choose(phone);
  }

  nameSwitch(phone) {
    phone.switch.replaceChildren(make("span", { className: "name", textContent: phone.name }));
    if (phone.caption) {
      phone.switch.append(make("span", { className: "caption", textContent: phone.caption }));
    }
    this.unreadChanged(phone);
  }

  choose(chosen) {
    for (const phone of this.phones.values()) {
      phone.element.classList.toggle("chosen", phone === chosen);
      phone.switch.setAttribute("aria-current", String(phone === chosen));
    }
    this.touch(chosen);
    chosen.toEnd();
  }

  // The phone in the reader's hand: what comes there is read as it comes.
  touch(phone) {
    this.held = phone;
    phone.read();
  }

  unreadChanged(phone) {
    if (!phone.switch) return;
    phone.switch.dataset.unread = phone.unread || "";
    const told = [phone.name, phone.caption, phone.unread ? words.unread(phone.unread) : ""];
    phone.switch.setAttribute("aria-label", told.filter(Boolean).join(", "));
  }

  // ------------------------------------------------------------ links and what happened

  // A link whose label begins with a phone's name is for that phone; any other is for all.
  linksFor(name) {
    const isFor = (link, owner) => said(link.label).toLowerCase().startsWith(owner.toLowerCase());
    const owners = [...this.phones.values()].map((phone) => phone.name);
    return this.links.filter((link) => isFor(link, name) || !owners.some((one) => isFor(link, one)));
  }

  // The label without the name of the phone that it stands on.
  labelOf(link, name) {
    const label = said(link.label);
    const rest = label.toLowerCase().startsWith(`${name.toLowerCase()}: `)
      ? label.slice(name.length + 2)
      : label;
    return rest.charAt(0).toUpperCase() + rest.slice(1);
  }

  readNotes() {
    this.guide.read();
    this.notes.read();
  }

  // ------------------------------------------------------------ events

  handlers() {
    const at = (data, act) => {
      const phone = this.phones.get(data.phone ?? data.id);
      if (phone) act(phone);
      this.readNotes();
    };
    return {
      load: () => { this.say(""); return this.load(); },
      lost: () => this.say(words.lost),
      commands: () => this.readCommands(),
      story: () => this.guide.read(),
      clock: (data) => { this.clock.set(data); this.readNotes(); },
      typing: (data) => at(data, (phone) => phone.typing()),
      answer: (data) => at(data, (phone) => phone.answer(data)),
      phone: (data) => { this.put(data); this.readNotes(); },
      message: (data) => at(data, (phone) => {
        this.clock.set(data.now);
        if (data.deleted) phone.remove(data.deleted);
        else phone.receive(data.message);
      }),
    };
  }
}

const page = new Page();
listen(page.handlers());
