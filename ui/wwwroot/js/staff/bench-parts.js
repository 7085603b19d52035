// What stands on the bench's page: the box and how its tubes add up, the tubes that need a word, the last one with its keys.
import { language, name, path, w } from './words.js';
import { spaced } from './codes.js';
import { html } from './html.js';
import * as icons from './icons.js';
import { big, lastAnswer, small } from './parts.js';
import { isUnexpected, listedIn, reasonsOf, unread } from './reading.js';

export const MOST_KEYS = 7;
const MOST_ROWS = 60;
const MOST_DOTS = 400;
const FEW = 12;

/** Where a laboratory has no list of its own. asks: in somebody's own words. */
export const USUAL = {
  rejected: ['leaking', 'no-swab', 'too-little', 'unreadable', 'wrong-tube', 'broken'].map((code) => ({ code })).concat({ code: 'other', asks: true }),
  remark: [{ code: 'label-creased' }, { code: 'typed' }, { code: 'other', asks: true }],
};
const USUAL_CODES = new Set([...USUAL.rejected, ...USUAL.remark].map((r) => r.code));

/** A reason in the page's words: the laboratory's, the usual ones, or as somebody typed it. */
export function wordOf(app, code) {
  const own = app.state?.reasons?.list.find((r) => r.code === code);
  if (own) return language === 'en' ? own.en : own.zh;
  return USUAL_CODES.has(code) ? w(`reason.${code}`) : code;
}

const KINDS = {
  accepted: ['accepted', icons.tick], 'accepted-with-remark': ['remark', icons.check], rejected: ['rejected', icons.stop], missing: ['missing', icons.absent], unexpected: ['unexpected', icons.extra],
};

export const view = (app, b) => ({ box: boxCard(app, b), list: middle(app, b), side: side(app, b), foot: foot(app, b) });

// --- the box

function boxCard(app, b) {
  if (!b.open) return html`<div class="card"><p class="over"><b>${w('no-box')}</b></p><p class="of">${w('bench.scan-box')}</p></div>`;
  const { open, counts } = b;
  const centre = open.centre ? html`<p>${open.centre.split(':')[1]} ${open.centre_en ? name({ name_en: open.centre_en, name_zh: open.centre_zh }) : ''}</p>` : '';
  const seal = open.seal ? html`<p>${w('bench.seals', [open.seal, open.mechanical_seal].filter(Boolean).join(', '))} ${open.seal_state ? w(`seal.is.${open.seal_state}`) : ''}</p>` : '';
  const line = (kind, n, label) => html`<li class="${kind}">${KINDS[kind]?.[1] ?? html`<span class="icon"></span>`}<span>${label}</span><b>${n ?? w('unknown-age')}</b></li>`;
  return html`<div class="card"><h2 class="code">${open.id}</h2>${centre}${seal}${dots(b)}
    <ul class="adds">${line('accepted', counts.accepted, w('bench.accepted'))}${line('accepted-with-remark', counts.remark, w('bench.remark'))}${line('rejected', counts.rejected, w('bench.rejected'))}
    ${line('missing', counts.unread, w('bench.unread'))}${line('listed', counts.listed ?? open.packed, w('bench.listed'))}${line('unexpected', counts.unexpected, w('bench.unexpected'))}${line('scanned', counts.read, w('bench.scanned'))}</ul>
    <p class="known">${[counts.accepted, counts.remark, counts.rejected].join(' + ')} + ${w('bench.n-unexpected', counts.unexpected)} = ${counts.read}</p>
    ${!b.listing && html`<p class="warn">${icons.check} ${w('bench.no-listing')}</p>`}<button type="button" class="link" data-do="another-box">${w('bench.put-aside')}</button> ${app.memory.badge ? somebody() : ''}</div>`;
}

/** A quantity, never a position in the box. */
function dots({ counts, listing }) {
  if (!listing) return '';
  const all = [...Array(counts.accepted).fill('c'), ...Array(counts.remark).fill('w'), ...Array(counts.rejected).fill('x'), ...Array(counts.unread).fill('o')];
  return html`<p class="dots" aria-hidden="true">${all.slice(0, MOST_DOTS).map((kind) => html`<i class="${kind}"></i>`)}</p>`;
}

// --- the tubes that need a word

