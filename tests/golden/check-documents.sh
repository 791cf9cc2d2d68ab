#!/bin/sh
# check-documents.sh GOLDEN EXPECTED OUT: the SVG and PDF files that the golden program left in
# OUT are sound: well-formed and without outside references; one page of the right
# size, text that can be searched, a picture like the PNG.
set -eu
golden=$1
expected=$2
out=$3
failures=0

fail() {
    echo "$1" >&2
    failures=$((failures + 1))
}

for tool in xmllint pdfinfo pdftotext pdftoppm; do
    command -v "$tool" >/dev/null || { echo "SKIPPED: no $tool"; exit 77; }
done
tab=$(printf '\t')
"$golden" list >"$out/list.tsv"
while IFS="$tab" read -r name width height words; do
    svg=$out/$name.full.svg
    pdf=$out/$name.pdf
    [ -f "$svg" ] || { fail "$name: no documents; run its golden test first"; continue; }
    xmllint --noout --nonet "$svg" || fail "$name: the SVG is not well-formed"
    if grep -o 'href="[^"#]*' "$svg" | grep -qv 'href="\(data:.*\)\{0,1\}$'; then
        fail "$name: the SVG refers to something outside"
    fi
    # points of 1/72 inch, to a thousandth
    size=$(LC_ALL=C awk "BEGIN {printf \"%.2f x %.2f\", $width * 72 / 25.4, $height * 72 / 25.4}")
    seen=$(pdfinfo "$pdf" | sed -n 's/^Page size: *\([0-9.]*\) x \([0-9.]*\) pts.*/\1 \2/p' |
        LC_ALL=C awk '{printf "%.2f x %.2f", $1, $2}')
    [ "$size" = "$seen" ] || fail "$name: the page is $seen points, not $size"
    [ "$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')" = 1 ] || fail "$name: not one page"
    if [ -n "$words" ]; then
        pdftotext -layout "$pdf" - | grep -qF "$words" ||
            fail "$name: pdftotext does not find '$words'"
    fi
    pdftoppm -r 150 -png -singlefile "$pdf" "$out/$name.page" ||
        fail "$name: the PDF cannot be drawn"
    "$golden" alike "$out/$name.page.png" "$out/$name.full.png" ||
        fail "$name: the PDF looks unlike the PNG"
done <"$out/list.tsv"

# Another process writes the same bytes.
for name in page halo right-to-left; do
    "$golden" check "$name" "$expected" "$out/again" >/dev/null 2>&1 || true
    for ending in full.png pdf full.svg; do
        cmp "$out/$name.$ending" "$out/again/$name.$ending" ||
            fail "$name: a second run wrote other bytes"
    done
done
[ "$failures" -eq 0 ]
