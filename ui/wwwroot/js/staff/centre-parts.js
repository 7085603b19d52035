// What stands on a testing centre's page. view: what is being done, see centre.js.
import { html } from './html.js';
import * as icons from './icons.js';
import { big, lastAnswer, small, whoWorks } from './parts.js';
import { name, place, w } from './words.js';
import { spaced } from './codes.js';
import { REASONS, closedHere, offPlan, session } from './closure.js';
import { boxOf, boxesHere, contents, filling, lastPacked, packedAt, sealedAt, sealedHere, takenHere } from './packing.js';

/** The box that is being filled. */
export const openBox = (app) => (app.memory.box ? boxOf(app.state, app.memory.box) : null);

export function heading(app) {
  const site = app.state?.site;
  const now = session(app);
  const left = now && Math.round((Date.parse(now.planned_closure) - app.now()) / 60_000);
  const line = !now ? app.asKnown()
    : now.declared_closure || closedHere(app) ? w('session.closed', app.time(now.declared_closure ?? app.now()), app.zone)
    : now.suspended ? w('session.suspended')
    : Date.parse(now.opens) > app.now() ? w('session.opens', app.time(now.opens), app.zone)
    : left >= 0 ? w('session.left', app.time(now.planned_closure), app.zone, left) : w('session.over', app.time(now.planned_closure), app.zone, -left);
  return { title: site ? `${site.id} ${name(site)}` : place, subtitle: line };
}

export function sections(app, view) {
  return { main: main(app, view), last: lastAnswer(app), facts: facts(app, view), actions: actions(app, view) };
}

function main(app, view) {
  const { step, seal, serials } = view;
  if (step === 'give') return list(app, w('give.title', seal.vehicle ?? app.state?.vehicle?.id ?? '?'), boxesHere(app.state, app.outbox.entries, serials).filter((b) => b.sealed), w('give.all'));
  if (step === 'take') return list(app, w('take.title'), (app.state?.empties ?? []).filter((b) => !takenHere(b, app.outbox.entries)), w('take.none'));
  if (step === 'close') return closing(app, view);
  if (step === 'code') return codeCard(view.shown);
  const open = openBox(app);
  if (!open || sealedAt(open, app.outbox.entries)) {
    const clean = boxesHere(app.state, app.outbox.entries, serials).filter((b) => b.place === 'centre-empty' && b.packed === 0);
    return html`<div class="card"><p class="over">${w('no-box')}</p><p class="number">${clean.length}</p><p class="of">${w('clean-here')}</p>
      <p class="of small">${clean.slice(0, 4).map((b) => b.id).join(' · ')}${clean.length > 4 ? ' …' : ''}</p></div>`;
  }
  return step === 'seal' ? sealCard(app, open, view) : step === 'out' ? outCard(app, open, view.leaving) : boxCard(app, open, serials);
}

const codeCard = (shown) => html`<div class="card code-card"><p class="over"><b>${w('code.title', shown.id)}</b><span>${w('tubes', shown.tubes.length)}</span></p>
  <svg class="qr" viewBox="0 0 ${shown.size} ${shown.size}" role="img" aria-label="${w('code.label', shown.id)}" data-text="${shown.text}"><rect width="${shown.size}" height="${shown.size}" fill="#fff"/><path d="${shown.path}" fill="#000"/></svg>
  <p>${w('code.hint')}</p></div>`;

const outCard = (app, open, leaving) => html`<div class="card"><p class="over"><b>${w('out.title', open.id)}</b></p>
  ${leaving ? html`<p class="huge">${spaced(leaving)}</p><p class="of">${w('packed-at', app.time(packedAt(leaving, app.outbox.entries), true))} ${app.zone}</p><p>${w('out.sure', open.id)}</p>` : html`<p class="of">${w('out.none')}</p>`}</div>`;

