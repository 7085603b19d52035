// A testing centre's phone: take empties over, pack tube by tube, seal, hand over, close the session.
import { start, w, place, path } from './shell.js';
import { html } from './html.js';
import { spaced, written } from './codes.js';
import { codeOf, drawn } from './carrying.js';
import { offPlan, session } from './closure.js';
import { heading, openBox as box, sections } from './centre-parts.js';
import { boxOf, boxesHere, contents, elsewhere, filling, givenAway, lastPacked, packedAt, sealedAt, takenHere, takenOut } from './packing.js';

let serials = {}; // box: serials, as the server had them last
let listed = {}; // box: what the server's list came to then
let step = 'pack'; // pack, code, out, seal, give, take, close, menu
let leaving = null; // the tube that is to be taken out
let shown = null; // a sealed box's code: { id, tubes, text, path, size }
let seal = {}; // what was scanned towards a sealing
let reason = null;

const go = (app, next) => { step = next; seal = {}; [reason, leaving] = [null, null]; app.paint(); };

/** Serials are asked for where the server knows others than this phone does. */
async function learned(app, state) {
  const known = (b) => (serials[b.id]?.length ?? 0) === b.packed && (listed[b.id] ?? null) === b.tubes && !takenOut(b, app.outbox.entries).some((tube) => serials[b.id]?.includes(tube));
  const wanted = state.boxes.filter((b) => (b.packed > 0 || serials[b.id]?.length > 0) && !known(b)).slice(0, 20);
  if (wanted.length === 0) return;
  await ask(app, wanted.map((b) => b.id));
  for (const b of wanted) listed[b.id] = b.tubes;
  await app.keep.set('listed', listed);
}

async function ask(app, wanted) {
  const response = await fetch(`${path}/tubes?${wanted.map((id) => `box=${encodeURIComponent(id)}`).join('&')}`, { cache: 'no-store', signal: AbortSignal.timeout(8_000) });
  if (!response.ok) return;
  Object.assign(serials, await response.json());
  await app.keep.set('serials', serials);
}

// --- what a scan means, by what is being done

async function scanned(app, code) {
  await { pack: packing, code: packing, out: takingOut, seal: sealing, give: giving, take: taking, close: other, menu: packing }[step](app, code);
}

async function packing(app, code) {
  if (code.kind === 'tube') return pack(app, code.code);
  if (code.kind === 'box') return openBox(app, code.code);
  if (code.kind === 'seal' || code.kind === 'mechanical') { go(app, 'seal'); return sealing(app, code); }
  return other(app, code);
}

function other(app, code) {
  app.refuse({ headline: w('wrong-kind'), scanned: [w(`kind.${code.kind}`), written(code)], now: w(`wrong-kind.${step}`), unchanged: unchanged(app) });
}

const unchanged = (app) => {
  const open = box(app);
  return open && html`${w('unchanged', open.id, filling(open, app.outbox.entries, serials).packed, app.state?.capacity ?? '')}`;
};

async function openBox(app, id) {
  const next = boxOf(app.state, id);
  const entries = app.outbox.entries;
  if (next.id === app.memory.box) { app.note(w('box.open-already', id)); return; }
  const sealed = sealedAt(next, entries);
  if (sealed) {
    app.refuse({ headline: w('box.sealed'), scanned: [id], believed: [w('box.sealed.since', app.time(sealed), app.zone)], now: w('box.sealed.now'), unchanged: unchanged(app) });
    return;
  }
  if (givenAway(next, entries)) { app.refuse({ headline: w('box.given'), scanned: [id], now: w('box.given.now'), unchanged: unchanged(app) }); return; }
  const open = box(app);
  if (open && filling(open, entries, serials).packed > 0 && !sealedAt(open, entries)) {
    app.refuse({ headline: w('box.other-open'), scanned: [id], believed: [open.id, w('box.other-open.with', filling(open, entries, serials).packed)], now: w('box.other-open.now', open.id), unchanged: unchanged(app) });
    return;
  }
  await app.remember({ box: id });
  go(app, 'pack');
  if (next.unknown) app.note(w('box.unknown', id), app.asKnown());
  else app.accept(w('box.opened'), id);
}

