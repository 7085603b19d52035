// A sealed box as one code on the screen of the phone that sealed it: what it was sealed with, by whom and when by that phone's clock, and
// its tubes. Other phones carry it. The check says that it was read whole, not that it is true: nobody signs it.
import { isOurs, pack, unpack } from './serials.js';
import { toBytes, toText } from './base45.js';

const MARK = 'SLB:';
/** Keeps a space at the end from being cut off on the way. */
const END = '.';
const VERSION = 1;
const TEXTS = ['box', 'seal', 'mechanical', 'centre', 'by', 'phone'];
const CHECK_BYTES = 4;

export const isBoxCode = (text) => text.startsWith(MARK);

const crc = Uint32Array.from({ length: 256 }, (_, n) => { for (let i = 0; i < 8; i++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1; return n >>> 0; });
const check = (bytes) => ~bytes.reduce((sum, byte) => crc[(sum ^ byte) & 255] ^ (sum >>> 8), ~0) >>> 0;

/** { box, seal, mechanical, centre, by, phone, count, at, tubes } as the text of its code. */
export function write(list) {
  const to = [VERSION];
  const number = (n) => { for (; n > 127; n = Math.floor(n / 128)) to.push((n % 128) | 128); to.push(n); };
  const text = (value) => { const bytes = new TextEncoder().encode(value ?? ''); number(bytes.length); to.push(...bytes); };
  for (const field of TEXTS) text(list[field]);
  number(list.count);
  number(list.at);
  const tubes = [...new Set(list.tubes)];
  const ours = tubes.filter(isOurs);
  const others = tubes.filter((tube) => !isOurs(tube));
  number(others.length);
  others.forEach(text);
  number(ours.length);
  to.push(...pack(ours));
  const sum = check(Uint8Array.from(to));
  return MARK + toText(Uint8Array.from([...to, sum >>> 24, (sum >>> 16) & 255, (sum >>> 8) & 255, sum & 255])) + END;
}

/** What write() was given, its tubes in order; { newer: true } of a later version; null when it was not read whole. */
export function read(text) {
  try {
    const whole = toBytes(text.slice(MARK.length, -END.length));
    const bytes = whole.subarray(0, -CHECK_BYTES);
    const sum = new DataView(whole.buffer, bytes.length).getUint32(0);
    if (!text.endsWith(END) || check(bytes) !== sum) return null;
    return bytes[0] === VERSION ? contents(bytes) : { newer: true };
  } catch { return null; }
}

function contents(bytes) {
  let at = 1;
  const number = () => { let [value, by] = [0, 1]; for (;; by *= 128) { if (at >= bytes.length) throw new Error('it ends too soon'); const byte = bytes[at++]; value += (byte & 127) * by; if (!(byte & 128)) return value; } };
  const text = () => { const length = number(); at += length; return new TextDecoder().decode(bytes.subarray(at - length, at)); };
  const list = Object.fromEntries(TEXTS.map((field) => [field, text()]));
  [list.count, list.at] = [number(), number()];
  const others = Array.from({ length: number() }, text);
  const ours = number();
  return { ...list, tubes: [...others, ...unpack(bytes.subarray(at), ours)] };
}
