// <alarm-bell>: sounds when a red incident came. A browser gives no sound before a gesture, and nobody but the person knows
// whether the loudspeaker is on: until somebody said that he heard the test tone, the page says SOUND OFF.
// <red-news count="N">: how many came; a page that looks at the past is not told.
import { isPast } from './live.js';
import { remaining } from './timers.js';

const SILENCE_MS = 5 * 60_000;
const APART_MS = 5_000; // many at once are one alarm
const TONES = {
  test: [[660, 180], [880, 180], [660, 180]],
  red: [[988, 220], [740, 220], [988, 220], [740, 220], [988, 320]],
};

class AlarmBell extends HTMLElement {
  #context = null;
  #until = 0; // monotonic
  #owed = false;
  #came = 0;
  #soundedAt = -Infinity;
  #recorded = true;
  #says = null; // what stands in the box instead of the state's own sentence
  #page = crypto.randomUUID();
  #timer = 0;

  connectedCallback() {
    this.#timer = setInterval(() => this.#tick(), 250);
    this.addEventListener('click', (event) => {
      const act = event.target.closest('[data-act]')?.dataset.act;
      const first = event.target.closest('.bell') && this.state === 'off';
      if (first) event.preventDefault(); // the box is opened with its question, never closed
      if (first || act === 'test') this.#test();
      else if (act === 'heard') this.#turn('on', null, true);
      else if (act === 'unheard') this.#turn('off', this.dataset.unheard);
      else if (act === 'silence') this.#silence();
      else if (act === 'sound') this.#soundAgain();
    });
    this.#turn('off', this.dataset.why);
  }

  disconnectedCallback() { clearInterval(this.#timer); }

  /** 'off', 'asking', 'on' or 'silent'. */
  get state() { return this.dataset.state; }

  /** A red incident came. */
  alarm() {
    if (this.state === 'off' || this.state === 'asking') return;
    this.#owed = true;
    if (this.state === 'silent') this.#came++;
    this.#tick();
  }

  async #test() {
    try {
      this.#context ??= this.#open();
      await this.#context.resume();
    } catch (error) {
      console.warn('alarms:', error.message);
      return this.#turn('off', this.dataset.refused);
    }
    this.#play('test');
    this.#turn('asking', this.dataset.asked);
    if (!this.#box.matches(':popover-open')) this.#box.showPopover();
  }

  // What the system takes away, a call or a pulled device, is off again.
  #open() {
    const context = new AudioContext();
    context.onstatechange = () => { if (context.state !== 'running' && this.state !== 'off') this.#turn('off', this.dataset.refused); };
    return context;
  }

  #silence() {
    this.#until = performance.now() + SILENCE_MS;
    this.#came = 0;
    this.#turn('silent');
    this.#record('silence');
  }

  #soundAgain() {
    this.#record('sound');
    this.#turn('on', null, true);
  }

  // For the next shift. A silence that could not be written down is a silence all the same, and says so.
  async #record(what) {
    if (!this.hasAttribute('data-records')) return;
    const body = new URLSearchParams({ page: this.#page, desk: localStorage.getItem('desk') ?? '' });
    try {
      this.#recorded = (await fetch(`/alarms/${what}`, { method: 'POST', body, signal: AbortSignal.timeout(10_000) })).ok;
    } catch (error) {
      console.warn('alarms:', error.message);
      this.#recorded = false;
    }
    this.#show();
  }

  #tick() {
    if (this.state === 'silent' && performance.now() >= this.#until) this.#turn('on');
    if (this.#owed && this.state === 'on' && !isPast() && performance.now() - this.#soundedAt >= APART_MS) {
      this.#owed = false;
      this.#soundedAt = performance.now();
      this.#play('red');
    }
    this.#show();
  }

  get #box() { return this.querySelector('[popover]'); }

  #turn(state, says = null, done = false) {
    this.dataset.state = state;
    if (state === 'off') this.#owed = false;
    this.#says = says;
    if (done) this.#box.hidePopover();
    this.#show();
  }

  #show() {
    const silent = this.state === 'silent';
    const word = silent ? this.dataset.silent : this.state === 'on' ? this.dataset.on : this.dataset.off;
    put(this.querySelector('.word'), word);
    put(this.querySelector('.left'), silent ? remaining(this.#until - performance.now()) : '');
    put(this.querySelector('.says'), this.#says ?? (silent ? this.#ofSilence() : this.dataset.ready));
  }

  #ofSilence() {
    const recorded = this.hasAttribute('data-records') && this.#recorded;
    return [this.dataset.came.replace('{0}', this.#came), recorded ? this.dataset.own : this.dataset.unrecorded].join(' ');
  }

  #play(name) {
    let from = this.#context.currentTime;
    for (const [hertz, ms] of TONES[name]) {
      const [tone, volume] = [this.#context.createOscillator(), this.#context.createGain()];
      tone.frequency.value = hertz;
      volume.gain.value = 0.4;
      tone.connect(volume).connect(this.#context.destination);
      tone.start(from);
      tone.stop(from + ms / 1_000);
      from += ms / 1_000 + 0.05;
    }
  }
}

// An unchanged text is not set again, or a reader would speak it again.
const put = (element, text) => { if (element.textContent !== text) element.textContent = text; };

class RedNews extends HTMLElement {
  static observedAttributes = ['count'];

  attributeChangedCallback(_, before, now) {
    if (before !== null && Number(now) > Number(before)) document.querySelector('alarm-bell')?.alarm();
  }
}

customElements.define('alarm-bell', AlarmBell);
customElements.define('red-news', RedNews);
