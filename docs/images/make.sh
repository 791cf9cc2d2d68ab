#!/bin/sh
# SPDX-License-Identifier: MIT
# Draws the pictures of the documentation: make.sh PROGRAM (the examples are beside it).
# `cmake --build --preset release -t docs-images` does it with the built program.
set -eu
program=$1
here=$(cd "$(dirname "$0")" && pwd)
examples=$here/../../examples

draw() { # PICTURE FIGURE OPTION...
  picture=$1 figure=$2
  shift 2
  "$program" render "$examples/$figure" -q -o "$here/$picture.png" "$@"
}

draw batken-2021 batken-2021/figure.yaml --set size.dpi=180
for style in report mono slide contrast; do
  draw "style-$style" batken-2021/figure.yaml --set "style=$style" \
    --set size.width=110mm --set size.height=108mm --set size.dpi=130
done
draw style-bands kyrgyz-tajik-border/figure-bands.yaml --set size.dpi=150
draw style-claims kyrgyz-tajik-border/figure-claims.yaml --set size.dpi=150
draw style-legend batken-2021/figure-classes.yaml --set size.dpi=130

specimen() { # PICTURE STYLE HEIGHT
  "$program" style render --style "$examples/print-extensions/$2.json" --size "640x$3" \
    --center 5,1.6 --zoom 5.49 --pixel-ratio 1.5 -o "$here/$1.png"
}

specimen style-hatch hatch 180
specimen style-dash-phase dash-phase 140
specimen style-edges edges 150
specimen style-unit unit 120
specimen style-halo halo 180
specimen style-sections sections 110

# A raster of heights that is not part of the project: see examples/relief/README.md.
heights=${MARCHLAND_HEIGHTS:-/usr/lib/R/site-library/terra/ex/elev.tif}
if [ -e "$heights" ]; then
  draw style-relief relief/luxembourg.yaml --set "relief=$heights" --set size.dpi=130
else
  echo "style-relief.png stays as it is: there is no $heights" >&2
fi
