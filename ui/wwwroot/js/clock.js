// The programme's clock in the browser. It runs at the programme's rate from the server's time on the monotonic clock,
// so that the computer's own clock may be wrong; and it stands when the programme's stands.
const ROUNDS = 5;
const RESYNC_MS = 60_000;

let anchor = null; // { mono, now, rate, frozen, trip }
let syncing = null;
let pinned = null; // a past moment that the page looks at

async function askOnce() {
  const sent = performance.now();
  const response = await fetch('/time', { cache: 'no-store' });
  const back = performance.now();
  if (!response.ok) throw new Error(`/time answered ${response.status}`);
  const { now, rate, frozen } = await response.json();
  return { mono: (sent + back) / 2, now: Date.parse(now), rate, frozen, trip: back - sent };
}

// The quickest of five trips has the least room for error.
async function sync() {
  const trips = [];
  for (let i = 0; i < ROUNDS; i++) trips.push(await askOnce());
  anchor = trips.reduce((best, trip) => (trip.trip < best.trip ? trip : best));
  tell();
}

export function resync() {
  syncing ??= sync().catch((error) => console.warn('clock:', error.message)).finally(() => { syncing = null; });
  return syncing;
}

/** Milliseconds since 1970 of the programme, or null while unknown. */
export function now() {
  if (pinned !== null) return pinned;
  if (!anchor) return null;
  return anchor.frozen ? anchor.now : anchor.now + (performance.now() - anchor.mono) * anchor.rate;
}

/** Programme seconds per second; null while unknown. */
export const rate = () => (anchor ? (anchor.frozen ? 0 : anchor.rate) : null);

export const isFrozen = () => anchor?.frozen ?? false;

/** What the live stream says of the clock: when it disagrees, ask again. */
export function check(serverNow, rate, frozen) {
  const mine = now();
  const allowed = 2_000 * Math.max(1, rate);
  if (mine === null || rate !== anchor.rate || frozen !== anchor.frozen || Math.abs(mine - serverNow) > allowed) resync();
}

/** Stands at a past moment; null lets go. Everything on the page counts from it. */
export function pin(at) {
  pinned = at;
  tell();
}

const listeners = new Set();

/** Calls back at each shared tick. Returns how to stop it. */
export function onTick(listener) {
  listeners.add(listener);
  listener(now());
  return () => listeners.delete(listener);
}

function tell() {
  const at = now();
  for (const listener of listeners) listener(at);
}

// At real speed the tick falls just after the second; a replay's seconds are shorter than the eye needs.
function schedule() {
  const at = now();
  const wait = at !== null && anchor.rate === 1 && !anchor.frozen ? 1_005 - (at % 1_000) : 250;
  setTimeout(() => { if (!document.hidden) tell(); schedule(); }, wait);
}

resync();
schedule();
setInterval(resync, RESYNC_MS);
document.addEventListener('visibilitychange', () => { if (!document.hidden) resync(); });
