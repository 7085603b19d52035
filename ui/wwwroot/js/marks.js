// The shapes on the map. Shape says what it is, colour a vehicle's load; neither says it alone.

export function drawSite(c, shape, { x, y }, colours, label) {
  c.lineWidth = 1.5;
  switch (shape) {
    case 'open-square':
      c.fillStyle = colours.land;
      c.strokeStyle = colours.text;
      box(c, x, y, 3.4);
      break;
    case 'square':
      c.fillStyle = c.strokeStyle = colours.text;
      box(c, x, y, 3.4);
      break;
    case 'dot':
      c.fillStyle = colours.text3;
      c.beginPath();
      c.arc(x, y, 2, 0, 2 * Math.PI);
      c.fill();
      break;
    case 'hexagon':
    case 'warehouse':
      hub(c, x, y, colours, label, shape === 'hexagon');
      break;
  }
}

function box(c, x, y, r) {
  c.beginPath();
  c.rect(x - r, y - r, 2 * r, 2 * r);
  c.fill();
  c.stroke();
}

function hub(c, x, y, colours, label, six) {
  c.beginPath();
  if (six) for (let i = 0; i < 6; i++) c.lineTo(x + 10 * Math.sin(i * Math.PI / 3), y - 10 * Math.cos(i * Math.PI / 3));
  else c.rect(x - 8.5, y - 8.5, 17, 17);
  c.closePath();
  c.fillStyle = colours.panel;
  c.fill();
  c.strokeStyle = colours.text;
  c.lineWidth = 1.6;
  c.stroke();
  c.fillStyle = colours.text;
  c.font = `700 11px ${colours.font}`;
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.fillText(label, x, y + 0.5);
}

const LOADS = ['vNone', 'vSpec', 'vEmpty'];
const HEADINGS = 48; // a turn of 7.5 degrees shows
const SPRITE_PX = 22;

/** An arrow when it moves, a square when it stands, a dashed ring when nobody hears it, a diamond around it when its driver's phone says where it is. */
export function drawVehicle(c, vehicle, { x, y }, colours, ratio) {
  const heading = Math.round(vehicle.heading / (2 * Math.PI) * HEADINGS + HEADINGS) % HEADINGS;
  const shape = vehicle.moving ? `${vehicle.load} ${heading}` : `${vehicle.load}`;
  const kind = vehicle.silent ? 'silent' : vehicle.byPhone ? `phone ${shape}` : shape;
  const sprite = spriteOf(kind, SPRITE_PX, SPRITE_PX, colours, ratio, (s) => (vehicle.silent ? silent(s, 0, 0, colours) : vehicleMark(s, vehicle, heading / HEADINGS * 2 * Math.PI, colours)));
  c.drawImage(sprite, x - SPRITE_PX / 2, y - SPRITE_PX / 2, SPRITE_PX, SPRITE_PX);
}

// A thousand shapes are drawn once each and then copied: without a graphics card an edge costs far more than a copy.
const sprites = new WeakMap(); // by the theme's colours

/** Drawn around its middle. */
function spriteOf(kind, width, height, colours, ratio, draw) {
  let mine = sprites.get(colours);
  if (!mine) sprites.set(colours, mine = new Map());
  const key = `${kind} ${ratio}`;
  let sprite = mine.get(key);
  if (!sprite) {
    const made = new OffscreenCanvas(Math.ceil(width * ratio), Math.ceil(height * ratio));
    const s = made.getContext('2d');
    s.setTransform(ratio, 0, 0, ratio, width / 2 * ratio, height / 2 * ratio);
    draw(s);
    mine.set(key, sprite = made.transferToImageBitmap());
  }
  return sprite;
}

function vehicleMark(c, vehicle, heading, colours) {
  const colour = colours[LOADS[vehicle.load]];
  if (vehicle.byPhone) diamond(c, colours);
  c.fillStyle = colour;
  c.strokeStyle = colours.sea;
  c.lineWidth = 1;
  c.beginPath();
  if (vehicle.moving) {
    const [sin, cos] = [Math.sin(heading), Math.cos(heading)];
    const point = (forward, right) => c.lineTo(forward * sin + right * cos, -forward * cos + right * sin);
    point(7, 0); point(-5, 4.5); point(-2.5, 0); point(-5, -4.5);
  } else {
    c.rect(-3.5, -3.5, 7, 7);
  }
  c.closePath();
  if (vehicle.load !== 0) {
    c.stroke();
    c.fill();
  } else {
    c.strokeStyle = colour;
    c.lineWidth = 1.4;
    c.fillStyle = colours.land;
    c.fill();
    c.stroke();
  }
}

