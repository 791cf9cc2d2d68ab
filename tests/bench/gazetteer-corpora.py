#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures the gazetteer on annotated corpora: places in documents, with positions.

    gazetteer-corpora.py --program marchland CORPUS...

A corpus is one of
  *.tsv   columns report, query, lat, lon in document order, with a header;
  *.xml   <article> or <document> elements whose <toponym> or <location> elements
          carry a name and a position, as LGL, TR-News and GeoVirus have them;
  a folder of brat annotations (*.ann with *.txt) whose notes on the names are
          "lat, lon" or a GeoNames number, as GeoWebNews has them. Numbers need
          --geonames FILE, a GeoNames table.
The corpora are not part of the project and are not to be committed: their texts
are not free. A name without an answer counts as wrong. Standard library only.
"""
import argparse
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
NEAR_KM = 161
HALF_WAY_ROUND_KM = 20015


def load_heldout():
    spec = importlib.util.spec_from_file_location(
        "heldout", os.path.join(HERE, "gazetteer-heldout.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_tsv(path):
    with open(path, encoding="utf-8") as file:
        header = file.readline().rstrip("\n").split("\t")
        for line in file:
            row = dict(zip(header, line.rstrip("\n").split("\t")))
            yield {"report": row["report"], "query": row["query"],
                   "lat": float(row["lat"]), "lon": float(row["lon"])}


def find_text(element, *names):
    """The text of the first child named so, at any depth."""
    for name in names:
        for child in element.iter(name):
            if child.text and child.text.strip():
                return child.text.strip()
    return None


def read_xml(path):
    root = ElementTree.parse(path).getroot()
    for number, article in enumerate(root):
        marks = [e for e in article.iter() if e.tag in ("toponym", "location")]
        rows = []
        for mark in marks:
            name = find_text(mark, "phrase", "name", "extractedName")
            lat, lon = find_text(mark, "lat"), find_text(mark, "lon")
            start = find_text(mark, "start")
            if name and lat and lon:
                rows.append((int(start) if start else len(rows),
                             {"report": f"{number}", "query": name,
                              "lat": float(lat), "lon": float(lon)}))
        for _, row in sorted(rows, key=lambda r: r[0]):
            yield row


def read_geonames(path):
    positions = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            row = line.rstrip("\n").split("\t")
            positions[row[0]] = (float(row[4]), float(row[5]))
    return positions


def read_brat(folder, positions):
    names = sorted(n for n in os.listdir(folder) if n.endswith(".ann"))
    for name in names:
        spans, notes = {}, {}
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            for line in file:
                cells = line.rstrip("\n").split("\t")
                if line.startswith("T") and len(cells) == 3:
                    start = re.search(r"\d+", cells[1])
                    spans[cells[0]] = (int(start.group()), cells[2])
                elif line.startswith("#") and len(cells) == 3:
                    notes[cells[1].split()[-1]] = cells[2].strip()
        for key, (_, text) in sorted(spans.items(), key=lambda s: s[1][0]):
            note = notes.get(key, "")
            numbers = re.findall(r"-?\d+(?:\.\d+)?", note)
            place = positions.get(numbers[0]) if len(numbers) == 1 else None
            if place is None and len(numbers) == 2:
                place = (float(numbers[0]), float(numbers[1]))
            if place is not None:
                yield {"report": name, "query": text, "lat": place[0], "lon": place[1]}


def ask(args, rows):
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as file:
        file.write("query\treport\n")
        for row in rows:
            query = re.sub(r"\s+", " ", row["query"]).strip()
            file.write(f"{query}\t{row['report'] if not args.alone else ''}\n")
        file.flush()
        command = [*args.program.split(), "geocode", "--input", file.name,
                   "--format", "jsonl"]
        if args.gazetteer:
            command += ["--gazetteer", args.gazetteer]
        output = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return [json.loads(line) for line in output.decode("utf-8").splitlines()]


def score(args, path, rows, heldout):
    answers = ask(args, rows)
    if len(answers) != len(rows):
        sys.exit(f"{path}: {len(answers)} answers for {len(rows)} names")
    right = resolved = found = found_right = 0
    errors = []
    for row, answer in zip(rows, answers):
        best = answer["candidates"][:1]
        km = HALF_WAY_ROUND_KM
        if best:
            resolved += 1
            km = heldout.distance_km(row["lat"], row["lon"],
                                     best[0]["lat"], best[0]["lon"])
            errors.append(km)
        right += km <= NEAR_KM
        if answer["status"] == "found":
            found += 1
            found_right += km <= NEAR_KM
        if args.details and km > NEAR_KM:
            said = f"{best[0]['name']} ({best[0]['country']})" if best else "nothing"
            print(f"  {row['report']}\t{row['query']}\t{row['lat']},{row['lon']}\t"
                  f"{said} {km:.0f} km")
    count = max(1, len(rows))
    print(f"{os.path.basename(path.rstrip('/'))}: n={len(rows)} "
          f"acc@{NEAR_KM} {right / count:.3f}, of the resolved "
          f"{right / max(1, resolved):.3f}, mean error "
          f"{sum(errors) / max(1, len(errors)):.0f} km, "
          f"found {found / count:.3f} with precision "
          f"{found_right / max(1, found):.3f}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--gazetteer")
    parser.add_argument("--geonames", help="GeoNames table for annotated numbers")
    parser.add_argument("--alone", action="store_true", help="without the reports")
    parser.add_argument("--details", action="store_true", help="lists what is wrong")
    parser.add_argument("corpora", nargs="+")
    args = parser.parse_args()
    heldout = load_heldout()
    positions = read_geonames(args.geonames) if args.geonames else {}
    for path in args.corpora:
        if os.path.isdir(path):
            rows = list(read_brat(path, positions))
        elif path.endswith(".xml"):
            rows = list(read_xml(path))
        else:
            rows = list(read_tsv(path))
        score(args, path, rows, heldout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
