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
  if (vehicle.silent) return silent(c, x, y, colours, colour);
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

function silent(c, x, y, colours, colour) {
  c.setLineDash([2.5, 2.5]);
  c.strokeStyle = colours.text;
  c.fillStyle = colours.panel;
  c.lineWidth = 1.5;
  c.beginPath();
  c.arc(x, y, 8, 0, 2 * Math.PI);
  c.fill();
  c.stroke();
  c.setLineDash([]);
  c.fillStyle = colour;
  c.font = `700 11px ${colours.font}`;
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.fillText('?', x, y + 0.5);
}