function boxCard(app, open, serials) {
  const { packed, kept, sent, confirmed } = filling(open, app.outbox.entries, serials);
  const capacity = app.state?.capacity ?? 200;
  // Two phones at one box: this one's count rises though nobody here scanned.
  const mine = contents(open, app.outbox.entries, serials).mine.size;
  const dots = [...Array(Math.max(0, confirmed)).fill('c'), ...Array(sent).fill('s'), ...Array(kept).fill('k')].slice(0, capacity);
  return html`<div class="card"><p class="over"><b>${w('kind.box.code', open.id)}</b><span>${app.state?.site.laboratory ? w('for', app.state.site.laboratory) : ''}</span></p>
    <p class="number">${packed}<span class="beside"><b>${w('of', capacity)}</b><span>${packed >= capacity ? w('is-full') : w('to-fill', capacity - packed)}</span>${mine > 0 && packed > mine && html`<span>${w('by-others', packed - mine)}</span>`}</span></p>
    <p class="dots" aria-hidden="true">${[...dots, ...Array(Math.max(0, capacity - dots.length)).fill('o')].map((kind) => html`<i class="${kind}"></i>`)}</p>
    <p class="hidden">${w('dots', confirmed, sent, kept)}</p></div>`;
}

const row = (done, label, value, extra = '') => html`<li class="${done ? 'done' : ''}">${done ? icons.tick : html`<span class="todo"></span>`}<span><b>${label}</b> ${value}</span>${extra}</li>`;

function sealCard(app, open, { seal, serials }) {
  const { packed } = filling(open, app.outbox.entries, serials);
  const agrees = seal.count === packed;
  return html`<div class="card"><p class="over"><b>${w('seal.title', open.id)}</b></p>
    <ul class="checklist">
      ${row(Boolean(seal.seal), w('kind.seal'), seal.seal ?? w('scan-it'))}
      ${row(Boolean(seal.mechanical), w('kind.mechanical'), seal.mechanical ?? w('scan-it'))}
      ${row(seal.count !== undefined, w('count.label'), seal.count === undefined ? w('count.packed', packed) : agrees ? w('count.agrees', packed) : w('count.differs', seal.count, packed))}
    </ul>
    ${seal.count !== undefined && !agrees && html`<p class="warn">${icons.check} ${w('count.differs.now')}</p>`}
    <div class="two"><button type="button" data-do="count">${w('count.type')}</button><button type="button" data-do="agree">${w('count.is', packed)}</button></div></div>`;
}

function closing(app, { reason, serials }) {
  const now = session(app);
  if (!now) return html`<div class="card"><p>${w('close.unknown')}</p></div>`;
  const here = boxesHere(app.state, app.outbox.entries, serials).filter((b) => b.packed > 0);
  const open = here.filter((b) => !b.sealed);
  return html`<div class="card"><p class="over"><b>${w('close.title')}</b><span>${w('close.planned', app.time(now.planned_closure), app.zone)}</span></p>
    <table><tbody>${here.map((b) => html`<tr><td>${b.sealed ? icons.tick : icons.check}</td><td><b>${b.id}</b></td><td>${w('tubes', b.packed)}</td><td>${b.sealed ? w('sealed-at', app.time(b.sealed)) : w('not-sealed')}</td></tr>`)}</tbody></table>
    ${open.length > 0 && html`<p class="warn">${icons.check} ${w('close.open', open.map((b) => b.id).join(', '))}</p>`}
    ${offPlan(app) ? html`<p>${w('close.reason')}</p><div class="choices">${REASONS.map((r) => html`<button type="button" data-do="reason" data-reason="${r}" aria-pressed="${reason === r}">${w(`close.reason.${r}`)}</button>`)}</div>` : html`<p>${w('close.no-reason')}</p>`}</div>`;
}

const list = (app, title, boxes, none) => html`<div class="card"><p class="over"><b>${title}</b></p>
  ${boxes.length === 0 ? html`<p class="of">${none}</p>` : html`<ul class="checklist">${boxes.map((b) => html`<li><span class="todo"></span><span><b>${b.id}</b> ${b.packed > 0 ? w('tubes', b.packed) : w('empty')}</span>
    ${sealedHere(b, app.outbox.entries) && html`<button type="button" class="link" data-do="code" data-step="${b.id}">${w('code.show')}</button>`}</li>`)}</ul>`}</div>`;

