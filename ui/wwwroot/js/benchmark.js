// How fast the map draws, on the machine that opens this page: made-up vehicles, a hand that pans, and the times between pictures. The same
// hand first moves an empty canvas of the same size: what the machine can do at all.
import { loadBaseMap } from './base-map.js';
import { MapCanvas } from './map-canvas.js';

const { vehicles: COUNT, seconds: SECONDS } = Object.fromEntries([...new URLSearchParams(location.search)].map(([k, v]) => [k, Number(v)]));
const MANY = COUNT > 0 ? Math.min(COUNT, 20_000) : 1_500;
const LASTS_MS = 1_000 * (SECONDS > 0 ? Math.min(SECONDS, 120) : 10);
const FIELD = { lon: [11_390_000, 11_435_000], lat: [2_222_000, 2_252_000] };

/** Vehicles by a rule, so that two runs show the same. */
class Fleet {
  #listeners = new Set();
  #step = 0;

  constructor(count) {
    let seed = 7;
    const random = () => { seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648; return seed / 2_147_483_648; };
    const within = ([from, to]) => from + random() * (to - from);
    this.vehicles = Array.from({ length: count }, (_, i) => ({
      id: `V${i}`, load: i % 3, moving: i % 5 !== 0, silent: i % 150 === 0, atHub: false, placed: true, lon: within(FIELD.lon), lat: within(FIELD.lat), way: random() * 6.283,
    }));
    this.sites = Array.from({ length: 150 }, (_, i) => ({
      shape: ['open-square', 'square', 'dot'][i % 3], tone: 'plain', lon: within(FIELD.lon), lat: within(FIELD.lat), metres: 150, key: `site/S${i}`, label: '', name: `S${i} Hall 會堂`,
    }));
    this.callouts = Array.from({ length: 14 }, (_, i) => ({ shape: 'callout', tone: ['late', 'risk', 'tight'][i % 3], lon: 0, lat: 0, metres: 0, key: `vehicle/V${i}`, label: `V${i} S${i} −${i}`, name: '' }));
  }

  onFrame(listener) {
    this.#listeners.add(listener);
    listener(this.#frame(true));
    return () => this.#listeners.delete(listener);
  }

  state() { return 'live'; }

  move() {
    for (const v of this.vehicles) {
      if (!v.moving) continue;
      v.lon += Math.round(90 * Math.cos(v.way));
      v.lat += Math.round(90 * Math.sin(v.way));
    }
    for (const listener of this.#listeners) listener(this.#frame(false));
  }

  #frame(full) { return { full, head: { nowMs: 1_000 * this.#step++, rate: 1 }, vehicles: this.vehicles.map((v) => ({ ...v })) }; }
}

/** Times between pictures while a hand pans for so long, in ms. */
function panFor(ms, pan) {
  return new Promise((done) => {
    const times = [];
    let [began, last] = [null, null];
    const step = (now) => {
      began ??= now;
      if (last !== null) times.push(now - last);
      last = now;
      if (now - began >= ms) return done(times);
      pan(Math.sin((now - began) / 700) * 9, Math.cos((now - began) / 900) * 6);
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}

const ordered = (times) => [...times].sort((a, b) => a - b);
const at = (times, part) => times[Math.min(times.length - 1, Math.floor(times.length * part))];

/** Pictures a second: the median, of the slowest twentieth, and how many there really were. */
function figures(times) {
  const all = ordered(times);
  return { fps: 1_000 / at(all, 0.5), slow: 1_000 / at(all, 0.95), mean: 1_000 * times.length / times.reduce((a, b) => a + b, 0), pictures: times.length };
}

async function emptyCanvas(canvas) {
  const c = canvas.getContext('2d', { alpha: false });
  let [x, y] = [0, 0];
  return figures(await panFor(Math.min(3_000, LASTS_MS), (dx, dy) => {
    [x, y] = [x + dx, y + dy];
    c.fillStyle = '#0a131d';
    c.fillRect(0, 0, canvas.width, canvas.height);
    c.fillStyle = '#62b0ff';
    c.fillRect(canvas.width / 2 + x, canvas.height / 2 + y, 40, 40);
  }));
}

async function run() {
  const root = document.querySelector('.map-canvas');
  const fleet = new Fleet(MANY);
  const map = new MapCanvas(root, () => {}, await loadBaseMap('/_content/SpecimenLogistics.Ui/map/hongkong.json'), fleet);
  map.show({ items: [...fleet.sites, ...fleet.callouts], lines: [] });
  await new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)); });
  const first = performance.now(); // since the page was asked for
  const moving = setInterval(() => fleet.move(), 1_000);
  await new Promise((rest) => { setTimeout(rest, 500); });
  const far = figures(await panFor(LASTS_MS, (dx, dy) => { map.camera.pan(dx, dy); map.draw(); }));
  map.camera.zoom(6);
  map.draw();
  await new Promise((rest) => { setTimeout(rest, 500); });
  const near = figures(await panFor(LASTS_MS / 2, (dx, dy) => { map.camera.pan(dx, dy); map.draw(); }));
  clearInterval(moving);
  map.dispose();
  const empty = await emptyCanvas(document.getElementById('empty'));
  globalThis.result = { vehicles: MANY, width: root.clientWidth, height: root.clientHeight, first, far, near, empty };
  show(globalThis.result);
}

const round = (n) => (Math.round(n * 10) / 10).toString();

function show({ vehicles, width, height, first, ...parts }) {
  const words = document.getElementById('figures').dataset;
  const lines = [`${words.first}: ${Math.round(first)} ms · ${words.vehicles}: ${vehicles} · ${width} × ${height}`,
    ...Object.entries(parts).map(([name, f]) => `${words[name]}: ${round(f.fps)} · ${words.mean} ${round(f.mean)} · p5 ${round(f.slow)}`)];
  document.getElementById('figures').textContent = lines.join('\n');
}

run();
