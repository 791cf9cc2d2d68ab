# Installs in FOLDER what the conformance tests need of npm, with NPM. OFFLINE takes it
# from npm's cache, and is content without: the tests are then skipped.
set(packages @maplibre/maplibre-gl-style-spec@26.6.0 pixelmatch@7.2.0 pngjs@7.0.0)
if(OFFLINE AND EXISTS ${FOLDER}/node_modules/pngjs
   AND EXISTS ${FOLDER}/node_modules/@maplibre/maplibre-gl-style-spec)
  return()
endif()
set(options --prefix ${FOLDER} --no-audit --no-fund --loglevel error)
if(OFFLINE)
  list(APPEND options --offline)
endif()
file(MAKE_DIRECTORY ${FOLDER})
execute_process(COMMAND ${NPM} install ${options} ${packages}
  WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE failed)
if(failed AND NOT OFFLINE)
  message(FATAL_ERROR "npm could not install ${packages}")
endif()
