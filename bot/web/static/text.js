// A message's text and entities as DOM nodes. Offsets are UTF-16 units, as in JavaScript.

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

export function textNodes(text, entities, onLink) {
  const sorted = [...(entities || [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, 0, text.length, sorted, onLink);
}

function build(text, start, end, entities, onLink) {
  const nodes = document.createDocumentFragment();
  let at = start;
  while (entities.length) {
    const entity = entities[0];
    if (entity.offset >= end) break;
    entities.shift();
    if (entity.offset < at) continue;
    if (entity.offset > at) nodes.append(text.slice(at, entity.offset));
    const stop = Math.min(entity.offset + entity.length, end);
    const inner = [];
    while (entities.length && entities[0].offset < stop) inner.push(entities.shift());
    nodes.append(wrap(entity, build(text, entity.offset, stop, inner, onLink),
      text.slice(entity.offset, stop), onLink));
    // A quote is a block of its own: the line break after it is not shown as an empty line.
    at = TAGS[entity.type] === "blockquote" && text[stop] === "\n" ? stop + 1 : stop;
  }
  if (at < end) nodes.append(text.slice(at, end));
  return nodes;
}

function wrap(entity, inner, words, onLink) {
  const target = linkTarget(entity, words);
  const node = document.createElement(target ? "a" : TAGS[entity.type] || "span");
  if (target) {
    node.href = target;
    node.rel = "noopener noreferrer";
    node.target = "_blank";
    node.addEventListener("click", (event) => onLink(event, target));
  }
  if (entity.type === "spoiler") node.className = "spoiler";
  node.append(inner);
  return node;
}

function linkTarget(entity, words) {
  switch (entity.type) {
    case "text_link": return safe(entity.url);
    case "url": return safe(/^[a-z]+:\/\//i.test(words) ? words : `https://${words}`);
    case "email": return `mailto:${words}`;
    case "phone_number": return `tel:${words.replace(/[^+\d]/g, "")}`;
    case "mention": return `https://t.me/${words.slice(1)}`;
    case "bot_command": return `#${words}`;
    default: return null;
  }
}

function safe(url) {
  return /^https?:\/\//i.test(url || "") ? url : null;
}
