#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fits the weights of the geocoder's features, by conditional logistic regression.

    gazetteer-fit.py --program marchland --features gazetteer-features
        --sources DIR --work DIR [--write src/gazetteer/feature-weights.c]

Three kinds of names, each with and without its country as hint: alternates taken out of
the index (gazetteer-heldout.py, the seeds given), names that are in it, drawn as
reports use them, and names of places taken out altogether. The candidate that is
right competes with the others and with "there is no entry". Prints recall on the
seeds to test, or what --write puts into the table of weights. Needs numpy.
"""
import argparse
import importlib.util
import os
import random
import re
import subprocess

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
KEPT = 30
# Weights that no set of names can tell: queries here have few type words, and names of
# units; a held-out name is by construction no name that is spelled the same; and every
# hint is right here, while it must stay a help, not a filter.
# "spelled" and "hint" choose between users' exact names and held-out ones: set so that
# names as reports use them (gazetteer-reports.py) are found as often as before.
FIXED = {"exact": 0.8, "spelled": -0.75, "spelled-main": 0.3, "spelled-size": 0.0,
         "spelled-city": 3.0, "spelled-capital": 2.5, "spelled-outside": -3.0,
         "unlike-spelled": -0.8, "hint": 5.0, "class-agrees": 0.8,
         "class-disagrees": -0.8, "country": 1.5, "region": -2.0, "district": -1.2,
         "kind": 1.0, "borrowed": -1.2, "stripped-both": 1.0, "part-of-whole": -3.0,
         "rank": 0.05}


def load_heldout():
    spec = importlib.util.spec_from_file_location(
        "heldout", os.path.join(HERE, "gazetteer-heldout.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def draw_name(row, rng):
    names = [n for n in row[3].split(",") if len(n) > 3]
    return rng.choice(names) if names and rng.random() < 0.35 else row[1]


def write_queries(path, queries):
    for hint in (0, 1):
        with open(f"{path}{hint}.tsv", "w", encoding="utf-8") as file:
            for name, country, lat, lon in queries:
                file.write(f"{name}\t{country if hint else ''}\t{lat}\t{lon}\n")


def make_seed(args, heldout, seed):
    """An index without the held-out names, and without 1,500 whole places."""
    work = os.path.join(args.work, f"seed{seed}")
    os.makedirs(work, exist_ok=True)
    table, held = heldout.split(argparse.Namespace(
        sources=args.sources, seed=seed, latin=3000, other=1000, work=work))
    with open(table, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    rng = random.Random(100 + seed)
    sizes = [(int(r[14] or 0) + 300) ** 0.5 for r in rows]
    asked = {(q["lat"], q["lon"]) for q in held}
    absent = set(rng.sample([i for i, r in enumerate(rows)
                             if (float(r[4]), float(r[5])) not in asked], 1500))
    with open(table, "w", encoding="utf-8") as file:
        file.writelines("\t".join(r) + "\n" for i, r in enumerate(rows) if i not in absent)
    used = rng.choices([i for i in range(len(rows)) if i not in absent],
                       [s for i, s in enumerate(sizes) if i not in absent], k=3000)
    write_queries(os.path.join(work, "held"),
                  [(q["query"], q["country"], q["lat"], q["lon"]) for q in held])
    for name, chosen in (("used", used), ("absent", sorted(absent))):
        write_queries(os.path.join(work, name),
                      [(draw_name(rows[i], rng), rows[i][8], rows[i][4], rows[i][5])
                       for i in chosen])
    with open(os.path.join(work, "scripts"), "w", encoding="utf-8") as file:
        file.writelines(q["script"] + "\n" for q in held)
    subprocess.run([args.program, "gazetteer", "build", "-o", os.path.join(work, "kept.idx"),
                    "--geonames", table,
                    "--admin1", os.path.join(args.sources, "admin1.tsv"),
                    "--admin2", os.path.join(args.sources, "admin2.tsv")], check=True)


class Sample:
    """The candidates of many queries; the last column stands for "no entry"."""

    def __init__(self, path, names):
        raw = np.fromfile(path, dtype=np.float32)
        width = len(names) + 2
        rows, at = [], 0
        while at < len(raw):
            count = int(raw[at])
            rows.append(raw[at + 1:at + 1 + count * width].reshape(count, width)[:KEPT])
            at += 1 + count * width
        n = len(rows)
        self.x = np.zeros((n, KEPT + 1, len(names) + 2), np.float32)
        self.right = np.zeros((n, KEPT + 1), bool)
        self.there = np.zeros((n, KEPT + 1), bool)
        for i, row in enumerate(rows):
            self.x[i, :len(row), :len(names)] = row[:, 2:]
            self.right[i, :len(row)] = row[:, 0] > 0
            self.there[i, :len(row)] = True
        hint = names.index("hint")
        self.x[:, KEPT, len(names)] = 1
        self.x[:, KEPT, len(names) + 1] = self.x[:, :KEPT, hint].max(1)
        self.there[:, KEPT] = True
        self.right[:, KEPT] = ~self.right.any(1)
        self.weight = 1.0

    def chances(self, weights):
        score = self.x @ weights.astype(np.float32)
        score[~self.there] = -1e9
        score = np.exp(score - score.max(1, keepdims=True))
        return score / score.sum(1, keepdims=True)

    def recall(self, weights, chosen=slice(None)):
        chances = self.chances(weights)[:, :KEPT]
        order = np.argsort(-chances, 1)[:, :5]
        right = np.take_along_axis(self.right[:, :KEPT], order, 1)[chosen]
        return right[:, 0].mean(), right.any(1).mean()


def fit(samples, names, iterations=170, rate=0.05, shrink=3e-4):
    weights = np.array([FIXED.get(n, 0.0) for n in [*names, "absent", "absent-hint"]],
                       np.float32)
    is_free = np.array([n not in FIXED for n in [*names, "", ""]], np.float32)
    power = sum((s.x[:, :KEPT] ** 2).mean((0, 1)) for s in samples) / len(samples)
    scale = np.maximum(np.sqrt(power), 0.05).astype(np.float32)
    w = weights * scale
    first, second = np.zeros_like(w), np.zeros_like(w)
    total = sum(s.weight * len(s.x) for s in samples)
    for step in range(1, iterations + 1):
        gradient, loss = shrink * w, 0.0
        for sample in samples[step % 2::2]:
            chances = sample.chances(w / scale)
            good = chances * sample.right
            sums = good.sum(1, keepdims=True) + 1e-30
            loss -= 2 * sample.weight * np.log(sums).sum() / total
            push = (chances - good / sums) * (2 * sample.weight / total)
            gradient = gradient + np.einsum("qk,qkf->f", push.astype(np.float32),
                                            sample.x, optimize=True) / scale
        gradient = gradient * is_free
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient ** 2
        speed = rate * (0.5 + 0.5 * np.cos(np.pi * step / iterations) + 0.02)
        w = w - speed * (first / (1 - 0.9 ** step)) / (
            np.sqrt(second / (1 - 0.99 ** step)) + 1e-9)
        if step % 50 < 2:
            print(f"step {step}: loss {loss:.4f}", flush=True)
    return w / scale


def write_weights(path, names, weights):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for name, weight in zip([*names, "absent", "absent-hint"], weights):
        text = re.sub(r'(\{"%s", )[-0-9.e]+\}' % re.escape(name),
                      lambda m, v=weight: f"{m.group(1)}{v:.3f}}}", text)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--features", required=True)
    parser.add_argument("--sources", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--fit", type=int, nargs="*", default=[1, 3], help="seeds")
    parser.add_argument("--test", type=int, nargs="*", default=[2], help="seeds")
    parser.add_argument("--used", type=float, default=0.45, help="weight of names in the index")
    parser.add_argument("--absent", type=float, default=0.5, help="weight of absent places")
    parser.add_argument("--reuse", action="store_true", help="keep the indexes")
    parser.add_argument("--keep-features", action="store_true", help="and the features")
    parser.add_argument("--write", help="put the weights into this file")
    args = parser.parse_args()
    heldout = load_heldout()
    samples = {}
    names_path = os.path.join(args.work, "names")
    for seed in [*args.fit, *args.test]:
        work = os.path.join(args.work, f"seed{seed}")
        if not (args.reuse and os.path.exists(os.path.join(work, "kept.idx"))):
            make_seed(args, heldout, seed)
        for kind in ("held", "used", "absent"):
            for hint in "01":
                path = os.path.join(work, kind + hint)
                if not (args.keep_features and os.path.exists(path + ".bin")):
                    output = subprocess.run(
                        [args.features, os.path.join(work, "kept.idx"), path + ".tsv",
                         path + ".bin"], check=True, stdout=subprocess.PIPE).stdout
                    with open(names_path, "wb") as file:
                        file.write(output)
                with open(names_path, encoding="utf-8") as file:
                    names = file.read().split()
                samples[seed, kind, hint] = Sample(path + ".bin", names)
                samples[seed, kind, hint].weight = {
                    "held": 1, "used": args.used, "absent": args.absent}[kind]
    fitted = fit([s for (seed, _, _), s in samples.items() if seed in args.fit], names)
    for seed in args.test:
        with open(os.path.join(args.work, f"seed{seed}", "scripts"), encoding="utf-8") as file:
            latin = np.array([line.strip() == "LATIN" for line in file])
        for hint in "01":
            held = samples[seed, "held", hint]
            print(f"seed {seed} hint {hint}: Latin %.3f/%.3f, other %.3f/%.3f, used %.3f/%.3f"
                  % (*held.recall(fitted, latin), *held.recall(fitted, ~latin),
                     *samples[seed, "used", hint].recall(fitted)), flush=True)
    if args.write:
        write_weights(args.write, names, fitted)
    else:
        for name, weight in zip([*names, "absent", "absent-hint"], fitted):
            print(f"{name:20} {weight:.3f}")


if __name__ == "__main__":
    main()