function facts(app, { serials }) {
  const here = boxesHere(app.state, app.outbox.entries, serials);
  const now = session(app);
  const packed = here.reduce((sum, b) => sum + b.packed, 0);
  const vehicle = app.state?.vehicle;
  const stock = app.state?.stock;
  return html`${now && html`<p>${w('facts.packed', packed, here.filter((b) => b.sealed).length)}</p>`}
    ${vehicle && html`<p>${vehicle.here ? w('facts.here', vehicle.id, app.time(vehicle.here), app.zone) : w('facts.arrives', vehicle.id, app.time(vehicle.at), app.zone)} <span class="known">${vehicle.silent_since ? w('facts.silent', app.time(vehicle.silent_since)) : app.asKnown()}</span></p>`}
    ${stock && html`<p>${w('facts.stock', stock.kits, stock.boxes)} ${stock.low ? html`<b class="warn">${w('facts.low')}</b>` : ''}</p>`}
    ${whoWorks(app)}`;
}

function actions(app, { step, seal, leaving, reason }) {
  if (!app.memory.badge) return html`<div class="three">${small('type', w('type-it'))}${small('sound', w('sound.test'))}</div>${big('camera', w('do.badge'), w('do.badge.hint'))}`;
  const more = html`<div class="three">${small('step', w('do.give'), 'give')}${small('step', w('do.take'), 'take')}${small('step', w('do.close'), 'close')}</div>`;
  const back = small('step', w('do.back'), 'pack');
  const open = openBox(app);
  switch (step) {
    case 'out': return html`<div class="three">${small('step', w('out.keep'), 'pack')}${small('camera', w('out.another'))}</div>${big('take-out', w('do.take-out'), w('do.take-out.hint', leaving ? spaced(leaving) : ''), !leaving)}`;
    case 'seal': {
      const ready = seal.seal && seal.mechanical && seal.count !== undefined;
      return html`<div class="three">${back}${small('type', w('type-it'))}${small('camera', w('do.camera'))}</div>
        ${ready ? big('sealed', w('do.sealed', open?.id ?? ''), w('do.sealed.hint')) : big('camera', seal.seal ? (seal.mechanical ? w('do.count') : w('do.mechanical')) : w('do.seal'), w('do.trigger'))}`;
    }
    case 'give': return html`<div class="three">${back}${small('type', w('type-it'))}</div>${big('camera', w('do.give-scan'), w('do.trigger'))}`;
    case 'take': return html`<div class="three">${back}${small('type', w('type-it'))}</div>${big('camera', w('do.take-scan'), w('do.trigger'))}`;
    case 'close': {
      const now = session(app);
      const done = now?.declared_closure || closedHere(app);
      return html`<div class="three">${back}</div>${done ? html`<p class="of">${w('close.done')}</p>` : big('closed', w('do.closed'), now && offPlan(app) && !reason ? w('close.reason') : w('do.closed.hint'), !now || (offPlan(app) && !reason))}`;
    }
    case 'menu': return html`${more}<div class="three">${back}</div>`;
    case 'code': return html`<div class="two">${small('step', w('do.more'), 'menu')}${small('step', w('code.done'), 'pack')}</div>${big('camera', w('do.box'), w('do.trigger'))}`;
    default:
      return open && !sealedAt(open, app.outbox.entries)
        ? html`<div class="two">${small('step', w('do.more'), 'menu')}${lastPacked(open, app.outbox.entries) && small('out', w('do.out'))}</div>
          <div class="two">${small('type', w('type-it'))}${small('step', w('do.seal-box'), 'seal')}</div>${big('camera', w('do.tube'), w('do.trigger'))}`
        : html`<div class="three">${small('step', w('do.more'), 'menu')}${small('type', w('type-it'))}</div>${big('camera', w('do.box'), w('do.trigger'))}`;
  }
}
