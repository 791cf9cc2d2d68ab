# SPDX-License-Identifier: MIT
"""Boundary lines: the arcs with land of two owners beside them, stitched into chains between tripoints and coasts.

A chain runs so that "left" is the owner whose code comes first in the alphabet. "id" names a chain at every level:
the pair and its rank by length in the full data.
"""

import math

from common import codes, length_km, read_csv, ring_km2, round_line, write_layer


def key(point):
    return (round(point[0], 5), round(point[1], 5))


def owner_of(topology, side):
    owner = topology.faces[side]["properties"]["owner"]
    return "" if owner == "-" else owner


def chains(topology):
    """Lists (pair, arcs) where arcs are signed numbers in order, as in TopoJSON rings."""
    pairs, ends = {}, {}
    for index, (left, right) in enumerate(topology.sides):
        if left is None or right is None:
            continue
        left, right = owner_of(topology, left), owner_of(topology, right)
        if left == right:
            continue
        signed = index if left < right else ~index
        pairs[signed] = (min(left, right), max(left, right))
        line = topology.arcs[index]
        first, last = (line[0], line[-1]) if signed >= 0 else (line[-1], line[0])
        ends.setdefault(key(first), []).append((signed, "out"))
        ends.setdefault(key(last), []).append((signed, "in"))
    follow = {}
    for node in ends.values():
        if len(node) == 2 and {way for _, way in node} == {"in", "out"}:
            (a, way), (b, _) = node
            before, after = (a, b) if way == "in" else (b, a)
            if pairs[a] == pairs[b]:
                follow[before] = after
    starts = set(pairs) - set(follow.values())
    used, result = set(), []
    for first in sorted(starts) + sorted(pairs):
        chain = []
        at = first
        while at is not None and at not in used:
            used.add(at)
            chain.append(at)
            at = follow.get(at)
        if chain:
            result.append((pairs[first], chain))
    return result


def identities(topology):
    """(pair, first arc) of each chain of the full data -> attributes that hold at every level."""
    table = codes()
    sovereign = {a2: table[s][0] for a2, s in table.values() if s}
    named = {row["id"]: row["name"] for row in read_csv("enclaves.csv") if row["verdict"] == "real"}
    rivers = {("AR", "PY"): "Paraná river islands", ("AR", "UY"): "Uruguay river islands", ("BE", "NL"): "Baarle"}
    enclosed = enclosed_faces(topology)
    result, ranked, unnamed = {}, {}, []
    for pair, chain in chains(topology):
        line = round_line(topology.ring(chain))
        ranked.setdefault(pair, []).append((-length_km(line), line[0], chain, line))
    for pair, group in sorted(ranked.items()):
        for rank, (_, _, chain, line) in enumerate(sorted(group, key=lambda g: g[:2])):
            left, right = pair
            beside = {topology.sides[a if a >= 0 else ~a][0] for a in chain} | {
                topology.sides[a if a >= 0 else ~a][1] for a in chain}
            kind, name = "land", ""
            if set(left.split("/")) & set(right.split("/")) or not left or not right:
                kind = "claim"
            elif sovereign.get(left) == right or sovereign.get(right) == left:
                kind = "dependency"
            elif line[0] == line[-1] and beside & enclosed:
                kind = "enclave"
                name = named.get(f"{left}:{right}:{rank + 1}", rivers.get(pair, ""))
                unnamed += [] if name else [f"{left}:{right}:{rank + 1} at {line[0]}"]
            result[chain[0]] = {"id": f"{left or '-'}:{right or '-'}:{rank + 1}", "left": left, "right": right,
                                "kind": kind, "name": name, "length_km": round(length_km(line), 3)}
    if unnamed:
        raise SystemExit("not in enclaves.csv, review: " + ", ".join(unnamed))
    return result


def enclosed_faces(topology):
    """Faces whose outer ring touches one other owner and no water."""
    result = set()
    for index, face in enumerate(topology.faces):
        beside = set()
        for arc in face["arcs"][0]:
            sides = topology.sides[arc if arc >= 0 else ~arc]
            beside |= {None if side is None else owner_of(topology, side) for side in sides if side != index}
        if len(beside) == 1 and None not in beside:
            result.add(index)
    return result


def thinned(line, tolerance_m):
    """Douglas-Peucker in local metres; the ends (and a ring's far point) stay."""
    if tolerance_m <= 0 or len(line) < 3:
        return line
    scale_y = 111195.0
    keep = [False] * len(line)
    keep[0] = keep[-1] = True
    spans = [(0, len(line) - 1)]
    if line[0] == line[-1]:
        far = max(range(len(line)), key=lambda i: (line[i][0] - line[0][0]) ** 2 + (line[i][1] - line[0][1]) ** 2)
        keep[far] = True
        spans = [(0, far), (far, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        x0, y0 = line[first]
        scale_x = scale_y * math.cos(math.radians(y0))
        dx, dy = (line[last][0] - x0) * scale_x, (line[last][1] - y0) * scale_y
        size = dx * dx + dy * dy
        worst, at = tolerance_m ** 2, -1
        for i in range(first + 1, last):
            px, py = (line[i][0] - x0) * scale_x, (line[i][1] - y0) * scale_y
            share = min(1.0, max(0.0, (px * dx + py * dy) / size)) if size else 0.0
            off = (px - share * dx) ** 2 + (py - share * dy) ** 2
            if off > worst:
                worst, at = off, i
        if at >= 0:
            keep[at] = True
            spans += [(first, at), (at, last)]
    return [p for p, k in zip(line, keep) if k]


def write(work, topology, attributes, path, layer, min_ring_km2=0.0, thin_m=0.0):
    """Writes the chains of one level; rings that collapsed or fell below the limit are left out."""
    features = []
    for _, chain in chains(topology):
        line = round_line(topology.ring(chain))
        if thin_m:
            line = thinned(line, thin_m)
        if len(line) < 2 or (line[0] == line[-1] and (len(line) < 4 or abs(ring_km2(line)) < min_ring_km2)):
            continue
        features.append((attributes[chain[0]], line))
    features.sort(key=lambda f: f[0]["id"])
    return write_layer(work, path, layer, "LineString", features)
