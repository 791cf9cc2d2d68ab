#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes supplement/rivers.csv from the pack's named rivers (Natural Earth).

    python3 geodata/gazetteer/rivers.py

A river stands at the point of its course nearest to the course's middle, with the
distance to its farthest end as precision. Its names say that it is a river: towns that
are named after it come first when they are asked for by the bare name. Long rivers have
the bare name too and are notable ("Don", "Lena"), unless a country, a region or a town
bears it. Rivers that another file of the supplement has are left out. Needs ogr2ogr.
"""
import csv
import gzip
import importlib.util
import json
import math
import os
import re
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
RIVERS = os.path.join(HERE, "..", "public-domain", "rivers-named.fgb")
#: Courses of one name this near to one another are one river, in kilometres.
JOINED_KM = 120.0
#: Rivers whose ends are so far from their middle are known by the bare name, unless a
#: settlement with so many people is.
LONG_KM = 300
TOWN_PEOPLE = 3_000
#: In China, a syllable of many names.
SYLLABLE = re.compile(r"([^aeiou]?[^aeiou]?[aeiou]{1,3}(n|ng|h)?)$", re.IGNORECASE)
#: Words that mean something else when they stand alone.
ORDINARY = {"back", "black", "blue", "branco", "canadian", "dulce", "grande", "great",
            "green", "james", "little", "negro", "peace", "red", "rouge", "salado", "snake", "verde",
            "white", "yellow"}
#: Words that tell of water already.
WATER = re.compile(r"\b(river|r[íi]o|canal|csatorna|darya|shatt|bahr|wadi|oued|creek|"
                   r"branch|fork|channel|nahr|khabur|sungai|song)\b", re.IGNORECASE)
FIELDS = ["name", "alternates", "lat", "lon", "class", "country", "precision",
          "valid-from", "valid-to", "source", "code", "geonames-id", "notable"]


def load_check():
    spec = importlib.util.spec_from_file_location(
        "check", os.path.join(HERE, "check-supplement.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_courses():
    """name -> [[(lat, lon)]]"""
    text = subprocess.run(["ogr2ogr", "-f", "GeoJSONSeq", "/vsistdout/", RIVERS],
                          check=True, stdout=subprocess.PIPE).stdout.decode("utf-8")
    courses = {}
    for line in text.splitlines():
        feature = json.loads(line.lstrip("\x1e"))
        geometry = feature["geometry"]
        lines = geometry["coordinates"]
        if geometry["type"] == "LineString":
            lines = [lines]
        name = (feature["properties"]["name"] or "").strip()
        if name:
            courses.setdefault(name, []).extend([(p[1], p[0]) for p in line]
                                                for line in lines)
    return courses


def join(check, lines):
    """Lists of points, one a river: courses with ends near to one another."""
    rivers = []
    for line in lines:
        near = [r for r in rivers if any(
            check.distance_km(p, q) < JOINED_KM
            for p in (line[0], line[-1]) for q in r[::5] + [r[-1]])]
        joined = list(line)
        for river in near:
            rivers.remove(river)
            joined = river + joined
        rivers.append(joined)
    return rivers


def name_river(text):
    """The name and its alternates: "Songhua (Sungari)" has two."""
    parts = [p.strip() for p in re.split(r"[()/]", text) if p.strip()]
    names = [p if WATER.search(p) else p + " River" for p in parts]
    return names[0], [n for n in names[1:] if n != names[0]]


def read_taken(check):
    """The plain names of countries, regions and towns."""
    taken = set()

    def lines(name):
        with gzip.open(os.path.join(HERE, "sources", name), "rt", encoding="utf-8") as file:
            yield from file

    for row in csv.DictReader(lines("countries.csv.gz")):
        taken.update(check.plain(n) for n in check.names_of(row))
    for line in lines("admin1.tsv.gz"):
        fields = line.rstrip("\n").split("\t")
        taken.update(check.plain(n) for n in fields[1:3])
    for line in lines("cities500.tsv.gz"):
        fields = line.rstrip("\n").split("\t")
        if int(fields[14] or 0) >= TOWN_PEOPLE:
            taken.update(check.plain(n) for n in fields[1:3])
    return taken


def add_bare_names(row, text, taken, check):
    """The names without "River", of a long one."""
    if int(row["precision"]) < LONG_KM:
        return
    bare = [p.strip() for p in re.split(r"[()/]", text) if p.strip()]
    bare = [p for p in bare if not WATER.search(p) and len(p.split()) == 1 and len(p) > 2
            and not (row["country"] == "CN" and SYLLABLE.match(p))
            and check.plain(p) not in taken | ORDINARY]
    if bare:
        names = [n for n in row["alternates"].split("|") if n]
        row["alternates"] = "|".join([*names, *bare])
        row["notable"] = "yes"


def make_row(check, land, name, alternates, points):
    lat = sum(p[0] for p in points) / len(points)
    lon = sum(p[1] for p in points) / len(points)
    middle = min(points, key=lambda p: check.distance_km(p, (lat, lon)))
    reach = max(check.distance_km(p, middle) for p in points)
    shares = [{c for codes, box, rings in land
               if box[0] <= p[1] <= box[2] and box[1] <= p[0] <= box[3]
               and check.is_inside(p[1], p[0], rings) for c in codes}
              for p in points[::max(1, len(points) // 12)]]
    common = set.intersection(*shares) if shares else set()
    country = common.pop() if len(common) == 1 else ""
    return {"name": name, "alternates": "|".join(alternates), "lat": f"{middle[0]:.3f}",
            "lon": f"{middle[1]:.3f}", "class": "feature", "country": country,
            "precision": str(max(1, math.ceil(reach))),
            "source": "Natural Earth 10m rivers; the middle of the course"}


def main():
    check = load_check()
    land = check.read_land()
    known = {}
    for row in check.read_supplement():
        if row["class"] == "feature" and not row["where"].startswith("rivers.csv"):
            for name in check.names_of(row):
                known.setdefault(check.plain(name_river(name)[0]), []).append(
                    (float(row["lat"]), float(row["lon"]), float(row["precision"] or 10)))
    rows = []
    taken = read_taken(check)
    for text, lines in sorted(read_courses().items()):
        name, alternates = name_river(text)
        for points in join(check, lines):
            row = make_row(check, land, name, alternates, points)
            add_bare_names(row, text, taken, check)
            at = (float(row["lat"]), float(row["lon"]))
            if not any(check.distance_km(at, (lat, lon)) < precision + float(row["precision"])
                       for n in [name, *alternates]
                       for lat, lon, precision in known.get(check.plain(n), [])):
                rows.append(row)
    rows.sort(key=lambda r: (r["name"], float(r["lat"]), float(r["lon"])))
    path = os.path.join(HERE, "supplement", "rivers.csv")
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} rivers")


if __name__ == "__main__":
    main()
