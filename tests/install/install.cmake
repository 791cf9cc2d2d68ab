# See CMakeLists.txt for the variables.
cmake_minimum_required(VERSION 3.25)

set(prefix ${WORK_DIR}/prefix)
set(data ${prefix}/${DATADIR}/marchland)
file(REMOVE_RECURSE ${WORK_DIR})
file(MAKE_DIRECTORY ${WORK_DIR})

# run(<status> <words> COMMAND...): fails unless it ends with that status and says so.
function(run status words)
  execute_process(COMMAND ${ARGN}
    WORKING_DIRECTORY ${WORK_DIR}
    RESULT_VARIABLE result
    OUTPUT_VARIABLE output
    ERROR_VARIABLE output)
  if(NOT result EQUAL status)
    message(FATAL_ERROR "${ARGN}\nended with ${result}, not ${status}:\n${output}")
  endif()
  if(NOT output MATCHES "${words}")
    message(FATAL_ERROR "${ARGN}\ndid not say '${words}':\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

run(0 "" ${CMAKE_COMMAND} --install ${BINARY_DIR} --prefix ${prefix})
unset(ENV{MARCHLAND_DATA})
set(ENV{LD_LIBRARY_PATH} ${prefix}/${LIBDIR})

if(SANITIZE)
  set(flags -fsanitize=address,undefined)
endif()

# with pkg-config
set(ENV{PKG_CONFIG_PATH} ${prefix}/${LIBDIR}/pkgconfig)
run(0 "marchland" pkg-config --cflags --libs marchland)
string(STRIP "${output}" pkg_config_flags)
separate_arguments(pkg_config_flags)
run(0 "" ${CC} ${flags} ${CONSUMER_DIR}/consumer.c -o consumer ${pkg_config_flags})
run(0 "consumer-pc.png" ${WORK_DIR}/consumer ${data} ${FIGURE} consumer-pc.png)

# with find_package
list(JOIN flags " " flags_text)
run(0 "" ${CMAKE_COMMAND} -S ${CONSUMER_DIR} -B ${WORK_DIR}/consumer-build
  -G ${GENERATOR} -D CMAKE_PREFIX_PATH=${prefix} -D CMAKE_C_COMPILER=${CC}
  "-DCMAKE_C_FLAGS=${flags_text}")
run(0 "" ${CMAKE_COMMAND} --build ${WORK_DIR}/consumer-build)
run(0 "consumer-cmake.svg"
  ${WORK_DIR}/consumer-build/consumer ${data} ${FIGURE} consumer-cmake.svg)

# the program, by its own data, by given data, and by none
set(program ${prefix}/bin/marchland)
run(0 "^marchland [0-9.]+" ${program} --version)
run(0 "program.png" ${program} render ${FIGURE} -o program.png)
file(RENAME ${data} ${WORK_DIR}/moved-data)
run(66 "MARCHLAND_DATA" ${program} render ${FIGURE} -o none.png)
run(0 "moved.png" ${CMAKE_COMMAND} -E env MARCHLAND_DATA=${WORK_DIR}/moved-data
  ${program} render ${FIGURE} -o moved.png)
foreach(file consumer-pc.png consumer-cmake.svg program.png moved.png)
  if(NOT EXISTS ${WORK_DIR}/${file})
    message(FATAL_ERROR "${file} was not written")
  endif()
endforeach()
if(EXISTS ${WORK_DIR}/none.png)
  message(FATAL_ERROR "none.png was written without data")
endif()
execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files
  ${WORK_DIR}/program.png ${WORK_DIR}/moved.png RESULT_VARIABLE differ)
if(differ)
  message(FATAL_ERROR "the same figure has other bytes when the data are moved")
endif()
