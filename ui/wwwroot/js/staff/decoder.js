// Runs in a worker of its own: pictures in, texts out. Only the programme's two symbologies are looked for.
import { readBarcodes, prepareZXingModule } from '../../vendor/zxing-wasm/reader/index.js';

prepareZXingModule({ overrides: { locateFile: () => new URL('../../vendor/zxing-wasm/zxing_reader.wasm', import.meta.url).href } });

onmessage = async ({ data }) => {
  try {
    const found = await readBarcodes(data, { formats: ['QRCode', 'Code128'], maxNumberOfSymbols: 1 });
    postMessage(found.filter((symbol) => symbol.isValid).map((symbol) => symbol.text));
  } catch (error) {
    console.error(error);
    postMessage([]);
  }
};
