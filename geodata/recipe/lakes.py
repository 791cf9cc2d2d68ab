# SPDX-License-Identifier: MIT
"""Lakes and reservoirs. The source cuts them along a tile grid; pieces that touch are joined again."""

import math

from common import read_json, ring_km2, round_line, run, write_json, write_layer
from topology import polygons_of

# The source gives small waters as blobs of four points. In the lake country of the north only the larger ones are kept.
MIN_KM2 = 4.5
NORTH = 48.0
MIN_NORTH_KM2 = 45.0
# Rings with no more points than this are rounded: the source has no shape for them.
MAX_BLOB_POINTS = 4
# Lakes below this size go together into one feature a cell of one degree.
SINGLE_KM2 = 50.0
MIN_ISLAND_KM2 = 1.0
# The ocean and the Caspian are in the land layers already.
MAX_KM2 = 300000.0


def rounded(ring):
    """A blob with its corners cut (one step of Chaikin's scheme); other rings as they are."""
    points = ring[:-1]
    if len(points) > MAX_BLOB_POINTS:
        return ring
    result = []
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1]):
        result += [[x0 + (x1 - x0) / 4, y0 + (y1 - y0) / 4], [x0 + (x1 - x0) * 3 / 4, y0 + (y1 - y0) * 3 / 4]]
    return round_line(result + [result[0]])


def candidates(work, path):
    features = []
    for geometry in read_json(work.source("earth-waterbodies-1m", "map.geo.json"))["geometries"]:
        for polygon in polygons_of(geometry):
            area = abs(ring_km2(polygon[0]))
            if 0.5 <= area < MAX_KM2:
                rings = [polygon[0]] + [r for r in polygon[1:] if abs(ring_km2(r)) >= 0.2]
                features.append({"type": "Feature", "properties": {}, "geometry": {
                    "type": "Polygon", "coordinates": [round_line(r) for r in rings]}})
    write_json(path, {"type": "FeatureCollection", "features": features})


def write(work, level0, level1):
    source, whole = work.temp("lakes.json"), work.temp("lakes-whole.json")
    candidates(work, source)
    run(work.mapshaper, "8gb", "-i", source, "-dissolve2", "gap-fill-area=0", "-explode", "-o", whole, "format=geojson")
    data = read_json(whole)
    kept = []
    for geometry in (g for g in data.get("geometries") or [f["geometry"] for f in data["features"]] if g):
        for polygon in polygons_of(geometry):
            area = abs(ring_km2(polygon[0]))
            if area >= (MIN_NORTH_KM2 if abs(polygon[0][0][1]) > NORTH else MIN_KM2):
                rings = [polygon[0]] + [r for r in polygon[1:] if abs(ring_km2(r)) >= MIN_ISLAND_KM2]
                kept.append({"type": "Feature", "properties": {"km2": round(area, 1)},
                             "geometry": {"type": "Polygon", "coordinates": rings}})
    chosen = work.temp("lakes-kept.json")
    write_json(chosen, {"type": "FeatureCollection", "features": kept})
    made = []
    for path, interval, smallest, island in ((level0, 900, 0.0, 2.0), (level1, 3000, 100.0, 50.0)):
        result = work.temp(f"lakes-{interval}.json")
        run(work.mapshaper, "8gb", "-i", chosen, "-filter", f"km2 >= {smallest}", "-simplify", "weighted", "keep-shapes",
            f"interval={interval}", "-o", result, "format=geojson")
        single, cells = [], {}
        for feature in read_json(result)["features"]:
            area = feature["properties"]["km2"]
            for polygon in polygons_of(feature["geometry"]) if feature["geometry"] else []:
                rings = [round_line(r) for n, r in enumerate(polygon) if n == 0 or abs(ring_km2(r)) >= island]
                rings = [rounded(r) for r in rings if len(r) > 3]
                if area >= SINGLE_KM2:
                    single.append(({"km2": area}, [rings]))
                elif rings:
                    corner = (math.floor(rings[0][0][0]), math.floor(rings[0][0][1]))
                    cells.setdefault(corner, []).append((area, rings))
        grouped = [({"km2": max(a for a, _ in cell)}, [r for _, r in cell]) for _, cell in sorted(cells.items())]
        made.append(write_layer(work, path, "lakes", "MultiPolygon", single + grouped))
    return made
