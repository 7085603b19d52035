// Bytes as letters that a QR code holds at five and a half bits each, and that a scanner can type.
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

export function toText(bytes) {
  let text = '';
  for (let i = 0; i < bytes.length; i += 2) {
    const two = i + 1 < bytes.length;
    let value = two ? bytes[i] * 256 + bytes[i + 1] : bytes[i];
    for (let n = two ? 3 : 2; n > 0; n--) { text += LETTERS[value % 45]; value = Math.floor(value / 45); }
  }
  return text;
}

/** Throws where the text was not made so. */
export function toBytes(text) {
  const bytes = [];
  for (let i = 0; i < text.length; i += 3) {
    const group = [...text.slice(i, i + 3)].map((letter) => LETTERS.indexOf(letter));
    const value = group.reduceRight((sum, digit) => sum * 45 + digit, 0);
    if (group.includes(-1) || group.length === 1 || value > (group.length === 3 ? 65535 : 255)) throw new Error('not these letters');
    if (group.length === 3) bytes.push(value >> 8);
    bytes.push(value & 255);
  }
  return Uint8Array.from(bytes);
}
