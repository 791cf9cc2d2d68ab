# SPDX-License-Identifier: MIT
"""Rivers: GSHHG's (drawn from WDBII, a class and no names) and the named big ones of Natural Earth."""

import os
import subprocess

from common import length_km, read_json, round_line, run, write_json, write_layer

# GMT's river classes -> the words of our "class" column. Class 0, outlines of river-lakes, is left to the lakes.
CLASSES = {1: "river", 2: "river", 3: "river", 4: "river", 5: "intermittent", 6: "intermittent", 8: "canal",
           10: "irrigation"}
# Longer lines are left in pieces, so that a window does not read a whole river system.
MAX_VERTICES = 1500
RANKS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 3, 6: 4, 8: 3, 10: 4}


def dump(work, river_class):
    """The lines of one class, as GMT dumps them: cut at the borders of the file's bins."""
    environment = dict(os.environ, GMT_USERDIR=work.temp("gmt"), GMT_SESSION_NAME="pack")
    os.makedirs(work.temp("gmt"), exist_ok=True)
    with open(os.path.join(work.temp("gmt"), "gmt.conf"), "w", encoding="utf-8") as stream:
        stream.write("DIR_GSHHG = " + work.source("gmt-gshhg-full", "usr", "share", "gmt-gshhg") + "\n"
                     "FORMAT_FLOAT_OUT = %.6f\n")
    text = subprocess.run(["gmt", "coast", "-Rd", "-Df", f"-I{river_class}", "-M"], check=True, cwd=work.temp("gmt"),
                          env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    lines = []
    for row in text.splitlines():
        if row.startswith(">"):
            lines.append([])
        elif row and not row.startswith("#"):
            lon, lat = map(float, row.split())
            lines[-1].append([lon - 360 if lon > 180 else lon, lat])
    return [line for line in (round_line(line, 4) for line in lines) if len(line) > 1]


def joined(lines):
    """Joins lines whose ends meet two by two."""
    ends = {}
    for number, line in enumerate(lines):
        for end in (0, -1):
            ends.setdefault(tuple(line[end]), []).append((number, end))
    used, result = set(), []
    for number in range(len(lines)):
        if number in used:
            continue
        used.add(number)
        line = list(lines[number])
        for end in (-1, 0):
            while True:
                meeting = ends.get(tuple(line[end]), [])
                following = [m for m in meeting if m[0] not in used]
                if len(meeting) != 2 or not following or len(line) > MAX_VERTICES:
                    break
                other, at = following[0]
                used.add(other)
                part = lines[other] if at == 0 else lines[other][::-1]
                line = line + part[1:] if end == -1 else part[::-1] + line[1:]
        result.append(line)
    return result


def write(work, level0, level1):
    features = []
    for river_class, word in CLASSES.items():
        for line in joined(dump(work, river_class)):
            features.append({"type": "Feature", "properties": {"class": word, "rank": RANKS[river_class]},
                             "geometry": {"type": "LineString", "coordinates": line}})
    source = work.temp("rivers-all.json")
    write_json(source, {"type": "FeatureCollection", "features": features})
    made = []
    for path, interval, rank, shortest in ((level0, 1250, 4, 2.0), (level1, 3000, 2, 20.0)):
        result = work.temp(f"rivers-{interval}.json")
        run(work.mapshaper, "8gb", "-i", source, "-filter", f"rank <= {rank}", "-simplify", "weighted",
            f"interval={interval}", "-o", result)
        lines = []
        for feature in read_json(result)["features"]:
            geometry = feature["geometry"]
            if geometry and geometry["type"] == "LineString":
                line = round_line(geometry["coordinates"], 4)
                if len(line) > 1 and length_km(line) >= shortest:
                    lines.append((feature["properties"], line))
        made.append(write_layer(work, path, "rivers", "LineString", lines))
    return made
