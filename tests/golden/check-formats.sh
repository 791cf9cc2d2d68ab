#!/bin/sh
# check-formats.sh PROGRAM ALIGNED FIGURE OUT: PNG, PDF and SVG of a figure show everything in the
# same place, to 0.05 mm: a pixel at 508 to the inch.
set -eu
program=$1
aligned=$2
figure=$3
out=$4

for tool in pdftoppm rsvg-convert; do
    command -v "$tool" >/dev/null || { echo "SKIPPED: no $tool"; exit 77; }
done
mkdir -p "$out"
"$program" render "$figure" --quiet --set size.dpi=508 --svg-text outline \
    -o "$out/figure.png" -o "$out/figure.pdf" -o "$out/figure.svg"
pdftoppm -r 508 -png -singlefile "$out/figure.pdf" "$out/from-pdf"
rsvg-convert -d 508 -p 508 -b white "$out/figure.svg" -o "$out/from-svg.png"
"$aligned" "$out/figure.png" "$out/from-pdf.png" || { echo "PDF and PNG differ"; exit 1; }
"$aligned" "$out/figure.png" "$out/from-svg.png" || { echo "SVG and PNG differ"; exit 1; }
