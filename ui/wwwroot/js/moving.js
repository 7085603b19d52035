// Vehicles between two frames: each glides from where it is drawn to where it was measured, and keeps its heading.
import { project } from './camera.js';

const GLIDE_MS = 1_000;
const JUMP = 3_000; // grid steps in one frame (3 km) beyond which gliding would show a way that nobody drove

export class Moving {
  #marks = new Map();
  #until = 0;

  /** Takes a frame's vehicles in at a moment of the monotonic clock. */
  take(frame, at) {
    const seen = new Map();
    for (const vehicle of frame.vehicles) {
      if (!vehicle.placed) continue;
      const to = project(vehicle.lon, vehicle.lat);
      const old = this.#marks.get(vehicle.id);
      const from = old && !frame.full ? this.#place(old, at) : to;
      const jumped = old && Math.hypot(vehicle.lon - old.lon, vehicle.lat - old.lat) > JUMP * Math.max(1, frame.head.rate / 60);
      const heading = to.x === from.x && to.y === from.y ? (old?.heading ?? 0) : Math.atan2(to.x - from.x, from.y - to.y);
      seen.set(vehicle.id, { ...vehicle, to, from: jumped ? to : from, at, heading });
    }
    this.#marks = seen;
    this.#until = at + GLIDE_MS;
  }

  /** Something is still on its way. */
  isGliding(at) { return at < this.#until; }

  /** Those at a hub are counted there, unless it is near enough to tell them apart. */
  * drawn(at, near) { for (const mark of this.#marks.values()) if (near || !mark.atHub) yield { mark, world: this.#place(mark, at) }; }

  placeOf(id, at) {
    const mark = this.#marks.get(id);
    return mark && this.#place(mark, at);
  }

  #place({ from, to, at }, now) {
    const part = Math.min(1, Math.max(0, (now - at) / GLIDE_MS));
    return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
  }
}
