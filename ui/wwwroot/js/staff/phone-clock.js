// The phone's time as devices tell it: `at`, its own wall clock, right or wrong, and `up`, milliseconds since this page
// began, on a clock that never jumps. The server judges both. In a replay the programme's clock takes the wall clock's place.
import * as programme from '../clock.js';

const boot = crypto.getRandomValues(new Uint32Array(1))[0] || 1;
let replay = null; // { at, wall, rate }: where the programme's clock was, when this phone heard it last
let first = null, highest = 0;

export const bootOf = () => boot;

/** Tells that the store is a replay's, by what was heard of its clock; kept over starts without network. */
export function followReplay(heard) { replay = heard; }

/** What is known of the programme's clock now, to be kept for the next start; null where the phone's own clock counts. */
export function heardOfReplay() {
  const at = programme.now();
  return at === null ? replay : { at, wall: Date.now(), rate: programme.rate() ?? 1 };
}

/** Milliseconds since 1970 by this phone. */
export function at() {
  if (!replay) return Date.now();
  const now = programme.now();
  return Math.round(now ?? replay.at + (Date.now() - replay.wall) * replay.rate);
}

/** Milliseconds since this page began. */
export function up() {
  if (!replay) return Math.round(performance.now());
  const now = at();
  first ??= now;
  highest = Math.max(highest, now - first);
  return highest;
}

/** How far this phone's clock is from the server's, in ms; null in a replay, and while the server was not heard. */
export function error() {
  const now = programme.now();
  return replay || now === null ? null : Date.now() - now;
}
