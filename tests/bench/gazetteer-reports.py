#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures what the report context does, on reports made from the gazetteer itself.

    gazetteer-reports.py --program marchland --sources DIR --work DIR [--style STYLE]

Styles of reports:
  region         up to eight settlements of one region, some by their alternates
  local          a local newspaper: a small town with namesakes, towns around it, its
                 county and state, now and then a city or country far away
  international  a few countries, their capitals, cities and regions
  outbreak       many countries with a few cities or regions each
Prints how often the first candidate lies within 25 and 161 km, with and without the
report column. Standard library only.
"""
import argparse
import csv
import importlib.util
import json
import os
import random
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def load_heldout():
    spec = importlib.util.spec_from_file_location(
        "heldout", os.path.join(HERE, "gazetteer-heldout.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_reports(sources, count, rng):
    with open(os.path.join(sources, "cities500.tsv"), encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    regions = {}
    for row in rows:
        regions.setdefault((row[8], row[10]), []).append(row)
    keys = sorted(k for k, v in regions.items() if len(v) >= 12)
    weights = [sum(int(r[14] or 0) + 100 for r in regions[k]) ** 0.5 for k in keys]
    queries = []
    for number, key in enumerate(rng.choices(keys, weights, k=count)):
        members = regions[key]
        sizes = [(int(r[14] or 0) + 300) ** 0.5 for r in members]
        for row in rng.choices(members, sizes, k=rng.randint(3, 8)):
            names = [n for n in row[3].split(",") if len(n) > 3]
            name = rng.choice(names) if names and rng.random() < 0.35 else row[1]
            queries.append({"query": name, "report": str(number),
                            "lat": float(row[4]), "lon": float(row[5])})
    return queries


class World:
    """The sources of the gazetteer, by what lies where."""

    ENGLISH = {"US": 60, "GB": 12, "CA": 12, "AU": 6, "IE": 3, "ZA": 2, "NZ": 2}

    def __init__(self, sources):
        csv.field_size_limit(10 ** 8)
        with open(os.path.join(sources, "cities500.tsv"), encoding="utf-8") as file:
            self.cities = [line.rstrip("\n").split("\t") for line in file]
        for row in self.cities:
            row[14] = int(row[14] or 0)
        self.by_country, self.by_cell, self.namesakes = {}, {}, {}
        for row in self.cities:
            self.by_country.setdefault(row[8], []).append(row)
            cell = (int(float(row[4]) // 1), int(float(row[5]) // 1))
            self.by_cell.setdefault(cell, []).append(row)
            self.namesakes[row[1]] = self.namesakes.get(row[1], 0) + 1
        self.regions, self.countries, self.counties = {}, {}, {}
        for name in ("regions.csv", "countries.csv", "country-points.csv"):
            path = os.path.join(sources, name)
            if not os.path.exists(path):
                continue
            with open(path, encoding="utf-8") as file:
                for row in csv.DictReader(file):
                    table = self.regions if row["class"] == "region" else self.countries
                    table[row["code"]] = row
        with open(os.path.join(sources, "admin2.tsv"), encoding="utf-8") as file:
            for line in file:
                code, name = line.split("\t")[:2]
                self.counties[code] = name

    def near(self, town, km, distance_km):
        lat, lon = float(town[4]), float(town[5])
        found = []
        for y in (-1, 0, 1):
            for x in (-1, 0, 1):
                for row in self.by_cell.get((int(lat // 1) + y, int(lon // 1) + x), []):
                    if row is not town and distance_km(
                            lat, lon, float(row[4]), float(row[5])) < km:
                        found.append(row)
        return found


def of_row(row, name=None):
    return (name or row["name"], float(row["lat"]), float(row["lon"]))


def of_city(row, name=None):
    return (name or row[1], float(row[4]), float(row[5]))


def draw_cities(rows, count, rng, power=0.7):
    if not rows:
        return []
    return rng.choices(rows, [(r[14] + 10) ** power for r in rows], k=count)


def make_local(world, rng, distance_km):
    country = rng.choices(list(world.ENGLISH), list(world.ENGLISH.values()))[0]
    towns = [r for r in world.by_country[country] if 1500 <= r[14] <= 80000]
    home = rng.choices(towns, [min(world.namesakes[r[1]], 8) ** 1.5 for r in towns])[0]
    region = world.regions.get(f"{country}.{home[10]}")
    around = world.near(home, 80, distance_km)
    names = [of_city(home)]
    if region and rng.random() < 0.3:
        names[0] = of_city(home, f"{home[1]}, {region['name']}")
    for row in draw_cities(around, min(len(around), rng.randint(1, 5)), rng, 0.5):
        names.append(of_city(row))
    county = world.counties.get(f"{country}.{home[10]}.{home[11]}")
    if county and rng.random() < 0.4:
        names.append(of_city(home, county))
    if region and rng.random() < 0.6:
        names.append(of_row(region))
    if rng.random() < 0.35:
        names.append(of_row(world.countries[country]))
    same = [r for r in world.by_country[country] if r[10] == home[10]]
    names += [of_city(r) for r in draw_cities(same, rng.randint(0, 2), rng, 1)]
    names += [of_city(r) for r in draw_cities(
        world.by_country[country], rng.choice((0, 0, 1, 1, 2)), rng, 1)]
    if rng.random() < 0.35:
        names += [of_city(r) for r in draw_cities(world.cities, 1, rng, 1.2)]
    if rng.random() < 0.3:
        names.append(of_row(rng.choice(list(world.countries.values()))))
    return names, of_city(home)


def make_international(world, rng, countries, cities):
    names = []
    codes = [c for c in world.countries if c in world.by_country]
    weights = [sum(r[14] for r in world.by_country[c]) ** 0.5 for c in codes]
    for code in rng.choices(codes, weights, k=countries):
        names.append(of_row(world.countries[code]))
        rows = world.by_country[code]
        names += [of_city(r) for r in draw_cities(rows, rng.randint(*cities), rng, 1)]
        regions = [r for k, r in world.regions.items() if k.startswith(code + ".")]
        if regions and rng.random() < 0.4:
            names.append(of_row(rng.choice(regions)))
    return names, names[0]


def make_styled(sources, style, count, rng, distance_km):
    world, queries = World(sources), []
    for number in range(count):
        if style == "local":
            names, again = make_local(world, rng, distance_km)
        elif style == "international":
            names, again = make_international(world, rng, rng.randint(1, 3), (0, 3))
        else:
            names, again = make_international(world, rng, rng.randint(3, 6), (0, 1))
        head, rest = names[:1], names[1:]
        rng.shuffle(rest)
        if rng.random() < 0.5:
            rest.insert(rng.randint(0, len(rest)), again)
        for name, lat, lon in head + rest:
            queries.append({"query": name, "report": str(number),
                            "lat": lat, "lon": lon})
    return queries


def ask(args, queries, with_report):
    path = os.path.join(args.work, "reports.tsv")
    with open(path, "w", encoding="utf-8") as file:
        file.write("query\treport\n")
        for query in queries:
            file.write(f"{query['query']}\t{query['report'] if with_report else ''}\n")
    command = [*args.program.split(), "geocode", "--input", path, "--format", "jsonl"]
    if args.gazetteer:
        command += ["--gazetteer", args.gazetteer]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return [json.loads(line) for line in output.decode("utf-8").splitlines()]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--sources", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--gazetteer")
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--style", default="region",
                        choices=("region", "local", "international", "outbreak"))
    parser.add_argument("--details", action="store_true", help="lists what is wrong")
    args = parser.parse_args()
    os.makedirs(args.work, exist_ok=True)
    heldout = load_heldout()
    rng = random.Random(args.seed)
    if args.style == "region":
        queries = make_reports(args.sources, args.reports, rng)
    else:
        queries = make_styled(args.sources, args.style, args.reports, rng,
                              heldout.distance_km)
    for with_report in (False, True):
        answers = ask(args, queries, with_report)
        first = near = found = right = 0
        for query, answer in zip(queries, answers):
            distances = [heldout.distance_km(query["lat"], query["lon"],
                                             c["lat"], c["lon"])
                         for c in answer["candidates"][:1]]
            if args.details and with_report and (not distances or distances[0] > 161):
                best = answer["candidates"][:1]
                said = f"{best[0]['name']} ({best[0]['country']})" if best else "-"
                print(f"  {query['report']}\t{query['query']}\t{query['lat']},"
                      f"{query['lon']}\t{said} {distances[:1]}")
            near += bool(distances and distances[0] <= 25)
            first += bool(distances and distances[0] <= 161)
            if answer["status"] == "found":
                found += 1
                right += bool(distances and distances[0] <= 161)
        n = len(queries)
        print(f"{'with' if with_report else 'without'} report: n={n} "
              f"within 25 km {near / n:.3f}, within 161 km {first / n:.3f}, "
              f"found {found / n:.3f} with precision {right / max(1, found):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
