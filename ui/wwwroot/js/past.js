// The page at a past moment: the clock stands there, the map has that moment's vehicles, and the page says so loudly.
import { pin } from './clock.js';
import { showPast } from './live.js';
import { readFrame } from './vehicle-frames.js';

/** Called by ReplayBar.razor, once for each moment. */
export function show(ms, bytes) {
  document.documentElement.dataset.past = '';
  pin(ms);
  showPast(readFrame(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength), null));
}

export function leave() {
  delete document.documentElement.dataset.past;
  pin(null);
  showPast(null);
}
