// A scan and its answer. Scans are taken one after the other; an accepted one flashes and goes by itself, one that was refused or is
// held stands until somebody has done what it asks, and what is scanned meanwhile waits for its turn.
import { read } from './codes.js';
import * as sounds from './sounds.js';
import * as icons from './icons.js';
import { html, put } from './html.js';
import { place, w } from './words.js';

const ACCEPTED_MS = 700;
const REMIND_MS = 10_000;

const answer = document.getElementById('answer');

/** A page adds: meant(code), what a scan means; time(), now(), zone, outbox, memory, and paint(). */
export class Answering {
  #queue = []; #showing = null; #flash = null; #reminder = null; #working = false;

  get isFlashing() { return this.#showing !== null && !this.#showing.lasting; }

  /** Something stands on the screen until somebody has done what it asks. */
  get isStanding() { return this.#showing?.lasting ?? false; }

  /** A text from a scanner, camera or keyboard. One after the other; while an answer stands on the screen they wait for their turn. */
  scan(text) {
    this.#queue.push(text);
    if (this.#showing?.lasting) this.#paint();
    else this.#work();
  }

  async #work() {
    if (this.#working) return;
    this.#working = true;
    while (this.#queue.length > 0 && !this.#showing?.lasting) {
      this.end();
      try { await this.meant(read(this.#queue.shift())); }
      catch (error) {
        console.error(error);
        this.unexpected(error);
      }
    }
    this.#working = false;
  }

  /** aside: where tubes follow each other by the second, and the page itself shows the answer. */
  accept(headline, detail, { full = false, aside = false } = {}) {
    sounds.sound(full ? 'full' : 'accepted');
    this.memory.last = { good: true, headline, detail, at: this.now() };
    if (aside) {
      document.getElementById('say').textContent = `${headline} ${detail}`;
      this.paint();
      return;
    }
    this.#show({ kind: 'accepted', headline, detail, lasting: false });
    clearTimeout(this.#flash);
    this.#flash = setTimeout(() => this.end(), ACCEPTED_MS);
    this.paint();
  }

  /** headline; scanned and believed: lines; now: the one thing to do; unchanged: what did not change. Stays until its button. */
  refuse(refusal) {
    sounds.sound('refused');
    this.memory.last = { good: false, headline: refusal.headline, detail: refusal.scanned?.[0] ?? '', at: this.now() };
    this.#show({ kind: 'refused', lasting: true, ...refusal });
    clearInterval(this.#reminder);
    this.#reminder = setInterval(() => sounds.sound('refused'), REMIND_MS);
    this.paint();
  }

  /** Held: what was scanned counts, and something must be done with it. */
  hold(held) {
    sounds.sound('held');
    this.#show({ kind: 'held', lasting: true, ...held });
    this.paint();
  }

  unexpected(error) {
    this.refuse({ headline: w('bug.headline'), scanned: [String(error.message ?? error).slice(0, 120)], now: w('bug.now'), button: w('understood') });
  }

  /** Something new is on the screen that nobody scanned. */
  alert() { sounds.sound('news'); }

  /** Said under the count, without stopping anybody. */
  note(headline, detail = '') {
    this.memory.last = { good: null, headline, detail, at: this.now() };
    this.paint();
  }

  #show(what) {
    this.#showing = what;
    this.#paint();
  }

  /** Takes the answer off the screen. */
  end() {
    clearTimeout(this.#flash);
    clearInterval(this.#reminder);
    this.#showing = null;
    this.#paint();
  }

  /** Somebody has done what it asked. */
  dismiss() {
    this.end();
    this.#work();
  }

  #paint() {
    const a = this.#showing;
    answer.hidden = !a;
    answer.className = a?.kind ?? '';
    if (!a) { put(answer, ''); return; }
    document.getElementById('say').textContent = [a.headline, a.now].filter(Boolean).join(' ');
    if (a.kind === 'accepted') {
      put(answer, html`<div class="big">${icons.tick}<h1>${a.headline}</h1><p>${a.detail}</p></div>`);
      return;
    }
    const { waiting, oldest } = this.outbox.counts();
    put(answer, html`
      <div class="stripes"></div>
      <p class="where"><span>${a.where ?? place}</span><span>${this.time(this.now())} ${this.zone}</span></p>
      <div class="big">${a.kind === 'held' ? icons.pause : icons.stop}<h1>${a.kind === 'held' ? '' : html`<b>${w('stop')}</b>`}${a.headline}</h1></div>
      ${a.scanned && html`<section><h2>${w('you-scanned')}</h2><p class="code">${a.scanned[0]}</p>${a.scanned.slice(1).map((line) => html`<p>${line}</p>`)}</section>`}
      ${a.believed && html`<section><h2>${w('believed')}</h2><p class="code">${a.believed[0]}</p>${a.believed.slice(1).map((line) => html`<p>${line}</p>`)}</section>`}
      <section class="now"><h2>${w('do-now')}</h2><p>${a.now}</p></section>
      ${a.unchanged && html`<p>${a.unchanged}</p>`}
      ${!this.outbox.online && waiting > 0 && html`<p><b>${w('offline-short', waiting, Math.floor((Date.now() - oldest) / 60_000))}</b></p>`}
      ${this.#queue.length > 0 && html`<p><b>${w('more-wait', this.#queue.length)}</b></p>`}
      <button type="button" class="answered" data-do="dismiss">${a.button ?? w('understood')}</button>
      <div class="stripes"></div>`);
    answer.querySelector('button')?.focus({ preventScroll: true });
  }
}
