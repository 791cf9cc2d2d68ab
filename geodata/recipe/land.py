# SPDX-License-Identifier: MIT
"""Land polygons of one level, cut along a quadtree so that a window reads only what it shows.

Cells of all owners lie on one grid. Cut lines lie half a grid step beside the 1e-5 degree grid of the vertices, so no
vertex lies on one. A piece reaches over its cell's edges by `overlap`, never over the owner's own edge: pieces of one
fill overlap by a strip, so no hairline of background shows between them, whether they are drawn as one path
(non-zero) or one by one.
"""

from common import part_name, ring_box, ring_contains, ring_km2, round_line, write_layer

GRID = 1e-5
HALF = 0.5e-5


def halfplane(polygon, axis, limit, below):
    """Clips [outer, hole...] by a line parallel to an axis; returns polygons. Outer rings run clockwise."""
    def kept(point):
        return (point[axis] < limit) == below

    whole, chains = [], []
    for ring in polygon:
        points = ring[:-1]
        flags = [kept(p) for p in points]
        if all(flags):
            whole.append(ring)
            continue
        if not any(flags):
            continue
        count = len(points)
        start = next(i for i in range(count) if flags[i] and not flags[i - 1])
        chain = None
        for step in range(count + 1):
            i = (start + step) % count
            previous, point = points[i - 1], points[i]
            if flags[i] != flags[i - 1]:
                share = (limit - previous[axis]) / (point[axis] - previous[axis])
                cross = [0.0, 0.0]
                cross[axis] = limit
                cross[1 - axis] = previous[1 - axis] + share * (point[1 - axis] - previous[1 - axis])
                if flags[i]:
                    if step == count:
                        break
                    chain = [cross]
                else:
                    chain.append(cross)
                    chains.append(chain)
            if flags[i]:
                chain.append(point)
    rings = connect(chains, 1 - axis)
    outers = [[r] for r in rings]
    holes = []
    for ring in whole:
        (outers.append([ring]) if ring is polygon[0] else holes.append(ring))
    for hole in holes:
        host = next((o for o in outers if ring_contains(o[0], hole[0][0], hole[0][1])), None)
        if host is not None:
            host.append(hole)
    return outers


def connect(chains, along):
    """Joins chains that begin and end on the cut line: along the line, ends pair up first with second and so on."""
    if not chains:
        return []
    ends = sorted([(c[0][along], n, 0) for n, c in enumerate(chains)] +
                  [(c[-1][along], n, 1) for n, c in enumerate(chains)])
    follow = {}
    for first, second in zip(ends[::2], ends[1::2]):
        if first[2] == second[2]:
            return [c + [c[0]] for c in chains]
        tail, head = (first, second) if first[2] else (second, first)
        follow[tail[1]] = head[1]
    rings, used = [], set()
    for n in range(len(chains)):
        ring, at = [], n
        while at not in used:
            used.add(at)
            ring.extend(chains[at])
            at = follow[at]
        if ring:
            rings.append(ring + [ring[0]])
    return rings


def clip(polygons, box):
    west, south, east, north = box
    for axis, limit, below in ((0, west, False), (0, east, True), (1, south, False), (1, north, True)):
        result = []
        for polygon in polygons:
            x0, y0, x1, y1 = ring_box(polygon[0])
            low, high = ((x0, x1), (y0, y1))[axis]
            if (high < limit) if below else (low > limit):
                result.append(polygon)
            elif (low < limit) if below else (high > limit):
                result.extend(halfplane(polygon, axis, limit, below))
        polygons = result
    return polygons


def pieces(polygons, cell, overlap, max_vertices, max_degrees):
    """Yields the multipolygons of the leaves under `cell` = (west, south, size)."""
    west, south, size = cell
    box = (west - overlap + HALF, south - overlap + HALF, west + size + overlap + HALF, south + size + overlap + HALF)
    inside = clip(polygons, box)
    if not inside:
        return
    if size <= max_degrees and (size <= 0.125 or sum(len(r) for p in inside for r in p) <= max_vertices):
        yield inside
        return
    half = size / 2
    for dx, dy in ((0, 0), (half, 0), (0, half), (half, half)):
        yield from pieces(inside, (west + dx, south + dy, half), overlap, max_vertices, max_degrees)


def faces_by_owner(topology, min_island_km2):
    """Owner -> polygons; islets below the limit are dropped, enclaves are not."""
    owners = {}
    for face in topology.faces:
        rings = []
        for n, arcs in enumerate(face["arcs"]):
            ring = round_line(topology.ring(arcs))
            if len(ring) < 4:
                continue
            coast = all(None in topology.sides[a if a >= 0 else ~a] for a in arcs)
            if coast and abs(ring_km2(ring)) < min_island_km2:
                continue
            rings.append((n, ring))
        if rings and rings[0][0] == 0:
            owner = face["properties"]["owner"]
            owners.setdefault("" if owner == "-" else owner, []).append(
                [r if (ring_km2(r) > 0) == (n == 0) else r[::-1] for n, r in rings])
    return owners


def write(work, topology, path, layer, names, min_island_km2, overlap, max_vertices, max_degrees):
    features = []
    for owner, polygons in sorted(faces_by_owner(topology, min_island_km2).items()):
        for x in range(-192, 192, 64):
            for y in range(-128, 128, 64):
                for piece in pieces(polygons, (x, y, 64), overlap, max_vertices, max_degrees):
                    name = part_name(owner, piece[0][0]) or names.get(owner, owner)
                    features.append(({"iso": owner, "name": name},
                                     [[round_line(r, 6) for r in p] for p in piece]))
    return write_layer(work, path, layer, "MultiPolygon", features)
