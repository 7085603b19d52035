// Hands on the map: drag, wheel, pinch, keys, and a tap that picks.
const TAP_PX = 5;

export function listen(canvas, camera, changed, pick, hover) {
  const fingers = new Map();
  let moved = 0;

  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, at(event));
    if (fingers.size === 1) moved = 0;
  });

  canvas.addEventListener('pointermove', (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return hover(at(event));
    const now = at(event);
    moved += Math.hypot(now.x - before.x, now.y - before.y);
    if (fingers.size === 1) camera.pan(now.x - before.x, now.y - before.y);
    else pinch(fingers, event.pointerId, before, now);
    fingers.set(event.pointerId, now);
    changed();
  });

  for (const end of ['pointerup', 'pointercancel']) {
    canvas.addEventListener(end, (event) => {
      if (end === 'pointerup' && fingers.size === 1 && moved < TAP_PX) pick(at(event));
      fingers.delete(event.pointerId);
    });
  }

  canvas.addEventListener('wheel', (event) => {
    event.preventDefault();
    const { x, y } = at(event);
    camera.zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0016)), x, y);
    changed();
  }, { passive: false });

  canvas.addEventListener('keydown', (event) => {
    const step = 60;
    const act = {
      ArrowLeft: () => camera.pan(step, 0), ArrowRight: () => camera.pan(-step, 0), ArrowUp: () => camera.pan(0, step), ArrowDown: () => camera.pan(0, -step),
      '+': () => camera.zoom(1.4), '=': () => camera.zoom(1.4), '-': () => camera.zoom(1 / 1.4), 0: () => camera.all(),
    }[event.key];
    if (!act || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act();
    changed();
  });

  function pinch(points, id, before, now) {
    const other = [...points].find(([key]) => key !== id)[1];
    const [wide, narrow] = [Math.hypot(now.x - other.x, now.y - other.y), Math.hypot(before.x - other.x, before.y - other.y)];
    if (narrow > 0) camera.zoom(wide / narrow, (now.x + other.x) / 2, (now.y + other.y) / 2);
    camera.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
  }

  function at(event) {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }
}
