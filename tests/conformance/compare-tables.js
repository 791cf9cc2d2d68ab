// SPDX-License-Identifier: MIT
// Compares the property tables in src/style with the specification's v8.json: every
// property of the layer types that are drawn must be in them, and no others. Exits 77
// where the package is not installed.
'use strict';

const fs = require('fs');
const path = require('path');

let specification;
try {
    specification = require('@maplibre/maplibre-gl-style-spec').v8;
} catch (error) {
    console.log('skipped: @maplibre/maplibre-gl-style-spec is not installed');
    process.exit(77);
}

const folder = process.argv[2];
const text = ['property-table.c', 'property-table-symbol.c']
    .map((file) => fs.readFileSync(path.join(folder, file), 'utf8')).join('\n');
const types = ['background', 'fill', 'line', 'circle', 'symbol', 'raster', 'hillshade'];
const wanted = new Map();
for (const type of types) {
    for (const block of ['layout', 'paint']) {
        for (const [name, property] of Object.entries(specification[`${block}_${type}`])) {
            wanted.set(name, property);
        }
    }
}

const ours = new Map();
const entry =
    /(PLAIN|RANGE|RANGE_OF|ENUM|ENUMS|ARRAY|SHARE|WIDTH|COLOR|SHIFT)\(\s*"([a-z-]+)",\s*(NULL|"(?:[^"\\]|\\.)*")\s*[,)]/g;
for (let match = entry.exec(text); match !== null; match = entry.exec(text)) {
    ours.set(match[2], match[3] === 'NULL' ? undefined : JSON.parse(JSON.parse(match[3])));
}

let failed = false;
const fail = (message) => {
    console.log(message);
    failed = true;
};
for (const [name, property] of wanted) {
    if (!ours.has(name)) {
        fail(`${name} is missing from the tables`);
    } else if (JSON.stringify(ours.get(name)) !== JSON.stringify(property.default)) {
        fail(`${name}: the default is ${JSON.stringify(property.default)}`);
    }
}
for (const name of ours.keys()) {
    if (!wanted.has(name)) {
        fail(`${name} is not in the specification`);
    }
}
process.exit(failed ? 1 : 0);
