// What the bench has said of a box's tubes, as this phone knows it: the server's readings, and those made here since. Pure.

/** The list of a box's tubes as the server had it last, of the cycle that is meant; null when it is not known here. */
export const listingOf = (listings, box) => (listings[box.id]?.cycle === box.cycle ? listings[box.id] : null);

/** What changes when somebody reads or packs: then the list is asked for again. */
export const signature = (box) => JSON.stringify([box.cycle, box.packed, box.bench]);

/** This phone's own readings of a box, in the order they were made. */
const mine = (box, entries) => entries.filter((e) => e.item.act === 'bench' && e.item.box === box.id && e.state !== 'rejected' && (e.known.cycle ?? box.cycle) === box.cycle);

/** Every tube that was read: Map(serial, { outcome, reason, at, by }). The newest reading counts, whoever made it. */
export function readings(box, listing, entries) {
  const read = new Map((listing?.read ?? []).map((r) => [r.serial, { outcome: r.outcome, reason: r.reason, at: Date.parse(r.at), by: r.by }]));
  for (const entry of mine(box, entries)) {
    for (const serial of entry.item.tubes) {
      const known = read.get(serial);
      // The server may have set its time right by the phone's clock: what it has not confirmed is newer than what it has.
      if (known && entry.state === 'confirmed' && known.at > entry.item.at) continue;
      read.set(serial, { outcome: entry.item.outcome, reason: entry.item.reason ?? null, at: entry.item.at, by: entry.item.staff ?? null });
    }
  }
  return read;
}

/** The reading before the last of a tube, by this phone; null when there is none to go back to. */
export function before(serial, box, entries) {
  const own = mine(box, entries).filter((e) => e.item.tubes.includes(serial));
  return own.length > 1 ? { outcome: own.at(-2).item.outcome, reason: own.at(-2).item.reason } : null;
}

/** How the tubes add up: accepted + remark + rejected + unread = listed; listed and unread are null while nobody here knows the list. */
export function tally(box, listing, read) {
  const listed = listing ? new Set(listing.packed) : null;
  const counts = { accepted: 0, remark: 0, rejected: 0, unexpected: 0, read: read.size, listed: listed?.size ?? null };
  for (const [serial, { outcome }] of read) {
    if (listed && !listed.has(serial)) counts.unexpected++;
    else counts[{ accepted: 'accepted', 'accepted-with-remark': 'remark', rejected: 'rejected' }[outcome]]++;
  }
  return { ...counts, unread: listed && listed.size - counts.accepted - counts.remark - counts.rejected };
}

export const unread = (listing, read) => (listing ? listing.packed.filter((serial) => !read.has(serial)) : []);

export const isUnexpected = (serial, listing) => Boolean(listing) && !listing.packed.includes(serial);

/** In which other box a tube is listed, by what this phone knows; null when in none. */
export const listedIn = (serial, box, listings) => Object.keys(listings).find((id) => id !== box.id && listings[id].packed.includes(serial)) ?? null;

/** What the laboratory rejects for, and accepts with: its own list, or the usual one where it has none. */
export function reasonsOf(state, outcome, usual) {
  const own = state?.reasons?.list;
  return own ? own.filter((r) => r.outcome === outcome).map((r) => ({ code: r.code, en: r.en, zh: r.zh })) : usual;
}
