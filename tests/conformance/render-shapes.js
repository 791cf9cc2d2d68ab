// SPDX-License-Identifier: MIT
// Draws the public shape tests at four device pixels a CSS pixel and prints how many are
// within 0.25 % of the reference. Fails below the mark of 92 %; exits 77 where pixelmatch
// is not installed. Arguments: folder of the suites, program, data folder, folder to write.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const path = require('path');

const MARK = 0.92;
const [suites, program, data, out] = process.argv.slice(2);

let modules;
try {
    modules = path.dirname(path.dirname(require.resolve('pngjs/package.json')));
    fs.accessSync(path.join(modules, 'pixelmatch'));
} catch (error) {
    console.log('skipped: pixelmatch and pngjs are not installed');
    process.exit(77);
}

const quoted = `'${program.replaceAll("'", `'\\''`)}'`;
const template = `${quoted} style render --style {style} --size {w}x{h} ` +
    '--center {lon},{lat} --zoom {zoom} --bearing {bearing} --pixel-ratio {r} -o {png}';
const results = path.join(out, 'shapes.json');
const run = spawnSync(process.execPath, [
    path.join(suites, 'render_run.mjs'), '--tier', 'shape', '--ratio', '4',
    '--out', path.join(out, 'shapes'), '--json', results,
    '--html', path.join(out, 'shapes.html'), '--', template,
], {stdio: 'inherit', env: {...process.env, NM: modules, MARCHLAND_DATA: data}});
if (run.error || !fs.existsSync(results)) {
    console.log(`the runner failed: ${run.error}`);
    process.exit(1);
}

const tests = JSON.parse(fs.readFileSync(results, 'utf8'));
const missed = tests.filter((test) => !test.upstream);
for (const test of missed) {
    console.log(`differs: ${test.id} in ${(test.diff * 100).toFixed(2)} % of the pixels`);
}
const share = 1 - missed.length / tests.length;
console.log(`${tests.length - missed.length} of ${tests.length} within 0.25 % at ratio 4; ` +
    `the mark is ${MARK * 100} %`);
process.exit(share >= MARK ? 0 : 1);
