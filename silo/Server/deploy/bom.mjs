// One bill of materials (CycloneDX) of what an archive contains: packages of the program, the runtime in it, and the screens' assets.
// node bom.mjs SERVER.cdx.json SCREENS.cdx.json PROGRAM.deps.json VERSION UNIX-SECONDS
// Ends with 70 and the names when the program has a library that the bill does not name: a bill with a hole is none.
import { readFileSync } from 'node:fs';

const [server, screens, program] = process.argv.slice(2, 5).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const [version, seconds] = process.argv.slice(5);

const shipped = Object.entries(program.libraries).map(([id, library]) => ({ name: id.split('/')[0], version: id.split('/')[1], type: library.type }));
const runtime = shipped.filter((library) => library.type === 'runtimepack').map(({ name, version: of }) => {
  const called = name.replace(/^runtimepack\./, '');
  return { type: 'framework', 'bom-ref': `pkg:nuget/${called}@${of}`, name: called, version: of, licenses: [{ license: { id: 'MIT' } }], purl: `pkg:nuget/${called}@${of}` };
});
// How npm laid its folder out says nothing about the archive, and names a folder of whoever built it.
const assets = screens.components.filter((each) => !(each.properties ?? []).some((p) => p.name === 'cdx:npm:package:development' && p.value === 'true')).map(({ properties, externalReferences, ...each }) => each);

const components = [...server.components.filter((each) => !each.name.startsWith('SpecimenLogistics')), ...runtime, ...assets]
  .sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1));
const named = new Set(components.map((each) => `${each.name}/${each.version}`.toLowerCase()));
const lacking = shipped.filter((library) => library.type === 'package' && !named.has(`${library.name}/${library.version}`.toLowerCase()));
if (lacking.length > 0) {
  console.error(`the bill of materials lacks ${lacking.map((library) => `${library.name} ${library.version}`).join(', ')}`);
  process.exit(70);
}

const { components: _, dependencies: __, metadata, ...head } = server;
console.log(JSON.stringify({
  ...head,
  metadata: {
    timestamp: new Date(Number(seconds) * 1_000).toISOString(),
    component: { type: 'application', 'bom-ref': 'specimen-logistics', name: 'specimen-logistics', version, licenses: [{ license: { id: 'Apache-2.0' } }] },
  },
  components,
}, null, 1));
