// SPDX-License-Identifier: MIT
// Checks styles with the validator of the style specification's own package; exits 77
// where that is not installed. "print:" metadata must not disturb other programs.
'use strict';

const fs = require('fs');

let specification;
try {
    specification = require('@maplibre/maplibre-gl-style-spec');
} catch (error) {
    console.log('skipped: @maplibre/maplibre-gl-style-spec is not installed');
    process.exit(77);
}

let failed = false;
for (const file of process.argv.slice(2)) {
    const errors = specification.validateStyleMin(JSON.parse(fs.readFileSync(file, 'utf8')));
    for (const error of errors) {
        console.log(`${file}: ${error.message}`);
        failed = true;
    }
}
process.exit(failed ? 1 : 0);
