// A laboratory's bench: a box, then its tubes, each accepted at once; what is not plainly accepted is said of the last one by a
// key; the box is closed when all were read, or with those missing named.
import { start, w, name, place, path } from './shell.js';
import { spaced, written } from './codes.js';
import { listenToKeys } from './keys.js';
import { before, isUnexpected, listedIn, listingOf, readings, reasonsOf, signature, tally, unread } from './reading.js';
import { MOST_KEYS, USUAL, view, wordOf } from './bench-parts.js';
import { imported } from './bench-lists.js';
import { carry } from './carrying.js';

const LOOK_UP_MS = 2_000;
const here = `laboratory:${place}`;
let listings = {}; // box: { cycle, packed, read, signature }, as the server had them last
let closing = false; // the missing are named, and nobody has said yet that it shall be closed so
let list = null; // what came of the last import

const box = (app) => {
  const kept = app.memory.box;
  return (kept && app.state?.boxes.find((b) => b.id === kept.id && (kept.unknown || b.cycle === kept.cycle))) || kept || null;
};
const closedHere = (app, b) => app.outbox.entries.some((e) => e.item.act === 'empty' && e.item.box === b.id && e.state !== 'rejected' && (e.known.cycle ?? b.cycle) === b.cycle);
const readOf = (app, b) => readings(b, listingOf(listings, b), app.outbox.entries);

/** What was packed is known. Of boxes that are read elsewhere that is enough: their readings are asked for when one is opened. */
const isListed = (b) => listingOf(listings, b)?.packed.length === b.packed;

/** Lists are asked for where this phone does not have them, and of the open box whenever somebody read of it. */
async function learned(app, state) {
  const open = box(app);
  const wanted = state.boxes.filter((b) => b.packed > 0 && (b.id === open?.id ? listings[b.id]?.signature !== signature(b) : !isListed(b))).sort((a, b) => (b.id === open?.id) - (a.id === open?.id)).slice(0, 20);
  const gone = Object.keys(listings).filter((id) => id !== open?.id && !state.boxes.some((b) => b.id === id));
  for (const id of gone) delete listings[id];
  if (wanted.length === 0) return;
  await ask(app, wanted);
}

async function ask(app, boxes, patience = 8_000) {
  const response = await fetch(`${path}/listings?${boxes.map((b) => `box=${encodeURIComponent(b.id)}`).join('&')}`, { cache: 'no-store', signal: AbortSignal.timeout(patience) });
  if (!response.ok) return;
  const answer = await response.json();
  for (const b of boxes) if (answer[b.id]) listings[b.id] = { ...answer[b.id], signature: signature(b) };
  await app.keep.set('listings', listings);
}

// --- what a scan means

async function scanned(app, code) {
  closing = false;
  if (code.kind === 'box') return openBox(app, code.code);
  if (code.kind === 'tube') return read(app, code.code);
  return app.refuse({ headline: w('wrong-kind'), scanned: [w(`kind.${code.kind}`), written(code)], now: w(box(app) ? 'wrong-kind.bench' : 'wrong-kind.bench.box') });
}

async function lookUp(app, id) {
  const listed = app.state?.boxes.find((b) => b.id === id);
  if (listed || app.outbox.online === false) return listed ?? null;
  try {
    const response = await fetch(`${path}/boxes/${encodeURIComponent(id)}`, { cache: 'no-store', signal: AbortSignal.timeout(LOOK_UP_MS) });
    if (response.ok) return await response.json();
  } catch { /* nobody knows it, then */ }
  return null;
}

