// Every act of a person goes here first, is on the phone's disk before the person is told so, and leaves when the server has
// answered that it is on its disk. Nothing is ever dropped: what the server could not understand stays and is shown.
import { at, up, bootOf } from './phone-clock.js';

const AT_ONCE = 100;
/** An envelope has 64 KiB; a carried list alone has three. */
const MOST_BYTES = 40_000;
const ANSWER_MS = 20_000;
const KEEP_MS = 72 * 3_600_000;
const LONGEST_WAIT_MS = 30_000;
/** The same again later. Everything else that is refused is refused for good, and shown. */
const LATER = new Set([401, 403, 408, 425, 429]);

export const KEPT = 'kept', SENT = 'sent', CONFIRMED = 'confirmed', REJECTED = 'rejected';

export class Outbox extends EventTarget {
  #keep; #path; #entries; #seq = 0; #flushing = null; #failures = 0; #timer = null; #helloed = false;

  /** online: the last request was answered; refused: 401 or 403, the phone must be enrolled again. */
  online = null; refused = false; lastOnline = null;

  constructor(keep, path, entries) {
    super();
    [this.#keep, this.#path, this.#entries] = [keep, path, entries];
  }

  static async open(keep, path) {
    const entries = await keep.entries();
    const old = entries.filter((e) => e.state === CONFIRMED && Date.now() - e.wall > KEEP_MS);
    await keep.dropEntries(old.map((e) => [e.boot, e.seq]));
    return new Outbox(keep, path, entries.filter((e) => !old.includes(e)).sort((a, b) => a.wall - b.wall || a.seq - b.seq));
  }

  get entries() { return this.#entries; }

  counts() {
    const of = (state) => this.#entries.filter((e) => e.state === state);
    const waiting = this.#entries.filter((e) => e.state === KEPT || e.state === SENT);
    return { kept: of(KEPT).length, sent: of(SENT).length, confirmed: of(CONFIRMED).length, rejected: of(REJECTED).length, waiting: waiting.length, oldest: waiting[0]?.wall ?? null };
  }

  /** Keeps acts and resolves when they are on disk; throws when the phone could not keep them. What belongs together is kept together. known: beside all of them, or what it is for each. */
  async add(items, known = {}) {
    const wall = Date.now();
    const made = items.map((item) => ({ boot: bootOf(), seq: this.#seq++, wall, state: KEPT, known: typeof known === 'function' ? known(item) : known, item: { up_ms: up(), at: at(), ...item } }));
    await this.#keep.putEntries(made);
    this.#entries.push(...made);
    this.#changed();
    this.flush();
    return made;
  }

  /** Somebody has looked at what could not be understood. */
  async dismiss(entry) {
    await this.#keep.dropEntries([[entry.boot, entry.seq]]);
    this.#entries = this.#entries.filter((e) => e !== entry);
    this.#changed();
  }

  /** Sends what waits. At most one at a time; after a failure again by itself, later each time. */
  flush() {
    clearTimeout(this.#timer);
    this.#flushing ??= this.#flush().finally(() => { this.#flushing = null; });
    return this.#flushing;
  }

  async #flush() {
    try {
      if (!this.#helloed) await this.#hello();
      for (let batch = this.#next(); batch.length > 0; batch = this.#next()) await this.#send(batch);
      this.#heard(true);
      this.#failures = 0;
    } catch (error) {
      if (!(error instanceof NotNow)) console.error(error);
      // Whoever answers again may be another process, which has measured nothing yet.
      this.#helloed = false;
      for (const entry of this.#entries) if (entry.state === SENT) entry.state = KEPT;
      this.#heard(error.answered ?? false, error.refused ?? false);
      const wait = Math.max(error.after ?? 0, Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** this.#failures++) * (0.7 + 0.6 * Math.random()));
      this.#timer = setTimeout(() => this.flush(), wait);
    }
  }

  /** Of one boot: an envelope has one. */
  #next() {
    const first = this.#entries.find((e) => e.state === KEPT);
    const batch = first ? this.#entries.filter((e) => e.state === KEPT && e.boot === first.boot).slice(0, AT_ONCE) : [];
    let bytes = 0;
    const full = batch.findIndex((e, i) => (bytes += JSON.stringify(e.item).length) > MOST_BYTES && i > 0);
    return full < 0 ? batch : batch.slice(0, full);
  }

  async #hello() {
    // Three, as devices do: the quickest says best how this phone's clock stands to the server's.
    for (let i = 0; i < 3; i++) await this.#post('hello', { boot: bootOf(), sent_up_ms: up(), sent_at: at(), items: [] });
    this.#helloed = true;
  }

  async #send(batch) {
    for (const entry of batch) entry.state = SENT;
    this.#changed();
    const boot = batch[0].boot;
    // Of a boot that is over nobody knows how long it would be up by now; the server then goes by the boot that is on.
    const sent = boot === bootOf() ? { sent_up_ms: up(), sent_at: at() } : { sent_up_ms: Math.max(...batch.map((e) => e.item.up_ms)), sent_at: at() };
    const answer = await this.#post('scan', { boot, ...sent, items: batch.map((e) => ({ seq: e.seq, ...e.item })) });
    const aside = new Map(answer.set_aside.map((each) => [each.seq, each]));
    const whole = aside.get(null);
    const done = batch.map((entry) => {
      const why = whole ?? aside.get(entry.seq);
      return { ...entry, state: why ? REJECTED : CONFIRMED, why: why ? `${why.reason}: ${why.detail}` : undefined };
    });
    await this.#keep.putEntries(done);
    batch.forEach((entry, i) => Object.assign(entry, done[i]));
    this.#changed();
  }

  async #post(what, body) {
    let response;
    try {
      response = await fetch(`${this.#path}/${what}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal: AbortSignal.timeout(ANSWER_MS) });
    } catch (error) { throw new NotNow(error.message); }
    if (response.ok) return response.json();
    if (LATER.has(response.status) || response.status >= 500)
      throw new NotNow(`answered ${response.status}`, { answered: response.status < 500, refused: response.status === 401 || response.status === 403, after: Number(response.headers.get('retry-after')) * 1_000 });
    // Not understood at all: shown, and never sent again by itself.
    const sentence = (await response.json().catch(() => ({}))).detail ?? `answered ${response.status}`;
    return { set_aside: [{ seq: null, reason: String(response.status), detail: sentence }] };
  }

  #heard(online, refused = false) {
    [this.online, this.refused] = [online, refused];
    if (online && !refused) this.lastOnline = Date.now();
    this.#changed();
  }

  #changed() { this.dispatchEvent(new Event('change')); }
}

class NotNow extends Error {
  constructor(message, { answered = false, refused = false, after = 0 } = {}) {
    super(message);
    Object.assign(this, { answered, refused, after });
  }
}
