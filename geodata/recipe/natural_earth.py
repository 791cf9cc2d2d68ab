# SPDX-License-Identifier: MIT
"""Lines of Natural Earth: disputed boundaries (class as spelt there) and the big rivers with names."""

import json
import subprocess
import unicodedata

from boundaries import thinned
from common import codes, length_km, round_line, write_layer

# Natural Earth's own codes -> ISO alpha-2; "" where ISO has none.
OWN_CODES = {"KOS": "XK", "PSX": "PS", "SDS": "SS", "SAH": "EH", "SOL": "", "CYN": "", "CNM": "", "ESB": "", "KAS": "",
             "KAB": "", "USG": ""}


def rows(path, table, where=None):
    command = ["ogr2ogr", "-f", "GeoJSONSeq", "/vsistdout/", path, table]
    text = subprocess.run(command + (["-where", where] if where else []), check=True, stdout=subprocess.PIPE).stdout
    for line in text.decode("utf-8").splitlines():
        feature = json.loads(line.lstrip("\x1e"))
        if not feature["geometry"]:
            continue
        parts = feature["geometry"]["coordinates"]
        parts = parts if feature["geometry"]["type"] == "MultiLineString" else [parts]
        yield feature["properties"], [p for p in (round_line(part) for part in parts) if len(p) > 1]


def write_disputed(work, path):
    table = {a3: a2 for a3, (a2, _) in codes().items()}
    features = []
    magics = work.source("libmagics++-data", "usr/share/magics/10m/ne_10m_admin_0_boundary_lines_land.shp")
    qgis = work.source("qgis-common", "usr/share/qgis/resources/data/world_map.gpkg")
    sources = (("3.0", rows(magics, "ne_10m_admin_0_boundary_lines_land",
                            "featurecla NOT LIKE 'International%' AND featurecla <> 'ForgetMagics'")),
               ("4.1", rows(qgis, "disputed_borders")))
    for version, features_of in sources:
        for properties, lines in features_of:
            left, right = properties.get("adm0_a3_l") or "", properties.get("adm0_a3_r") or ""
            for line in lines:
                features.append(({
                    "class": properties.get("featurecla") or properties.get("name") or "",
                    "name": properties.get("name") or "", "left": OWN_CODES.get(left, table.get(left, "")),
                    "right": OWN_CODES.get(right, table.get(right, "")), "left_name": properties.get("adm0_left") or "",
                    "right_name": properties.get("adm0_right") or "", "version": version}, line))
    return write_layer(work, path, "disputed", "LineString", features)


def letters_lost(name):
    """Whether the 10m table, saved once without its accents, kept only a stump of the name."""
    return "?" in name or not name[:1].isupper() or not any(letter in "aeiouy" for letter in unaccented(name))


def unaccented(name):
    parts = unicodedata.normalize("NFD", name.lower())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def whole_names(work):
    """stump -> name, from the 50m table, which is whole but has fewer rivers; stumps of two names are left out."""
    source = work.source("libmagics++-data", "usr/share/magics/50m/ne_50m_rivers_lake_centerlines.shp")
    names = {}
    for properties, _ in rows(source, "ne_50m_rivers_lake_centerlines"):
        name = " ".join((properties.get("name") or "").split())
        for filler in ("", "?"):
            stump = "".join(letter if ord(letter) < 128 else filler for letter in name)
            if stump != name:
                names.setdefault(stump, set()).add(name)
    return {stump: found.pop() for stump, found in names.items() if len(found) == 1}


def write_rivers(work, path):
    whole = whole_names(work)
    source = work.source("libmagics++-data", "usr/share/magics/10m/ne_10m_rivers_lake_centerlines.shp")
    features = []
    for properties, lines in rows(source, "ne_10m_rivers_lake_centerlines"):
        name = " ".join((properties.get("name") or "").split())
        if letters_lost(name):
            name = whole.get(name, "")
        for line in lines:
            line = thinned(line, 600)
            if name and length_km(line) >= 5:
                features.append(({"name": name, "class": properties["featurecla"],
                                  "rank": int(properties["scalerank"])}, line))
    return write_layer(work, path, "rivers-named", "LineString", features)
