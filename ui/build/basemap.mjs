// Makes the offline base map: district outlines from echarts' map data, moved to WGS84, and the corridor roads.
// usage: node basemap.mjs DISTRICTS.json ROADS-FOLDER OUT.json
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// The source is in GCJ-02; over Hong Kong this shift brings it to WGS84 within some metres.
const SHIFT = { lon: -0.005, lat: 0.0027 };
const GRID = 1e5;

const ENGLISH = {
  中西区: 'Central and Western', 湾仔区: 'Wan Chai', 东区: 'Eastern', 南区: 'Southern', 油尖旺区: 'Yau Tsim Mong', 深水埗区: 'Sham Shui Po',
  九龙城区: 'Kowloon City', 黄大仙区: 'Wong Tai Sin', 观塘区: 'Kwun Tong', 荃湾区: 'Tsuen Wan', 屯门区: 'Tuen Mun', 元朗区: 'Yuen Long',
  北区: 'North', 大埔区: 'Tai Po', 西贡区: 'Sai Kung', 沙田区: 'Sha Tin', 葵青区: 'Kwai Tsing', 离岛区: 'Islands',
};
const TRADITIONAL = {
  中西区: '中西區', 湾仔区: '灣仔', 东区: '東區', 南区: '南區', 油尖旺区: '油尖旺', 深水埗区: '深水埗', 九龙城区: '九龍城', 黄大仙区: '黃大仙',
  观塘区: '觀塘', 荃湾区: '荃灣', 屯门区: '屯門', 元朗区: '元朗', 北区: '北區', 大埔区: '大埔', 西贡区: '西貢', 沙田区: '沙田', 葵青区: '葵青', 离岛区: '離島',
};

// Each vertex is two characters: value + 64, zigzag, as a difference to the vertex before.
function decodeRing(text, [x, y], scale) {
  const ring = [];
  for (let i = 0; i < text.length; i += 2) {
    x += unzigzag(text.charCodeAt(i) - 64);
    y += unzigzag(text.charCodeAt(i + 1) - 64);
    ring.push(toGrid(x / scale, SHIFT.lon), toGrid(y / scale, SHIFT.lat));
  }
  return ring;
}

const unzigzag = (n) => (n >> 1) ^ -(n & 1);
const toGrid = (degrees, shift = 0) => Math.round((degrees + shift) * GRID);

// A polygon's parts and a multipolygon's are nested differently; both end in pairs of text and start.
function rings(text, start, scale) {
  return typeof text === 'string' ? [decodeRing(text, start, scale)] : text.flatMap((part, i) => rings(part, start[i], scale));
}

function district({ properties, geometry }, scale) {
  const name = properties.name;
  if (!ENGLISH[name]) throw new Error(`a district with an unknown name: ${name}`);
  const [lon, lat] = properties.cp;
  return {
    en: ENGLISH[name], zh: TRADITIONAL[name], at: [toGrid(lon, SHIFT.lon), toGrid(lat, SHIFT.lat)],
    rings: rings(geometry.coordinates, geometry.encodeOffsets, scale),
  };
}

function csv(file) {
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, i) => [names[i], cell])));
}

const cells = (line) => [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].slice(0, -1).map((m) => m[2] ?? m[1]);

function roads(folder) {
  const at = new Map(csv(join(folder, 'nodes.csv')).map((n) => [n.node, [toGrid(Number(n.lon)), toGrid(Number(n.lat))]]));
  return csv(join(folder, 'edges.csv')).map((e) => {
    if (!at.has(e.from) || !at.has(e.to)) throw new Error(`road ${e.from}-${e.to} names an unknown node`);
    return [...at.get(e.from), ...at.get(e.to)];
  });
}

const [districtsFile, roadsFolder, out] = process.argv.slice(2);
const source = JSON.parse(readFileSync(districtsFile, 'utf8'));
const map = { grid: GRID, districts: source.features.map((f) => district(f, source.UTF8Scale ?? 1024)), roads: roads(roadsFolder) };
const vertices = map.districts.flatMap((d) => d.rings).reduce((n, ring) => n + ring.length / 2, 0);
if (map.districts.length !== 18 || vertices < 2000) throw new Error(`${map.districts.length} districts with ${vertices} vertices: not the map this script knows`);
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, JSON.stringify(map));
console.log(`base map: ${map.districts.length} districts, ${vertices} vertices, ${map.roads.length} roads`);
