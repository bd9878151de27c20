// One phone: a person's chat with the bot.

import { textNodes } from "./text.js";

// Where the people of this page are: in Seoul.
const HERE = { latitude: 37.5665, longitude: 126.978 };

export class Phone {
  constructor(person, app) {
    this.person = person;
    this.app = app;
    this.messages = new Map();
    this.root = document.createElement("section");
    this.root.className = "phone";
    this.root.dataset.person = person.id;
    this.root.setAttribute("aria-label", person.first_name);
    this.build();
  }

  word(key) { return this.app.word(key); }

  build() {
    this.root.replaceChildren();
    const head = make("header", "phone-head");
    const avatar = make("span", "avatar", "Y");
    avatar.setAttribute("aria-hidden", "true");
    const names = make("div", "names");
    names.append(make("strong", "", "Yoʻldosh"));
    this.status = make("small", "", this.person.first_name);
    names.append(this.status);
    const close = iconButton("✕", this.word("close"), () => this.app.toggle(this.person.id));
    head.append(avatar, names, close);
    this.log = make("div", "log");
    this.log.setAttribute("role", "log");
    this.log.tabIndex = 0;
    this.replyKeyboard = make("div", "reply-keyboard");
    this.menu = make("div", "menu");
    this.menu.hidden = true;
    const foot = make("form", "compose");
    const commands = iconButton("/", this.word("commands"), () => this.showCommands());
    const attach = iconButton("📎", this.word("attach"), () => this.showAttachments());
    this.input = make("input", "");
    this.input.placeholder = this.word("message");
    this.input.setAttribute("aria-label", this.word("message"));
    this.input.autocomplete = "off";
    const send = iconButton("➤", this.word("send"), null);
    send.type = "submit";
    send.classList.add("send");
    foot.append(commands, attach, this.input, send);
    foot.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.input.value;
      if (!text.trim()) return;
      this.input.value = "";
      const asked = this.asked;
      this.answer(null);
      this.send("text", asked ? { text, reply_to: asked } : { text });
    });
    foot.append(this.menu);
    this.root.append(head, this.log, foot, this.replyKeyboard);
  }

  async load() {
    const state = await this.app.get(`/sim/state?person=${this.person.id}`);
    this.commands = state.commands || [];
    this.description = state.description || "";
    this.messages.clear();
    this.log.replaceChildren();
    const chat = (state.chats || []).find((one) => one.chat.id === this.person.id);
    for (const message of chat?.messages || []) this.show(message);
    this.showReplyKeyboard(chat?.reply_keyboard || null);
    if (!this.messages.size) this.showStart();
  }

  showStart() {
    this.start = make("div", "start");
    if (this.description) this.start.append(make("p", "description", this.description));
    const button = make("button", "start-button", this.word("start"));
    button.type = "button";
    button.addEventListener("click", () => this.send("text", { text: "/start" }));
    this.start.append(button);
    this.log.append(this.start);
  }

  send(what, body) {
    this.menu.hidden = true;
    return this.app.post(`/sim/people/${this.person.id}/${what}`, body);
  }

  show(message) {
    this.start?.remove();
    const own = message.from && !message.from.is_bot;
    const bubble = make("article", own ? "bubble own" : "bubble");
    bubble.dataset.message = message.message_id;
    const body = make("div", "body");
    const text = message.text ?? message.caption;
    body.append(...this.attachments(message));
    if (text !== undefined) {
      const entities = message.entities || message.caption_entities;
      body.append(textNodes(text, entities, (event, url) => this.follow(event, url)));
    }
    const time = make("time", "", new Date((message.edit_date || message.date) * 1000)
      .toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" }));
    if (message.edit_date) time.prepend(`${this.word("edited")} `);
    body.append(time);
    bubble.append(body);
    const rows = message.reply_markup?.inline_keyboard;
    if (rows) bubble.append(this.keyboard(message, rows));
    const old = this.messages.get(message.message_id);
    // What asks for an answer is answered by the next text, as apps of Telegram do it.
    if (!own && !old) this.answer(this.asking ? message.message_id : null, this.asking);
    if (!own && !old) this.asking = null;
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80;
    if (old) old.replaceWith(bubble); else this.log.append(bubble);
    this.messages.set(message.message_id, bubble);
    if (!old) this.log.scrollTop = this.log.scrollHeight;
    else if (atEnd) bubble.scrollIntoView({ block: "nearest" });
  }

  attachments(message) {
    const found = [];
    if (message.location) {
      const { latitude, longitude } = message.venue?.location || message.location;
      const { title, address } = message.venue || {};
      const point = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
      found.push(make("p", "place", `📍 ${[title, address, point].filter(Boolean).join(" · ")}`));
    }
    if (message.contact) {
      found.push(make("p", "place", `👤 ${message.contact.first_name} ${message.contact.phone_number}`));
    }
    const photo = message.photo?.at(-1);
    if (photo) {
      const image = make("img", "photo");
      image.src = `/sim/files/${encodeURIComponent(photo.file_id)}`;
      image.alt = this.word("photo");
      found.push(image);
    }
    const file = message.document || message.voice || message.audio || message.video;
    if (file) {
      const link = make("a", "file", `📄 ${file.file_name || this.word("file")}`);
      link.href = `/sim/files/${encodeURIComponent(file.file_id)}`;
      link.download = file.file_name || "";
      found.push(link);
    }
    if (message.sticker) found.push(make("p", "sticker", message.sticker.emoji || "🙂"));
    return found;
  }

  keyboard(message, rows) {
    const box = make("div", "keyboard");
    for (const row of rows) {
      const line = make("div", "row");
      for (const button of row) line.append(this.inlineButton(message, button));
      box.append(line);
    }
    return box;
  }

  inlineButton(message, button) {
    const node = make("button", "inline", button.text);
    node.type = "button";
    if (button.url) node.classList.add("goes-out");
    node.addEventListener("click", async (event) => {
      if (button.url) return this.follow(event, button.url, true);
      if (button.copy_text) return this.app.copy(button.copy_text.text);
      node.classList.add("waiting");
      await this.send("press", {
        chat_id: this.person.id, message_id: message.message_id, data: button.callback_data,
      });
    });
    return node;
  }

  follow(event, url, isButton = false) {
    if (url.startsWith("#/")) {
      event.preventDefault();
      return this.send("text", { text: url.slice(1) });
    }
    const target = new URL(url);
    if (target.host === "t.me") {
      event.preventDefault();
      const start = target.searchParams.get("start");
      if (start !== null) return this.send("text", { text: `/start ${start}` });
      if (target.pathname === "/share/url") return this.app.copy(target.searchParams.get("url"));
    }
    if (isButton) window.open(url, "_blank", "noopener");
    return undefined;
  }

  answered(answer) {
    this.root.querySelectorAll(".waiting").forEach((node) => node.classList.remove("waiting"));
    if (answer.text) this.app.toast(answer.text);
  }

  remove(ids) {
    for (const id of ids) {
      this.messages.get(id)?.remove();
      this.messages.delete(id);
    }
  }

  typing() {
    this.status.textContent = this.word("typing");
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => { this.status.textContent = this.person.first_name; }, 5000);
  }

  answer(asked, markup) {
    this.asked = asked;
    this.input.placeholder = markup?.input_field_placeholder || this.word("message");
  }

  showReplyKeyboard(markup) {
    this.asking = markup?.force_reply ? markup : null;
    this.replyKeyboard.replaceChildren();
    for (const row of markup?.keyboard || []) {
      const line = make("div", "row");
      for (const button of row) {
        line.append(this.replyButton(button, markup));
      }
      this.replyKeyboard.append(line);
    }
  }

  replyButton(button, markup) {
    const node = make("button", "inline", button.text);
    node.type = "button";
    node.addEventListener("click", () => {
      if (markup.one_time_keyboard) this.replyKeyboard.replaceChildren();
      if (button.request_location) return this.send("location", HERE);
      if (button.request_contact) return this.send("contact", {});
      return this.send("text", { text: button.text });
    });
    return node;
  }

  showMenu(entries) {
    this.menu.replaceChildren();
    for (const [label, action] of entries) {
      const node = make("button", "menu-entry", label);
      node.type = "button";
      node.addEventListener("click", action);
      this.menu.append(node);
    }
    this.menu.hidden = !this.menu.hidden;
    if (!this.menu.hidden) this.menu.firstElementChild?.focus();
  }

  async showCommands() {
    const state = await this.app.get(`/sim/state?person=${this.person.id}`);
    this.showMenu((state.commands || []).map(({ command, description }) =>
      [`/${command} — ${description}`, () => this.send("text", { text: `/${command}` })]));
  }

  showAttachments() {
    this.showMenu([
      [`📄 ${this.word("file")}`, () => this.pick("document", "")],
      [`🖼 ${this.word("photo")}`, () => this.pick("photo", "image/*")],
      [`📍 ${this.word("location")}`, () => this.send("location", HERE)],
      [`👤 ${this.word("contact")}`, () => this.send("contact", {})],
      [`🙂 ${this.word("sticker")}`, () => this.send("sticker", {})],
      [`🚫 ${this.word("block")}`, () => this.send("block", {})],
      [`✅ ${this.word("unblock")}`, () => this.send("unblock", {})],
    ]);
  }

  pick(what, accept) {
    const picker = make("input", "");
    picker.type = "file";
    picker.accept = accept;
    picker.addEventListener("change", () => {
      const form = new FormData();
      form.append("file", picker.files[0]);
      this.menu.hidden = true;
      this.app.upload(`/sim/people/${this.person.id}/${what}`, form);
    });
    picker.click();
  }
}

export function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function iconButton(sign, label, action) {
  const node = make("button", "icon", sign);
  node.type = "button";
  node.setAttribute("aria-label", label);
  node.title = label;
  if (action) node.addEventListener("click", action);
  return node;
}
