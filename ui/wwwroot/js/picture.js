// One picture of the map, from the land up to the labels, and what lies where on it for a hand that taps.
import { drawCallout, layNames, layOut } from './callouts.js';
import { project } from './camera.js';
import { gather } from './clusters.js';
import { drawCluster, drawFence, drawRing, drawSite, drawVehicle, drawWay } from './marks.js';
import { Moving } from './moving.js';
import { Trails } from './trails.js';

const NEAR_PX_PER_KM = 70; // from here on every mark stands for itself, and sites have names
const FENCE_PX = 10; // a smaller fence is no ring but a smudge
const FEW = 40; // vehicles in the picture, each with its faint trail
const SITES = ['open-square', 'square', 'dot'];
const HUBS = ['hexagon', 'warehouse'];
const PINNED = ['callout', 'note', 'ring'];

export class Picture {
  #moving = new Moving();
  #trails = new Trails();
  #sites = [];
  #hubs = [];
  #pins = [];
  #lines = [];
  #labelled = new Set(); // keys of what somebody needs to see: it is never gathered

  constructor(base, tiles, words) {
    this.base = base;
    this.tiles = tiles;
    this.words = words;
    this.hits = [];
  }

  /** Everything but the vehicles, as read from a draw list. */
  show({ items, lines }) {
    const placed = items.map((item) => ({ ...item, world: item.lon || item.lat ? project(item.lon, item.lat) : null }));
    const of = (shapes) => placed.filter((item) => shapes.includes(item.shape));
    [this.#hubs, this.#pins] = [of(HUBS), of(PINNED)];
    this.#labelled = new Set(this.#pins.map((item) => item.key));
    this.#sites = of(SITES).map((item) => ({ ...item, loaded: item.shape === 'square', alone: this.#labelled.has(item.key) }));
    this.#lines = lines.map((line) => ({ ...line, points: line.points.map(({ lon, lat }) => project(lon, lat)) }));
  }

  take(frame, at) {
    this.#moving.take(frame, at);
    this.#trails.take(frame);
  }

  isGliding(at) { return this.#moving.isGliding(at); }

  /** What is pinned to a vehicle goes with it; its key is then the vehicle's. */
  pinned(at, ...shapes) {
    return this.#pins.filter((item) => shapes.includes(item.shape))
      .map((item) => ({ ...item, world: (item.key.startsWith('vehicle/') && this.#moving.placeOf(item.key.slice(8), at)) || item.world }))
      .filter((item) => item.world);
  }

  /** How much of what it drew. */
  paint(c, camera, colours, ratio, at, withNames) {
    [this.c, this.camera, this.colours, this.ratio, this.hits] = [c, camera, colours, ratio, []];
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.base.draw(c, camera, colours, ratio);
    this.tiles?.draw(c, camera);
    const near = camera.pixelsPerKm() >= NEAR_PX_PER_KM;
    const [vehicles, sites] = [this.#gathered(this.#vehicles(at, near), near), this.#gathered(this.#sites.filter((s) => camera.shows(s.world)), near)];
    const callouts = this.pinned(at, 'callout', 'note').map((callout) => ({ ...callout, at: camera.toScreen(callout.world) }));
    const taken = [...this.#hubs, ...vehicles.clusters, ...sites.clusters].map(({ world }) => camera.toScreen(world)).map(({ x, y }) => ({ left: x - 12, right: x + 12, top: y - 10, bottom: y + 10 }));
    const placed = layOut(c, callouts, camera, colours.font, taken);
    const names = withNames ? this.#paintNames(taken, near ? sites.alone : []) : 0;
    for (const site of sites.alone) this.#paintFence(site);
    this.#paintWays(at, vehicles.alone);
    this.#paintSites(sites.alone);
    this.#paintClusters('sites', sites.clusters);
    for (const { mark, world } of vehicles.alone) {
      const place = camera.toScreen(world);
      drawVehicle(c, mark, place, colours, ratio);
      this.hits.push({ key: `vehicle/${mark.id}`, title: mark.id, place });
    }
    this.#paintClusters('vehicles', vehicles.clusters);
    this.#paintSites(this.#hubs);
    for (const { world } of this.pinned(at, 'ring')) drawRing(c, camera.toScreen(world), colours);
    for (const callout of placed) {
      drawCallout(c, callout, colours, colours.font);
      this.hits.push({ key: callout.key, title: callout.label, box: callout.box });
    }
    return { names, clusters: `${vehicles.clusters.length} ${sites.clusters.length}` };
  }

  #vehicles(at, near) {
    const all = [];
    for (const { mark, world } of this.#moving.drawn(at, near)) {
      if (this.camera.shows(world)) all.push({ mark, world, loaded: mark.load === 1, alone: mark.silent || mark.byPhone || this.#labelled.has(`vehicle/${mark.id}`) });
    }
    return all;
  }

  #gathered(members, near) { return near ? { alone: members, clusters: [] } : gather(members, this.camera.scale); }

  // Of districts, and of sites when they are near: beside the mark, and only where nothing else stands.
  #paintNames(taken, sites) {
    const names = [
      ...sites.filter((s) => s.name).map((s) => { const { x, y } = this.camera.toScreen(s.world); return { at: { x, y: y + 15 }, text: s.name }; }),
      ...this.base.map.districts.map((d) => ({ at: this.camera.toScreen(d.at), text: `${d.en} ${d.zh}` })),
    ];
    const shown = layNames(this.c, names, this.camera, this.colours.font, taken);
    this.c.fillStyle = this.colours.text3;
    this.c.textAlign = 'center';
    this.c.textBaseline = 'middle';
    for (const { at, text } of shown) this.c.fillText(text, at.x, at.y);
    return shown.length;
  }

  #paintSites(sites) {
    for (const item of sites) {
      const place = this.camera.toScreen(item.world);
      drawSite(this.c, item.shape, place, this.colours, item.label);
      this.hits.push({ key: item.key, title: item.name || item.key.split('/')[1], place });
    }
  }

  #paintFence({ world, metres }) {
    const radius = metres / 1_000 * this.camera.pixelsPerKm();
    if (radius >= FENCE_PX) drawFence(this.c, this.camera.toScreen(world), radius, this.colours);
  }

  #paintClusters(kind, clusters) {
    for (const { members, world } of clusters) {
      const box = drawCluster(this.c, kind, members.length, members.some((m) => m.loaded), this.camera.toScreen(world), this.colours, this.ratio);
      this.hits.push({ members, title: this.words[kind].replace('{0}', members.length), box });
    }
  }

  // The one looked at has its way from the record; few others theirs as this page saw it.
  #paintWays(at, vehicles) {
    const recorded = new Set(this.#lines.filter((l) => l.stroke === 'trail').map((l) => l.key));
    const draw = (points, stroke, strong) => drawWay(this.c, points.map((p) => this.camera.toScreen(p)), stroke, strong, this.colours);
    if (vehicles.length <= FEW) {
      for (const { mark, world } of vehicles) if (!mark.silent && !recorded.has(`vehicle/${mark.id}`)) draw([...this.#trails.of(mark.id), world], 'trail', false);
    }
    for (const { stroke, key, points } of this.#lines) {
      const here = this.#moving.placeOf(key.slice(8), at);
      draw(!here ? points : stroke === 'route' ? [here, ...points] : [...points, here], stroke, true);
    }
  }
}