function middle(app, b) {
  if (b.list) return listed(b.list);
  if (!b.open) return boxes(app, b);
  if (b.closing) return naming(b);
  const rows = [...b.read].filter(([serial, r]) => r.outcome !== 'accepted' || isUnexpected(serial, b.listing)).sort(([, one], [, other]) => other.at - one.at).map(([serial, r]) => row(app, b, serial, r));
  const left = unread(b.listing, b.read);
  // The last ones are named when most were read: before that they are only not read yet.
  const few = left.length > 0 && left.length <= FEW && b.read.size >= left.length;
  const all = [...rows, ...(few ? left.map((serial) => missing(b, serial)) : [])];
  return html`<div class="card words"><p class="over"><b>${w('bench.need-a-word', all.length)}</b><span>${w('bench.folded', b.counts.accepted, app.zone)}</span></p>
    ${left.length > 0 && !few ? html`<p class="of">${w('bench.many-unread', left.length)}</p>` : ''}
    <ul>${all.slice(0, MOST_ROWS)}</ul>${all.length > MOST_ROWS ? html`<p class="known">${w('and-more', all.length - MOST_ROWS)}</p>` : ''}${all.length === 0 ? html`<p class="of">${w('bench.none-needs')}</p>` : ''}</div>`;
}

function row(app, b, serial, r) {
  const strange = isUnexpected(serial, b.listing);
  const [kind, icon] = KINDS[strange ? 'unexpected' : r.outcome];
  const other = strange && listedIn(serial, b.open, b.listings);
  const what = strange ? (other ? w('bench.listed-in', other) : w('bench.on-no-list')) : r.reason ? wordOf(app, r.reason) : '';
  const also = strange && r.outcome !== 'accepted' ? ` ${w(`bench.${r.outcome}`)}: ${wordOf(app, r.reason ?? '')}` : '';
  return html`<li class="${kind}">${icon}<div><b>${w(`bench.is-${kind}`)}</b><small>${app.time(r.at, true)} ${r.by ?? ''}</small></div>
    <div><b class="code">${spaced(serial)}</b> ${what}${also}<p class="next">${w(`bench.next.${kind}`)}</p></div><button type="button" data-do="change" data-tube="${serial}" aria-label="${w('bench.change-of', spaced(serial))}" aria-pressed="${app.memory.tube === serial}">${w('bench.change')}</button></li>`;
}

const missing = (b, serial) => html`<li class="missing">${icons.absent}<div><b>${w('bench.is-missing')}</b><small>${w('bench.not-scanned')}</small></div>
  <div><b class="code">${spaced(serial)}</b> ${w('bench.listed-here')}<p class="next">${w('bench.next.missing', b.open.centre?.split(':')[1] ?? w('bench.the-centre'))}</p></div></li>`;

/** Before a box is closed with tubes missing, each of them is named. */
function naming(b) {
  const left = unread(b.listing, b.read);
  return html`<div class="card words naming"><p class="over"><b>${w('bench.naming', left.length)}</b><span>${w('bench.naming.of', b.counts.listed)}</span></p><p>${w('bench.naming.now', b.open.centre?.split(':')[1] ?? w('bench.the-centre'))}</p>
    <p class="named">${left.map((serial) => html`<span class="code">${spaced(serial)}</span> `)}</p><button type="button" class="plain" data-do="not-yet">${w('bench.not-yet')}</button></div>`;
}

function boxes(app, b) {
  const waiting = (app.state?.boxes ?? []).filter((each) => each.place !== 'held' && !b.closed(each));
  return html`<div class="card words"><p class="over"><b>${w('bench.waiting', waiting.length)}</b><span>${app.zone}</span></p>
    ${waiting.length === 0 ? html`<p class="of">${w('bench.no-boxes')}</p>` : html`<table><thead><tr><th>${w('kind.box')}</th><th>${w('bench.from')}</th><th>${w('bench.tubes')}</th><th>${w('bench.received')}</th></tr></thead>
      <tbody>${waiting.slice(0, 30).map((each) => html`<tr><td><b class="code">${each.id}</b></td><td>${each.centre?.split(':')[1] ?? w('unknown-age')}</td><td>${each.packed}</td><td>${each.received_at ? app.time(each.received_at) : w('bench.on-dock')}</td></tr>`)}</tbody></table>`}
    ${waiting.length > 30 ? html`<p class="known">${w('and-more', waiting.length - 30)}</p>` : ''}${lastAnswer(app)}</div>`;
}

