// Where boxes are in a warehouse, as this phone knows it: the server's word, and what was scanned here since and may not have
// arrived. Pure: the same state and outbox, the same answer.
const FOUND = { empty: 'warehouse-disinfecting', 'not-empty': 'held', faulty: 'warehouse-faulty' };
const AFTER = { return: () => 'warehouse-dirty', look: (item) => FOUND[item.outcome], disinfect: () => 'warehouse-clean' };
const RANK = { 'warehouse-dirty': 1, 'warehouse-disinfecting': 2, 'warehouse-faulty': 2, held: 2, 'warehouse-clean': 3 };
const OUT = new Set(['issue', 'give']);

/** Which part of the fleet's sum a place counts in. */
const PARTS = {
  'warehouse-clean': 'clean', 'warehouse-dirty': 'dirty', 'warehouse-disinfecting': 'disinfecting', 'warehouse-faulty': 'faulty',
  'centre-empty': 'centres', 'centre-packing': 'centres', 'centre-sealed': 'centres', 'with-carrier': 'carriers', returning: 'carriers',
  'at-dock': 'laboratories', received: 'laboratories', emptied: 'laboratories', held: 'held', unaccounted: 'unaccounted', 'written-off': 'written_off',
};
export const HERE = ['clean', 'dirty', 'disinfecting', 'faulty'];

const rank = (place) => RANK[place] ?? 0;

/** This phone's acts by box; what the server could not understand does not count. */
export function byBox(entries) {
  const acts = new Map();
  for (const entry of entries) {
    if (entry.state === 'rejected' || !(entry.item.act in AFTER || OUT.has(entry.item.act))) continue;
    if (!acts.has(entry.item.box)) acts.set(entry.item.box, []);
    acts.get(entry.item.box).push(entry);
  }
  return acts;
}

/** Where a box stands: { cycle, place, issued }. An issue and what follows belong to the cycle after the one it was scanned in. */
export function stands(box, mine = []) {
  const of = (entry) => entry.known.cycle ?? box.cycle;
  const cycle = Math.max(box.cycle, ...mine.map(of));
  const now = mine.filter((e) => of(e) === cycle);
  const given = now.some((e) => e.item.act === 'give');
  // Of a cycle that the server has not heard of, this phone alone knows how it began.
  const begun = cycle > box.cycle || box.issued;
  const base = !begun ? { place: box.place, issued: false } : given ? { place: 'with-carrier', issued: false } : { place: 'warehouse-clean', issued: true };
  const last = now.filter((e) => e.item.act in AFTER).at(-1);
  if (!last) return { cycle, ...base };
  // What the server has heard may have been overtaken by others; what it has not heard is the newest there is.
  const place = AFTER[last.item.act](last.item);
  return last.state !== 'confirmed' || rank(place) > rank(base.place) ? { cycle, place, issued: false } : { cycle, ...base };
}

/** Every box this page knows of, each where it stands: Map(id, box). Boxes that the server has not listed are those scanned here. */
export function shelf(state, entries) {
  const acts = byBox(entries);
  const boxes = new Map((state?.boxes ?? []).map((box) => [box.id, { ...box, was: box.place, ...stands(box, acts.get(box.id)) }]));
  for (const [id, mine] of acts) {
    const known = mine.at(-1).known;
    if (boxes.has(id) || mine.every((e) => e.state === 'confirmed')) continue;
    const box = { id, cycle: known.from ?? known.cycle ?? 1, place: known.place ?? null, holder: known.holder ?? null, laboratory: known.laboratory ?? null, issued: false };
    boxes.set(id, { ...box, was: box.place, ...stands(box, mine) });
  }
  return boxes;
}

/** The fleet's parts, which add up to all; strange: scanned here, and of a place nobody knows. */
export function fleet(state, boxes) {
  const parts = { ...(state?.fleet ?? {}) };
  let strange = 0;
  for (const box of boxes.values()) {
    if (box.place === box.was) continue;
    if (box.was === null) strange++;
    else {
      parts[PARTS[box.was]]--;
      parts[PARTS[box.place]]++;
    }
  }
  return { ...parts, here: HERE.reduce((sum, part) => sum + (parts[part] ?? 0), 0), strange };
}

export const at = (boxes, place) => [...boxes.values()].filter((box) => box.place === place);

/** Tubes may be in it: it has not been emptied at a laboratory, and it is no clean one on its way out. */
export const isFull = (box) => ['at-dock', 'received', 'centre-packing', 'centre-sealed'].includes(box.place) || (box.place === 'with-carrier' && (box.packed ?? 0) > 0);
