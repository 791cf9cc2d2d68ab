#!/bin/sh
# SPDX-License-Identifier: MIT
# One table of incidents in every kind of file, and the ways in which a table can be
# wrong: what is read, what is said of it, and that the rest is used.
# Usage: incident-formats.sh PROGRAM GENERATOR WORK-FOLDER
set -u
program=$1
generator=$2
work=$3

fail() {
    echo "FAILED: $1"
    exit 1
}
rm -rf "$work"
mkdir -p "$work"
cd "$work" || exit 1

cat >table.csv <<'END'
id,date,type,place,lat,lon,value
a,2021-04-28,Battles,Batken,40.0626,70.8194,3
b,2021-04-29,Riots,"Isfara, north",40.1265,70.6253,0
c,2021-04-29,Battles,Vorukh,39.851,70.580,12
END

# expect FILE WORDS [OPTION...]: describes FILE and looks for WORDS in what it says
expect() {
    file=$1
    words=$2
    shift 2
    "$program" incidents describe "$file" "$@" >said.txt 2>&1
    status=$?
    grep -q -- "$words" said.txt || { cat said.txt; fail "$file: no \"$words\""; }
}
read_all() {
    expect "$1" "3 incidents"
    [ $status = 0 ] || fail "$1: exit status $status"
    grep -q "2021-04-28 to 2021-04-29" said.txt || { cat said.txt; fail "$1: dates"; }
    grep -q "Battles 2" said.txt || { cat said.txt; fail "$1: types"; }
}

read_all table.csv
tr ',' '\t' <table.csv | sed 's/"Isfara\t north"/Isfara/' >table.tsv
read_all table.tsv
(printf '\357\273\277'; cat table.csv) >bom.csv
read_all bom.csv
(printf '\377\376'; iconv -f UTF-8 -t UTF-16LE table.csv) >utf16.csv
read_all utf16.csv
sed 's/"Isfara, north"/Исфара/' table.csv | iconv -f UTF-8 -t WINDOWS-1251 >cyrillic.csv
expect cyrillic.csv "3 incidents"
grep -qi "1251" said.txt || { cat said.txt; fail "the encoding is not told"; }
sed 's/"Isfara, north"/Isfara/; s/,/;/g; s/\([0-9]\)\.\([0-9]\)/\1,\2/g' table.csv >comma.csv
read_all comma.csv
"$program" incidents describe - <table.csv >said.txt 2>&1 || fail "standard input"
grep -q "3 incidents" said.txt || fail "standard input: rows"

if command -v ogr2ogr >/dev/null; then
    points="-oo X_POSSIBLE_NAMES=lon -oo Y_POSSIBLE_NAMES=lat -oo AUTODETECT_TYPE=YES -a_srs EPSG:4326"
    for kind in "GPKG gpkg" "GeoJSON geojson" "FlatGeobuf fgb" "ESRI_Shapefile shp" "XLSX xlsx"; do
        driver=$(echo "${kind% *}" | tr '_' ' ')
        suffix=${kind#* }
        # shellcheck disable=SC2086
        ogr2ogr -q -f "$driver" "table.$suffix" table.csv $points || fail "ogr2ogr $driver"
        read_all "table.$suffix"
    done
    # Another coordinate system comes back to degrees.
    ogr2ogr -q -t_srs EPSG:32642 metres.gpkg table.gpkg || fail "ogr2ogr"
    read_all metres.gpkg
    "$program" incidents describe metres.gpkg --bbox 70.5,39.8,70.9,40.2 >said.txt 2>&1
    grep -q "3 incidents" said.txt || { cat said.txt; fail "positions of another system"; }
fi

# wrong CODE ROW: adds ROW to the table, which must be named with line and code
wrong() {
    cp table.csv wrong.csv
    printf '%s\n' "$2" >>wrong.csv
    expect wrong.csv "wrong.csv:5:.*\[$1\]"
    case $1 in
    markup-in-cell) [ $status = 0 ] || fail "$1: exit status $status" ;; # shown as text
    *) [ $status = 1 ] || fail "$1: exit status $status" ;;
    esac
    grep -q "[34] incidents" said.txt || { cat said.txt; fail "$1: the others are not used"; }
}
wrong coordinate-out-of-range 'd,2021-04-29,Battles,X,4422300,7783000,1'
wrong bad-coordinate 'd,2021-04-29,Battles,X,north,70.1,1'
wrong zero-position 'd,2021-04-29,Battles,X,0,0,1'
wrong incomplete-position 'd,2021-04-29,Battles,X,,70.1,1'
wrong bad-number 'd,2021-04-29,Battles,X,40,70,-3'
wrong bad-number 'd,2021-04-29,Battles,X,40,70,"1,234"'
wrong bad-date 'd,29th of never,Battles,X,40,70,3'
wrong dates-out-of-order 'd,2021-04-29/2021-04-01,Battles,X,40,70,3'
wrong markup-in-cell 'd,2021-04-29,Battles,"=HYPERLINK(""http://x"")",40,70,3'
wrong markup-in-cell 'd,2021-04-29,Battles,<script>alert(1)</script>,40,70,3'
echo 'd,2021-04-29,Battles,X,95,70,1' >>wrong.csv
"$program" incidents describe wrong.csv --strict >said.txt 2>&1
[ $? = 65 ] || fail "--strict lets a lost row pass"

# Markup and formulas are plain text in every output.
cat >figure.yaml <<'END'
title: x
extent: {bbox: [69, 39, 72, 41]}
size: {width: 100mm}
incidents: [{data: hostile.csv, columns: {label: place}}]
END
cat >hostile.csv <<'END'
id,date,type,place,lat,lon,value,text
a,2021-04-28,Battles,<script>alert(1)</script>,40.06,70.81,3,"=1+1"
END
"$program" render figure.yaml -q -o out.svg -o out.html -o out.csv
[ -s out.svg ] && [ -s out.html ] && [ -s out.csv ] || fail "no outputs of hostile rows"
grep -q '<script' out.svg out.html && fail "markup came through"
grep -q ',=1+1' out.csv && fail "a formula came through"

# Invented tables in the layouts of ACLED and UCDP, made anew.
if command -v python3 >/dev/null; then
    python3 "$generator" acled 500 7 >acled.csv || fail "the generator"
    [ "$(head -n 1 acled.csv | tr ',' '\n' | wc -l)" = 31 ] || fail "ACLED's columns"
    expect acled.csv "ACLED"
    grep -q "500 incidents" said.txt || { cat said.txt; fail "ACLED's rows"; }
    python3 "$generator" ucdp 500 7 >ucdp.csv || fail "the generator"
    [ "$(head -n 1 ucdp.csv | tr ',' '\n' | wc -l)" = 49 ] || fail "UCDP's columns"
    expect ucdp.csv "UCDP GED"
    grep -q "500 incidents" said.txt || { cat said.txt; fail "UCDP's rows"; }
    python3 "$generator" acled 500 7 | cmp -s - acled.csv || fail "another table of the same seed"
fi
echo "ok"