function diamond(c, colours) {
  c.strokeStyle = colours.text;
  c.fillStyle = colours.panel;
  c.lineWidth = 1.3;
  c.beginPath();
  for (const [x, y] of [[0, -10], [10, 0], [0, 10], [-10, 0]]) c.lineTo(x, y);
  c.closePath();
  c.fill();
  c.stroke();
}

// Grey whatever it carries: nothing is known of it any more but where it was.
function silent(c, x, y, colours) {
  c.setLineDash([2.5, 2.5]);
  c.strokeStyle = colours.vNone;
  c.fillStyle = colours.panel;
  c.lineWidth = 1.5;
  c.beginPath();
  c.arc(x, y, 8, 0, 2 * Math.PI);
  c.fill();
  c.stroke();
  c.setLineDash([]);
  c.fillStyle = colours.vNone;
  c.font = `700 11px ${colours.font}`;
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.fillText('?', x, y + 0.5);
}

/** A round plate with an arrow for vehicles, a square one with a square for sites, and how many there are. Its box. */
export function drawCluster(c, kind, count, loaded, { x, y }, colours, ratio) {
  const width = Math.ceil(26 + 7.2 * String(count).length);
  const sprite = spriteOf(`${kind} ${count} ${loaded}`, width, 22, colours, ratio, (s) => plate(s, kind, String(count), loaded, width - 2, colours));
  c.drawImage(sprite, x - width / 2, y - 11, width, 22);
  return { left: x - width / 2, right: x + width / 2, top: y - 11, bottom: y + 11 };
}

function plate(c, kind, text, loaded, width, colours) {
  c.fillStyle = colours.panel;
  c.strokeStyle = loaded ? (kind === 'vehicles' ? colours.vSpec : colours.text) : colours.vNone;
  c.lineWidth = 1.5;
  c.beginPath();
  c.roundRect(-width / 2, -10, width, 20, kind === 'vehicles' ? 10 : 2);
  c.fill();
  c.stroke();
  c.fillStyle = c.strokeStyle;
  c.beginPath();
  const at = 11 - width / 2;
  if (kind === 'vehicles') { c.moveTo(at, -5); c.lineTo(at + 4, 4); c.lineTo(at, 2); c.lineTo(at - 4, 4); c.closePath(); }
  else c.rect(at - 3.5, -3.5, 7, 7);
  if (loaded) c.fill();
  else { c.lineWidth = 1.3; c.stroke(); }
  c.fillStyle = colours.text;
  c.font = `650 12px ${colours.font}`;
  c.textBaseline = 'middle';
  c.fillText(text, 18 - width / 2, 0.5);
}

/** A site's fence: what counts as being there. */
export function drawFence(c, { x, y }, radius, colours) {
  c.strokeStyle = colours.text3;
  c.lineWidth = 1;
  c.setLineDash([4, 4]);
  c.beginPath();
  c.arc(x, y, radius, 0, 2 * Math.PI);
  c.stroke();
  c.setLineDash([]);
}

/** Around what is looked at. */
export function drawRing(c, { x, y }, colours) {
  c.strokeStyle = colours.text;
  c.lineWidth = 2.5;
  c.beginPath();
  c.arc(x, y, 13, 0, 2 * Math.PI);
  c.stroke();
}

/** A way gone is a thin line, a way to go a dashed one that ends at its stops. */
export function drawWay(c, points, stroke, strong, colours) {
  if (points.length < 2) return;
  c.strokeStyle = stroke === 'route' ? colours.tight : colours.vSpec;
  c.globalAlpha = strong ? 0.95 : 0.3;
  c.lineWidth = strong ? 2.2 : 1.2;
  c.setLineDash(stroke === 'route' ? [6, 5] : []);
  c.lineJoin = 'round';
  c.beginPath();
  for (const { x, y } of points) c.lineTo(x, y);
  c.stroke();
  c.setLineDash([]);
  if (stroke === 'route') for (const { x, y } of points.slice(1)) { c.beginPath(); c.arc(x, y, 4, 0, 2 * Math.PI); c.stroke(); }
  c.globalAlpha = 1;
}
