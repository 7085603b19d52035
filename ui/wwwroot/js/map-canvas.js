// The map. C# says what is on it (a draw list); the camera, the gliding of vehicles, hit tests and drawing are here.
import { BaseMap, loadBaseMap } from './base-map.js';
import { drawCallout, layNames, layOut } from './callouts.js';
import { Camera, project } from './camera.js';
import { readDrawList } from './draw-list.js';
import { listen } from './gestures.js';
import { onFrame, state } from './live.js';
import { drawSite, drawVehicle } from './marks.js';
import { Moving } from './moving.js';

const HIT_PX = 12;
const GLIDE_FRAME_MS = 30; // gliding is slow: half the frames are enough, and a desk's processor has other work
const COLOURS = {
  sea: '--sea', land: '--land', coast: '--coast', road: '--road', panel: '--panel', text: '--text', text2: '--text2', text3: '--text3', risk: '--risk', riskbg: '--riskbg',
  late: '--late', latebg: '--latebg', tight: '--tight', vSpec: '--v-spec', vEmpty: '--v-empty', vNone: '--v-none', font: '--font',
};

/** Called by MapCanvas.razor. */
export async function create(root, server, baseMapAddress) {
  const map = new MapCanvas(root, server, await loadBaseMap(baseMapAddress));
  return { draw: (bytes) => map.show(readDrawList(bytes)), dispose: () => map.dispose() };
}

class MapCanvas {
  #items = [];
  #moving = new Moving();
  #hits = [];
  #names = true;
  #asked = false;
  #ends = [];

