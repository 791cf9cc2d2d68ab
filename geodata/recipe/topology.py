# SPDX-License-Identifier: MIT
"""One planar topology of the world's land: faces, each owned by a code or by the codes that claim it.

The boundary lines come from countries-maritime: they run on through rivers and lakes, and each country's rings are
given without saying which are holes, so that a ring inside another is an enclave (read even-odd). The coast comes
from earth-seas. The result is a TopoJSON file whose polygons carry "owner" and share their arcs exactly.
"""

import collections

from common import (codes, length_km, read_csv, read_json, ring_box, ring_contains, ring_km2, run, write_json)

# Islands and lagoons below these sizes carry nothing at any scale that the pack serves.
MIN_ISLAND_KM2 = 0.03
MIN_SEA_KM2 = 2.0
# Marks what fills.csv adds: it gives way to every code.
FILL = "+"
# Larger gaps that are not in gaps.csv are seas: the Caspian.
MAX_SLIVER_KM2 = 1000.0


def polygons_of(geometry):
    return geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]


def probe(ring):
    """A point just inside the ring, beside the middle of its longest edge."""
    best = max(range(len(ring) - 1), key=lambda i: abs(ring[i + 1][0] - ring[i][0]) + abs(ring[i + 1][1] - ring[i][1]))
    (x0, y0), (x1, y1) = ring[best], ring[best + 1]
    size = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    for offset in (2e-6, -2e-6):
        x = (x0 + x1) / 2 - (y1 - y0) / size * offset
        y = (y0 + y1) / 2 + (x1 - x0) / size * offset
        if ring_contains(ring, x, y):
            return x, y
    return (x0 + x1) / 2, (y0 + y1) / 2


def nest(rings):
    """Rings of one country, read even-odd, as polygons with holes."""
    boxes = [ring_box(ring) for ring in rings]
    around = []
    for i, ring in enumerate(rings):
        x, y = probe(ring)
        around.append([j for j in range(len(rings)) if j != i and boxes[j][0] <= x <= boxes[j][2]
                       and boxes[j][1] <= y <= boxes[j][3] and ring_contains(rings[j], x, y)])
    polygons = {i: [ring] for i, ring in enumerate(rings) if len(around[i]) % 2 == 0}
    for i, ring in enumerate(rings):
        if len(around[i]) % 2:
            host = min((j for j in around[i] if j in polygons), key=lambda j: abs(ring_km2(rings[j])))
            polygons[host].append(ring)
    return list(polygons.values())


def to_pole(point):
    """The source ends where a Mercator map does; land that reaches so far south reaches the pole."""
    return [point[0], -90.0] if point[1] < -85.0 else point


def wound(ring, clockwise):
    return ring if (ring_km2(ring) > 0) == clockwise else ring[::-1]


def countries(work, path):
    """Countries as single polygons. Where a dependency and its sovereign hold the same polygon, it is the dependency's."""
    table = codes()
    features = []
    for feature in read_json(work.source("countries-maritime-10m", "map.geo.json"))["features"]:
        rings = [[to_pole(point) for point in ring] for polygon in polygons_of(feature["geometry"]) for ring in polygon]
        for polygon in nest(rings):
            features.append((feature["properties"]["A3"], [wound(r, n == 0) for n, r in enumerate(polygon)]))
    for row in read_csv("fills.csv"):
        west, south, east, north = (float(row[side]) for side in ("west", "south", "east", "north"))
        ring = [[west, south], [west, north], [east, north], [east, south], [west, south]]
        features.append((FILL + row["owner"], [wound(ring, True)]))
    same = collections.defaultdict(list)
    for index, (code, polygon) in enumerate(features):
        same[(len(polygon[0]), tuple(sorted(map(tuple, polygon[0]))[0]), round(ring_km2(polygon[0]), 6))].append(index)
    dropped = set()
    for indices in same.values():
        owners = {features[i][0] for i in indices}
        dropped |= {i for i in indices if any(o in table and table[o][1] == features[i][0] for o in owners)}
    write_json(path, {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"A3": code}, "geometry": {"type": "Polygon", "coordinates": polygon}}
        for index, (code, polygon) in enumerate(features) if index not in dropped]})


def seas(work, path):
    kept = []
    for geometry in read_json(work.source("earth-seas-10m", "map.geo.json"))["geometries"]:
        for polygon in polygons_of(geometry):
            if abs(ring_km2(polygon[0])) >= MIN_SEA_KM2:
                kept.append([polygon[0]] + [r for r in polygon[1:] if abs(ring_km2(r)) >= MIN_ISLAND_KM2])
    write_json(path, {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": polygon}}
        for polygon in kept]})


class Topology:
    """A TopoJSON file of one polygon object: arcs, faces, and the faces on both sides of each arc."""

    def __init__(self, path, name=None):
        data = read_json(path)
        self.arcs = data["arcs"]
        self.faces = data["objects"][name or next(iter(data["objects"]))]["geometries"]
        self.sides = [[None, None] for _ in self.arcs]
        for index, face in enumerate(self.faces):
            for polygon in ([face["arcs"]] if face["type"] == "Polygon" else face.get("arcs", [])):
                for ring in polygon:
                    for arc in ring:
                        # Rings run clockwise around the face (holes the other way): it lies on their right.
                        self.sides[arc if arc >= 0 else ~arc][1 if arc >= 0 else 0] = index

    def ring(self, arcs):
        line = []
        for arc in arcs:
            part = self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1]
            line.extend(part if not line else part[1:])
        return line

    def rings(self, face):
        return [self.ring(ring) for ring in face["arcs"]]


