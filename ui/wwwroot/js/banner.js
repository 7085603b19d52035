// <live-banner>: says whether what stands on the page is live. When it is not, the page says since when, and is marked
// so that nothing old can pass for new.
import { now } from './clock.js';
import { dataTime, head, isPast, state } from './live.js';

// A wave's peak has some tens under way for a moment; from here on the board says less than is known.
const MANY = 200;

class LiveBanner extends HTMLElement {
  #timer = null;
  #since = null;
  #circuitLost = false;
  #shown = '';

  connectedCallback() {
    const reconnect = document.getElementById('components-reconnect-modal');
    // The figures come over the pages' circuit, the map over its own socket: either may fail alone.
    reconnect?.addEventListener('components-reconnect-state-changed', (event) => {
      this.#circuitLost = event.detail.state !== 'hide';
      this.#update();
    });
    this.#timer = setInterval(() => this.#update(), 1_000);
    this.#update();
  }

  disconnectedCallback() { clearInterval(this.#timer); }

  #update() {
    const is = this.#circuitLost ? 'stopped' : state();
    if (is === 'live' || is === 'connecting') this.#since = null;
    else this.#since ??= this.#circuitLost ? now() : dataTime();
    document.documentElement.toggleAttribute('data-stale', this.#since !== null);
    this.dataset.state = is;
    // Whether the live data is live is no question while the past is on the page; that the server is gone still is.
    const text = isPast() && this.#since === null ? '' : this.#text(is);
    if (text === this.#shown) return;
    this.#shown = text;
    this.querySelector('.quiet').textContent = is === 'live' || is === 'connecting' ? text : '';
    const alarm = this.querySelector('.alarm');
    if (alarm.textContent !== (this.#since === null ? '' : text)) alarm.textContent = this.#since === null ? '' : text;
  }

  #text(is) {
    const words = this.dataset;
    if (is === 'connecting') return words.connecting;
    if (is === 'stopped') return words.stopped.replace('{0}', this.#clock());
    if (is === 'behind') return words.behind.replace('{0}', this.#clock());
    const { frozen, ageSeconds, underWay } = head();
    const catchesUp = underWay > MANY;
    this.toggleAttribute('data-catches-up', catchesUp);
    if (catchesUp) return words.catchingUp.replace('{0}', underWay.toLocaleString('en'));
    return frozen ? words.frozen : `${words.on} · ${words.newest.replace('{0}', age(ageSeconds, words))}`;
  }

  #clock() {
    if (this.#since === null) return '';
    const time = new Intl.DateTimeFormat('en-GB', { timeZone: this.dataset.zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
    return `${time.format(this.#since)} ${this.dataset.zoneName}`;
  }
}

const age = (seconds, words) => (seconds < 100 ? words.seconds.replace('{0}', seconds) : words.minutes.replace('{0}', Math.floor(seconds / 60)));

customElements.define('live-banner', LiveBanner);
