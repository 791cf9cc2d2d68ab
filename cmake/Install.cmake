# What `cmake --install` copies: program, library, header, package files, data.
include(CMakePackageConfigHelpers)

install(TARGETS marchland EXPORT marchlandTargets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  PUBLIC_HEADER DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS marchland-program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

# relative, so that an installation may be moved
file(RELATIVE_PATH prefix_from_pc
  /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
configure_file(cmake/marchland.pc.in marchland.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/marchland.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/marchland)
install(EXPORT marchlandTargets NAMESPACE marchland:: DESTINATION ${package_folder})
configure_package_config_file(cmake/marchlandConfig.cmake.in marchlandConfig.cmake
  INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(marchlandConfigVersion.cmake
  COMPATIBILITY SameMajorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/marchlandConfig.cmake
  ${PROJECT_BINARY_DIR}/marchlandConfigVersion.cmake
  DESTINATION ${package_folder})

# The data folder of an installation has the shape of the build tree's; the gazetteer
# installs its own part. The recipes that make the data stay behind.
install(DIRECTORY geodata/ DESTINATION ${CMAKE_INSTALL_DATADIR}/marchland/geodata
  PATTERN CMakeLists.txt EXCLUDE
  PATTERN recipe EXCLUDE
  PATTERN gazetteer EXCLUDE)
install(DIRECTORY styles/ DESTINATION ${CMAKE_INSTALL_DATADIR}/marchland/styles
  PATTERN CMakeLists.txt EXCLUDE)
