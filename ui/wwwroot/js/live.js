// The live stream: one socket a page, for the map and the banner. It comes back by itself.
import { check } from './clock.js';
import { readFrame } from './vehicle-frames.js';

const RETRY_MS = [500, 1_000, 2_000, 5_000];

/** Frames older than this are not live any more. */
export const SILENCE_MS = 5_000;

let latest = null;
let past = null; // a frame of a past moment, shown instead
let heardAt = null; // monotonic
let failures = 0;
const listeners = new Set();

function connect() {
  const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/live/vehicles`);
  socket.binaryType = 'arraybuffer';
  let mine = null; // frames follow each other within one socket only
  socket.onmessage = ({ data }) => {
    try {
      mine = readFrame(data, mine);
    } catch (error) {
      console.warn('live:', error.message);
      socket.close();
      return;
    }
    failures = 0;
    heardAt = performance.now();
    latest = mine;
    check(mine.head.nowMs, mine.head.rate, mine.head.frozen);
    if (!past) for (const listener of listeners) listener(mine);
  };
  socket.onclose = () => setTimeout(connect, RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)]);
}

/** Calls back with each frame, the newest at once. Returns how to stop it. */
export function onFrame(listener) {
  listeners.add(listener);
  if (past ?? latest) listener(past ?? latest);
  return () => listeners.delete(listener);
}

/** Shows a past moment's frame until it is let go (null); the live ones go on coming meanwhile. */
export function showPast(frame) {
  past = frame;
  if (past ?? latest) for (const listener of listeners) listener(past ?? latest);
}

export const isPast = () => past !== null;

/** 'connecting', 'live', 'behind' (the server says that its own data is old) or 'stopped'. */
export function state() {
  if (heardAt === null) return 'connecting';
  if (performance.now() - heardAt > SILENCE_MS) return 'stopped';
  return latest.head.fresh ? 'live' : 'behind';
}

/** The moment of the programme that the newest data is of. */
export function dataTime() {
  if (!latest) return null;
  const { nowMs, rate, frozen, quietSeconds } = latest.head;
  return frozen ? nowMs : nowMs - quietSeconds * 1_000 * rate;
}

/** The newest frame's head, with its age grown since it came. */
export function head() {
  return latest && { ...latest.head, ageSeconds: latest.head.ageSeconds + Math.floor((performance.now() - heardAt) / 1000) };
}

connect();
