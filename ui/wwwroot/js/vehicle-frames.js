// Reads what VehicleFrames.cs writes.
const FULL = 1;
const utf8 = new TextDecoder();

class Reader {
  constructor(buffer) { this.view = new DataView(buffer); this.at = 0; }
  get done() { return this.at >= this.view.byteLength; }
  byte() { return this.view.getUint8(this.at++); }
  double() { const v = this.view.getFloat64(this.at, true); this.at += 8; return v; }
  single() { const v = this.view.getFloat32(this.at, true); this.at += 4; return v; }
  text() { const n = this.varint(); const v = utf8.decode(new Uint8Array(this.view.buffer, this.at, n)); this.at += n; return v; }
  varint() { let v = 0, f = 1, b; do { b = this.byte(); v += (b & 0x7f) * f; f *= 128; } while (b & 0x80); return v; }
  signed() { const v = this.varint(); return v % 2 ? -(v + 1) / 2 : v / 2; }
}

const status = (bits) => ({ load: bits & 3, moving: !!(bits & 4), silent: !!(bits & 8), atHub: !!(bits & 16), placed: !!(bits & 32), byPhone: !!(bits & 64) });

/** The head and the vehicles after this frame. Throws when the frame does not follow what came before. */
export function readFrame(buffer, before) {
  const from = new Reader(buffer);
  if (from.byte() !== 1) throw new Error('a frame of another version');
  const kind = from.byte();
  const flags = from.byte();
  const head = {
    fresh: !!(flags & 1), frozen: !!(flags & 2), nowMs: from.double(), rate: from.single(), ageSeconds: from.varint(),
    quietSeconds: from.varint(), underWay: from.varint(), sequence: from.varint(),
  };
  if (kind === FULL) return { head, full: true, vehicles: readAll(from) };
  if (!before || head.sequence !== before.head.sequence + 1) throw new Error('a frame is missing');
  const vehicles = before.vehicles.slice();
  while (!from.done) {
    const index = from.varint();
    const old = vehicles[index];
    if (!old) throw new Error('a frame names an unknown vehicle');
    const bits = from.byte();
    vehicles[index] = { id: old.id, ...status(bits), lon: old.lon + from.signed(), lat: old.lat + from.signed() };
  }
  return { head, full: false, vehicles };
}

function readAll(from) {
  const vehicles = [];
  for (let n = from.varint(); n > 0; n--) {
    const id = from.text();
    vehicles.push({ id, ...status(from.byte()), lon: from.signed(), lat: from.signed() });
  }
  return vehicles;
}
