#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fits the weights of the geocoder's features, by conditional regression.

    gazetteer-fit.py --program marchland --features gazetteer-features
        --sources DIR --work DIR [--write src/gazetteer/feature-weights.c]

Four kinds of names, each with and without its country as hint: alternates taken out of
the index (gazetteer-heldout.py, the seeds given), names that are in it, drawn as
reports use them, these with a wrong country, and names of places taken out
altogether. The candidate that is right
competes with the others and with "there is no entry". Prints recall on the
seeds to test, or what --write puts into the table of weights. Needs numpy.
"""
import argparse
import importlib.util
import os
import random
import re
import subprocess

# Sums in another order would give other weights.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
import numpy as np  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
KEPT = 24
HIDDEN = 24  # MARCH_HIDDEN_UNITS
# Weights that no set of names here can tell: queries have few type words and names of
# units. The rest is weighed by --used and --wrong: names as reports use them are to be
# found as often as before, and a hint is to stay a help, not a filter.
FIXED = {"spelled-city": 5.0, "spelled-capital": 2.5, "class-agrees": 0.8,
         "class-disagrees": -0.8, "country": 1.5, "region": -2.0, "district": -1.2,
         "kind": 1.0, "borrowed": -1.2, "stripped-both": 1.0, "part-of-whole": -3.0,
         "unit-asked": 5.0}

# Added to the fitted weights: what everybody means by a name weighs more outside
# tables of names than inside them.
RAISED = {"spelled-city": 1.5, "unit-asked": 2.2}


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


def mistake_hints(queries, rng):
    mistaken = []
    for name, country, lat, lon in queries:
        other = rng.choice([q[1] for q in queries[:50] if q[1] != country])
        mistaken.append((name, other, lat, lon))
    return mistaken


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
        asked = [(draw_name(rows[i], rng), rows[i][8], rows[i][4], rows[i][5])
                 for i in chosen]
        write_queries(os.path.join(work, name), asked)
        if name == "used":
            write_queries(os.path.join(work, "wrong"), mistake_hints(asked[:1500], rng))
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

    def recall(self, model, chosen=slice(None)):
        chances = model.chances(self, slice(None))[0][:, :KEPT]
        order = np.argsort(-chances, 1)[:, :5]
        right = np.take_along_axis(self.right[:, :KEPT], order, 1)[chosen]
        return right[:, 0].mean(), right.any(1).mean()


class Model:
    """Weights of the features, and a few hidden units over them."""

    def __init__(self, names, scale, rng):
        self.names = [*names, "absent", "absent-hint"]
        count = len(self.names)
        self.scale = scale
        start = np.array([FIXED.get(n, 0.0) for n in self.names], np.float32)
        # What is set by hand, and "no entry", go by their weight alone.
        self.is_free = np.array([n not in FIXED for n in self.names], np.float32)
        self.is_inner = self.is_free.copy()
        self.is_inner[-2:] = 0
        self.part = {
            "weight": start * scale,
            "inner": (rng.normal(size=(count, HIDDEN)) * 0.15).astype(np.float32)
            * self.is_inner[:, None],
            "bias": (rng.normal(size=HIDDEN) * 0.1).astype(np.float32),
            "outer": np.zeros(HIDDEN, np.float32),
        }

    def chances(self, sample, chosen):
        there = sample.there[chosen]
        flat = sample.x[chosen].reshape(-1, len(self.names)) / self.scale
        sums = flat @ self.part["inner"] + self.part["bias"]
        # "No entry" has no features, and the hidden units say nothing of it.
        units = sums / (1 + np.abs(sums))
        units.reshape(*there.shape, -1)[:, KEPT] = 0
        score = (flat @ self.part["weight"] + units @ self.part["outer"]).reshape(there.shape)
        score[~there] = -1e9
        score = np.exp(score - score.max(1, keepdims=True))
        return score / score.sum(1, keepdims=True), flat, units

    def find_gradient(self, sample, chosen, share):
        chances, flat, units = self.chances(sample, chosen)
        good = chances * sample.right[chosen]
        sums = good.sum(1, keepdims=True) + 1e-30
        push = ((chances - good / sums) * share).astype(np.float32).ravel()
        back = push[:, None] * self.part["outer"] * (1 - np.abs(units)) ** 2
        back.reshape(*chances.shape, -1)[:, KEPT] = 0
        return -np.log(sums).sum() * share, {
            "weight": (push @ flat) * self.is_free,
            "inner": (flat.T @ back) * self.is_inner[:, None],
            "bias": back.sum(0),
            "outer": push @ units,
        }


def fit(samples, names, rng, steps=2500, rate=0.02, batch=60):
    power = sum((s.x[:, :KEPT] ** 2).mean((0, 1)) for s in samples) / len(samples)
    model = Model(names, np.maximum(np.sqrt(power), 0.05).astype(np.float32), rng)
    first = {k: np.zeros_like(v) for k, v in model.part.items()}
    second = {k: np.zeros_like(v) for k, v in model.part.items()}
    total = sum(s.weight for s in samples)
    shown = 0.0
    for step in range(1, steps + 1):
        gradient = {k: (1e-3 if k == "inner" else 3e-4) * v for k, v in model.part.items()}
        gradient["weight"] = gradient["weight"] * model.is_free
        for sample in samples:
            chosen = rng.integers(0, len(sample.x), batch)
            loss, part = model.find_gradient(sample, chosen,
                                             sample.weight / total / batch)
            shown += loss / 100
            for key in gradient:
                gradient[key] = gradient[key] + part[key]
        speed = rate * (0.5 + 0.5 * np.cos(np.pi * step / steps) + 0.01)
        for key, value in model.part.items():
            first[key] = 0.9 * first[key] + 0.1 * gradient[key]
            second[key] = 0.99 * second[key] + 0.01 * gradient[key] ** 2
            model.part[key] = (value - speed * (first[key] / (1 - 0.9 ** step)) / (
                np.sqrt(second[key] / (1 - 0.99 ** step)) + 1e-8)).astype(np.float32)
        if step % 100 == 0:
            print(f"step {step}: loss {shown:.4f}", flush=True)
            shown = 0.0
    return model


def write_weights(path, model):
    """Rewrites the table in feature-weights.c; "absent" among it."""
    inner = model.part["inner"] / model.scale[:, None]
    weights = model.part["weight"] / model.scale
    weights += np.array([RAISED.get(n, 0.0) for n in model.names], np.float32)
    with open(path, encoding="utf-8") as file:
        text = file.read()

    def braces(values):
        return "{" + ", ".join(f"{v:.3f}F" for v in values) + "}"

    for name, weight, row in zip(model.names, weights, inner):
        text = re.sub(r'(\{"%s",)[^{]*\{[^}]*\}' % re.escape(name),
                      lambda m, w=weight, r=row: f"{m.group(1)} {w:.3f}F, {braces(r)}", text)
    for name, value in (("absent", weights[-2]), ("absent_hint", weights[-1])):
        text = re.sub(r"(double %s = )[^;]*" % name,
                      lambda m, v=value: f"{m.group(1)}{v:.3f}", text)
    for key in ("bias", "outer"):
        text = re.sub(r"(hidden_%s\[[A-Z_]*\] = )\{[^}]*\}" % key,
                      lambda m, k=key: m.group(1) + braces(model.part[k]), text)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--features", required=True)
    parser.add_argument("--sources", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--fit", type=int, nargs="*", default=[1, 3, 5, 7, 11, 13, 15, 17],
                        help="seeds")
    parser.add_argument("--test", type=int, nargs="*", default=[2, 4], help="seeds")
    parser.add_argument("--used", type=float, default=1.0, help="weight of names in the index")
    parser.add_argument("--wrong", type=float, default=0.3, help="weight of wrong countries")
    parser.add_argument("--steps", type=int, default=2500)
    parser.add_argument("--absent", type=float, default=0.25, help="weight of absent places")
    parser.add_argument("--reuse", action="store_true", help="keep the indexes")
    parser.add_argument("--keep-features", action="store_true", help="and the features")
    parser.add_argument("--write", help="put the weights into this file")
    args = parser.parse_args()
    heldout = load_heldout()
    samples = {}
    names_path = os.path.join(args.work, "names")
    for seed in dict.fromkeys([*args.fit, *args.test]):
        work = os.path.join(args.work, f"seed{seed}")
        if not (args.reuse and os.path.exists(os.path.join(work, "kept.idx"))):
            make_seed(args, heldout, seed)
        for kind in ("held", "used", "absent", "wrong"):
            for hint in "1" if kind == "wrong" else "01":
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
                    "held": 1, "used": args.used, "absent": args.absent,
                    "wrong": args.wrong}[kind]
    fitted = fit([s for (seed, _, _), s in samples.items() if seed in args.fit], names,
                 np.random.default_rng(0), args.steps)
    for seed in args.test:
        with open(os.path.join(args.work, f"seed{seed}", "scripts"), encoding="utf-8") as file:
            latin = np.array([line.strip() == "LATIN" for line in file])
        for hint in "01":
            held = samples[seed, "held", hint]
            print(f"seed {seed} hint {hint}: Latin %.3f/%.3f, other %.3f/%.3f, used %.3f/%.3f"
                  % (*held.recall(fitted, latin), *held.recall(fitted, ~latin),
                     *samples[seed, "used", hint].recall(fitted)), flush=True)
        print("  wrong country: %.3f/%.3f" % samples[seed, "wrong", "1"].recall(fitted))
    if args.write:
        write_weights(args.write, fitted)


if __name__ == "__main__":
    main()
