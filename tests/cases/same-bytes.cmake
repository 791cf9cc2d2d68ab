# A figure has the same bytes whenever, wherever and under whatever locale it is drawn;
# SOURCE_DATE_EPOCH alone changes the date that a file carries.
# Usage: cmake -D PROGRAM=... -D FIGURE=... -D WORK_DIR=... -P same-bytes.cmake
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE ${WORK_DIR})
file(MAKE_DIRECTORY ${WORK_DIR}/first ${WORK_DIR}/second ${WORK_DIR}/dated)

# render(<folder> NAME=VALUE...): all formats into the folder, run from it.
function(render folder)
  set(outputs "")
  foreach(format png svg pdf)
    list(APPEND outputs -o ${WORK_DIR}/${folder}/figure.${format})
  endforeach()
  execute_process(
    COMMAND ${CMAKE_COMMAND} -E env ${ARGN} ${PROGRAM} render ${FIGURE} ${outputs}
    WORKING_DIRECTORY ${WORK_DIR}/${folder}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(result)
    message(FATAL_ERROR "ended with ${result}:\n${output}")
  endif()
endfunction()

function(compare folder format expected)
  execute_process(
    COMMAND ${CMAKE_COMMAND} -E compare_files
      ${WORK_DIR}/first/figure.${format} ${WORK_DIR}/${folder}/figure.${format}
    RESULT_VARIABLE differ OUTPUT_QUIET ERROR_QUIET)
  if(NOT differ EQUAL expected)
    message(FATAL_ERROR "figure.${format} of ${folder}: differs is ${differ}")
  endif()
endfunction()

render(first --unset=SOURCE_DATE_EPOCH LC_ALL=C TZ=UTC)
render(second --unset=SOURCE_DATE_EPOCH LC_ALL=C.UTF-8 TZ=Asia/Tokyo G_SLICE=always-malloc)
render(dated SOURCE_DATE_EPOCH=1619827200 LC_ALL=C TZ=UTC)
foreach(format png svg pdf)
  compare(second ${format} 0)
endforeach()
compare(dated pdf 1)
