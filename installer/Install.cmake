# SPDX-License-Identifier: GPL-3.0-or-later
# `cmake --install build/release` and `cpack --config build/release/CPackConfig.cmake -G DEB`.
include(GNUInstallDirs)

# The program's own libraries lie in a folder of their own, since nobody else links them: always
# lib/alphascope, where the programs look for the training module.
set(private_libraries lib/alphascope)
foreach(program alphascope alphascope_cli)
  if(TARGET ${program})
    set_target_properties(${program} PROPERTIES INSTALL_RPATH "$ORIGIN/../lib/alphascope")
    install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
endforeach()
foreach(library alphascope_base alphascope_training)
  if(TARGET ${library})
    set_target_properties(${library} PROPERTIES INSTALL_RPATH "$ORIGIN")
    install(TARGETS ${library} LIBRARY DESTINATION ${private_libraries})
  endif()
endforeach()

set(app_id io.github.alphascope.Alphascope)
install(FILES ${CMAKE_SOURCE_DIR}/resources/${app_id}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${CMAKE_SOURCE_DIR}/resources/${app_id}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES ${CMAKE_SOURCE_DIR}/resources/icons/alphascope.svg RENAME ${app_id}.svg
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES ${CMAKE_SOURCE_DIR}/resources/alphascope-cli.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/resources/studies DESTINATION ${CMAKE_INSTALL_DATADIR}/alphascope)
install(FILES ${CMAKE_SOURCE_DIR}/experiments.db DESTINATION ${CMAKE_INSTALL_DATADIR}/alphascope OPTIONAL)

# Of installer/packages.txt, what a running program needs and no library's own dependency brings in:
# not the tool chain (python3 serves run.sh), not headers, not what only tests
# or developers need. Libraries come from dpkg-shlibdeps.
file(STRINGS ${CMAKE_SOURCE_DIR}/installer/packages.txt package_lines REGEX "^[a-z]")
set(runtime_packages "")
foreach(line IN LISTS package_lines)
  string(REGEX MATCH "^[^ ]+" package "${line}")
  if(NOT line MATCHES "\\[(test|dev)\\]" AND
     NOT package MATCHES "(-dev|-tools)$|^(g\\+\\+|cmake|ninja-build|ccache|mold|pkg-config|python3)$")
    list(APPEND runtime_packages ${package})
  endif()
endforeach()
list(JOIN runtime_packages ", " CPACK_DEBIAN_PACKAGE_DEPENDS)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME alphascope)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Run and watch knowledge-distillation experiments, sample by sample")
set(CPACK_PACKAGE_CONTACT "The Alphascope developers <alphascope@users.noreply.github.com>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${CMAKE_BINARY_DIR}/lib)
include(CPack)
