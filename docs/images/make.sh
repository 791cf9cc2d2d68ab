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
    --set size.width=110mm --set size.height=84mm --set size.dpi=130
done
draw style-bands kyrgyz-tajik-border/figure-bands.yaml --set size.dpi=150
draw style-claims kyrgyz-tajik-border/figure-claims.yaml --set size.dpi=150