/** What an import came to. */
function listed(l) {
  const serials = (tubes) => tubes.slice(0, MOST_ROWS).map((t) => spaced(t.serial)).join(', ') + (tubes.length > MOST_ROWS ? ` ${w('and-more', tubes.length - MOST_ROWS)}` : '');
  const part = (key, tubes) => (tubes.length > 0 ? html`<p><b>${w(`import.${key}`, tubes.length)}</b> <span class="code">${serials(tubes)}</span></p>` : '');
  return html`<div class="card words"><p class="over"><b>${w('import.done', l.lines)}</b></p><p>${w('import.kept', l.kept, l.unchanged)}</p>${part('missing', l.missing)}${part('unexpected', l.unexpected)}${part('doubled', l.doubled)}
    ${l.errors.length > 0 ? html`<p><b>${w('import.errors', l.errors.length)}</b></p><ul class="errors">${l.errors.slice(0, MOST_ROWS).map((e) => html`<li>${w('import.line', e.line)} ${e.sentence}</li>`)}</ul>` : ''}
    <button type="button" class="plain" data-do="list-seen">${w('understood')}</button></div>`;
}

// --- the last tube

function side(app, b) {
  if (!app.memory.badge) return html`<div class="card">${big('camera', w('do.badge'), w('do.badge.hint'))}<div class="two">${small('type', w('type-it'))}${small('sound', w('sound.test'))}</div></div>`;
  const typing = html`<div class="two">${small('type', w('type-it'))}${small('camera', w('do.camera'))}</div>`;
  const tube = b.open && app.memory.tube;
  const r = tube && b.read.get(tube);
  if (!r) return html`<div class="card">${b.open ? html`${lastAnswer(app)}<p class="of">${w('bench.scan-tubes')}</p>` : big('camera', w('do.box-any'), w('do.trigger'))}${typing}${b.open ? '' : html`<p>${somebody()}</p>`}</div>`;
  const strange = isUnexpected(tube, b.listing);
  const [kind, icon] = KINDS[strange ? 'unexpected' : r.outcome];
  const note = app.memory.last?.good === null ? html`<p class="of">${app.memory.last.headline} ${app.memory.last.detail}</p>` : '';
  return html`<div class="card"><div class="latest ${kind}">${icon}<div><b class="code">${spaced(tube)}</b><p>${w(`bench.is-${kind}`)} ${app.time(r.at, true)} ${app.zone}${r.reason ? ` · ${wordOf(app, r.reason)}` : ''}</p></div></div>${note}
    <h2>${app.state?.reasons ? w('bench.reject-list', app.state.reasons.version) : w('bench.reject-usual')}</h2><div class="reasons">${keys(app)}
    <button type="button" class="remark" data-do="remark"><kbd>R</kbd><span>${w('do.remark')}</span></button></div>
    <div class="three">${small('type', w('type-it'))}${r.outcome === 'accepted' ? small('camera', w('do.camera')) : html`<button type="button" data-do="plain"><kbd>A</kbd> ${w('do.plain')}</button>`}<button type="button" data-do="back"><kbd>⌫</kbd> ${w('do.take-back')}</button></div></div>`;
}

const somebody = () => html`<button type="button" class="link" data-do="another">${w('badge.another')}</button>`;

function keys(app) {
  const all = reasonsOf(app.state, 'rejected', USUAL.rejected);
  const shown = all.length > MOST_KEYS ? [...all.slice(0, MOST_KEYS - 1), null] : all;
  return shown.map((r, i) => html`<button type="button" data-do="reject" data-n="${i + 1}"><kbd>${i + 1}</kbd><span>${r ? wordOf(app, r.code) : w('reason.more', all.length - MOST_KEYS + 1)}</span></button>`);
}

// --- lists in and out, and the end

function foot(app, b) {
  const way = app.outbox.online === false ? 'offline' : '';
  const lists = html`<button type="button" data-do="import">${w('do.import')}</button><a class="button ${way}" href="${path}/tubes.csv" download>${w('do.export-csv')}</a>
    ${b.open && !b.open.unknown ? html`<a class="button ${way}" href="${path}/boxes/${b.open.id}/specimens" download="${b.open.id}.fhir.json">${w('do.export-fhir')}</a>` : ''}`;
  if (!b.open || !app.memory.badge) return lists;
  const { unread: left, unexpected } = b.counts;
  const says = left === 0 && unexpected === 0 ? w('close.says-all') : w('close.says', left ?? '?', unexpected);
  return html`${lists}<p>${says}</p><button type="button" class="act" data-do="close"><span><b>${b.closing ? w('do.close-missing', b.open.id, left) : w('do.close-box', b.open.id)}</b>${b.closing ? '' : html` <small>(Enter)</small>`}</span></button>`;
}