async function openBox(app, id) {
  const open = box(app);
  if (open?.id === id) { app.note(w('box.open-already', id)); return; }
  if (open) {
    const { unread: left, listed } = tally(open, listingOf(listings, open), readOf(app, open));
    if (readOf(app, open).size > 0 && left !== 0) {
      app.refuse({ headline: w('bench.other-open'), scanned: [id], believed: [open.id, listed === null ? '' : w('bench.left', left, listed)].filter(Boolean), now: w('bench.other-open.now', open.id) });
      return;
    }
  }
  const next = await lookUp(app, id);
  if (next?.place === 'held') { app.refuse({ headline: w('bench.held'), scanned: [id], believed: [w('place.held'), next.hold ? w(`hold.${next.hold}`) : ''].filter(Boolean), now: w('bench.held.now') }); return; }
  if (next && (next.holder !== here || !['at-dock', 'received', 'emptied'].includes(next.place))) {
    app.refuse({ headline: w('bench.not-here'), scanned: [id], believed: [w(`place.${next.place}`), next.holder ? w('with', next.holder.split(':')[1]) : ''].filter(Boolean), now: w('bench.not-here.now') });
    return;
  }
  list = null;
  await app.remember({ box: next ?? { id, cycle: undefined, packed: null, unknown: true }, tube: null });
  if (!next) { app.note(w('bench.unknown', id), app.asKnown()); return; }
  if (listings[id]?.signature !== signature(next) && app.outbox.online !== false) await ask(app, [next], LOOK_UP_MS).catch((error) => console.warn('list:', error.message));
  if (next.place === 'emptied' || closedHere(app, next)) app.note(w('bench.reopened', id));
  else app.accept(w('box.opened'), id, { aside: true });
}

/** Until the server has the box's list, this is it. */
async function carried(app, code) {
  if (!await carry(app, code)) return;
  const known = box(app)?.id === code.box ? box(app) : app.state?.boxes.find((b) => b.id === code.box) ?? { id: code.box, cycle: undefined };
  if (!listingOf(listings, known)) {
    listings[code.box] = { cycle: known.cycle, packed: code.tubes, read: [], signature: null };
    await app.keep.set('listings', listings);
  }
  app.accept(w('carry.kept', code.box), w('tubes', code.tubes.length), { aside: true });
}

/** Accepted at once. Only what must be put somewhere else stops anybody. */
async function read(app, tube) {
  const open = box(app);
  if (!open) { app.refuse({ headline: w('box.none'), scanned: [w('kind.tube'), spaced(tube)], now: w('bench.none.now') }); return; }
  const listing = listingOf(listings, open);
  const known = readOf(app, open).get(tube);
  await app.remember({ tube });
  if (known) { app.note(w('bench.twice', spaced(tube)), w('bench.twice.is', w(`bench.${known.outcome}`))); return; }
  if (!await say(app, tube, 'accepted')) return;
  if (!isUnexpected(tube, listing)) { app.accept(w('bench.accepted'), spaced(tube), { aside: true }); return; }
  const other = listedIn(tube, open, listings);
  app.hold({ headline: w('bench.is-unexpected-headline'), scanned: [w('kind.tube.code', spaced(tube)), open.id], believed: [other ?? w('bench.no-list'), other ? w('bench.listed-there') : ''].filter(Boolean), now: w('bench.unexpected.now'), unchanged: w('bench.kept'), button: w('bench.in-rack') });
}

const say = (app, tube, outcome, reason) => app.add([{ act: 'bench', box: box(app).id, tubes: [tube], outcome, ...(reason ? { reason } : {}) }], { cycle: box(app).cycle });

// --- what a button or a key does

const KEYED = { r: 'remark', a: 'plain', Backspace: 'back', Enter: 'close' };

function keyed(app, key) {
  if (app.isStanding || !app.memory.badge) return;
  const n = Number(key);
  const what = n >= 1 && n <= MOST_KEYS ? 'reject' : KEYED[key.length === 1 ? key.toLowerCase() : key];
  if (what && (box(app) || what !== 'close')) app.press(what, { n: key });
}

async function pressed(app, what, data) {
  if (what === 'another') return app.remember({ badge: null });
  if (what === 'another-box') { closing = false; list = null; return app.remember({ box: null, tube: null }); }
  if (!app.memory.badge) return app.refuse({ headline: w('badge.first'), now: w('badge.now') });
  if (what === 'change') return app.remember({ tube: data.tube });
  if (what === 'reject') return reject(app, Number(data.n));
  if (what === 'remark') return remark(app);
  if (what === 'plain') return last(app) && correct(app, 'accepted');
  if (what === 'back') return takeBack(app);
  // Enter by itself closes no box that something is missing from: a scanner sends it too.
  if (what === 'close') return close(app, data.n !== 'Enter');
  if (what === 'not-yet') { closing = false; return app.paint(); }
  if (what === 'import') { list = await imported(app) ?? list; return app.paint(); }
  if (what === 'list-seen') { list = null; return app.paint(); }
  throw new Error(`no such button: ${what}`);
}

