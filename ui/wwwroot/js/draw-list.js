// Reads what DrawList.cs writes: what is on the map, in world coordinates.
const utf8 = new TextDecoder();

export const SHAPES = ['open-square', 'square', 'dot', 'hexagon', 'warehouse', 'callout', 'note'];
export const TONES = ['plain', 'risk', 'tight', 'late', 'quiet'];

export function readDrawList(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(0) !== 1) throw new Error('a draw list of another version');
  let at = 3;
  const text = () => {
    const n = view.getUint8(at);
    const v = utf8.decode(new Uint8Array(view.buffer, view.byteOffset + at + 1, n));
    at += 1 + n;
    return v;
  };
  const items = [];
  for (let n = view.getUint16(1, true); n > 0; n--) {
    const item = { shape: SHAPES[view.getUint8(at)], tone: TONES[view.getUint8(at + 1)], lon: view.getInt32(at + 2, true), lat: view.getInt32(at + 6, true) };
    at += 10;
    item.key = text();
    item.label = text();
    items.push(item);
  }
  return items;
}
