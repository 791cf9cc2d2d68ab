#!/bin/sh
# SPDX-License-Identifier: MIT
# words.sh PROGRAM SOURCES WORK: in each language of styles/words, nothing that the program writes on a figure is English: neither text on the page nor the
# description for people who cannot see it. The words of the figure file itself are of no language.
set -eu
program=$1 sources=$2 work=$3

rm -rf "$work"
mkdir -p "$work"
cd "$work"
cat >rows.csv <<'CSV'
place,lat,lon,date,type,value,precision
Maksat,39.995,69.66,2021-04-28,Battles,5,1 km
Vorukh,39.86,70.58,2021-04-29,Riots,20,25 km
Ak-Sai,39.89,70.52,2021-04-29,Explosions/Remote violence,,
CSV
cat >full.yaml <<'YAML'
title: "*"
as-of: 2021-05-01
view: all
extent: {bbox: [69.2, 39.5, 71.2, 40.5]}
page: a4-landscape
units: both
north-arrow: true
timeline: true
place-labels: named
borders:
  - {section: "1", between: [KG, TJ], near: [70.5, 39.88], within: 20 km, status: disputed, source: "*"}
  - {section: "2", between: [KG, UZ], whole: true, status: undelimited, source: "*"}
incidents:
  - {data: rows.csv, value-label: "*", source: "*"}
YAML
cat >world.yaml <<'YAML'
title: "*"
view: all
extent: {bbox: [32, 28, 50, 46]}
borders: [world-disputes]
place-labels: named
YAML
cat >views.yaml <<'YAML'
title: "*"
extent: {bbox: [72, 31, 81, 38]}
borders: [world-disputes]
place-labels: named
panels: {views: [defacto, IN, PK]}
YAML
english='\b(the|and|of|with|within|until|Boundary|boundary|boundaries|Boundaries|Scale|width|contributors|Made|Rivers|Place names|Claimed|Disputed|Limit|Area|Areas|view|View|shows|located|drawn|Border|Map|January|February|March|April|May|June|July|largest|Number|km off)\b'
failed=0
for file in "$sources"/styles/words/*.yaml; do
    language=$(basename "$file" .yaml)
    for figure in full world views; do
        out=$figure-$language.svg
        "$program" render "$figure.yaml" --set "language=$language" --set "label-languages=$language" --set svg-text=live -v -o "$out" >/dev/null 2>"$out.log"
        if grep untranslated "$out.log"; then
            echo "$out: not translated"
            failed=1
        fi
        if grep -oE '<(text|desc|title)[^>]*>[^<]*' "$out" | sed -E 's/<[^>]*>//; s/Natural Earth|OpenStreetMap|GeoNames|Wessel.*Smith//g' | grep -E "$english"; then
            echo "$out: English words"
            failed=1
        fi
    done
done
exit $failed
