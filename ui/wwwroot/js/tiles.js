// Pictures of a map from elsewhere, where whoever runs the server named a source: {z}/{x}/{y} of Web Mercator. Without them the land drawn
// here stands alone, and where one does not come it shows through.
const SIDE = 256;
const DEEPEST = 19;
const MOST = 400; // kept; a large screen shows some sixty

export class Tiles {
  #kept = new Map();

  constructor(template, redraw) {
    this.template = template;
    this.redraw = redraw;
  }

  draw(c, camera) {
    const z = Math.min(Math.max(Math.round(Math.log2(camera.scale / SIDE)), 0), DEEPEST);
    const [n, side] = [2 ** z, camera.scale / 2 ** z];
    const [from, to] = [camera.toWorld(0, 0), camera.toWorld(camera.width, camera.height)];
    for (let x = Math.max(0, Math.floor(from.x * n)); x <= Math.min(n - 1, Math.floor(to.x * n)); x++) {
      for (let y = Math.max(0, Math.floor(from.y * n)); y <= Math.min(n - 1, Math.floor(to.y * n)); y++) {
        const tile = this.#tile(z, x, y);
        if (!tile.complete || tile.naturalWidth === 0) continue;
        const at = camera.toScreen({ x: x / n, y: y / n });
        c.drawImage(tile, at.x, at.y, side + 0.5, side + 0.5);
      }
    }
  }

  // The longest unused one goes first; one that failed is asked for again when it is needed anew.
  #tile(z, x, y) {
    const key = `${z}/${x}/${y}`;
    let tile = this.#kept.get(key);
    if (tile) this.#kept.delete(key);
    else {
      tile = new Image();
      tile.referrerPolicy = 'no-referrer';
      tile.onload = this.redraw;
      tile.src = this.template.replace('{z}', z).replace('{x}', x).replace('{y}', y);
    }
    this.#kept.set(key, tile);
    if (this.#kept.size > MOST) this.#kept.delete(this.#kept.keys().next().value);
    return tile;
  }
}
