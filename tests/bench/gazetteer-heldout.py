#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures the geocoder on alternate names that its index has never seen.

    gazetteer-heldout.py --program marchland --sources DIR --work DIR [--seed N]

Takes names out of a GeoNames table, builds an index of the rest with
`gazetteer build`, asks for the names with `geocode`, and prints recall by script,
country and edit distance, the precision of "found", and the time. DIR is the folder
data/gazetteer of a build tree. Standard library only.
"""
import argparse
import collections
import json
import math
import os
import random
import subprocess
import sys
import time
import unicodedata

NEAR_KM = 25
ORACLE_LIMIT = 50


def plain(name):
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if c.isalnum())


def script_of(name):
    scripts = collections.Counter()
    for c in name:
        if c.isalpha():
            scripts[unicodedata.name(c, "UNKNOWN").split()[0]] += 1
    return scripts.most_common(1)[0][0] if scripts else "NONE"


def edit_distance(a, b, limit=7):
    row = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        previous, row = row, [i]
        for j, cb in enumerate(b, 1):
            row.append(min(previous[j] + 1, row[-1] + 1, previous[j - 1] + (ca != cb)))
        if min(row) > limit:
            return limit
    return min(row[-1], limit)


def distance_km(lat1, lon1, lat2, lon2):
    p1, p2 = math.radians(lat1), math.radians(lat2)
    dlat, dlon = p2 - p1, math.radians(lon2 - lon1)
    h = math.sin(dlat / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(dlon / 2) ** 2
    return 2 * 6371 * math.asin(min(1, math.sqrt(h)))


def choose(rows, count, latin, rng):
    """Pairs (row, name): names whose plain form no other name of the row has."""
    chosen, order = [], list(range(len(rows)))
    rng.shuffle(order)
    for index in order:
        row = rows[index]
        names = [n for n in row[3].split(",") if n]
        if len(names) < 2 or not row[0]:
            continue
        rng.shuffle(names)
        for name in names:
            is_latin = script_of(name) == "LATIN"
            if is_latin != latin or len(plain(name)) < 3 or plain(name) == plain(row[1]):
                continue
            if latin and name.isupper() and len(name) <= 4:
                continue
            chosen.append((index, name))
            break
        if len(chosen) == count:
            break
    return chosen


def split(args):
    with open(os.path.join(args.sources, "cities500.tsv"), encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    rng = random.Random(args.seed)
    chosen = choose(rows, args.latin, True, rng)
    taken = {index for index, _ in chosen}
    rest = [i for i in range(len(rows)) if i not in taken]
    chosen += [(rest[i], name) for i, name in
               choose([rows[i] for i in rest], args.other, False, rng)]
    queries = []
    for index, name in chosen:
        row = rows[index]
        kept = [n for n in row[3].split(",") if n and plain(n) != plain(name)]
        row[3] = ",".join(kept)
        folded = [plain(n) for n in [row[1], *kept]]
        queries.append({
            "query": name, "country": row[8], "lat": float(row[4]), "lon": float(row[5]),
            "script": script_of(name), "place": row[1],
            "distance": min(edit_distance(plain(name), f) for f in folded),
        })
    table = os.path.join(args.work, "kept.tsv")
    with open(table, "w", encoding="utf-8") as file:
        file.writelines("\t".join(row) + "\n" for row in rows)
    return table, queries


def geocode(args, database, queries, with_country, limit=5):
    path = os.path.join(args.work, "queries.tsv")
    with open(path, "w", encoding="utf-8") as file:
        file.write("id\tquery\tcountry\n")
        for number, query in enumerate(queries):
            country = query["country"] if with_country else ""
            file.write(f"{number}\t{query['query']}\t{country}\n")
    start = time.monotonic()
    output = subprocess.run(
        [*args.program.split(), "geocode", "--gazetteer", database, "--input", path,
         "--format", "jsonl", "--limit", str(limit)], check=True, stdout=subprocess.PIPE).stdout
    seconds = time.monotonic() - start
    answers = [json.loads(line) for line in output.decode("utf-8").splitlines()]
    return answers, seconds


def is_near(query, candidate):
    return distance_km(query["lat"], query["lon"],
                       candidate["lat"], candidate["lon"]) <= NEAR_KM


def score(queries, answers):
    for query, answer in zip(queries, answers):
        near = [is_near(query, c) for c in answer["candidates"]]
        query["first"] = near[:1] == [True]
        query["five"] = any(near)
        query["status"] = answer["status"]
        query["answer"] = answer
        query["score"] = answer["candidates"][0]["score"] if near else 0


def report(title, queries):
    if not queries:
        return
    n = len(queries)
    first = sum(q["first"] for q in queries) / n
    five = sum(q["five"] for q in queries) / n
    print(f"{title:32} n={n:5}  r@1 {first:.3f}  r@5 {five:.3f}")


def report_calibration(queries):
    found = [q for q in queries if q["status"] == "found"]
    right = sum(q["first"] for q in found)
    findable = sum(q["five"] for q in queries)
    print(f"{'found':32} n={len(found):5}  precision {right / max(1, len(found)):.3f}  "
          f"share of findable {right / max(1, findable):.3f}")
    ranked = sorted(queries, key=lambda q: -q["score"])
    for target in (0.95, 0.9, 0.8):
        good, best, threshold = 0, 0, 1
        for i, query in enumerate(ranked, 1):
            good += query["first"]
            if good / i >= target:
                best, threshold = good, query["score"]
        print(f"  precision {target}: recall {best / len(queries):.3f} of all, "
              f"{best / max(1, findable):.3f} of findable, at score {threshold:.3f}")


def report_curve(title, queries):
    """How precision and coverage go with the least score that counts as found."""
    findable = max(1, sum(q["five"] for q in queries))
    print(f"  {title}: least score, share that is answered, precision, of findable")
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        kept = [q for q in queries if q["score"] >= threshold]
        right = sum(q["first"] for q in kept)
        print(f"    {threshold:.2f}  {len(kept) / len(queries):.3f}  "
              f"{right / max(1, len(kept)):.3f}  {right / findable:.3f}")


def report_oracle(title, queries, answers):
    """What no ranking could do better: why the first candidate is not the right one."""
    kinds = collections.Counter()
    for query, answer in zip(queries, answers):
        near = [is_near(query, c) for c in answer["candidates"]]
        if not any(near):
            kinds["not among them"] += 1
        elif near[0]:
            kinds["first"] += 1
        elif answer["candidates"][0]["match"] != "fuzzy":
            kinds["behind a place with that very name"] += 1
        else:
            kinds["behind a place with a similar name"] += 1
    print(f"  {title}, the right place of the first {ORACLE_LIMIT}: " + ", ".join(
        f"{name} {count / max(1, len(queries)):.3f}" for name, count in sorted(kinds.items())))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--sources", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--latin", type=int, default=3000)
    parser.add_argument("--other", type=int, default=1000)
    parser.add_argument("--reuse", action="store_true", help="keep the index of the last run")
    parser.add_argument("--failures", help="write what went wrong to this file")
    parser.add_argument("--details", action="store_true")
    parser.add_argument("--curve", action="store_true",
                        help="print precision and coverage by score")
    parser.add_argument("--oracle", action="store_true",
                        help="print what keeps the right place from the first rank")
    args = parser.parse_args()
    os.makedirs(args.work, exist_ok=True)
    table, queries = split(args)
    database = os.path.join(args.work, "heldout.idx")
    if not (args.reuse and os.path.exists(database)):
        start = time.monotonic()
        subprocess.run([*args.program.split(), "gazetteer", "build", "-o", database,
                        "--geonames", table,
                        "--admin1", os.path.join(args.sources, "admin1.tsv"),
                        "--admin2", os.path.join(args.sources, "admin2.tsv")], check=True)
        print(f"built in {time.monotonic() - start:.1f} s, "
              f"{os.path.getsize(database) / 1e6:.1f} MB")
    failures = open(args.failures, "w", encoding="utf-8") if args.failures else None
    for with_country in (False, True):
        answers, seconds = geocode(args, database, queries, with_country)
        score(queries, answers)
        hint = "with country" if with_country else "no country"
        print(f"--- {hint}: {1000 * seconds / len(queries):.2f} ms a query")
        latin = [q for q in queries if q["script"] == "LATIN"]
        other = [q for q in queries if q["script"] != "LATIN"]
        report("Latin", latin)
        report("non-Latin", other)
        if args.details:
            for distance in range(8):
                report(f"  Latin, edit distance {distance}",
                       [q for q in latin if q["distance"] == distance])
            for name, count in collections.Counter(
                    q["script"] for q in other).most_common(10):
                report(f"  {name.title()}", [q for q in other if q["script"] == name])
            for name, count in collections.Counter(
                    q["country"] for q in latin).most_common(12):
                report(f"  Latin, {name}", [q for q in latin if q["country"] == name])
        report_calibration(latin)
        report_calibration(other)
        if args.curve:
            report_curve("Latin", latin)
            report_curve("other scripts", other)
        if args.oracle:
            many, _ = geocode(args, database, queries, with_country, ORACLE_LIMIT)
            for title, is_latin in (("Latin", True), ("other scripts", False)):
                chosen = [i for i, q in enumerate(queries)
                          if (q["script"] == "LATIN") == is_latin]
                report_oracle(title, [queries[i] for i in chosen],
                              [many[i] for i in chosen])
        if failures:
            for q in queries:
                if not q["first"]:
                    tops = "; ".join(f"{c['name']}/{c['country']} {c['score']}"
                                     for c in q["answer"]["candidates"][:3])
                    failures.write(f"{hint}\t{q['script']}\td{q['distance']}\t{q['query']}"
                                   f"\t{q['place']}/{q['country']}\t{tops}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
