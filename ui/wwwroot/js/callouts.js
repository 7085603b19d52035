// Labels for what needs somebody, laid out so that none covers another or leaves the picture. The most urgent are placed first.
const PAD = 6, HEIGHT = 20, GAP = 3;

// Ever farther from the point, in eight directions.
const PLACES = [18, 42, 70].flatMap((far) => [[1, -1], [-1, -1], [1, 1], [-1, 1], [1, 0], [-1, 0], [0, -1], [0, 1]].map(([x, y]) => [x * far, y * far]));

/** Each callout with a place for its box; one that finds none is left out. Places taken are added to <taken>. */
export function layOut(context, callouts, camera, font, taken) {
  const placed = [];
  for (const callout of callouts) {
    context.font = `${callout.tone === 'quiet' ? 400 : 600} 12px ${font}`;
    const width = widthOf(context, callout.label) + 2 * PAD;
    const box = PLACES.map(([dx, dy]) => boxAt(callout.at, dx, dy, width)).find((b) => inside(b, camera) && !taken.some((t) => overlaps(t, b)));
    if (!box) continue;
    taken.push(box);
    placed.push({ ...callout, box });
  }
  return placed;
}

// Measuring is slow, and the same texts come back with every picture.
const widths = new Map();
const MOST_WIDTHS = 5_000;

function widthOf(context, text) {
  const key = context.font + text;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > MOST_WIDTHS) widths.clear();
    widths.set(key, width = context.measureText(text).width);
  }
  return width;
}

function boxAt({ x, y }, dx, dy, width) {
  const left = dx > 0 ? x + dx : dx < 0 ? x + dx - width : x - width / 2;
  const top = dy > 0 ? y + dy - HEIGHT / 2 : dy < 0 ? y + dy - HEIGHT / 2 : y - HEIGHT / 2;
  return { left, top, right: left + width, bottom: top + HEIGHT };
}

const inside = (b, camera) => b.left >= 2 && b.top >= 2 && b.right <= camera.width - 2 && b.bottom <= camera.height - 2;
const overlaps = (a, b) => a.left < b.right + GAP && b.left < a.right + GAP && a.top < b.bottom + GAP && b.top < a.bottom + GAP;

const NAME_SHIFTS = [0, -17, 17, -31, 31];

/** Names, at or near their place where nothing else stands; one that finds none is left out. */
export function layNames(context, names, camera, font, taken) {
  context.font = `400 11.5px ${font}`;
  const shown = [];
  for (const { at, text } of names) {
    if (at.x < 0 || at.y < 0 || at.x > camera.width || at.y > camera.height) continue;
    const half = widthOf(context, text) / 2;
    const y = NAME_SHIFTS.map((shift) => at.y + shift).find((middle) => {
      const box = { left: at.x - half, right: at.x + half, top: middle - 7, bottom: middle + 7 };
      return inside(box, camera) && !taken.some((t) => overlaps(t, box)) && taken.push(box);
    });
    if (y !== undefined) shown.push({ at: { x: at.x, y }, text });
  }
  return shown;
}

const TONES = { risk: ['riskbg', 'risk', 'risk'], late: ['latebg', 'late', 'late'], tight: ['panel', 'tight', 'tight'], quiet: ['panel', 'coast', 'text2'] };

export function drawCallout(c, { box, at, label, tone }, colours, font) {
  const [back, line, text] = (TONES[tone] ?? TONES.quiet).map((name) => colours[name]);
  c.strokeStyle = line;
  c.lineWidth = 1.2;
  c.beginPath();
  c.moveTo(at.x, at.y);
  c.lineTo(Math.min(Math.max(at.x, box.left), box.right), Math.min(Math.max(at.y, box.top), box.bottom));
  c.stroke();
  if (tone !== 'quiet') {
    c.beginPath();
    c.arc(at.x, at.y, 9, 0, 2 * Math.PI);
    c.stroke();
  }
  c.fillStyle = back;
  c.beginPath();
  c.roundRect(box.left, box.top, box.right - box.left, HEIGHT, 4);
  c.fill();
  c.stroke();
  c.fillStyle = text;
  c.font = `${tone === 'quiet' ? 400 : 600} 12px ${font}`;
  c.textAlign = 'left';
  c.textBaseline = 'middle';
  c.fillText(label, box.left + PAD, box.top + HEIGHT / 2 + 0.5);
}
