// Reads what DrawList.cs writes: what is on the map, in world coordinates.
const utf8 = new TextDecoder();

export const SHAPES = ['open-square', 'square', 'dot', 'hexagon', 'warehouse', 'callout', 'note', 'ring'];
export const TONES = ['plain', 'risk', 'tight', 'late', 'quiet'];
export const STROKES = ['trail', 'route'];

class Reader {
  at = 0;

  constructor(bytes) { this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength); }
  byte() { return this.view.getUint8(this.at++); }
  short() { const v = this.view.getUint16(this.at, true); this.at += 2; return v; }
  int() { const v = this.view.getInt32(this.at, true); this.at += 4; return v; }
  text() { const n = this.byte(); const v = utf8.decode(new Uint8Array(this.view.buffer, this.view.byteOffset + this.at, n)); this.at += n; return v; }
  many(read) { return Array.from({ length: this.short() }, read); }
}

/** { items, lines } */
export function readDrawList(bytes) {
  const from = new Reader(bytes);
  if (from.byte() !== 2) throw new Error('a draw list of another version');
  const items = from.many(() => ({
    shape: SHAPES[from.byte()], tone: TONES[from.byte()], lon: from.int(), lat: from.int(), metres: from.short(), key: from.text(), label: from.text(), name: from.text(),
  }));
  const lines = from.many(() => ({ stroke: STROKES[from.byte()], key: from.text(), points: from.many(() => ({ lon: from.int(), lat: from.int() })) }));
  return { items, lines };
}
