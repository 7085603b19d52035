// What every staff page has: words, the phone's store, the outbox, what the server last said, the scanner, and the two
// answers to a scan. A page gives its sections and says what a scan means.
import * as programme from '../clock.js';
import { openKeep } from './keep.js';
import { Outbox } from './outbox.js';
import { listenToWedge } from './wedge.js';
import { read } from './codes.js';
import * as clock from './phone-clock.js';
import * as sounds from './sounds.js';
import * as icons from './icons.js';
import { html, put } from './html.js';
import { typeCode, typeCount } from './typing.js';
import { openCamera } from './camera.js';

const POLL_MS = 4_000;
const ANSWER_MS = 8_000;
const ACCEPTED_MS = 700;
const REMIND_MS = 10_000;
const OLD_MS = 120_000;
const CLOCK_OFF_MS = 60_000;

const body = document.body;
const page = document.getElementById('page');
const answer = document.getElementById('answer');
const words = JSON.parse(document.getElementById('words').textContent);

export const language = document.documentElement.lang;
export const place = body.dataset.place;
export const path = body.dataset.path;

/** A word of the page's language; {0} and so on are filled in. An unknown one is a mistake of ours and stays visible. */
export const w = (key, ...values) => (words[`staff.${key}`] ?? `[${key}]`).replace(/\{(\d)\}/g, (_, i) => values[i] ?? '');

export const name = (site) => (language === 'en' ? site.name_en : site.name_zh);

class App {
  state = null; stateAt = null; memory = {}; outbox = null; keep = null; failedToKeep = null;
  #queue = []; #answering = null; #zone = 'Asia/Hong_Kong'; #sections = {}; #page; #reminder = null; #working = false; #pressing = false;

