// What a page says without words. Browsers give sound only after a tap: until a test tone was confirmed the page says so.
const TONES = {
  accepted: { tones: [[1320, 90]], buzz: [60] },
  full: { tones: [[880, 120], [1320, 160]], buzz: [60, 60, 60] },
  refused: { tones: [[220, 250, 'square'], [220, 250, 'square'], [220, 250, 'square']], buzz: [300, 100, 300, 100, 300] },
  held: { tones: [[440, 300], [440, 300]], buzz: [200, 150, 200] },
  news: { tones: [[880, 160], [660, 160], [880, 160]], buzz: [200, 100, 200] },
  test: { tones: [[880, 160], [660, 160], [880, 160]], buzz: [60] },
};

let context = null, confirmed = false;

export const isOn = () => confirmed && context?.state === 'running';

/** On a tap: plays the test tone. The person then says whether it was heard. */
export async function test() {
  context ??= new AudioContext();
  await context.resume();
  sound('test', true);
}

export function confirm(heard) { confirmed = heard; }

export function sound(name, always = false) {
  const { tones, buzz } = TONES[name];
  navigator.vibrate?.(buzz);
  if (!(always || isOn())) return;
  let from = context.currentTime;
  for (const [hertz, ms, type = 'sine'] of tones) {
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    tone.type = type;
    tone.frequency.value = hertz;
    volume.gain.value = 0.4;
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + ms / 1_000);
    from += ms / 1_000 + 0.06;
  }
}