def neighbours(topology, index):
    """Other faces beside face `index` -> kilometres of common line."""
    beside = collections.Counter()
    for ring in topology.faces[index]["arcs"]:
        for arc in ring:
            arc = arc if arc >= 0 else ~arc
            for side in topology.sides[arc]:
                if side is not None and side != index:
                    beside[side] += length_km(topology.arcs[arc])
    return beside


def own(topology):
    """Sets "owner" of each face: an alpha-2 code, "A/B" where both claim it, "" for land of nobody, None for water."""
    table = codes()
    reviewed = {row["pair"]: row for row in read_csv("claims.csv")}
    gaps = [(float(r["lon"]), float(r["lat"]), r) for r in read_csv("gaps.csv")]
    contested, undecided = [], []
    for index, face in enumerate(topology.faces):
        named = [c for c in face["properties"]["claims"].split("/") if c]
        claims = [c for c in named if not c.startswith(FILL)]
        area = abs(ring_km2(topology.ring(face["arcs"][0]))) - sum(
            abs(ring_km2(topology.ring(r))) for r in face["arcs"][1:])
        dependencies = {table[c][1] for c in claims}
        claims = sorted(c for c in set(claims) if c not in dependencies)
        face["owner"] = None
        if named and not claims:
            face["owner"] = named[0][len(FILL):]
        elif len(claims) == 1:
            face["owner"] = table[claims[0]][0]
        elif len(claims) > 1:
            row = reviewed.get("/".join(claims))
            listed = row is not None and row["class"] != "noise" and area >= float(row["min_km2"])
            if listed:
                name = "/".join(sorted(table[c][0] for c in claims))
                contested.append((index, row["class"], row["name"], name, row["reason"]))
            if listed and row["class"] == "claim":
                face["owner"] = "/".join(sorted(table[c][0] for c in claims))
            else:
                undecided.append(index)
        else:
            outer = topology.ring(face["arcs"][0])
            row = next((r for x, y, r in gaps if ring_contains(outer, x, y) and area < 1e4), None)
            if row:
                face["owner"] = row["claimants"] if row["class"] == "claim" else ""
                contested.append((index, row["class"], row["name"], row["claimants"], row["reason"]))
            elif area < MAX_SLIVER_KM2:
                undecided.append(index)
    settle(topology, undecided)
    reject_fragments(topology)
    return contested


def reject_fragments(topology):
    """Gives enclaves that the review rejected (enclaves.csv; lon/lat is the middle of the box) to the country around."""
    boxes = [(i, ring_box(topology.ring(face["arcs"][0]))) for i, face in enumerate(topology.faces)
             if face["owner"] and len(face["arcs"][0]) < 9]
    for row in read_csv("enclaves.csv"):
        if row["verdict"] != "fragment":
            continue
        x, y = float(row["lon"]), float(row["lat"])
        fragment = next(i for i, (west, south, east, north) in boxes
                        if abs((west + east) / 2 - x) < 1e-3 and abs((south + north) / 2 - y) < 1e-3)
        topology.faces[fragment]["owner"] = row["host"]


def settle(topology, undecided):
    """Gives slivers to the neighbour with which they share the longest line; gaps with one neighbour stay water."""
    pending = list(undecided)
    while pending:
        left = []
        for index in pending:
            face = topology.faces[index]
            sums = collections.Counter()
            for other, km in neighbours(topology, index).items():
                owner = topology.faces[other]["owner"]
                if owner and "/" not in owner:
                    sums[owner] += km
            gap = not face["properties"]["claims"]
            if gap and len(sums) < 2:
                continue
            if sums:
                face["settled"] = min(sums, key=lambda o: (-round(sums[o], 6), o))
            else:
                left.append(index)
        for index in pending:
            settled = topology.faces[index].pop("settled", None)
            if settled:
                topology.faces[index]["owner"] = settled
        if len(left) == len(pending):
            break
        pending = left


def build(work):
    """Returns the path of the TopoJSON file of owned faces, and writes the list of contested areas beside it."""
    land, sea, erased = work.temp("countries.json"), work.temp("seas.json"), work.temp("erased.json")
    countries(work, land)
    seas(work, sea)
    run(work.mapshaper, "8gb", "-i", land, sea, "combine-files", "-rename-layers", "countries,seas",
        "-erase", "target=countries", "source=seas", "-o", "target=countries", erased)
    mosaic = work.temp("mosaic.topojson")
    run(work.mapshaper, "8gb", "-i", erased, "-explode", "-mosaic", "calc=claims = collect(A3)",
        "-each", 'claims = claims ? claims.slice().sort().join("/") : ""',
        "-o", mosaic, "format=topojson", "no-quantization")
    topology = Topology(mosaic)
    contested = own(topology)
    write_json(work.temp("contested.json"), [
        {"class": kind, "name": name, "claimants": claimants, "reason": reason,
         "rings": topology.rings(topology.faces[index])} for index, kind, name, claimants, reason in contested])
    owned = work.temp("owned.topojson")
    write_json(owned, {"type": "Topology", "arcs": topology.arcs, "objects": {"land": {
        "type": "GeometryCollection", "geometries": [
            {"type": face["type"], "arcs": face["arcs"], "properties": {"owner": face["owner"] or "-"}}
            for face in topology.faces if face["owner"] is not None]}}})
    faces = work.temp("faces.topojson")
    run(work.mapshaper, "8gb", "-i", owned, "-dissolve", "owner", "-explode",
        "-o", faces, "format=topojson", "no-quantization")
    return faces
