// What every staff page has: the phone's store, the outbox, what the server last said, and the ways in of a scan. A page gives its
// sections and says what a scan means.
import * as programme from '../clock.js';
import { openKeep } from './keep.js';
import { Outbox } from './outbox.js';
import { listenToWedge } from './wedge.js';
import { Answering } from './answers.js';
import { written } from './codes.js';
import * as clock from './phone-clock.js';
import * as sounds from './sounds.js';
import * as icons from './icons.js';
import { html, put } from './html.js';
import { typeChoice, typeCode, typeCount, typeFile, typeText } from './typing.js';
import { openCamera } from './camera.js';
import { name, path, place, w, zoneName } from './words.js';

const POLL_MS = 4_000;
const ANSWER_MS = 8_000;
const OLD_MS = 120_000;
const CLOCK_OFF_MS = 60_000;

const body = document.body;
const page = document.getElementById('page');
export { w, name, place, path };

class App extends Answering {
  state = null; stateAt = null; memory = {}; outbox = null; keep = null;
  /** Somebody has taken this phone out of use. */
  ended = false;
  #zone = 'Asia/Hong_Kong'; #sections = {}; #page; #pressing = false;

  constructor(definition) {
    super();
    this.#page = definition;
  }

  /** Who works is asked first; what is no code of ours is nobody's business; the rest is the page's to say. */
  async meant(code) {
    if (code.kind === 'badge') {
      await this.remember({ badge: code.code });
      this.note(w('badge.is', code.code));
    } else if (code.kind === 'unknown') this.refuse({ headline: w('unknown.headline'), scanned: [w('unknown.kind'), w('unknown.what', code.length)], now: w('unknown.now') });
    else if (code.kind === 'mutilated') this.refuse({ headline: w(code.newer ? 'carry.newer' : 'carry.mutilated'), scanned: [w('kind.contents')], now: w(code.newer ? 'carry.newer.now' : 'carry.mutilated.now') });
    else if (code.kind === 'contents' && !this.#page.carried) this.refuse({ headline: w('carry.not-here'), scanned: [w('kind.contents'), code.code], now: w('carry.not-here.now') });
    else if (!this.memory.badge) this.refuse({ headline: w('badge.first'), scanned: [w(`kind.${code.kind}`), written(code)], now: w('badge.now') });
    else if (code.kind === 'contents') await this.#page.carried(this, code.list);
    else await this.#page.scanned(this, code);
  }

  /** Hours and minutes in the programme's zone. */
  time(instant, seconds = false) {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: this.#zone, hour: '2-digit', minute: '2-digit', second: seconds ? '2-digit' : undefined, hourCycle: 'h23' });
    return format.format(typeof instant === 'number' ? instant : Date.parse(instant));
  }

  get zone() { return zoneName(this.#zone); }
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
      else {
        this.outbox.refused = response.status === 401 || response.status === 403;
        this.ended = this.outbox.refused && (await response.json().catch(() => ({}))).code === 'out-of-use';
      }
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
    [this.outbox.refused, this.ended] = [false, false];
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

  async #clicked(event) {
    if (this.isFlashing) { this.end(); return; }
    const button = event.target.closest('[data-do]');
    if (!button || button.disabled) return;
    const { do: what, ...data } = button.dataset;
    if (what === 'dismiss') this.dismiss();
    else if (what === 'type') { const text = await typeCode(w); if (text) this.scan(text); }
    else if (what === 'camera') { if (!await openCamera(w, (text) => this.scan(text))) { const text = await typeCode(w); if (text) this.scan(text); } }
    else if (what === 'sound') { await sounds.test(); sounds.confirm(window.confirm(w('sound.heard'))); this.paint(); }
    else if (what === 'rejected') { const entry = this.outbox.entries.find((e) => `${e.boot}.${e.seq}` === data.entry); if (entry) await this.outbox.dismiss(entry); }
    else await this.press(what, data);
  }

  /** A second tap on what the first has not finished is the same tap. */
  async press(what, data) {
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
  choose(title, options) { return typeChoice(w, title, options); }
  askText(title, hint) { return typeText(w, title, hint); }
  askFile(title, accept, hint) { return typeFile(w, title, accept, hint); }

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
    const way = this.ended ? html`<div class="line refused">${icons.stop}<div><b>${w('ended')}</b><p>${old}</p><p>${w('ended.now')} <a href="/phones">${w('ended.phones')}</a></p></div></div>`
      : this.outbox.refused ? html`<div class="line refused">${icons.stop}<div><b>${w('not-enrolled')}</b><p>${old}</p><p>${w('not-enrolled.now')} <a href="/enrol?phone=${body.dataset.phone}">${w('enrol-again')}</a></p></div></div>`
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
