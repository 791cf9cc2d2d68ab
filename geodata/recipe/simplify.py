# SPDX-License-Identifier: MIT
"""Generalises the land topology: borders and coast each by their own interval, faces and lines together.

mapshaper simplifies arcs (weighted Visvalingam) and repairs crossings. Faces are rebuilt from the simplified arcs, so
the fills of two neighbours and the line between them agree exactly at every level.
"""

from common import read_json, round_line, run, write_json
from topology import Topology


def simplified_arcs(work, faces, interval_m):
    """The arcs simplified by one interval, by their index; an arc that collapsed is None."""
    source = work.temp("arcs.topojson")
    data = read_json(faces)
    data["objects"] = {"arcs": {"type": "GeometryCollection", "geometries": [
        {"type": "LineString", "arcs": [index], "properties": {"arc": index}} for index in range(len(data["arcs"]))]}}
    write_json(source, data)
    result = work.temp(f"arcs-{interval_m}.json")
    run(work.mapshaper, "8gb", "-i", source, "-simplify", "weighted", f"interval={interval_m}", "-o", result, "format=geojson")
    arcs = [None] * len(data["arcs"])
    for feature in read_json(result)["features"]:
        if feature["geometry"] and feature["geometry"]["type"] == "LineString":
            arcs[feature["properties"]["arc"]] = round_line(feature["geometry"]["coordinates"])
    return arcs


def level(work, faces, border_m, coast_m):
    """The Topology of the level, its arcs rounded to 1e-5 degree; collapsed arcs keep their ends."""
    topology = Topology(faces)
    borders = simplified_arcs(work, faces, border_m)
    coasts = borders if coast_m == border_m else simplified_arcs(work, faces, coast_m)
    for index, sides in enumerate(topology.sides):
        arc = (coasts if None in sides else borders)[index]
        if arc is None or len(arc) < 2:
            full = topology.arcs[index]
            arc = round_line([full[0], full[-1]])
            arc = arc if len(arc) > 1 else [arc[0], arc[0]]
        topology.arcs[index] = arc
    return topology