/** The tube that keys speak of: the last one read, or the one somebody chose to change. */
function last(app) {
  if (box(app) && app.memory.tube) return app.memory.tube;
  app.refuse({ headline: w('bench.no-last'), now: w('bench.no-last.now') });
  return null;
}

async function correct(app, outcome, reason) {
  const tube = app.memory.tube;
  if (await say(app, tube, outcome, reason)) app.accept(w(`bench.${outcome}`), [spaced(tube), reason && wordOf(app, reason)].filter(Boolean).join(' · '), { aside: true });
}

async function reject(app, n) {
  if (!last(app)) return;
  const all = reasonsOf(app.state, 'rejected', USUAL.rejected);
  const reason = all.length > MOST_KEYS && n === MOST_KEYS ? await choose(app, all) : all[n - 1] && (all[n - 1].asks ? await app.askText(w('reason.why'), w('reason.hint')) : all[n - 1].code);
  if (reason) await correct(app, 'rejected', reason);
}

const choose = (app, all) => app.choose(w('reason.choose'), all.map((r) => [r.code, wordOf(app, r.code)]));

async function remark(app) {
  if (!last(app)) return;
  const all = reasonsOf(app.state, 'accepted-with-remark', USUAL.remark);
  if (all.length === 0) { app.refuse({ headline: w('reason.none'), scanned: [spaced(app.memory.tube)], now: w('reason.none.now') }); return; }
  let reason = all.length === 1 ? all[0].code : await choose(app, all);
  if (all.find((r) => r.code === reason)?.asks) reason = await app.askText(w('reason.why'), w('reason.hint'));
  if (reason) await correct(app, 'accepted-with-remark', reason);
}

/** A reading stays in the record; what it said before is said again, and the newest counts. */
async function takeBack(app) {
  if (!last(app)) return;
  const was = before(app.memory.tube, box(app), app.outbox.entries);
  if (was) { await correct(app, was.outcome, was.reason); return; }
  app.refuse({ headline: w('bench.first-reading'), scanned: [spaced(app.memory.tube)], now: w('bench.first-reading.now'), unchanged: w('bench.newest') });
}

async function close(app, byHand) {
  const open = box(app);
  const listing = listingOf(listings, open);
  const left = unread(listing, readOf(app, open)).length;
  if (!listing && !(open.packed === 0)) { app.refuse({ headline: w('bench.list-unknown'), scanned: [open.id], now: w('bench.list-unknown.now') }); return; }
  if (left > 0 && !(closing && byHand)) { closing = true; app.paint(); return; }
  if (!await app.add([{ act: 'empty', box: open.id }], { cycle: open.cycle })) return;
  closing = false;
  // The next box may have been scanned while this was being kept.
  if (box(app)?.id === open.id) await app.remember({ box: null, tube: null });
  app.accept(w('bench.closed', open.id), left > 0 ? w('bench.closed.missing', left) : w('bench.closed.all'));
}

// --- what stands on the page

function heading(app) {
  const open = box(app);
  const dock = open?.received_at ? w('bench.after-dock', app.time(open.received_at), app.zone) : '';
  return { title: `${place} · ${w('bench.title')}`, subtitle: [app.memory.badge ? w('badge.is', app.memory.badge) : name(app.state?.site ?? { name_en: '', name_zh: '' }), dock, app.asKnown()].filter(Boolean).join(' · ') };
}

function paint(app) {
  const open = box(app);
  const listing = open && listingOf(listings, open);
  const read_ = open ? readOf(app, open) : new Map();
  return view(app, { open, listing, read: read_, counts: open && tally(open, listing, read_), listings, closing, list, closed: (b) => closedHere(app, b), before: open && app.memory.tube ? before(app.memory.tube, open, app.outbox.entries) : null });
}

await start({
  heading, paint, scanned, carried, pressed, learned, seconds: true,
  begun: async (app) => {
    listings = await app.keep.get('listings') ?? {};
    listenToKeys((key) => keyed(app, key));
  },
});
