#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Learns what it costs to take one sound for another, from names of one place.

    gazetteer-sounds.py --features gazetteer-features --table cities500.tsv
        [--write src/gazetteer/sound-costs.c]

Aligns pairs of alternates that sound alike by the costs so far, counts which sounds
stand for which, and takes the log of how much rarer an exchange is than the sounds
staying what they are; three times over. What it costs to leave a sound out is learned
on the way but not used: rivals are often shorter names, which the pairs do not show,
and the costs set by hand in sound-distance.c rank better. Names that gazetteer-heldout.py takes out with
the seeds 1 to 4 are not looked at. Standard library only.
"""
import argparse
import collections
import importlib.util
import math
import os
import random
import re
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
ALPHABET = "aeioubpdtgkvfzsmnlrhcCSJ"
VOWELS = "aeiou"
ROUNDS = 3
FARTHEST = 0.34  # distance per sound of pairs that are looked at
CONTEXTS = 4


def load_heldout():
    spec = importlib.util.spec_from_file_location(
        "heldout", os.path.join(HERE, "gazetteer-heldout.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def context(sound, i):
    """First, last, beside a sound of its kind, or between others."""
    if i == 0:
        return 0
    if i == len(sound) - 1:
        return 1
    is_vowel = sound[i] in VOWELS
    alike = (sound[i - 1] in VOWELS) == is_vowel or (sound[i + 1] in VOWELS) == is_vowel
    return 2 if alike else 3


def first_costs():
    change = {}
    for a in ALPHABET:
        for b in ALPHABET:
            both = (a in VOWELS) + (b in VOWELS)
            change[a, b] = 0 if a == b else 30 if both == 2 else 80
    omit = {(a, c): 36 if a in VOWELS else 80 for a in ALPHABET for c in range(CONTEXTS)}
    return change, omit


def align(a, b, change, omit):
    """The cheapest steps from a to b, with their cost."""
    la, lb = len(a), len(b)
    oa = [omit.get((s, context(a, i)), 100) for i, s in enumerate(a)]
    ob = [omit.get((s, context(b, i)), 100) for i, s in enumerate(b)]
    rows = [[0] * (lb + 1) for _ in range(la + 1)]
    for j in range(lb):
        rows[0][j + 1] = rows[0][j] + ob[j]
    for i in range(la):
        row, above, s = rows[i + 1], rows[i], a[i]
        row[0] = above[0] + oa[i]
        for j in range(lb):
            row[j + 1] = min(above[j] + (0 if s == b[j] else change.get((s, b[j]), 100)),
                             above[j + 1] + oa[i], row[j] + ob[j])
    steps, i, j = [], la, lb
    while i or j:
        if i and j and rows[i][j] == rows[i - 1][j - 1] + (
                0 if a[i - 1] == b[j - 1] else change.get((a[i - 1], b[j - 1]), 100)):
            i, j = i - 1, j - 1
            steps.append((a[i], b[j]))
        elif i and rows[i][j] == rows[i - 1][j] + oa[i - 1]:
            i -= 1
            steps.append((a[i], context(a, i)))
        else:
            j -= 1
            steps.append((b[j], context(b, j)))
    return rows[la][lb], steps


def collect_pairs(args):
    heldout = load_heldout()
    with open(args.table, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    for seed in range(1, 5):
        rng = random.Random(seed)
        chosen = heldout.choose(rows, 3000, True, rng)
        taken = {index for index, _ in chosen}
        rest = [i for i in range(len(rows)) if i not in taken]
        chosen += [(rest[i], name) for i, name in
                   heldout.choose([rows[i] for i in rest], 1000, False, rng)]
        for index, name in chosen:
            rows[index][3] = ",".join(n for n in rows[index][3].split(",") if n != name)
    rng = random.Random(7)
    pairs = []
    for row in rows:
        names = [row[1], *(n for n in row[3].split(",") if n)]
        if len(names) > 1:
            for _ in range(min(3, len(names) - 1)):
                pairs.append(rng.sample(names, 2))
    rng.shuffle(pairs)
    names = [n for pair in pairs for n in pair]
    output = subprocess.run([args.features, "--sounds"], check=True, stdout=subprocess.PIPE,
                            input=("\n".join(names) + "\n").encode()).stdout
    sounds = output.decode("ascii").split("\n")
    pairs = [(sounds[i], sounds[i + 1]) for i in range(0, len(names), 2)]
    change, omit = first_costs()

    def are_one_name(a, b, first, second):
        if (a == b or min(len(a), len(b)) < 4 or max(len(a), len(b)) > 24
                or abs(len(a) - len(b)) > 3 or len(first.split()) != len(second.split())):
            return False
        return align(a, b, change, omit)[0] <= FARTHEST * 50 * (len(a) + len(b))

    alike = []
    for (a, b), i in zip(pairs, range(0, len(names), 2)):
        if are_one_name(a, b, names[i], names[i + 1]):
            alike.append((a, b))
            if len(alike) == args.pairs:
                break
    return alike


def learn(pairs, change, omit):
    exchanged, omitted = collections.Counter(), collections.Counter()
    for a, b in pairs:
        for x, y in align(a, b, change, omit)[1]:
            if isinstance(y, int):
                omitted[x, y] += 1
            else:
                exchanged[x, y] += 0.5
                exchanged[y, x] += 0.5
    # How often each sound occurs in each context, to tell how often it stays.
    occurs = collections.Counter()
    for a, b in pairs:
        for sound in (a, b):
            for i, s in enumerate(sound):
                occurs[s, context(sound, i)] += 1
    stays = {s: exchanged[s, s] + 5 for s in ALPHABET}
    new_change = {}
    for a in ALPHABET:
        for b in ALPHABET:
            odds = (exchanged[a, b] + 0.4) / math.sqrt(stays[a] * stays[b])
            new_change[a, b] = 0 if a == b else -math.log(odds)
    new_omit = {}
    for a in ALPHABET:
        for c in range(CONTEXTS):
            odds = (omitted[a, c] + 1) / (occurs[a, c] + 10)
            new_omit[a, c] = -math.log(min(odds, 0.9))
    return new_change, new_omit


def scale(change, omit, unit):
    def whole(value):
        return max(18, min(130, round(value * unit)))
    return ({k: v if v == 0 else whole(v) for k, v in change.items()},
            {k: whole(v) for k, v in omit.items()})


def write_costs(path, change, omit):
    lines = []
    for a in ALPHABET:
        numbers = ", ".join(str(change[a, b]) for b in ALPHABET)
        lines.append("{%s}, /* %s */" % (numbers, a))
    changes = "\n".join(lines)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    text = re.sub(r"(march_learned_changes.*?= \{).*?\n\};",
                  lambda m: m.group(1) + "\n" + changes + "\n};", text, flags=re.S)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--features", required=True)
    parser.add_argument("--table", required=True)
    parser.add_argument("--pairs", type=int, default=60000)
    parser.add_argument("--unit", type=float, default=13, help="hundredths per natural log")
    parser.add_argument("--write", help="put the costs into this file")
    args = parser.parse_args()
    pairs = collect_pairs(args)
    change, omit = first_costs()
    for _ in range(ROUNDS):
        change, omit = scale(*learn(pairs, change, omit), args.unit)
    if args.write:
        write_costs(args.write, change, omit)
    else:
        print("   " + "   ".join(ALPHABET))
        for a in ALPHABET:
            print(a, " ".join(f"{change[a, b]:3}" for b in ALPHABET),
                  "|", " ".join(f"{omit[a, c]:3}" for c in range(CONTEXTS)))


if __name__ == "__main__":
    main()
