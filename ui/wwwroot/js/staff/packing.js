// What is in which box, as this phone knows it: the server's word, and what was scanned here since and may not have arrived.
// Pure: the same state and outbox, the same answer.

/** The phone's scans of one act about one cycle of a box; what the server could not understand does not count. */
const scans = (entries, act, box) => entries.filter((e) => e.item.act === act && e.item.box === box.id && e.state !== 'rejected' && (e.known.cycle ?? 1) === box.cycle);

/** A box the server has never named here is one all the same: people see it before them. */
export const unknownBox = (id) => ({ id, cycle: 1, place: null, seal: null, packed: 0, sealed_at: null, unknown: true });

export const boxOf = (state, id) => state?.boxes.find((b) => b.id === id) ?? state?.empties?.find((b) => b.id === id) ?? unknownBox(id);

/** Serials in a box: { all, mine: Map(serial, entry) }. */
export function contents(box, entries, serials) {
  const mine = new Map(scans(entries, 'pack', box).map((e) => [e.item.tube, e]));
  const others = new Set(serials?.[box.id] ?? []);
  return { mine, all: new Set([...others, ...mine.keys()]), others };
}

/** How many tubes are in it, and how many of them are only here, under way, and known to the server. */
export function filling(box, entries, serials) {
  const { mine, all, others } = contents(box, entries, serials);
  let [kept, sent] = [0, 0];
  for (const [serial, entry] of mine) {
    if (others.has(serial)) continue;
    if (entry.state === 'kept') kept++;
    if (entry.state === 'sent') sent++;
  }
  // Of serials nobody has asked for the server's count alone is known.
  const packed = Math.max(all.size, serials?.[box.id] ? 0 : box.packed);
  return { packed, kept, sent, confirmed: packed - kept - sent };
}

/** Sealed by the server's word or by this phone's. */
export function sealedAt(box, entries) {
  if (box.sealed_at) return Date.parse(box.sealed_at);
  const [entry] = scans(entries, 'seal', box).slice(-1);
  return entry ? entry.item.at : null;
}

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
  for (const e of entries) if (e.item.act === 'pack' && e.item.tube === serial && e.item.box !== box.id && e.state !== 'rejected') return { ...unknownBox(e.item.box), sealed: null };
  return null;
}

/** When a serial was packed by this phone; null when another did it. */
export const packedAt = (serial, entries) => entries.find((e) => e.item.act === 'pack' && e.item.tube === serial)?.item.at ?? null;
