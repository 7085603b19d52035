// <sla-timer deadline="MS">: minutes and seconds to a deadline. <programme-clock zone="..." lang="...">: the time of day; with the
// attribute minutes, without its seconds.
import { onTick } from './clock.js';

const two = (n) => String(n).padStart(2, '0');

/** 51:33, or 4:07:12 from 100 minutes on; -3:05 when it is past. */
export function remaining(ms) {
  const past = ms < 0;
  const seconds = past ? Math.ceil(-ms / 1000) : Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const text = minutes < 100 ? `${minutes}:${two(seconds % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
  return past ? `\u2212${text}` : text;
}

class SlaTimer extends HTMLElement {
  static observedAttributes = ['deadline'];
  #stop = null;

  connectedCallback() {
    this.setAttribute('role', 'timer');
    this.setAttribute('aria-live', 'off');
    this.#stop = onTick((at) => this.#show(at));
  }

  disconnectedCallback() { this.#stop?.(); }

  attributeChangedCallback() { if (this.#stop) { this.#stop(); this.#stop = onTick((at) => this.#show(at)); } }

  #show(at) {
    const left = at === null ? null : Number(this.getAttribute('deadline')) - at;
    const text = left === null ? '' : remaining(left);
    if (this.textContent !== text) this.textContent = text;
    if (left !== null) this.toggleAttribute('past', left < 0);
  }
}

class ProgrammeClock extends HTMLElement {
  #stop = null;

  connectedCallback() {
    const zone = this.getAttribute('zone');
    const language = this.closest('[lang]')?.lang ?? 'en';
    const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', second: this.hasAttribute('minutes') ? undefined : '2-digit', hourCycle: 'h23' });
    const date = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
    this.#stop = onTick((at) => {
      // What draws this element may put it in before its parts.
      const [dateAt, timeAt] = [this.querySelector('.date'), this.querySelector('.time')];
      if (at === null || !dateAt || !timeAt) return;
      const [d, t] = [date.format(at).replace(',', ''), time.format(at)];
      if (dateAt.textContent !== d) dateAt.textContent = d;
      if (timeAt.textContent !== t) timeAt.textContent = t;
    });
  }

  disconnectedCallback() { this.#stop?.(); }
}

customElements.define('sla-timer', SlaTimer);
customElements.define('programme-clock', ProgrammeClock);
