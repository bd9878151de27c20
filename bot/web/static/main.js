// The demo page: phones side by side, the calls between bot and server, the state of the content.

import { Phone, make } from "./phone.js";

const CALLS_SHOWN = 200;
const LOOK_EVERY_MS = 700;

class App {
  constructor() {
    this.phones = new Map();
    this.words = {};
  }

  word(key) { return this.words[key] ?? key; }

  async get(path) { return (await fetch(path)).json(); }

  async post(path, body) {
    const answer = await fetch(path, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
    const result = await answer.json();
    if (!answer.ok) this.toast(result.error || answer.statusText);
    return result;
  }

  async upload(path, form) {
    const answer = await fetch(path, { method: "POST", body: form });
    if (!answer.ok) this.toast((await answer.json()).error || answer.statusText);
  }

  async begin() {
    const locale = localStorage.getItem("locale") || "uz";
    await this.speak(locale);
    this.people = await this.get("/sim/people");
    this.showPeople();
    const wanted = new URLSearchParams(location.search).get("people");
    const chosen = wanted ? wanted.split(",").map(Number) : this.people.slice(0, 2).map((p) => p.id);
    for (const id of chosen) await this.toggle(id);
    document.getElementById("show-calls").addEventListener("click", () => this.toggleCalls());
    this.listen();
    this.watchContent();
    document.body.dataset.ready = "yes";
  }

  async speak(locale) {
    const { words, locales } = await this.get(`/demo/words?locale=${encodeURIComponent(locale)}`);
    this.words = words;
    localStorage.setItem("locale", locale);
    document.documentElement.lang = locale.replace("_", "-");
    const select = document.getElementById("language");
    select.replaceChildren(...locales.map(({ id, name }) => {
      const option = make("option", "", name);
      option.value = id;
      option.selected = id === locale;
      return option;
    }));
    select.onchange = async () => {
      await this.speak(select.value);
      this.showPeople();
      for (const phone of this.phones.values()) { phone.build(); await phone.load(); }
    };
    document.querySelectorAll("[data-word]").forEach((node) => {
      node.textContent = this.word(node.dataset.word);
    });
    document.getElementById("phones").setAttribute("aria-label", this.word("phones"));
    this.showState(this.lastState);
  }

  showPeople() {
    const box = document.getElementById("people");
    box.replaceChildren(...this.people.map((person) => {
      const node = make("button", "person", person.first_name);
      node.type = "button";
      node.setAttribute("aria-pressed", String(this.phones.has(person.id)));
      node.addEventListener("click", () => this.toggle(person.id));
      return node;
    }));
    const more = make("button", "person more", "+");
    more.type = "button";
    more.title = this.word("add");
    more.setAttribute("aria-label", this.word("add"));
    more.addEventListener("click", () => this.addPerson());
    box.append(more);
  }

  async addPerson() {
    const name = `${this.word("person")} ${this.people.length + 1}`;
    const code = (localStorage.getItem("locale") || "uz").slice(0, 2);
    const person = await this.post("/sim/people", { first_name: name, language_code: code });
    if (!this.people.some((known) => known.id === person.id)) this.people.push(person);
    await this.toggle(person.id);
  }

  async toggle(id) {
    const open = this.phones.get(id);
    if (open) {
      open.root.remove();
      this.phones.delete(id);
    } else {
      const person = this.people.find((one) => one.id === id);
      if (!person) return;
      const phone = new Phone(person, this);
      this.phones.set(id, phone);
      document.getElementById("phones").append(phone.root);
      await phone.load();
    }
    this.showPeople();
  }

  listen() {
    const events = new EventSource("/sim/events");
    let lost = false;
    events.addEventListener("error", () => { lost = true; this.toast(this.word("lost")); });
    events.addEventListener("open", async () => {
      if (!lost) return;
      lost = false;
      for (const phone of this.phones.values()) await phone.load();
    });
    events.addEventListener("message", (event) => this.take(JSON.parse(event.data)));
  }

  take(event) {
    const phone = this.phones.get(event.chat_id ?? event.person_id);
    switch (event.type) {
      case "message": case "edited": phone?.show(event.message); break;
      case "deleted": phone?.remove(event.message_ids); break;
      case "callback_answer": phone?.answered(event); break;
      case "typing": phone?.typing(); break;
      case "reply_keyboard": phone?.showReplyKeyboard(event.reply_keyboard); break;
      case "person": this.meet(event.person); break;
      case "call": this.showCall(event); break;
      default: break;
    }
  }

  meet(person) {
    if (this.people.some((known) => known.id === person.id)) return;
    this.people.push(person);
    this.showPeople();
  }

  toggleCalls() {
    const box = document.getElementById("calls");
    box.hidden = !box.hidden;
    document.getElementById("show-calls").setAttribute("aria-expanded", String(!box.hidden));
    if (!box.hidden) this.loadCalls();
  }

  async loadCalls() {
    const list = document.getElementById("call-list");
    list.replaceChildren();
    const answer = await this.get(`/sim/calls?after=0&limit=${CALLS_SHOWN}`);
    for (const call of answer.calls || answer) this.showCall(call);
  }

  showCall(call) {
    if (document.getElementById("calls").hidden || call.method === "getUpdates") return;
    const list = document.getElementById("call-list");
    const entry = make("li", call.status === 200 ? "" : "refused");
    const details = make("details", "");
    const head = make("summary", "", `${call.method} · ${call.status}`);
    details.append(head, make("pre", "", JSON.stringify(call.params, null, 1)),
      make("pre", "", JSON.stringify(call.response, null, 1)));
    entry.append(details);
    list.prepend(entry);
    while (list.children.length > CALLS_SHOWN) list.lastElementChild.remove();
  }

  async watchContent() {
    try {
      this.showState(await this.get("/demo/status"));
    } catch {
      this.showState(null);
    }
    setTimeout(() => this.watchContent(), LOOK_EVERY_MS);
  }

  showState(state) {
    this.lastState = state;
    if (!state) return;
    const label = document.getElementById("content-state");
    label.textContent = this.word("release").replace("{number}", state.release);
    const box = document.getElementById("faults");
    box.hidden = !state.faults.length;
    const lines = state.faults.slice(0, 20).map((fault) => make("p", "", fault));
    box.replaceChildren(make("strong", "", this.word("faults")), ...lines);
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // A page without a secure origin may not write to the clipboard: the words are shown below.
    }
    this.toast(`${this.word("copied")}: ${text}`);
  }

  toast(text) {
    const node = document.getElementById("toast");
    node.textContent = text;
    node.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => { node.hidden = true; }, 4000);
  }
}

new App().begin();
