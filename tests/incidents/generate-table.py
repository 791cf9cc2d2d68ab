#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes tables of invented incidents in the layouts of ACLED, UCDP GED and GDELT.

No row is taken from these projects: places, actors and numbers are drawn by chance
from a seed, so that the same call makes the same bytes.

usage: generate-table.py {acled,ucdp,gdelt} ROWS [SEED] > FILE
"""
import csv
import datetime
import random
import sys

ACLED = """event_id_cnty,event_date,year,time_precision,disorder_type,event_type,
sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,
civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,
geo_precision,source,source_scale,notes,fatalities,tags,timestamp""".replace("\n", "").split(",")
UCDP = """id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,
conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,
side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,
source_article,source_office,source_date,source_headline,source_original,where_prec,
where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,
priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,
deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,
gwnob""".replace("\n", "").split(",")
TYPES = [
    ("Battles", "Armed clash"),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("Violence against civilians", "Attack"),
    ("Protests", "Peaceful protest"),
    ("Riots", "Mob violence"),
    ("Strategic developments", "Other"),
]
FIRST_DAY = datetime.date(2018, 1, 1)


def place(rng):
    """A name that is no place's, and a position on the whole Earth's land belt."""
    return (
        "Invented Place %d" % rng.randrange(5000),
        round(rng.uniform(-60, 70), 4),
        round(rng.uniform(-180, 180), 4),
    )


def acled(rng, number):
    day = FIRST_DAY + datetime.timedelta(days=rng.randrange(2900))
    event_type, sub_type = rng.choice(TYPES)
    name, lat, lon = place(rng)
    notes = "On %s, invented group A met invented group B near %s (size=no report)" % (day, name)
    return [
        "XXX%d" % number, "%d %s" % (day.day, day.strftime("%B %Y")), day.year, rng.choice((1, 1, 1, 2, 3)),
        "Political violence", event_type, sub_type, "Invented group A", "", 1, "Invented group B", "", 2, 12,
        "", 999, "Nowhere", "Nowhere", "North", "Upper", "", name, lat, lon, rng.choice((1, 1, 2, 3)),
        "Invented Herald", "National", notes, rng.choice((0, 0, 0, 1, 2, 5)), "", 1700000000 + number,
    ]


def ucdp(rng, number):
    day = FIRST_DAY + datetime.timedelta(days=rng.randrange(2900))
    name, lat, lon = place(rng)
    best = rng.choice((0, 1, 2, 5, 12))
    low, high = max(0, best - rng.randrange(3)), best + rng.randrange(4)
    start = "%s 00:00:00.000" % day
    return [
        number, "XXX-%d" % number, day.year, "TRUE", "Clear", rng.choice((1, 2, 3)), 1, 1, "Nowhere: territory", 1, 1,
        "Invented A - Invented B", 1, 1, "Invented A", 2, 2, "Invented B", 1, "Invented Herald", "Invented Herald",
        day, "Headline", "", rng.choice((1, 1, 2, 3, 4, 5, 6)), name, "near " + name, "North", "Upper", lat, lon,
        "POINT (%s %s)" % (lon, lat), 1, "Nowhere", 999, "Asia", 1, 1, start, start, best, 0, 0, 0, best, high, low,
        "", "",
    ]


def gdelt(rng, number):
    day = FIRST_DAY + datetime.timedelta(days=rng.randrange(2900))
    name, lat, lon = place(rng)
    actor = ["XXX", "INVENTED", "XXX", "", "", "", "", "GOV", "", ""]
    geo = [rng.choice((1, 3, 4, 5)), name, "XX", "XX01", "1", lat, lon, "-1"]
    return (
        [number, day.strftime("%Y%m%d"), day.strftime("%Y%m"), day.year, "%d.5" % day.year]
        + actor + actor
        + [1, "190", "190", "%02d" % rng.randrange(1, 21), 4, "-10.0", 2, 1, 2, "-1.5"]
        + geo + geo + geo
        + [day.strftime("%Y%m%d") + "120000", "https://example.org/%d" % number]
    )


def main():
    layout, rows = sys.argv[1], int(sys.argv[2])
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    header = {"acled": ACLED, "ucdp": UCDP, "gdelt": None}[layout]
    make = {"acled": acled, "ucdp": ucdp, "gdelt": gdelt}[layout]
    out = csv.writer(sys.stdout, delimiter="\t" if layout == "gdelt" else ",", lineterminator="\n")
    if header is not None:
        out.writerow(header)
    for number in range(1, rows + 1):
        out.writerow(make(rng, number))


if __name__ == "__main__":
    main()
