#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures what the report context does, on reports made from the gazetteer itself.

    gazetteer-reports.py --program marchland --sources DIR --work DIR

Each report is about one region: up to eight names of settlements there, drawn with
their alternates, sometimes the region and the country. Prints how often the first
candidate lies within 161 km, with and without the report column. Standard library
only.
"""
import argparse
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
    args = parser.parse_args()
    os.makedirs(args.work, exist_ok=True)
    heldout = load_heldout()
    queries = make_reports(args.sources, args.reports, random.Random(args.seed))
    for with_report in (False, True):
        answers = ask(args, queries, with_report)
        first = near = found = right = 0
        for query, answer in zip(queries, answers):
            distances = [heldout.distance_km(query["lat"], query["lon"],
                                             c["lat"], c["lon"])
                         for c in answer["candidates"][:1]]
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
