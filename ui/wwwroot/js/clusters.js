// Far out, many marks in one place are one mark with their number. Cells stand still in the world, so that nothing jumps while the map is
// moved; they are halved as often as the scale doubles.
const CELL_PX = 36;
const LEAST = 5;

/** What is drawn by itself, and clusters { members, world }. Members have a place in the world; those with <alone> stay by themselves. */
export function gather(members, scale) {
  const cell = CELL_PX / 2 ** Math.floor(Math.log2(scale));
  const cells = new Map();
  const alone = [];
  for (const member of members) {
    if (member.alone) { alone.push(member); continue; }
    const key = Math.floor(member.world.x / cell) * 1e8 + Math.floor(member.world.y / cell);
    const held = cells.get(key);
    if (held) held.push(member);
    else cells.set(key, [member]);
  }
  const clusters = [];
  for (const held of cells.values()) {
    if (held.length < LEAST) alone.push(...held);
    else clusters.push({ members: held, world: middle(held) });
  }
  return { alone, clusters };
}

function middle(members) {
  let [x, y] = [0, 0];
  for (const { world } of members) { x += world.x; y += world.y; }
  return { x: x / members.length, y: y / members.length };
}

/** The part of the world that holds all of them. */
export function boundsOf(members) {
  const [xs, ys] = [members.map((m) => m.world.x), members.map((m) => m.world.y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}
