#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks the supplement against the pack's own land and GeoNames' names.

    python3 geodata/gazetteer/check-supplement.py

For each row: the cells can be read; a country that is given has land, or a claim to
it, within the row's precision; a settlement of cities500 with one of its names within
3 km is given by its geonames-id, so that the builder makes one place of both, or by
the same position when it has none; no other row has the name within 3 km; a source is
named. Needs ogr2ogr.
"""
import csv
import gzip
import json
import math
import os
import subprocess
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
LAND = os.path.join(HERE, "..", "odbl", "land-0.fgb")
#: The land is generalised to this, in kilometres.
LAND_PRECISION = 2.0
DOUBLE_KM = 3.0
#: Rows without an id stand this near to the place they add names to, in kilometres.
SAME_KM = 1.0
#: Land the pack gives to its holder and that another claims: (claimant, west, south,
#: east, north, what).
CLAIMS = [("SY", 35.6, 32.6, 36.0, 33.5, "Golan Heights"),
          ("AZ", 44.9, 39.7, 45.1, 39.9, "Karki"),
          ("TW", 116.6, 20.6, 116.9, 20.8, "Pratas, an atoll below the pack's size"),
          ("JP", 136.0, 20.3, 136.2, 20.5, "Okinotorishima, below the pack's size"),
          ("ES", -5.5, 35.1, -2.3, 36.0, "plazas, below the pack's size"),
          ("UA", 30.1, 45.2, 30.3, 45.3, "Snake Island, below the pack's size"),
          ("UA", 36.4, 45.2, 36.7, 45.4, "Tuzla, below the pack's size"),
          ("MY", 118.5, 4.0, 119.0, 4.3, "Sipadan and Ligitan, below the pack's size"),
          ("KR", 125.5, 37.5, 125.9, 37.8, "Yeonpyeong, below the pack's size"),
          ("BD", 92.2, 20.5, 92.4, 20.7, "Saint Martin's Island, below the pack's size"),
          ("VE", -71.1, 12.2, -70.8, 12.6, "Los Monjes, below the pack's size"),
          ("BZ", -88.5, 16.0, -88.0, 16.3, "Sapodilla cays, below the pack's size")]
CLASSES = ("place", "district", "region", "country", "feature")


def plain(name):
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if c.isalnum())


def distance_km(a, b):
    x = math.radians(math.remainder(b[1] - a[1], 360))
    x *= math.cos(math.radians((a[0] + b[0]) / 2))
    return 6371 * math.hypot(x, math.radians(b[0] - a[0]))


def names_of(row):
    return [row["name"]] + [n for n in row["alternates"].split("|") if n]


def read_supplement():
    rows = []
    folder = os.path.join(HERE, "supplement")
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                row["where"] = f"{name}:{number}"
                rows.append(row)
    return rows


def read_cities():
    """plain name -> [(position, geonames id, name)]"""
    cities = {}
    path = os.path.join(HERE, "sources", "cities500.tsv.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            position = (float(cells[4]), float(cells[5]))
            for name in {plain(n) for n in [cells[1], *cells[3].split(",")] if n}:
                cities.setdefault(name, []).append((position, cells[0], cells[1]))
    return cities


def read_land():
    """[(codes, box, rings)]"""
    text = subprocess.run(["ogr2ogr", "-f", "GeoJSONSeq", "/vsistdout/", LAND],
                          check=True, stdout=subprocess.PIPE).stdout.decode("utf-8")
    land = []
    for line in text.splitlines():
        feature = json.loads(line.lstrip("\x1e"))
        geometry = feature["geometry"]
        polygons = geometry["coordinates"]
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        codes = (feature["properties"]["iso"] or "").split("/")
        for rings in polygons:
            xs = [p[0] for p in rings[0]]
            ys = [p[1] for p in rings[0]]
            land.append((codes, (min(xs), min(ys), max(xs), max(ys)), rings))
    return land


def is_inside(x, y, rings):
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def has_land(land, country, position, radius_km):
    """Whether @country has the position, or a corner of its land within the radius."""
    lat, lon = position
    reach = radius_km / 111.2
    width = reach / max(0.1, math.cos(math.radians(lat)))
    for codes, box, rings in land:
        if country not in codes or box[0] > lon + width or box[2] < lon - width \
                or box[1] > lat + reach or box[3] < lat - reach:
            continue
        if is_inside(lon, lat, rings) or any(
                distance_km(position, (y, x)) <= radius_km for x, y in rings[0]):
            return True
    return False


def validity(row):
    """When the row has its name: an earlier and a later name may share a place."""
    return row["valid-from"] or "0", row["valid-to"] or "9"


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def claimants(position):
    return {c for c, west, south, east, north, _ in CLAIMS
            if west <= position[1] <= east and south <= position[0] <= north}


def main():
    problems = []
    rows, cities, land = read_supplement(), read_cities(), read_land()
    seen = {}
    for row in rows:
        def complain(text, where=row["where"], name=row["name"]):
            problems.append(f"{where}: {name}: {text}")

        try:
            position = (float(row["lat"]), float(row["lon"]))
            precision = float(row["precision"])
        except ValueError:
            complain("position or precision is not a number")
            continue
        if row["class"] not in CLASSES:
            complain(f"class is {row['class']!r}")
        if not row["source"]:
            complain("no source")
        # The point of a country of islands may lie between them.
        if row["country"] and row["class"] != "country":
            if row["country"] not in claimants(position) and not has_land(
                    land, row["country"], position, precision + LAND_PRECISION):
                complain(f"no land of {row['country']} within {precision:g} km")
        for name in {plain(n) for n in names_of(row)}:
            for other, where in seen.get(name, []):
                if where != row["where"] and row["class"] == "place" and \
                        other[1] == row["class"] and \
                        overlap(other[2], validity(row)) and \
                        distance_km(position, other[0]) < DOUBLE_KM:
                    complain(f"the same name and place as {where}")
            seen.setdefault(name, []).append(((position, row["class"], validity(row)), row["where"]))
        if row["class"] != "place" or row["geonames-id"] or precision > 10:
            continue
        near = [(distance_km(position, city), number, label)
                for name in {plain(n) for n in names_of(row)}
                for city, number, label in cities.get(name, [])]
        for km, number, label in near:
            if km < DOUBLE_KM and (number or min(near)[0] > SAME_KM):
                complain(f"is {label} of GeoNames {number or '(no id)'}")
    for problem in problems:
        print(problem)
    print(f"{len(rows)} rows, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
