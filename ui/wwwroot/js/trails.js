// The way that vehicles came within the last ten minutes of the programme, as this page saw it.
import { project } from './camera.js';

const LASTS_MS = 10 * 60_000;
const STEP = 30; // grid steps, some 30 m: a finer line shows nothing more
const MOST = 120; // of one vehicle

export class Trails {
  #ways = new Map();
  #now = null;

  take({ head, vehicles }) {
    // Another moment of the day: what was seen before belongs to no way.
    if (this.#now !== null && (head.nowMs < this.#now || head.nowMs - this.#now > LASTS_MS)) this.#ways.clear();
    this.#now = head.nowMs;
    for (const { id, lon, lat, placed, moving } of vehicles) {
      if (!placed) continue;
      const way = this.#ways.get(id);
      const last = way?.at(-1);
      if (last && (!moving || Math.hypot(last.lon - lon, last.lat - lat) < STEP)) continue;
      const point = { lon, lat, at: head.nowMs, world: project(lon, lat) };
      if (way) way.push(point);
      else this.#ways.set(id, [point]);
      if (way?.length > MOST) way.shift();
    }
  }

  /** Places of the world, the oldest first. */
  of(id) {
    const way = this.#ways.get(id);
    if (!way) return [];
    while (way.length > 0 && this.#now - way[0].at > LASTS_MS) way.shift();
    return way.map((p) => p.world);
  }
}
