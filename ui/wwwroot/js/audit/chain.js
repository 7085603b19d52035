// The chain, made again from the facts' own fields, as the evidence pack's README describes it. Nothing here knows the page.

const utf8 = new TextEncoder();
const GROUP = 8;

export const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
export const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
export const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
export const groups = (root) => root.match(new RegExp(`.{${GROUP}}`, 'g')) ?? [];
export const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

function join(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
}

function length(count) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setInt32(0, count);
  return bytes;
}

const data = (bytes) => (bytes === null ? length(-1) : join([length(bytes.length), bytes]));
const words = (text) => data(text === null ? null : utf8.encode(text));
const digits = (text) => data(text === null ? null : fromHex(text));

/** Whole numbers come as text: a double would round them. */
function number(text) {
  if (text === null) return length(-1);
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt(text));
  return data(bytes);
}

export const factBytes = (f, previous) => join([
  Uint8Array.of(1), words(f.stream), number(f.seq), digits(f.id), words(f.kind), number(f.occurred_at), words(f.device), number(f.boot), number(f.device_seq), number(f.item), number(f.device_at),
  number(f.received_at), number(f.recorded_at), number(f.uncertainty), words(f.actor), words(f.second_actor), digits(f.corrects), digits(f.payload_digest), data(previous)]);

/** null, or which fault of which fact: 'payload', 'hash', 'gap'. */
async function factFault(fact, next, previous) {
  if (Number(fact.seq) !== next) return 'gap';
  if (!fact.left_out && hex(await sha256(join([fromHex(fact.salt), utf8.encode(fact.payload)]))) !== fact.payload_digest) return 'payload';
  return hex(await sha256(factBytes(fact, previous))) === fact.hash ? null : 'hash';
}

/**
 * Follows one stream from its beginning. `hashes` holds the hash made here for every fact up to the first fault;
 * `fault` says what is wrong at which number, or is null.
 */
export async function follow(stream) {
  const hashes = new Map();
  let previous = new Uint8Array(32), leftOut = 0;
  for (const fact of stream.facts) {
    const wrong = await factFault(fact, hashes.size + 1, previous);
    if (wrong) return { hashes, leftOut, fault: { what: wrong, at: wrong === 'gap' ? hashes.size + 1 : Number(fact.seq) } };
    previous = fromHex(fact.hash);
    hashes.set(Number(fact.seq), fact.hash);
    if (fact.left_out) leftOut++;
  }
  const whole = Number(stream.head) === hashes.size && stream.head_hash === hex(previous);
  return { hashes, leftOut, fault: whole ? null : { what: 'head', at: hashes.size } };
}

/** The heads that a root's text names. */
export function headsOf(text) {
  const heads = new Map();
  for (const line of text.split('\n')) {
    const found = /^stream (.+) (\d+) ([0-9a-f]{64})$/.exec(line);
    if (found) heads.set(found[1], { seq: Number(found[2]), hash: found[3] });
  }
  return heads;
}

/** The root that this text gives. */
export const rootOf = async (text) => hex(await sha256(utf8.encode(text)));

/** How a stream stands under a root: up to which fact it is proved, and null or what is wrong. */
export function under(heads, name, followed) {
  const head = heads.get(name);
  if (!head) return { proved: 0, fault: 'unknown' };
  if (head.seq > followed.hashes.size) return { proved: 0, fault: followed.fault ? null : 'short' };
  return followed.hashes.get(head.seq) === head.hash ? { proved: head.seq, fault: null } : { proved: 0, fault: 'other' };
}

/** True where the key that the root names has signed it. */
export async function isSigned(root) {
  const said = utf8.encode(`specimen-logistics root 1\n${root.at}\n${root.root}\n${root.streams}\n${root.facts}\n`);
  const key = await crypto.subtle.importKey('spki', fromBase64(root.public_key), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64(root.signature), said);
}
