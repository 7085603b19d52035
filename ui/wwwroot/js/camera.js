// Where the map looks. World coordinates are Web Mercator, the whole earth 0..1; the camera is the browser's alone.
const GRID = 1e5;
const MOST_ZOOM = 60;

export function project(lonGrid, latGrid) {
  const sin = Math.sin((latGrid / GRID) * Math.PI / 180);
  return { x: lonGrid / GRID / 360 + 0.5, y: 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI) };
}

export class Camera {
  constructor(bounds) {
    this.bounds = bounds;
    this.width = this.height = 1;
    this.all();
  }

  resize(width, height) {
    const whole = this.isWhole();
    this.width = width;
    this.height = height;
    if (whole) this.all();
    else this.#limit();
  }

  /** Everything, as large as it fits. */
  all() { this.fit(this.bounds, 1.02); }

  fit({ left, top, right, bottom }, margin = 1.3) {
    this.scale = Math.min(this.width / ((right - left) * margin), this.height / ((bottom - top) * margin), this.#least() * MOST_ZOOM);
    this.x = (left + right) / 2;
    this.y = (top + bottom) / 2;
    this.#limit();
  }

  isWhole() { return this.scale <= this.#least() * 1.001; }

  toScreen({ x, y }) { return { x: (x - this.x) * this.scale + this.width / 2, y: (y - this.y) * this.scale + this.height / 2 }; }

  /** Within the picture, or a little beside it. */
  shows({ x, y }) { return Math.abs(x - this.x) * this.scale <= this.width / 2 + 40 && Math.abs(y - this.y) * this.scale <= this.height / 2 + 40; }

  toWorld(x, y) { return { x: (x - this.width / 2) / this.scale + this.x, y: (y - this.height / 2) / this.scale + this.y }; }

  pan(dx, dy) {
    this.x -= dx / this.scale;
    this.y -= dy / this.scale;
    this.#limit();
  }

  /** The place under (x, y) stays under it. */
  zoom(factor, x = this.width / 2, y = this.height / 2) {
    const held = this.toWorld(x, y);
    this.scale = Math.min(Math.max(this.scale * factor, this.#least()), this.#least() * MOST_ZOOM);
    const moved = this.toWorld(x, y);
    this.x += held.x - moved.x;
    this.y += held.y - moved.y;
    this.#limit();
  }

  /** Pixels of a kilometre in the middle of the picture. */
  pixelsPerKm() {
    const lat = Math.atan(Math.sinh(Math.PI * (1 - 2 * this.y)));
    return this.scale / (40_075 * Math.cos(lat));
  }

  #least() {
    const { left, top, right, bottom } = this.bounds;
    return Math.min(this.width / ((right - left) * 1.02), this.height / ((bottom - top) * 1.02));
  }

  #limit() {
    const { left, top, right, bottom } = this.bounds;
    this.x = Math.min(Math.max(this.x, left), right);
    this.y = Math.min(Math.max(this.y, top), bottom);
  }
}