async function pack(app, tube) {
  const open = box(app);
  if (!open) { app.refuse({ headline: w('box.none'), scanned: [w('kind.tube'), spaced(tube)], now: w('box.none.now') }); return; }
  const entries = app.outbox.entries;
  if (sealedAt(open, entries)) { app.refuse({ headline: w('box.sealed'), scanned: [w('kind.tube'), spaced(tube)], believed: [open.id], now: w('box.sealed.next') }); return; }
  if (contents(open, entries, serials).all.has(tube)) { app.note(w('tube.twice', spaced(tube)), w('tube.twice.once')); return; }
  const there = elsewhere(tube, open, app.state, entries, serials);
  if (there) {
    const when = packedAt(tube, entries);
    app.refuse({
      headline: w('not-packed', w('tube.elsewhere')), where: w('box.is-open', open.id),
      scanned: [w('kind.tube.code', spaced(tube)), `${app.time(app.now(), true)} ${app.zone}`],
      believed: [w('kind.box.code', there.id), [when && w('packed-at', app.time(when)), there.sealed && w('sealed-at', app.time(there.sealed))].filter(Boolean).join(', '), w('known-here', app.outbox.lastOnline ? app.time(app.state?.now ?? app.now()) : '-')],
      now: w('red-tray'), unchanged: unchanged(app), button: w('in-red-tray'),
    });
    return;
  }
  if (!await app.add([{ act: 'pack', box: open.id, tube }], { cycle: open.cycle, here: true })) return;
  const { packed } = filling(open, app.outbox.entries, serials);
  const full = packed >= (app.state?.capacity ?? Infinity);
  app.accept(full ? w('packed.full', packed) : w('packed.n', packed), spaced(tube), { full });
  if (full) go(app, 'seal');
}

/** Any tube that this phone packed into the open box may be the one. */
async function takingOut(app, code) {
  const open = box(app);
  if (code.kind !== 'tube' || !open) return other(app, code);
  const { mine, all } = contents(open, app.outbox.entries, serials);
  if (!mine.has(code.code)) {
    app.refuse({ headline: w(all.has(code.code) ? 'out.elsewhere' : 'out.not-in', open.id), scanned: [w('kind.tube'), spaced(code.code)], now: w(all.has(code.code) ? 'out.elsewhere.now' : 'out.not-in.now'), unchanged: unchanged(app) });
    return undefined;
  }
  leaving = code.code;
  return app.note(w('out.this', spaced(leaving)));
}

async function takeOut(app) {
  const [open, tube] = [box(app), leaving];
  if (!open || !tube || !await app.add([{ act: 'unpack', box: open.id, tube }], { cycle: open.cycle, here: true })) return;
  go(app, 'pack');
  app.accept(w('out.done', filling(open, app.outbox.entries, serials).packed), spaced(tube));
}

async function sealing(app, code) {
  const open = box(app);
  if (!open) { go(app, 'pack'); return other(app, code); }
  if (code.kind === 'tube') { step = 'pack'; return pack(app, code.code); }
  if (code.kind === 'seal') {
    if (open.seal && open.seal !== code.code) {
      app.refuse({ headline: w('seal.other'), scanned: [code.code], believed: [w('seal.belongs', open.seal, open.id)], now: w('seal.other.now', open.seal) });
      return undefined;
    }
    seal.seal = code.code;
  } else if (code.kind === 'mechanical') seal.mechanical = code.code;
  else return other(app, code);
  app.accept(w(`seal.${code.kind}`), code.code);
  return undefined;
}

async function giving(app, code) {
  if (code.kind === 'vehicle') { seal.vehicle = code.code; app.accept(w('give.to'), code.code); return undefined; }
  if (code.kind !== 'box') return other(app, code);
  const to = seal.vehicle ?? app.state?.vehicle?.id;
  if (!to) { app.refuse({ headline: w('give.whom'), scanned: [code.code], now: w('give.whom.now') }); return undefined; }
  const given = boxOf(app.state, code.code);
  const entries = app.outbox.entries;
  if (givenAway(given, entries)) { app.note(w('give.twice', given.id)); return undefined; }
  if (!sealedAt(given, entries)) {
    app.refuse({ headline: w('give.open'), scanned: [given.id], believed: [w('give.open.is')], now: w('give.open.now') });
    return undefined;
  }
  if (await app.add([{ act: 'give', box: given.id, party: `vehicle:${to}` }], { cycle: given.cycle, here: true })) app.accept(w('given', given.id), w('given.to', to));
  return undefined;
}

