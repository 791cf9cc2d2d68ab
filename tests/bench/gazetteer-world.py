#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes a table of the size and shape of GeoNames' allCountries, for measuring.

    gazetteer-world.py --sources DIR --rows 12000000 --output world.txt [--seed N]

The names are those of the real table in DIR (data/gazetteer of a build tree), and
names put together from parts of two names of one country, so that distinct names
and sounds grow as they do in the real table. The rows are of all nine feature
classes in about their real shares; six in ten have no alternate names. They are not
places: never use the table for anything but measuring. Standard library only.
"""
import argparse
import random

# class, share in per cent, (feature code, weight)...
CLASSES = [
    ("P", 41, [("PPL", 80), ("PPLX", 6), ("PPLL", 6), ("PPLF", 4), ("PPLQ", 2), ("PPLH", 2)]),
    ("S", 19, [("HTL", 22), ("SCH", 26), ("CH", 14), ("FRM", 18), ("RSTN", 5), ("BLDG", 8),
               ("MSQE", 3), ("AIRP", 1), ("CSTM", 1), ("DAM", 2)]),
    ("H", 18, [("STM", 62), ("LK", 18), ("STMI", 8), ("SPNG", 4), ("BAY", 4), ("RSV", 3), ("GULF", 1)]),
    ("T", 13, [("MT", 34), ("HLL", 30), ("VAL", 10), ("ISL", 9), ("PK", 8), ("PASS", 2), ("CAPE", 7)]),
    ("L", 4, [("LCTY", 60), ("PRK", 20), ("AREA", 15), ("RGN", 5)]),
    ("A", 3, [("ADM3", 45), ("ADM4", 40), ("ADM2", 9), ("ADMD", 4), ("ADM1H", 2)]),
    ("V", 1, [("FRST", 80), ("VIN", 20)]),
    ("R", 0.7, [("RD", 60), ("RR", 20), ("TNL", 20)]),
    ("U", 0.3, [("SMU", 60), ("RDGU", 40)]),
]
TYPE_WORDS = {
    "S": ["Hotel {}", "{} School", "{} Church", "Escuela {}", "Farm {}", "{} Station"],
    "H": ["{} River", "Río {}", "{} Creek", "Lake {}", "Oued {}", "{} Bulak", "Rivière {}"],
    "T": ["Mount {}", "Cerro {}", "Jabal {}", "{} Hill", "Gora {}", "{} Dağı", "Col de {}"],
    "L": ["{} Park", "Bois de {}", "{} Area"],
    "V": ["{} Forest", "Forêt de {}"],
    "R": ["{} Road", "{} Tunnel"],
    "U": ["{} Seamount", "{} Ridge"],
    "A": ["{} District", "Comuna {}", "Kecamatan {}"],
}


def read_bases(path):
    bases, by_country = [], {}
    with open(path, encoding="utf-8") as table:
        for line in table:
            cells = line.rstrip("\n").split("\t")
            base = (cells[1], [n for n in cells[3].split(",") if 2 < len(n) < 60],
                    float(cells[4]), float(cells[5]), cells[8], cells[10], cells[11])
            bases.append(base)
            by_country.setdefault(cells[8], []).append(base)
    return bases, by_country


def blend(a, b, rng):
    """The beginning of one name and the end of another."""
    head = a[: max(2, len(a) * rng.randint(4, 7) // 10)]
    tail = b[len(b) * rng.randint(4, 6) // 10:]
    return (head + tail.lower()).strip(" -'")


def make_name(base, other, kind, rng):
    chance = rng.random()
    if chance < 0.34:
        name = base[0]
    elif chance < 0.86:
        name = blend(base[0], other[0], rng)
    else:
        name = base[0] + " " + blend(other[0], base[0], rng)
    if kind in TYPE_WORDS and rng.random() < 0.55:
        name = rng.choice(TYPE_WORDS[kind]).format(name)
    return name


def make_alternates(name, base, other, rng):
    chance = rng.random()
    if chance < 0.6:
        return ""
    names = []
    for _ in range(1 if chance < 0.8 else 2 if chance < 0.93 else rng.randint(3, 12)):
        if base[1] and rng.random() < 0.6:
            source = rng.choice(base[1])
            names.append(blend(source, rng.choice(other[1] or [other[0]]), rng))
        else:
            names.append(blend(name, other[0], rng))
    return ",".join(n for n in names if n)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sources", required=True)
    parser.add_argument("--rows", type=int, default=12000000)
    parser.add_argument("--output", required=True)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    bases, by_country = read_bases(args.sources + "/cities500.tsv")
    kinds, shares = [c[0] for c in CLASSES], [c[1] for c in CLASSES]
    codes = {c[0]: ([k for k, _ in c[2]], [w for _, w in c[2]]) for c in CLASSES}
    with open(args.output, "w", encoding="utf-8", newline="\n") as output:
        done = 0
        while done < args.rows:
            lines = []
            for kind in rng.choices(kinds, shares, k=min(20000, args.rows - done)):
                base = bases[int(rng.random() * len(bases))]
                same = by_country[base[4]]
                other = same[int(rng.random() * len(same))]
                name = make_name(base, other, kind, rng)
                code = rng.choices(*codes[kind])[0]
                lat = max(-90, min(90, base[2] + rng.gauss(0, 0.4)))
                lon = max(-180, min(180, base[3] + rng.gauss(0, 0.5)))
                people = int(rng.paretovariate(0.8) * 20) % 500 if rng.random() < 0.1 else 0
                alternates = make_alternates(name, base, other, rng)
                done += 1
                lines.append(f"{20000000 + done}\t{name}\t{name}\t{alternates}\t{lat:.5f}\t{lon:.5f}"
                             f"\t{kind}\t{code}\t{base[4]}\t\t{base[5]}\t{base[6]}\t\t\t{people}"
                             f"\t\t\t\t2024-01-01\n")
            output.write("".join(lines))


if __name__ == "__main__":
    main()
