// A set of tubes in few bits. Serials were printed on sheets one after the other, so that sorted most follow the one before; where they do
// not, nothing beats writing the difference. Of 200 serials at random that is 1.1 kB, which is what 200 random serials are.
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const FORM = /^[0-9A-HJKMNP-TV-Z]{10}$/;
const BITS = 50n;

/** A serial of ours, counted by its 32 digits. */
export const isOurs = (serial) => FORM.test(serial);
const number = (serial) => [...serial].reduce((sum, digit) => sum * 32n + BigInt(DIGITS.indexOf(digit)), 0n);
const serial = (n) => Array.from({ length: 10 }, (_, i) => DIGITS[Number((n >> BigInt(5 * (9 - i))) & 31n)]).join('');

class Writer {
  bytes = []; #used = 8;
  bit(one) {
    if (this.#used === 8) { this.bytes.push(0); this.#used = 0; }
    if (one) this.bytes[this.bytes.length - 1] |= 128 >> this.#used;
    this.#used++;
  }
  bits(value, count) { for (let i = count - 1n; i >= 0n; i--) this.bit((value >> i) & 1n); }
}

class Reader {
  #at = 0;
  constructor(bytes) { this.bytes = bytes; }
  bit() {
    const at = this.#at++;
    if (at >> 3 >= this.bytes.length) throw new Error('it ends too soon');
    return (this.bytes[at >> 3] >> (7 - (at & 7))) & 1;
  }
  bits(count) { let value = 0n; for (let i = 0n; i < count; i++) value = value * 2n + BigInt(this.bit()); return value; }
}

/** 1: the next one. 01 and 5 bits: up to 32 further on. 00, the rest in ones, and so many bits as the list is wide. */
export function pack(serials) {
  const numbers = serials.map(number).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const width = spread(numbers.length);
  const to = new Writer();
  let last = -1n;
  for (const n of numbers) {
    const gap = n - last - 1n;
    last = n;
    if (gap === 0n) to.bit(1);
    else if (gap <= 32n) { to.bits(1n, 2n); to.bits(gap - 1n, 5n); }
    else {
      to.bits(0n, 2n);
      for (let rest = gap >> width; rest > 0n; rest--) to.bit(1);
      to.bit(0);
      to.bits(gap & ((1n << width) - 1n), width);
    }
  }
  return Uint8Array.from(to.bytes);
}

/** The serials in their order; throws where the bytes say something else. */
export function unpack(bytes, count) {
  const from = new Reader(bytes);
  const width = spread(count);
  const serials = [];
  let last = -1n;
  for (let i = 0; i < count; i++) {
    let gap = 0n;
    if (!from.bit()) {
      if (from.bit()) gap = from.bits(5n) + 1n;
      else {
        while (from.bit()) gap++;
        gap = (gap << width) + from.bits(width);
      }
    }
    last += gap + 1n;
    if (last >> BITS) throw new Error('no serial is so high');
    serials.push(serial(last));
  }
  return serials;
}

/** So many bits are the lower part of a difference when serials lie anywhere. */
function spread(count) {
  let width = BITS;
  for (let n = count; n > 1; n >>= 1) width--;
  return width;
}
