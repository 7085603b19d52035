// A dock at work: which vehicle stands there, which boxes are to come off it, and which did. Pure.

/** A dock begins with its vehicle: the boxes that it is believed to have are listed in the order of the manifest, and stay so. */
export function begin(dock, carrier, state, at) {
  const boxes = (state?.boxes ?? []).filter((b) => carrier && b.holder === carrier && b.place === 'with-carrier').map((b) => b.id);
  return { dock, carrier, began: at, ended: null, expected: boxes, down: {}, conditions: {} };
}

/** One more box set down; a box that nobody announced is added to the list where it came. */
export function setDown(work, id, at) {
  return { ...work, expected: work.expected.includes(id) ? work.expected : [...work.expected, id], down: { ...work.down, [id]: at } };
}

export const missing = (work) => work.expected.filter((id) => !(id in work.down));

/** The watch stands when the last box is down, whenever somebody looks. */
export function seconds(work, now) {
  const down = Object.values(work.down);
  const end = work.ended ?? (down.length > 0 && missing(work).length === 0 ? Math.max(...down) : now);
  return Math.max(0, Math.floor((end - work.began) / 1_000));
}

/** The dock that a box belongs to: where its vehicle stands, else the one that is looked at. */
export function dockFor(works, carrier, looked) {
  const there = carrier && Object.values(works).find((work) => work && !work.ended && work.carrier === carrier);
  return there ? there.dock : looked;
}

/** 83 s as 1:23. */
export const watch = (s) => `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;
