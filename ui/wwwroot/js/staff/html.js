// A page is text put into sections; a section is touched only when its text changed, so that a button stays under the
// finger that presses it.
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

class Markup {
  constructor(text) { this.text = text; }
  toString() { return this.text; }
}

const written = (value) =>
  value instanceof Markup ? value.text
  : Array.isArray(value) ? value.map(written).join('')
  : value === null || value === undefined || value === false ? ''
  : String(value).replace(/[&<>"']/g, (c) => ESCAPES[c]);

/** html`<b>${text}</b>`: values are escaped unless they were made here. */
export const html = (texts, ...values) => new Markup(texts.reduce((made, text, i) => made + written(values[i - 1]) + text));

const shown = new WeakMap();

/** Puts markup into an element if it is not what stands there. */
export function put(element, markup) {
  const text = written(markup);
  if (shown.get(element) === text) return;
  shown.set(element, text);
  element.innerHTML = text;
}
