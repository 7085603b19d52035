// What is in which box, as this phone knows it: the server's word, and what was scanned here since and may not have arrived.
// Pure: the same state and outbox, the same answer.

/** The phone's scans of one act about one cycle of a box; what the server could not understand does not count. */
const scans = (entries, act, box) => entries.filter((e) => e.item.act === act && e.item.box === box.id && e.state !== 'rejected' && (e.known.cycle ?? 1) === box.cycle);

/** A box the server has never named here is one all the same: people see it before them. */
export const unknownBox = (id) => ({ id, cycle: 1, place: null, seal: null, packed: 0, sealed_at: null, unknown: true });

export const boxOf = (state, id) => state?.boxes.find((b) => b.id === id) ?? state?.empties?.find((b) => b.id === id) ?? unknownBox(id);

/** This phone's last word of each tube of a box: Map(serial, entry). An outbox is in the order things happened. */
function words(box, entries) {
  const last = new Map();
  for (const entry of [...scans(entries, 'pack', box), ...scans(entries, 'unpack', box)].sort((a, b) => entries.indexOf(a) - entries.indexOf(b))) {
    last.delete(entry.item.tube);
    last.set(entry.item.tube, entry);
  }
  return last;
}

/** Serials in a box: { all, mine: Map(serial, entry), others, out }; out: taken out here, which the server need not have heard yet. */
export function contents(box, entries, serials) {
  const said = [...words(box, entries)];
  const mine = new Map(said.filter(([, e]) => e.item.act === 'pack'));
  const out = new Set(said.filter(([, e]) => e.item.act === 'unpack' && e.state !== 'confirmed').map(([serial]) => serial));
  const others = new Set((serials?.[box.id] ?? []).filter((serial) => !out.has(serial)));
  return { mine, all: new Set([...others, ...mine.keys()]), others, out };
}

/** The tube that this phone packed last and that is still in the box; null where there is none. */
export const lastPacked = (box, entries) => [...words(box, entries)].filter(([, e]) => e.item.act === 'pack').at(-1)?.[0] ?? null;

/** Tubes that this phone took out, and the server has heard so: a list made before that still has them. */
export const takenOut = (box, entries) => [...words(box, entries)].filter(([, e]) => e.item.act === 'unpack' && e.state === 'confirmed').map(([serial]) => serial);

/** How many tubes are in it, and how many of them are only here, under way, and known to the server. */
export function filling(box, entries, serials) {
  const { mine, all, others, out } = contents(box, entries, serials);
  let [kept, sent] = [0, 0];
  for (const [serial, entry] of mine) {
    if (others.has(serial)) continue;
    if (entry.state === 'kept') kept++;
    if (entry.state === 'sent') sent++;
  }
  // Of serials nobody has asked for the server's count alone is known.
  const gone = scans(entries, 'pack', box).filter((e) => e.state === 'confirmed' && out.has(e.item.tube));
  const packed = Math.max(all.size, serials?.[box.id] ? 0 : box.packed - new Set(gone.map((e) => e.item.tube)).size);
  return { packed, kept, sent, confirmed: packed - kept - sent };
}

/** Sealed by the server's word or by this phone's. */
export function sealedAt(box, entries) {
  if (box.sealed_at) return Date.parse(box.sealed_at);
  const [entry] = scans(entries, 'seal', box).slice(-1);
  return entry ? entry.item.at : null;
}

export const sealedHere = (box, entries) => scans(entries, 'seal', box).length > 0;
export const givenAway = (box, entries) => scans(entries, 'give', box).length > 0;
export const takenHere = (box, entries) => scans(entries, 'take', box).length > 0;

/** Every box that is here, with its filling, in order. */
export function boxesHere(state, entries, serials) {
  const listed = [...(state?.boxes ?? [])];
  const known = new Set(listed.map((b) => b.id));
  for (const e of entries) {
    const act = e.item.act;
    if ((act === 'pack' || act === 'seal' || act === 'take') && e.item.box && !known.has(e.item.box) && e.known.here) {
      known.add(e.item.box);
      listed.push(boxOf(state, e.item.box));
    }
  }
  return listed.filter((b) => !givenAway(b, entries)).map((b) => ({ ...b, ...filling(b, entries, serials), sealed: sealedAt(b, entries) }));
}

/** In which other box a serial is, by what this phone knows; null when in none. */
export function elsewhere(serial, box, state, entries, serials) {
  for (const other of boxesHere(state, entries, serials)) {
    if (other.id === box.id) continue;
    if (contents(other, entries, serials).all.has(serial)) return other;
  }
  const there = entries.findLast((e) => (e.item.act === 'pack' || e.item.act === 'unpack') && e.item.tube === serial && e.item.box !== box.id && e.state !== 'rejected');
  return there?.item.act === 'pack' ? { ...unknownBox(there.item.box), sealed: null } : null;
}

/** When a serial was packed by this phone; null when another did it. */
export const packedAt = (serial, entries) => entries.findLast((e) => e.item.act === 'pack' && e.item.tube === serial)?.item.at ?? null;
