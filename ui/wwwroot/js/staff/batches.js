// Boxes that are left alone together for a method's contact time. A batch is this phone's own: the record has the disinfection
// only when somebody releases it. Pure.

/** In the record's words; the page's are by code. The minutes are what the method usually asks for. */
export const METHODS = [
  { code: 'hypochlorite', record: 'hypochlorite 1,000 ppm', minutes: 10 },
  { code: 'wipe', record: 'chlorine wipe', minutes: 10 },
  { code: 'alcohol', record: 'alcohol 70 %', minutes: 5 },
];
export const MINUTES = [5, 10, 15, 30];

/** now: { at, up, boot } of the phone's clock when it begins. */
export const begin = (number, draft, now, staff) => ({ id: `D-${number}`, boxes: draft.boxes, method: draft.method, minutes: draft.minutes, began: now.at, up: now.up, boot: now.boot, staff });

/** What is left of the contact time in seconds; 0 when it is over. A wall clock that jumped ahead shortens nothing while the page runs. */
export function left(batch, now) {
  const wall = now.at - batch.began;
  const passed = now.boot === batch.boot ? Math.min(wall, now.up - batch.up) : wall;
  return Math.max(0, Math.ceil(batch.minutes * 60 - passed / 1_000));
}

export const batchOf = (batches, id) => batches.find((batch) => batch.boxes.some((box) => box.id === id)) ?? null;

/** Those of a batch that nobody has released elsewhere meanwhile. */
export const unreleased = (batch, boxes) => batch.boxes.filter((each) => {
  const box = boxes.get(each.id);
  return !box || (box.cycle === each.cycle && box.place !== 'warehouse-clean');
});
