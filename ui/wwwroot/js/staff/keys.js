// Keys a person presses, told from a scanner that types: a scanner's next key follows at once.
const ALONE_MS = 90;

/** Calls back with single keys pressed by hand, unless a field or dialog takes them; Enter on a button is the button's. */
export function listenToKeys(pressed) {
  let timer = null, last = -Infinity;
  addEventListener('keydown', (event) => {
    clearTimeout(timer);
    const quick = event.timeStamp - last < ALONE_MS;
    last = event.timeStamp;
    const busy = document.querySelector('dialog[open]') || document.activeElement?.matches(event.key === 'Enter' || event.key === ' ' ? 'input, select, textarea, button, a' : 'input, select, textarea');
    if (quick || busy || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    timer = setTimeout(() => pressed(event.key), ALONE_MS);
  }, true);
}
