# What a reader of a PNG, SVG or PDF finds in it, with tools that are not ours.
# Usage: cmake -D PROGRAM=... -D WORK_DIR=... -P documents.cmake
cmake_minimum_required(VERSION 3.25)

foreach(tool xmllint rsvg-convert pdfinfo pdftotext)
  find_program(${tool} ${tool})
  if(NOT ${tool})
    message(STATUS "SKIPPED: ${tool} is not installed")
    return()
  endif()
endforeach()

file(REMOVE_RECURSE ${WORK_DIR})
file(MAKE_DIRECTORY ${WORK_DIR})
file(WRITE ${WORK_DIR}/incidents.csv
  "id,lat,lon,type,date,label,fatalities\n"
  "one,39.95,70.40,Battles,2021-04-29,Ворух,4\n"
  "two,39.98,70.75,Riots,2021-04-30,Чоркӯҳ & <Isfara>,1\n")
file(WRITE ${WORK_DIR}/figure.yaml
  "title: Documents & \"titles\"\n"
  "alt: A map for people who cannot see it\n"
  "as-of: 2021-05-01\n"
  "size: {width: 120mm, height: 90mm, dpi: 150}\n"
  "extent: {bbox: [70, 39.7, 71, 40.2]}\n"
  "incidents: incidents.csv\n"
  "output: [figure.png, figure.svg, figure.pdf]\n")

function(run)
  execute_process(COMMAND ${ARGN}
    WORKING_DIRECTORY ${WORK_DIR}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE errors)
  if(result)
    message(FATAL_ERROR "${ARGN}\nended with ${result}:\n${errors}")
  endif()
  string(REGEX REPLACE "[][;]" "," output "${output}")
  set(output "${output}" PARENT_SCOPE)
endfunction()

function(need text pattern what)
  if(NOT text MATCHES "${pattern}")
    message(FATAL_ERROR "${what}: no '${pattern}'")
  endif()
endfunction()

# The size in pixels that a PNG's header gives.
function(png_size_need file width height)
  file(READ ${WORK_DIR}/${file} header OFFSET 16 LIMIT 8 HEX)
  string(SUBSTRING ${header} 0 8 found_width)
  string(SUBSTRING ${header} 8 8 found_height)
  math(EXPR found_width "0x${found_width}")
  math(EXPR found_height "0x${found_height}")
  if(NOT found_width EQUAL width OR NOT found_height EQUAL height)
    message(FATAL_ERROR "${file}: ${found_width} × ${found_height} pixels")
  endif()
endfunction()

run(${PROGRAM} render figure.yaml)

png_size_need(figure.png 709 531)
run(${PROGRAM} explain figure.png)
need("${output}" "program: marchland" "the recipe of the PNG")

run(${xmllint} --noout figure.svg)
file(READ ${WORK_DIR}/figure.svg svg)
string(REGEX REPLACE "[][;]" "," svg "${svg}")
foreach(pattern
    "width=\"120mm\" height=\"90mm\""
    "role=\"img\""
    "<title[^>]*>Documents &amp, “titles”</title>"
    "<desc[^>]*>A map for people who cannot see it\n1\\. [^<]*</desc>"
    "inkscape:groupmode=\"layer\""
    "data-id=\"one\""
    "<title>29 April 2021: Battles"
    "<text[^>]*>Чоркӯҳ &amp, &lt,Isfara&gt,"
    "<text[^>]*>[^\n]*Ворух")
  need("${svg}" "${pattern}" "the SVG")
endforeach()
string(REGEX MATCHALL "(href=|url\\()[\"']?[^#d\"'][^\"') ]*" outside "${svg}")
if(outside)
  message(FATAL_ERROR "the SVG refers to the outside: ${outside}")
endif()
run(${rsvg-convert} --width 600 figure.svg -o rasterised.png)
png_size_need(rasterised.png 600 450)

run(${pdfinfo} figure.pdf)
need("${output}" "Pages: +1\n" "the PDF")
need("${output}" "Page size: +340\\.[0-9]+ x 255\\.[0-9]+ pts" "the PDF")
need("${output}" "Title: +Documents & “titles”" "the PDF")
run(${pdftotext} figure.pdf -)
need("${output}" "Documents & “titles”" "the PDF's text")
need("${output}" "Ворух" "the PDF's text")
need("${output}" "1 May 2021" "the PDF's text")
need("${output}" "OpenStreetMap" "the PDF's text")

run(${PROGRAM} render figure.yaml --set "size={width: 640px, height: 481px}" -o exact.png)
png_size_need(exact.png 640 481)
