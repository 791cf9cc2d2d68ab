#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Rebuilds the data pack: build.py SCRATCH-FOLDER [OUTPUT-FOLDER]. See geodata/README.md."""

import os
import sys

import admin1
import boundaries
import countries
import fetch
import lakes
import land
import manifest
import natural_earth
import rivers
import simplify
import topology
from common import RECIPE, Work

# level: intervals of borders and of the coast (m), smallest islands (km2), overlap of pieces (degrees),
# vertices and degrees a piece may have, smallest enclave ring (km2)
LEVELS = (
    (200, 700, 0.5, 0.002, 700, 4, 0.0),
    (1500, 1500, 4.0, 0.01, 1000, 16, 0.0),
    (4000, 4000, 30.0, 0.04, 1000, 32, 5.0),
    (15000, 15000, 200.0, 0.15, 1000, 64, 50.0),
)
# The source has about 10 m; lines keep to it within this distance.
FULL_LINES_M = 25


def main():
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    work = Work(sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else os.path.dirname(RECIPE))
    fetch.fetch(work)
    faces = topology.build(work)
    full = topology.Topology(faces)
    identities = boundaries.identities(full)
    boundaries.write(work, full, identities, work.layer("odbl", "boundaries-0.fgb"), "boundaries", thin_m=FULL_LINES_M)
    countries.write_contested(work, work.layer("odbl", "contested.fgb"))
    names = countries.owner_names(work)
    for number, (border, coast, island, overlap, vertices, degrees, ring) in enumerate(LEVELS):
        level = simplify.level(work, faces, border, coast)
        land.write(work, level, work.layer("odbl", f"land-{number}.fgb"), "land", names, island, overlap, vertices, degrees)
        if number > 0:
            boundaries.write(work, level, identities, work.layer("odbl", f"boundaries-{number}.fgb"), "boundaries", ring)
        if number == 1:
            countries.write_countries(work, level, work.layer("odbl", "countries.fgb"))
    lakes.write(work, work.layer("odbl", "lakes-0.fgb"), work.layer("odbl", "lakes-1.fgb"))
    rivers.write(work, work.layer("lgpl", "rivers-0.fgb"), work.layer("lgpl", "rivers-1.fgb"))
    natural_earth.write_disputed(work, work.layer("public-domain", "disputed.fgb"))
    natural_earth.write_rivers(work, work.layer("public-domain", "rivers-named.fgb"))
    admin1.write(work, faces, work.layer("public-domain", "admin1.fgb"), work.layer("public-domain", "admin1-lines.fgb"))
    manifest.write(work)


if __name__ == "__main__":
    main()