  constructor(root, server, map) {
    this.root = root;
    this.server = server;
    this.canvas = root.querySelector('canvas');
    this.context = this.canvas.getContext('2d', { alpha: false });
    this.camera = new Camera(map.bounds);
    this.base = new BaseMap(map, () => this.#draw());
    this.#readColours();
    this.#watch();
    this.#tools();
    listen(this.canvas, this.camera, () => this.#draw(), (at) => this.#pick(at), (at) => this.#hover(at));
  }

  show(items) {
    this.#items = items.map((item) => ({ ...item, world: item.lon || item.lat ? project(item.lon, item.lat) : null }));
    this.root.dataset.items = items.length;
    this.#draw();
  }

  dispose() { for (const end of this.#ends) end(); }

  #watch() {
    const sizes = new ResizeObserver(([entry]) => this.#resize(entry.devicePixelContentBoxSize?.[0]));
    sizes.observe(this.canvas);
    const themes = new MutationObserver(() => { this.#readColours(); this.base.forget(); this.#draw(); });
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-stale'] });
    const stopFrames = onFrame((frame) => { this.#moving.take(frame, performance.now()); this.root.dataset.vehicles = frame.vehicles.length; this.#draw(); });
    this.#ends = [() => sizes.disconnect(), () => themes.disconnect(), stopFrames];
    this.#resize();
  }

  #tools() {
    const on = (name, act) => this.root.querySelector(`[data-tool=${name}]`)?.addEventListener('click', () => { act(); this.#draw(); });
    on('in', () => this.camera.zoom(1.6));
    on('out', () => this.camera.zoom(1 / 1.6));
    on('all', () => this.camera.all());
    on('needs', () => this.#showNeedy());
    const names = this.root.querySelector('[data-tool=names]');
    names?.addEventListener('click', () => { this.#names = !this.#names; names.setAttribute('aria-pressed', this.#names); this.#draw(); });
  }

  #showNeedy() {
    const places = this.#callouts(performance.now()).filter((c) => c.tone !== 'quiet').map((c) => c.world);
    if (places.length === 0) return this.camera.all();
    const [xs, ys] = [places.map((p) => p.x), places.map((p) => p.y)];
    const least = 0.00002; // a single place is shown with its surroundings
    this.camera.fit({ left: Math.min(...xs) - least, right: Math.max(...xs) + least, top: Math.min(...ys) - least, bottom: Math.max(...ys) + least });
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
    this.#draw();
  }

  /** At most once a frame, and only when something changed or moves. */
  #draw() {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame((at) => {
      this.#asked = false;
      this.#paint(at);
      if (this.#moving.isGliding(at)) setTimeout(() => this.#draw(), GLIDE_FRAME_MS);
    });
  }

  #paint(at) {
    const c = this.context;
    c.setTransform(this.ratio ?? 1, 0, 0, this.ratio ?? 1, 0, 0);
    this.base.draw(c, this.camera, this.colours, this.ratio ?? 1);
    this.#hits = [];
    const callouts = this.#callouts(at).map((callout) => ({ ...callout, at: this.camera.toScreen(callout.world) }));
    const taken = this.#hubs().map(({ x, y }) => ({ left: x - 10, right: x + 10, top: y - 10, bottom: y + 10 }));
    const placed = layOut(c, callouts, this.camera, this.colours.font, taken);
    if (this.#names) this.#paintNames(c, taken);
    this.#paintSites(c, (shape) => shape !== 'hexagon' && shape !== 'warehouse');
    for (const { mark, at: world } of this.#moving.drawn(at)) {
      const place = this.camera.toScreen(world);
      drawVehicle(c, mark, place, this.colours);
      this.#hits.push({ key: `vehicle/${mark.id}`, title: mark.id, place });
    }
    this.#paintSites(c, (shape) => shape === 'hexagon' || shape === 'warehouse');
    for (const callout of placed) {
      drawCallout(c, callout, this.colours, this.colours.font);
      this.#hits.push({ key: callout.key, title: callout.label, box: callout.box });
    }
    this.#paintScale();
    this.root.dataset.state = state();
  }

  #paintSites(c, which) {
    for (const item of this.#items) {
      if (item.shape === 'callout' || item.shape === 'note' || !which(item.shape)) continue;
      const place = this.camera.toScreen(item.world);
      drawSite(c, item.shape, place, this.colours, item.label);
      this.#hits.push({ key: item.key, title: item.key.split('/')[1], place });
    }
  }

  #paintNames(c, taken) {
    const names = this.base.map.districts.map((d) => ({ at: this.camera.toScreen(d.at), text: `${d.en} ${d.zh}` }));
    const shown = layNames(c, names, this.camera, this.colours.font, taken);
    c.fillStyle = this.colours.text3;
    c.textAlign = 'center';
    c.textBaseline = 'middle';
    for (const { at, text } of shown) c.fillText(text, at.x, at.y);
  }

  #hubs() { return this.#items.filter((i) => i.shape === 'hexagon' || i.shape === 'warehouse').map((i) => this.camera.toScreen(i.world)); }

  // A callout at a vehicle goes with it; its key is then the vehicle's.
  #callouts(at) {
    return this.#items.filter((i) => i.shape === 'callout' || i.shape === 'note')
      .map((item) => ({ ...item, world: (item.key.startsWith('vehicle/') && this.#moving.placeOf(item.key.slice(8), at)) || item.world }))
      .filter((item) => item.world);
  }

  #paintScale() {
    const scale = this.root.querySelector('.scale');
    const perKm = this.camera.pixelsPerKm();
    const km = [20, 10, 5, 2, 1, 0.5, 0.2].find((n) => n * perKm <= 90) ?? 0.1;
    const text = km >= 1 ? `${km} km` : `${km * 1000} m`;
    if (scale.textContent !== text) scale.textContent = text;
    scale.style.width = `${Math.round(km * perKm)}px`;
  }

  #at(point) {
    const boxed = this.#hits.findLast((h) => h.box && point.x >= h.box.left && point.x <= h.box.right && point.y >= h.box.top && point.y <= h.box.bottom);
    if (boxed) return boxed;
    let [best, least] = [null, HIT_PX];
    for (const hit of this.#hits) {
      if (!hit.place) continue;
      const far = Math.hypot(hit.place.x - point.x, hit.place.y - point.y);
      if (far < least) [best, least] = [hit, far];
    }
    return best;
  }

  #pick(point) {
    const hit = this.#at(point);
    if (hit) this.server.invokeMethodAsync('Picked', hit.key);
  }

  #hover(point) {
    const hit = this.#at(point);
    this.canvas.style.cursor = hit ? 'pointer' : '';
    this.canvas.title = hit?.title ?? '';
  }
}