  constructor(definition) { this.#page = definition; }

  /** Hours and minutes in the programme's zone. */
  time(instant, seconds = false) {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: this.#zone, hour: '2-digit', minute: '2-digit', second: seconds ? '2-digit' : undefined, hourCycle: 'h23' });
    return format.format(typeof instant === 'number' ? instant : Date.parse(instant));
  }

  get zone() { return words[`zone.${this.#zone}`] ?? this.#zone; }
  now() { return clock.at(); }

  /** Whole minutes since then. */
  minutes(since) { return Math.max(0, Math.floor((clock.at() - (typeof since === 'number' ? since : Date.parse(since))) / 60_000)); }

  async begin() {
    this.keep = await openKeep(path);
    [this.state, this.stateAt, this.memory] = [await this.keep.get('state') ?? null, await this.keep.get('state-at') ?? null, await this.keep.get('memory') ?? {}];
    const replay = await this.keep.get('replay');
    if (replay) clock.followReplay(replay);
    if (this.state) this.#zone = this.state.zone;
    this.outbox = await Outbox.open(this.keep, path);
    this.outbox.addEventListener('change', () => this.paint());
    await this.#page.begun?.(this);
    navigator.storage?.persist?.();
    for (const event of ['online', 'focus']) addEventListener(event, () => { this.outbox.flush(); this.poll(); });
    document.addEventListener('visibilitychange', () => { if (!document.hidden) { this.outbox.flush(); this.poll(); } });
    listenToWedge((text) => this.scan(text));
    body.addEventListener('click', (event) => this.#clicked(event));
    programme.onTick(() => this.paint());
    await this.poll();
    this.outbox.flush();
    setInterval(() => this.poll(), POLL_MS);
    setInterval(() => this.paint(), 1_000);
  }

  /** Asks what the server believes. What cannot be asked stays as it was known, with its time. */
  async poll() {
    if (this.polling || document.hidden) return;
    this.polling = true;
    try {
      const response = await fetch(`${path}/state`, { cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MS) });
      if (response.ok) await this.#learn(await response.json());
      else this.outbox.refused = response.status === 401 || response.status === 403;
      this.outbox.online = response.status < 500;
      if (this.outbox.online && this.outbox.counts().kept > 0) this.outbox.flush();
    } catch { this.outbox.online = false; }
    finally { this.polling = false; }
    this.paint();
  }

  async #learn(state) {
    [this.state, this.stateAt, this.#zone] = [state, Date.now(), state.zone];
    // The date of a replay is another than the phone's: then the programme's clock is the phone's.
    if (programme.now() !== null && (programme.rate() !== 1 || Math.abs(programme.now() - Date.now()) > 86_400_000)) {
      const heard = clock.heardOfReplay();
      clock.followReplay(heard);
      await this.keep.set('replay', heard);
    }
    await this.keep.set('state', state);
    await this.keep.set('state-at', this.stateAt);
    this.outbox.lastOnline = Date.now();
    this.outbox.refused = false;
    await this.#page.learned?.(this, state);
  }

  /** What the person was doing, kept over a restart of the page. */
  async remember(change) {
    Object.assign(this.memory, change);
    await this.keep.set('memory', this.memory);
    this.paint();
  }

  /** Keeps acts; answers false, with its own sentence on the screen, when the phone could not. */
  async add(items, known) {
    try {
      await this.outbox.add(items.map((item) => ({ staff: this.memory.badge, ...item })), known);
      return true;
    } catch (error) {
      console.error(error);
      this.refuse({ headline: w('full.headline'), scanned: [w('full.scanned')], now: w('full.now'), kept: false, button: w('full.button') });
      return false;
    }
  }

  /** A text from a scanner, camera or keyboard. One after the other; while an answer stands on the screen they wait for their turn. */
  scan(text) {
    this.#queue.push(text);
    if (this.#answering?.lasting) this.#paintAnswer();
    else this.#work();
  }

  async #work() {
    if (this.#working) return;
    this.#working = true;
    while (this.#queue.length > 0 && !this.#answering?.lasting) {
      this.#end();
      try { await this.#page.scanned(this, read(this.#queue.shift())); }
      catch (error) {
        console.error(error);
        this.unexpected(error);
      }
    }
    this.#working = false;
  }

  accept(headline, detail, { full = false } = {}) {
    sounds.sound(full ? 'full' : 'accepted');
    this.memory.last = { good: true, headline, detail, at: clock.at() };
    this.#show({ kind: 'accepted', headline, detail, lasting: false });
    clearTimeout(this.flash);
    this.flash = setTimeout(() => this.#end(), ACCEPTED_MS);
    this.paint();
  }

  /** headline; scanned and believed: lines; now: the one thing to do; unchanged: what did not change. Stays until its button. */
  refuse(refusal) {
    sounds.sound('refused');
    this.memory.last = { good: false, headline: refusal.headline, detail: refusal.scanned?.[0] ?? '', at: clock.at() };
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
    this.memory.last = { good: null, headline, detail, at: clock.at() };
    this.paint();
  }

  #show(what) {
    this.#answering = what;
    this.#paintAnswer();
  }

  #end() {
    clearTimeout(this.flash);
    clearInterval(this.#reminder);
    this.#answering = null;
    this.#paintAnswer();
  }

  #dismiss() {
    const { done } = this.#answering ?? {};
    this.#end();
    done?.();
    this.#work();
  }

  #paintAnswer() {
    const a = this.#answering;
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
      <p class="where"><span>${a.where ?? place}</span><span>${this.time(clock.at())} ${this.zone}</span></p>
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

  async #clicked(event) {
    if (this.#answering && !this.#answering.lasting) { this.#end(); return; }
    const button = event.target.closest('[data-do]');
    if (!button || button.disabled) return;
    const { do: what, ...data } = button.dataset;
    if (what === 'dismiss') this.#dismiss();
    else if (what === 'type') { const text = await typeCode(w); if (text) this.scan(text); }
    else if (what === 'camera') { if (!await openCamera(w, (text) => this.scan(text))) { const text = await typeCode(w); if (text) this.scan(text); } }
    else if (what === 'sound') { await sounds.test(); sounds.confirm(window.confirm(w('sound.heard'))); this.paint(); }
    else if (what === 'rejected') { const entry = this.outbox.entries.find((e) => `${e.boot}.${e.seq}` === data.entry); if (entry) await this.outbox.dismiss(entry); }
    else await this.#press(what, data);
  }

  /** A second tap on what the first has not finished is the same tap. */
  async #press(what, data) {
    if (this.#pressing) return;
    this.#pressing = true;
    try { await this.#page.pressed(this, what, data); }
    catch (error) {
      console.error(error);
      this.unexpected(error);
    }
    this.#pressing = false;
  }

  askCount(title, packed) { return typeCount(w, title, packed); }

  /** The page's sections, in the order they stand. */
  paint() {
    if (!this.outbox) return;
    const parts = { head: this.#head(), strip: this.#strip(), ...this.#page.paint(this) };
    for (const [key, markup] of Object.entries(parts)) {
      if (!this.#sections[key]) {
        page.querySelector('.starting')?.remove();
        const section = document.createElement('div');
        section.className = `part ${key}`;
        page.append(section);
        this.#sections[key] = section;
      }
      put(this.#sections[key], markup);
    }
  }

  #head() {
    const at = clock.at();
    const { title, subtitle } = this.#page.heading(this);
    return html`<div class="names"><h1>${title}</h1><p>${subtitle}</p></div>
      <div class="clock"><p class="time">${this.time(at, this.#page.seconds)}</p>
        <p><button type="button" class="sound" data-do="sound">${w(sounds.isOn() ? 'sound.on' : 'sound.off')}</button> ${this.zone}</p></div>`;
  }

  #strip() {
    const { kept, sent, confirmed, rejected, waiting, oldest } = this.outbox.counts();
    const off = clock.error();
    const old = waiting > 0 ? w('kept-on-phone', waiting, Math.floor((Date.now() - oldest) / 60_000)) : w('nothing-waits');
    const way = this.outbox.refused ? html`<div class="line refused">${icons.stop}<div><b>${w('not-enrolled')}</b><p>${old}</p><p>${w('not-enrolled.now')} <a href="/enrol?phone=${body.dataset.phone}">${w('enrol-again')}</a></p></div></div>`
      : this.outbox.online === false ? html`<div class="line offline">${icons.noCloud}<div><b>${w('offline')}</b><p>${old}</p><p>${w('offline.now')}</p></div></div>`
      : html`<div class="line online">${icons.cloud}<div><p>${waiting > 0 ? w('sending', waiting) : w('all-sent')}</p></div></div>`;
    return html`${way}
      ${off !== null && Math.abs(off) > CLOCK_OFF_MS && html`<div class="line wrong-clock">${icons.check}<div><p>${w(off > 0 ? 'clock.fast' : 'clock.slow', Math.round(Math.abs(off) / 60_000))}</p></div></div>`}
      <div class="counts"><span>${icons.phone} <b>${kept}</b> ${w('kept')}</span><span>${icons.arrow} <b>${sent}</b> ${w('sent')}</span><span>${icons.tick} <b>${confirmed}</b> ${w('confirmed')}</span>
        ${rejected > 0 && html`<span class="bad">${icons.stop} <b>${rejected}</b> ${w('rejected')}</span>`}</div>
      ${this.outbox.entries.filter((e) => e.state === 'rejected').map((e) => html`<div class="line rejected">${icons.stop}<div><b>${w('rejected.what', w(`act.${e.item.act}`), e.item.box ?? '')}</b><p>${w('rejected.why', e.why)}</p></div>
        <button type="button" data-do="rejected" data-entry="${e.boot}.${e.seq}">${w('understood')}</button></div>`)}`;
  }

  /** How old what is known is, when that matters. */
  asKnown() {
    return this.stateAt === null ? w('never-known') : Date.now() - this.stateAt > OLD_MS ? w('as-known', this.time(this.state.now)) : '';
  }
}

/** Starts a page. Only one tab works at a time: two would number their scans alike. */
export async function start(definition) {
  const app = new App(definition);
  if ('serviceWorker' in navigator) navigator.serviceWorker.register(`${path}/worker.js`, { scope: path }).catch((error) => console.error('worker:', error));
  await navigator.locks.request(`staff ${path}`, { ifAvailable: true }, async (lock) => {
    if (!lock) {
      put(page, html`<div class="starting"><h1>${w('other-tab')}</h1><p>${w('other-tab.now')}</p></div>`);
      return undefined;
    }
    try { await app.begin(); }
    catch (error) {
      console.error(error);
      put(page, html`<div class="starting problem"><h1>${w('no-store')}</h1><p>${w('no-store.now')}</p></div>`);
    }
    return new Promise(() => {});
  });
}
