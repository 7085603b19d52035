// The code of a sealed box on the screen of the phone that sealed it, and what other phones make of it: they keep it and hand it in
// when they can, so that the list travels with the box though the phone that sealed it has no network.
import { write } from './boxcode.js';
import { w } from './words.js';

const QUIET = 4;

/** The code of a box that this phone sealed, as text; null of any other. */
export function codeOf(box, entries, tubes, centre, phone) {
  const sealing = entries.findLast((e) => e.item.act === 'seal' && e.item.box === box.id && e.state !== 'rejected' && (e.known.cycle ?? box.cycle) === box.cycle)?.item;
  return sealing ? write({ box: box.id, seal: sealing.seal, mechanical: sealing.mechanical_seal, centre, by: sealing.staff, phone, count: sealing.count, at: sealing.at, tubes }) : null;
}

/** A QR code as the lines of an SVG path, and how many modules it is wide with its quiet edge. */
export async function drawn(text) {
  const { prepareZXingModule, writeBarcode } = await import('../../vendor/zxing-wasm/writer/index.js');
  prepareZXingModule({ overrides: { locateFile: () => new URL('../../vendor/zxing-wasm/zxing_writer.wasm', import.meta.url).href } });
  const { symbol, error } = await writeBarcode(text, { format: 'QRCode', options: 'ecLevel=L', addQuietZones: false, withQuietZones: false, scale: 1 });
  if (error) throw new Error(error);
  const { data, width, height } = symbol;
  let path = '';
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = x;
      while (x < width && data[y * width + x] === 0) x++;
      if (x > from) path += `M${from + QUIET} ${y + QUIET}h${x - from}v1h${from - x}z`;
    }
  }
  return { path, size: width + 2 * QUIET };
}

const isCarried = (list, entries) => entries.some((e) => e.item.act === 'carry' && e.state !== 'rejected' && e.item.box === list.box && e.item.mechanical_seal === list.mechanical && e.item.sealed_at === list.at);

/** Keeps what a code says; false, with a word on the page, when it was kept before or could not be. */
export async function carry(app, list) {
  if (isCarried(list, app.outbox.entries)) { app.note(w('carry.twice', list.box)); return false; }
  const { box, seal, mechanical, count, tubes, centre, by, at, phone } = list;
  return app.add([{ act: 'carry', box, seal, mechanical_seal: mechanical || undefined, count, tubes, party: `centre:${centre}`, sealed_by: by || undefined, sealed_at: at, phone }]);
}
