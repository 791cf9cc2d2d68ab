#!/bin/sh
# The gallery's page in a browser: its script runs, its pictures load, hostile names do
# nothing. Usage: gallery-in-browser.sh PROGRAM FOLDER
set -eu
program=$1 folder=$2

fail() {
  echo "gallery: $*" >&2
  exit 1
}

rm -rf "$folder"
mkdir -p "$folder/in"
cd "$folder"
folder=$(pwd)
figure() {
  cat >"in/$1.yaml" <<EOF
title: "$2"
as-of: $3
extent: {bbox: [69, 39.5, 71, 40.5]}
size: {width: 60mm, height: 80mm}
output: ['$1.png', '$1.svg']
EOF
}
hostile='a"><img src=x onerror=document.title=1>'
figure "$hostile" '</title><script>document.title=1</script>&amp;' 2021-04-28
figure 'javascript:b%2e' "it's" 2021-05-05
figure plain Plain 2021-05-12
printf 'title: x\nextent: {places: [</p><script>document.title=1</script>]}\n' >in/bad.yaml

"$program" batch in -O out --quiet --keep-previous 2>/dev/null && fail "all were made"
sed -i 's/^title: Plain/title: Plainer/; s/"Plain"/"Plainer"/' in/plain.yaml
"$program" batch in -O out --quiet --keep-previous 2>/dev/null && fail "all were made"
"$program" gallery out --title 'Figures & <b>more</b>' --quiet
cp out/index.html first.html
"$program" gallery out --title 'Figures & <b>more</b>' --quiet
cmp out/index.html first.html || fail "another page of the same figures"
grep -qiE "https?://|//[a-z]|@import" out/index.html && fail "it refers to elsewhere"

browser=$(command -v chromium || command -v chromium-browser || true)
if [ -z "$browser" ]; then
  echo "SKIPPED: no chromium"
  exit 0
fi

# A script of the test's, after the page's own, writes down what it finds.
sed 's|</body>|<script>addEventListener("load",function(){\
var said=[],form=document.getElementById("filter");\
function shown(){return document.querySelectorAll(".figures>li:not([hidden])").length}\
function filter(name,value){form.reset();form.elements[name].value=value;\
form.dispatchEvent(new Event("input"));return shown()}\
document.querySelectorAll("details").forEach(function(d){d.open=true});\
said.push("title="+document.title);\
said.push("form="+!form.hidden);\
said.push("scripts="+document.scripts.length);\
said.push("broken="+Array.from(document.images).filter(function(i){\
i.loading="eager";return !i.getAttribute("alt")}).length);\
said.push("first="+document.querySelector(".figures>li").className);\
said.push("text="+filter("text","PLAIN"));\
said.push("from="+filter("from","2021-05-05"));\
said.push("to="+filter("to","2021-05-05"));\
said.push("failed="+filter("state","failed"));\
said.push("changed="+filter("state","changed"));\
said.push("all="+filter("text",""));\
var blink=document.querySelector(".tools button");blink.click();\
said.push("blink="+blink.getAttribute("aria-pressed"));\
setTimeout(function(){\
said.push("pictures="+Array.from(document.images).filter(function(i){\
return i.complete}).filter(function(i){return i.naturalWidth>0}).length);\
document.body.setAttribute("data-said",said.join(";"))},1500)})</script></body>|' \
  out/index.html >out/tested.html
timeout 120 "$browser" --headless --no-sandbox --disable-gpu --virtual-time-budget=8000 \
  --user-data-dir="$folder/profile" --dump-dom "file://$folder/out/tested.html" \
  >dom.html 2>browser.txt || fail "the browser ended with $?: $(tail -n 3 browser.txt)"
said=$(grep -oE 'data-said="[^"]*"' dom.html) || fail "the page's script did not run"
expected='data-said="title=Figures &amp; &lt;b&gt;more&lt;/b&gt;;form=true;scripts=2;broken=0;first=failed;text=1;from=2;to=2;failed=1;changed=1;all=4;blink=true;pictures=5"'
[ "$said" = "$expected" ] || fail "found $said"
echo "gallery works"
