#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes stations.csv: a point every 25 km of the Kyrgyz-Tajik, Kyrgyz-Uzbek and Tajik-Uzbek borders.

Usage: stations.py MARCHLAND > stations.csv

The borders are those of the program's data, each line of more than 25 km from its western end, rings included; lengths
are of these lines, not surveyed.
"""
import json
import math
import subprocess
import sys

STEP_KM = 25
PAIRS = ("KG,TJ", "KG,UZ", "TJ,UZ")


def distance(a, b):
    """Kilometres on the sphere."""
    la, lb = math.radians(a[1]), math.radians(b[1])
    d = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(math.radians(b[0] - a[0]) / 2) ** 2
    return 2 * 6371.009 * math.asin(math.sqrt(d))


def stations(line):
    """(km, position) every STEP_KM from the line's start, half a step in."""
    wanted, gone = STEP_KM / 2, 0.0
    for a, b in zip(line, line[1:]):
        length = distance(a, b)
        while length > 0 and wanted <= gone + length:
            part = (wanted - gone) / length
            yield wanted, (a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1]))
            wanted += STEP_KM
        gone += length


def main():
    print("border,line,km,lon,lat")
    for pair in PAIRS:
        words = [sys.argv[1], "borders", "list", "--quiet", "--between", pair, "--format", "geojson"]
        features = json.loads(subprocess.run(words, check=True, capture_output=True).stdout)["features"]
        for number, feature in enumerate(features, 1):
            for km, (lon, lat) in stations(feature["geometry"]["coordinates"]):
                print(f"{pair.replace(',', '-')},{number},{km:.1f},{lon:.4f},{lat:.4f}")


if __name__ == "__main__":
    main()
