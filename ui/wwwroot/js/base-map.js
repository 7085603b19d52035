// The land under the markers, drawn once per camera into a bitmap and moved with the camera in between.
import { project } from './camera.js';

const MARGIN = 0.25; // of the picture, on each side, so that a small pan shows nothing empty
const REDRAW_MS = 140;

export async function loadBaseMap(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`base map: ${response.status}`);
  const { districts, roads } = await response.json();
  return {
    districts: districts.map((d) => ({ en: d.en, zh: d.zh, at: project(d.at[0], d.at[1]), path: toPath(d.rings) })),
    roads: toPath(roads, false),
    bounds: boundsOf(districts.flatMap((d) => d.rings)),
  };
}

// Paths are kept around the map's middle: a path's numbers are single precision.
const ORIGIN = project(11_415_000, 2_234_000);
const UNIT = 1e6;

function toPath(rings, close = true) {
  const path = new Path2D();
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const p = project(ring[i], ring[i + 1]);
      const [x, y] = [(p.x - ORIGIN.x) * UNIT, (p.y - ORIGIN.y) * UNIT];
      if (i === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    }
    if (close) path.closePath();
  }
  return path;
}

// The far islands of the south and east would make the city small: the picture ends where people live.
function boundsOf() {
  const [a, b] = [project(11_384_000, 2_256_500), project(11_440_000, 2_216_000)];
  return { left: a.x, top: a.y, right: b.x, bottom: b.y };
}

const same = (a, b) => a !== null && a.x === b.x && a.y === b.y && a.scale === b.scale;

export class BaseMap {
  #bitmap = document.createElement('canvas');
  #drawn = null; // the camera it was drawn for
  #seen = null; // the camera of the last picture
  #timer = 0;

  constructor(map, redraw) {
    this.map = map;
    this.redraw = redraw;
  }

  forget() { this.#drawn = null; }

  draw(context, camera, colours, ratio) {
    if (!this.#drawn || this.#drawn.width !== camera.width || this.#drawn.height !== camera.height) this.#render(camera, colours, ratio);
    const now = this.#drawn;
    // The bitmap's middle is where its camera looked.
    const grow = camera.scale / now.scale;
    const at = camera.toScreen({ x: now.x, y: now.y });
    const [w, h] = [this.#bitmap.width / ratio * grow, this.#bitmap.height / ratio * grow];
    const whole = grow === 1; // a mere pan copies whole pixels; what lies between them is slow to make up without a graphics card
    const snap = (v) => (whole ? Math.round(v * ratio) / ratio : v);
    const [left, top] = [snap(at.x - w / 2), snap(at.y - h / 2)];
    if (left > 0 || top > 0 || left + w < camera.width || top + h < camera.height) {
      context.fillStyle = colours.sea;
      context.fillRect(0, 0, camera.width, camera.height);
    }
    context.imageSmoothingEnabled = !whole;
    context.drawImage(this.#bitmap, left, top, w, h);
    context.imageSmoothingEnabled = true;
    // Once the camera rests; what moves on the map draws it too, and must not put this off for ever.
    const moved = !same(this.#seen, camera);
    this.#seen = { x: camera.x, y: camera.y, scale: camera.scale };
    if (same(now, camera) || !moved) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.#render(camera, colours, ratio); this.redraw(); }, REDRAW_MS);
  }

  #render(camera, colours, ratio) {
    const [width, height] = [camera.width * (1 + 2 * MARGIN), camera.height * (1 + 2 * MARGIN)];
    this.#bitmap.width = Math.ceil(width * ratio);
    this.#bitmap.height = Math.ceil(height * ratio);
    const c = this.#bitmap.getContext('2d', { alpha: false });
    const unit = camera.scale / UNIT;
    c.fillStyle = colours.sea;
    c.fillRect(0, 0, this.#bitmap.width, this.#bitmap.height);
    c.setTransform(unit * ratio, 0, 0, unit * ratio, ((ORIGIN.x - camera.x) * camera.scale + width / 2) * ratio, ((ORIGIN.y - camera.y) * camera.scale + height / 2) * ratio);
    c.lineJoin = 'round';
    for (const { path } of this.map.districts) {
      c.fillStyle = colours.land;
      c.fill(path);
      c.strokeStyle = colours.coast;
      c.lineWidth = 0.8 / unit;
      c.stroke(path);
    }
    c.strokeStyle = colours.road;
    c.lineWidth = 1.4 / unit;
    c.stroke(this.map.roads);
    this.#drawn = { x: camera.x, y: camera.y, scale: camera.scale, width: camera.width, height: camera.height };
  }
}
