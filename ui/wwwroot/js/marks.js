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

/** An arrow when it moves, a square when it stands, a dashed ring when nobody hears it. */
export function drawVehicle(c, vehicle, { x, y }, colours) {
  const colour = colours[LOADS[vehicle.load]];
  if (vehicle.silent) return silent(c, x, y, colours);
  c.fillStyle = colour;
  c.strokeStyle = colours.sea;
  c.lineWidth = 1;
  c.beginPath();
  if (vehicle.moving) {
    const [sin, cos] = [Math.sin(vehicle.heading), Math.cos(vehicle.heading)];
    const point = (forward, right) => c.lineTo(x + forward * sin + right * cos, y - forward * cos + right * sin);
    point(7, 0); point(-5, 4.5); point(-2.5, 0); point(-5, -4.5);
  } else {
    c.rect(x - 3.5, y - 3.5, 7, 7);
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
export function drawCluster(c, kind, count, loaded, { x, y }, colours) {
  const text = String(count);
  c.font = `650 12px ${colours.font}`;
  const width = 24 + 7.2 * text.length;
  const box = { left: x - width / 2, right: x + width / 2, top: y - 10, bottom: y + 10 };
  c.fillStyle = colours.panel;
  c.strokeStyle = loaded ? (kind === 'vehicles' ? colours.vSpec : colours.text) : colours.vNone;
  c.lineWidth = 1.5;
  c.beginPath();
  c.roundRect(box.left, box.top, width, 20, kind === 'vehicles' ? 10 : 2);
  c.fill();
  c.stroke();
  c.fillStyle = c.strokeStyle;
  c.beginPath();
  const at = box.left + 11;
  if (kind === 'vehicles') { c.moveTo(at, y - 5); c.lineTo(at + 4, y + 4); c.lineTo(at, y + 2); c.lineTo(at - 4, y + 4); c.closePath(); }
  else c.rect(at - 3.5, y - 3.5, 7, 7);
  if (loaded) c.fill();
  else { c.lineWidth = 1.3; c.stroke(); }
  c.fillStyle = colours.text;
  c.textAlign = 'left';
  c.textBaseline = 'middle';
  c.fillText(text, box.left + 18, y + 0.5);
  return box;
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