async function taking(app, code) {
  if (code.kind !== 'box') return other(app, code);
  const taken = app.state?.empties.find((b) => b.id === code.code);
  if (!taken) {
    if (app.state?.boxes.some((b) => b.id === code.code)) { app.note(w('take.here', code.code)); return undefined; }
    const from = app.state?.vehicle?.id;
    app.refuse({ headline: w('take.unknown'), scanned: [code.code], now: w('take.unknown.now'), unchanged: from && w('take.expected', from) });
    return undefined;
  }
  if (takenHere(taken, app.outbox.entries)) { app.note(w('take.twice', taken.id)); return undefined; }
  if (await app.add([{ act: 'take', box: taken.id, party: taken.holder }], { cycle: taken.cycle, here: true })) app.accept(w('taken', taken.id), w('taken.from', taken.holder.split(':')[1]));
  return undefined;
}

// --- what a button does

async function pressed(app, what, data) {
  if (what === 'step') return go(app, data.step);
  if (what === 'code') return showCode(app, data.step);
  if (what === 'out') { go(app, 'out'); leaving = lastPacked(box(app), app.outbox.entries); return app.paint(); }
  if (what === 'take-out') return takeOut(app);
  if (what === 'count') { const count = await app.askCount(w('count.ask'), filling(box(app), app.outbox.entries, serials).packed); if (count !== null) { seal.count = count; app.paint(); } return undefined; }
  if (what === 'agree') { seal.count = filling(box(app), app.outbox.entries, serials).packed; app.paint(); return undefined; }
  if (what === 'sealed') return sealNow(app);
  if (what === 'reason') { reason = data.reason; app.paint(); return undefined; }
  if (what === 'closed') return closeNow(app);
  if (what === 'another') { await app.remember({ badge: null }); return undefined; }
  throw new Error(`no such button: ${what}`);
}

async function sealNow(app) {
  const open = box(app);
  if (!await app.add([{ act: 'seal', box: open.id, seal: seal.seal, mechanical_seal: seal.mechanical, count: seal.count }], { cycle: open.cycle, here: true })) return;
  app.accept(w('sealed'), open.id);
  await app.remember({ box: null });
  go(app, 'pack');
  await showCode(app, open.id);
}

/** The driver's phone reads it: so the list goes with the box, whichever phone has network first. */
async function showCode(app, id) {
  const sealed = boxOf(app.state, id);
  const tubes = [...contents(sealed, app.outbox.entries, serials).all];
  const text = codeOf(sealed, app.outbox.entries, tubes, place, document.body.dataset.phone);
  const before = step;
  let picture = null;
  try { picture = text && await drawn(text); } catch (error) {
    console.error('code:', error);
    app.refuse({ headline: w('code.failed'), scanned: [id], now: w('code.failed.now') });
  }
  // The next box may have been scanned while it was being drawn.
  if (!picture || step !== before || (step === 'pack' && box(app))) return;
  shown = { id, tubes, text, ...picture };
  go(app, 'code');
}

async function closeNow(app) {
  const declared = boxesHere(app.state, app.outbox.entries, serials).filter((b) => b.sealed && b.sealed > Date.parse(session(app).opens));
  const item = { act: 'close-session', session: session(app).delivery, boxes: declared.map((b) => ({ box: b.id, tubes: b.packed })) };
  if (offPlan(app)) item.reason = w(`close.reason.${reason}`);
  if (!await app.add([item])) return;
  app.accept(w('closed'), w('closed.boxes', declared.length));
  go(app, 'give');
}

const paint = (app) => sections(app, { step, leaving, shown, seal, reason, serials });

await start({
  heading, paint, scanned, pressed, learned,
  begun: async (app) => { [serials, listed] = [await app.keep.get('serials') ?? {}, await app.keep.get('listed') ?? {}]; },
});
