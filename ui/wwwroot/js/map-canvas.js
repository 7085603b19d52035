// The map. C# says what is on it (a draw list); the camera, the gliding of vehicles, hit tests and drawing are here.
import { BaseMap, loadBaseMap } from './base-map.js';
import { Camera } from './camera.js';
import { boundsOf } from './clusters.js';
import { readDrawList } from './draw-list.js';
import { listen } from './gestures.js';
import * as live from './live.js';
import { Picture } from './picture.js';
import { Tiles } from './tiles.js';

const HIT_PX = 12;
const URGENT = ['late', 'risk', 'tight'];
const GLIDE_FRAME_MS = 30; // gliding is slow: half the frames are enough, and a desk's processor has other work
const COLOURS = {
  sea: '--sea', land: '--land', coast: '--coast', road: '--road', panel: '--panel', text: '--text', text2: '--text2', text3: '--text3', risk: '--risk', riskbg: '--riskbg',
  late: '--late', latebg: '--latebg', tight: '--tight', vSpec: '--v-spec', vEmpty: '--v-empty', vNone: '--v-none', font: '--font',
};

/** Called by MapCanvas.razor. */
export async function create(root, server, baseMapAddress) {
  const map = new MapCanvas(root, (key) => server.invokeMethodAsync('Picked', key), await loadBaseMap(baseMapAddress), live);
  return { draw: (bytes) => map.show(readDrawList(bytes)), dispose: () => map.dispose() };
}

export class MapCanvas {
  #names = true;
  #asked = false;
  #ends = [];

  /** <source> gives frames of vehicles (onFrame) and says whether they are live (state). */
  constructor(root, picked, map, source) {
    this.root = root;
    this.picked = picked;
    this.source = source;
    this.canvas = root.querySelector('canvas');
    this.context = this.canvas.getContext('2d', { alpha: false });
    this.camera = new Camera(map.bounds);
    this.base = new BaseMap(map, () => this.draw());
    const { tiles, vehiclesHere: vehicles = '', sitesHere: sites = '' } = root.dataset;
    this.picture = new Picture(this.base, tiles ? new Tiles(tiles, () => this.draw()) : null, { vehicles, sites });
    this.#readColours();
    this.#watch();
    this.#tools();
    listen(this.canvas, this.camera, () => this.draw(), (at) => this.#pick(at), (at) => this.#hover(at));
  }

  show(list) {
    this.picture.show(list);
    this.root.dataset.items = list.items.length;
    this.root.dataset.lines = list.lines.map((line) => `${line.stroke}:${line.points.length}`).join(' ');
    this.draw();
  }

  dispose() { for (const end of this.#ends) end(); }

  #watch() {
    const sizes = new ResizeObserver(([entry]) => this.#resize(entry.devicePixelContentBoxSize?.[0]));
    sizes.observe(this.canvas);
    const themes = new MutationObserver(() => { this.#readColours(); this.base.forget(); this.draw(); });
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-stale'] });
    const stopFrames = this.source.onFrame((frame) => { this.picture.take(frame, performance.now()); this.root.dataset.vehicles = frame.vehicles.length; this.draw(); });
    this.#ends = [() => sizes.disconnect(), () => themes.disconnect(), stopFrames];
    this.#resize();
  }

  #tools() {
    const on = (name, act) => this.root.querySelector(`[data-tool=${name}]`)?.addEventListener('click', () => { act(); this.draw(); });
    on('in', () => this.camera.zoom(1.6));
    on('out', () => this.camera.zoom(1 / 1.6));
    on('all', () => this.camera.all());
    on('needs', () => this.#showNeedy());
    const names = this.root.querySelector('[data-tool=names]');
    names?.addEventListener('click', () => { this.#names = !this.#names; names.setAttribute('aria-pressed', this.#names); this.draw(); });
  }

  #showNeedy() {
    const needy = this.picture.pinned(performance.now(), 'callout').filter((c) => URGENT.includes(c.tone));
    if (needy.length === 0) this.camera.all();
    else this.#fit(needy);
  }

  #fit(marks) {
    const { left, right, top, bottom } = boundsOf(marks);
    const least = 0.00002; // a single place is shown with its surroundings
    this.camera.fit({ left: left - least, right: right + least, top: top - least, bottom: bottom + least });
  }

  #readColours() {
    const style = getComputedStyle(document.documentElement);
    this.colours = Object.fromEntries(Object.entries(COLOURS).map(([name, token]) => [name, style.getPropertyValue(token).trim()]));
  }

  // The canvas has as many pixels as the screen gives it: a stretched one blurs its letters.
  #resize(pixels) {
    const { width, height } = this.canvas.getBoundingClientRect();
    if (!width || !height) return;
    this.canvas.width = pixels?.inlineSize ?? Math.round(width * devicePixelRatio);
    this.canvas.height = pixels?.blockSize ?? Math.round(height * devicePixelRatio);
    this.ratio = this.canvas.width / width;
    this.camera.resize(width, height);
    this.draw();
  }

  /** At most once a frame, and only when something changed or moves. */
  draw() {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame((at) => {
      this.#asked = false;
      this.#paint(at);
      if (this.picture.isGliding(at)) setTimeout(() => this.draw(), GLIDE_FRAME_MS);
    });
  }

  #paint(at) {
    const { names, clusters } = this.picture.paint(this.context, this.camera, this.colours, this.ratio ?? 1, at, this.#names);
    this.#paintScale();
    Object.assign(this.root.dataset, { state: this.source.state(), names, clusters });
  }

  #paintScale() {
    const scale = this.root.querySelector('.scale');
    const perKm = this.camera.pixelsPerKm();
    const km = [20, 10, 5, 2, 1, 0.5, 0.2].find((n) => n * perKm <= 90) ?? 0.1;
    const text = km >= 1 ? `${km} km` : `${km * 1000} m`;
    if (scale.textContent !== text) scale.textContent = text;
    const width = `${Math.round(km * perKm)}px`;
    if (scale.style.width !== width) scale.style.width = width;
  }

  #at(point) {
    const { hits } = this.picture;
    const boxed = hits.findLast((h) => h.box && point.x >= h.box.left && point.x <= h.box.right && point.y >= h.box.top && point.y <= h.box.bottom);
    if (boxed) return boxed;
    let [best, least] = [null, HIT_PX];
    for (const hit of hits) {
      if (!hit.place) continue;
      const far = Math.hypot(hit.place.x - point.x, hit.place.y - point.y);
      if (far < least) [best, least] = [hit, far];
    }
    return best;
  }

  #pick(point) {
    const hit = this.#at(point);
    if (!hit) return;
    if (!hit.members) this.picked(hit.key);
    else {
      this.#fit(hit.members);
      this.draw();
    }
  }

  #hover(point) {
    const hit = this.#at(point);
    this.canvas.style.cursor = hit ? 'pointer' : '';
    this.canvas.title = hit?.title ?? '';
  }
}
