# SPDX-License-Identifier: MIT
"""What every step of the recipe shares: paths, geometry on the sphere, running tools, writing layers."""

import csv
import functools
import json
import math
import os
import subprocess

RECIPE = os.path.dirname(os.path.abspath(__file__))
EARTH_RADIUS_KM = 6371.0088


class Work:
    """The scratch folder (downloads, unpacked sources, intermediate files) and the folder of the finished pack."""

    def __init__(self, scratch, output):
        self.scratch = os.path.abspath(scratch)
        self.output = os.path.abspath(output)
        self.mapshaper = os.path.join(self.scratch, "mapshaper", "node_modules", ".bin", "mapshaper-xl")

    def source(self, name, *parts):
        return os.path.join(self.scratch, "unpacked", name, *parts)

    def temp(self, name):
        os.makedirs(os.path.join(self.scratch, "steps"), exist_ok=True)
        return os.path.join(self.scratch, "steps", name)

    def layer(self, family, name):
        os.makedirs(os.path.join(self.output, family), exist_ok=True)
        return os.path.join(self.output, family, name)


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def read_csv(name):
    with open(os.path.join(RECIPE, name), encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(line for line in stream if not line.startswith("#")))


def read_json(path):
    with open(path, encoding="utf-8") as stream:
        return json.load(stream)


def write_json(path, value):
    with open(path, "w", encoding="utf-8") as stream:
        json.dump(value, stream, separators=(",", ":"), ensure_ascii=False)


def codes():
    """alpha-3 -> (alpha-2, sovereign alpha-3), from the reviewed table."""
    return {row["a3"]: (row["a2"], row["sovereign"]) for row in read_csv("countries.csv")}


def distance_km(a, b):
    """Great-circle distance (haversine) on the mean sphere; within 0.5 % of the ellipsoid."""
    lat1, lat2 = math.radians(a[1]), math.radians(b[1])
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b[0] - a[0]) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def length_km(line):
    return sum(distance_km(a, b) for a, b in zip(line, line[1:]))


def ring_km2(ring):
    """Signed area on the sphere, positive when the ring runs clockwise."""
    total = 0.0
    for a, b in zip(ring, ring[1:]):
        total += math.radians(b[0] - a[0]) * (math.sin(math.radians(a[1])) + math.sin(math.radians(b[1]))) / 2
    return total * EARTH_RADIUS_KM ** 2


def ring_contains(ring, x, y):
    inside = False
    for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside


def ring_box(ring):
    xs = [p[0] for p in ring]
    ys = [p[1] for p in ring]
    return min(xs), min(ys), max(xs), max(ys)


def round_line(line, digits=5):
    """Rounds to the grid and drops repeated points."""
    out = []
    for point in line:
        rounded = [round(point[0], digits) + 0.0, round(point[1], digits) + 0.0]
        if not out or rounded != out[-1]:
            out.append(rounded)
    return out


def write_layer(work, path, layer, kind, features):
    """Writes (properties, coordinates) pairs as an indexed FlatGeobuf file; `kind` is a GeoJSON geometry type.

    Every feature carries the same keys, in the same order.
    """
    features = list(features)
    if not features:
        raise SystemExit(f"{layer}: no features")
    source = work.temp(f"{layer}.geojsons")
    with open(source, "w", encoding="utf-8") as stream:
        for properties, coordinates in features:
            stream.write(json.dumps({"type": "Feature", "properties": properties,
                                     "geometry": {"type": kind, "coordinates": coordinates}},
                                    ensure_ascii=False, separators=(",", ":")) + "\n")
    if os.path.exists(path):
        os.remove(path)
    run("ogr2ogr", "-f", "FlatGeobuf", "-nln", layer, "-nlt", kind.upper(), "-dim", "XY", "-a_srs", "OGC:CRS84",
        "-lco", "SPATIAL_INDEX=YES", path, source)
    return len(features), os.path.getsize(path)


@functools.lru_cache
def parts():
    return read_csv("parts.csv")


def part_name(owner, ring):
    """The name of the part of the owner's land that the ring bounds (parts.csv), or None."""
    at = (sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring))
    near = [(distance_km(at, (float(row["lon"]), float(row["lat"]))), row)
            for row in parts() if row["owner"] == owner]
    near = [(km, row["name"]) for km, row in near if km <= float(row["km"])]
    return min(near)[1] if near else None
