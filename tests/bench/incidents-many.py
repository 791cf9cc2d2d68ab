#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A hundred thousand invented incidents drawn as one figure, aggregated each way.

usage: incidents-many.py PROGRAM [ROWS]

Prints the CPU seconds (user and system) and the wall time of a process that starts,
reads the table, draws a PNG and ends: medians of five, the ways taken in turn.
"""
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

WAYS = ("place", "hexagon", "region", "district", "cluster", "section")
# Beside these lines of a figure, what "section" needs: stretches of the border, and a reach that takes in all rows.
MORE = {
    "district": "districts: districts.geojson\n",
    "section": "section-distance: 500 km\nborders:\n"
               "  - {section: West, between: [KG, UZ], from: Kara-Suu, to: Khanabad, status: disputed, source: Invented}\n"
               "  - {section: South, between: [KG, TJ], from: Kulundu, to: Isfara, status: disputed, source: Invented}\n"
               "  - {section: East, between: [KG, CN], from: Irkeshtam, to: Torugart, status: disputed, source: Invented}\n",
}
TYPES = ("Battles", "Riots", "Protests", "Explosions/Remote violence")


def write_table(path, rows):
    rng = random.Random(1)
    with open(path, "w") as table:
        table.write("id,date,lat,lon,type,country,value,text,source\n")
        for row in range(rows):
            table.write("%d,2021-%02d-%02d,%.5f,%.5f,%s,KG,%d,Invented,Herald\n" % (
                row, rng.randint(1, 12), rng.randint(1, 28), rng.uniform(39, 43), rng.uniform(69.5, 80),
                rng.choice(TYPES), rng.choice((0, 0, 1, 2, 5))))


def write_districts(path):
    """Squares of half a degree, as the districts."""
    features = []
    for column in range(21):
        for row in range(8):
            west, south = 69.5 + column / 2, 39 + row / 2
            ring = [[west, south], [west + 0.5, south], [west + 0.5, south + 0.5], [west, south + 0.5], [west, south]]
            features.append({"type": "Feature", "properties": {"name": "District %d-%d" % (column, row)},
                             "geometry": {"type": "Polygon", "coordinates": [ring]}})
    with open(path, "w") as districts:
        json.dump({"type": "FeatureCollection", "features": features}, districts)


def run(command):
    start = time.monotonic()
    pid = os.posix_spawnp(command[0], command, os.environ,
                          file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        sys.exit("%s failed" % " ".join(command))
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss


def main():
    program = os.path.abspath(sys.argv[1])
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 100000
    with tempfile.TemporaryDirectory() as folder:
        write_table(os.path.join(folder, "many.csv"), rows)
        write_districts(os.path.join(folder, "districts.geojson"))
        for way in WAYS:
            with open(os.path.join(folder, way + ".yaml"), "w") as figure:
                figure.write("figure: 1\ntitle: Many\nextent: {bbox: [69.5, 39, 80, 43]}\n"
                             "aggregate: %s\nincidents: many.csv\n%s" %
                             (way, MORE.get(way, "")))
        runs = {way: [] for way in WAYS}
        for _ in range(5):
            for way in WAYS:
                runs[way].append(run([program, "render", "-q", os.path.join(folder, way + ".yaml"),
                                      "-o", os.path.join(folder, way + ".png")]))
        print("%d rows      CPU s   wall s   MB   (asked: under 1 s)" % rows)
        for way, of in runs.items():
            print("%-14s %7.2f %8.2f %4.0f" % (way, statistics.median(one[0] for one in of),
                                               statistics.median(one[1] for one in of),
                                               max(one[2] for one in of) / 1024))


if __name__ == "__main__":
    main()
