// A USB or Bluetooth scanner types like a very quick person and presses Enter. Caught for the whole page, whatever has
// the focus, so that nobody has to touch a field with gloves on.
const QUICK_MS = 60;
const SHORTEST = 4;
/** A box with 200 tubes in one code has 1,700 letters. */
const LONGEST = 4_000;

/** Calls back with each text that was scanned; returns how to stop. */
export function listenToWedge(scanned) {
  let text = '', last = 0;
  const keys = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // When the key was struck, not when this page got round to it: a busy phone must not cut a scan in two.
    if (event.timeStamp - last > QUICK_MS) text = '';
    last = event.timeStamp;
    if (event.key === 'Enter') {
      if (text.length >= SHORTEST) {
        event.preventDefault();
        event.stopPropagation();
        scanned(text);
      }
      text = '';
    } else if (event.key.length === 1 && text.length < LONGEST) {
      text += event.key;
    }
  };
  addEventListener('keydown', keys, true);
  return () => removeEventListener('keydown', keys, true);
}
