// The phone's camera as a scanner: ZXing in a worker, at most ten pictures a second, one guide box. Behind this file stands
// nothing that another decoder could not do.
import { html, put } from './html.js';

const EVERY_MS = 100;
/** The same label before the lens is one scan until it was gone for so long, whatever else is seen between. */
const SAME_MS = 2_000;

/** True when the camera was there; each code it sees is called back until the person closes it. */
export async function openCamera(w, scanned) {
  if (!navigator.mediaDevices?.getUserMedia) return false;
  let stream;
  try { stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false }); }
  catch (error) { console.warn('camera:', error.message); return false; }
  const dialog = document.createElement('dialog');
  dialog.className = 'camera';
  put(dialog, html`<video playsinline muted></video><div class="guide"></div><p>${w('camera.hint')}</p><form method="dialog"><button class="answered">${w('camera.close')}</button></form>`);
  document.body.append(dialog);
  // Over the picture, and within reach: nothing outside a modal dialog is.
  const answers = [document.getElementById('answer'), document.getElementById('say')].filter(Boolean);
  dialog.append(...answers);
  dialog.showModal();
  const video = dialog.querySelector('video');
  video.srcObject = stream;
  await video.play();
  const worker = new Worker('/_content/SpecimenLogistics.Ui/js/staff/decoder.js', { type: 'module' });
  let busy = false;
  const seen = new Map(); // text: when it was seen last
  worker.onmessage = ({ data }) => {
    busy = false;
    for (const text of data) {
      const now = performance.now();
      const before = seen.get(text) ?? -Infinity;
      seen.set(text, now);
      if (now - before >= SAME_MS) scanned(text);
    }
  };
  const canvas = new OffscreenCanvas(1, 1);
  const look = canvas.getContext('2d', { willReadFrequently: true });
  const timer = setInterval(() => {
    if (busy || video.readyState < 2) return;
    // The guide box is the middle of the picture: less to look at, and only what the person points at.
    const [width, height] = [video.videoWidth * 0.8, video.videoHeight * 0.6].map(Math.round);
    [canvas.width, canvas.height] = [width, height];
    look.drawImage(video, (video.videoWidth - width) / 2, (video.videoHeight - height) / 2, width, height, 0, 0, width, height);
    const picture = look.getImageData(0, 0, width, height);
    busy = true;
    worker.postMessage(picture, [picture.data.buffer]);
  }, EVERY_MS);
  dialog.addEventListener('close', () => {
    clearInterval(timer);
    worker.terminate();
    for (const track of stream.getTracks()) track.stop();
    document.body.append(...answers);
    dialog.remove();
  });
  return true;
}
