// A centre's session: what the plan says, and whether this phone has closed it.

/** Off the plan by more than this, a closure says why. */
const REASON_AFTER_MS = 10 * 60_000;
export const REASONS = ['waiting', 'slow', 'few', 'weather', 'other'];

export const session = (app) => app.state?.session ?? null;
export const closedHere = (app) => app.outbox.entries.some((e) => e.item.act === 'close-session' && e.state !== 'rejected' && e.item.session === session(app)?.delivery);
export const offPlan = (app) => Math.abs(app.now() - Date.parse(session(app).planned_closure)) > REASON_AFTER_MS;
