using Microsoft.Playwright;

namespace SpecimenLogistics.Browser.Print;

/// <summary>The phones' own decoder.</summary>
static class PhoneEye
{
    /// <summary>All that it finds in one look at a whole picture, each as its sort and text.</summary>
    public static Task<string[]> Sees(IPage page, byte[] png) => page.EvaluateAsync<string[]>("""
        async (png) => {
          const vendor = '/_content/SpecimenLogistics.Ui/vendor/zxing-wasm/';
          const { readBarcodes, prepareZXingModule } = await import(vendor + 'reader/index.js');
          prepareZXingModule({ overrides: { locateFile: () => vendor + 'zxing_reader.wasm' } });
          const found = await readBarcodes(Uint8Array.from(atob(png), (c) => c.charCodeAt(0)), { formats: ['QRCode', 'Code128'], maxNumberOfSymbols: 60, tryHarder: true });
          return found.map((f) => `${f.format} ${f.text}`).sort();
        }
        """, Convert.ToBase64String(png));
}
