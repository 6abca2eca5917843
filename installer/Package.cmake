# SPDX-License-Identifier: GPL-3.0-or-later
# The Debian package: `cmake --build build/release --target deb` writes alphascope_VERSION_ARCH.deb into
# the build folder.

# Of packages.txt, what a running program needs and no library's own dependency brings in: not the tool
# chain (python3 serves run.sh), not headers, not what only tests or developers need. dpkg-shlibdeps
# finds the libraries, libtorch and sqlite among them.
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
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The Alphascope developers <alphascope@users.noreply.github.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "run and watch knowledge-distillation experiments, sample by sample")
set(CPACK_PACKAGE_DESCRIPTION "Alphascope trains small text classifiers that learn from labels and from a
teacher, and shows while they train how much weight each sample gives to
either side: as a histogram, over time, and down to the sentences behind a
bar. Runs are compared over seeds and leave as a table for a paper.
.
Everything lies in one SQLite file, everything also works from the command
line (alphascope-cli), and nothing needs a network.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
# GLUE is downloaded over TLS; buttons of Qt's own dialogs have translations of their own.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates, qt6-translations-l10n")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${CMAKE_BINARY_DIR}/lib)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)

# Debian asks for a change log of the packaging beside ours.
execute_process(COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C date -Ru -d ${ALPHASCOPE_RELEASE_DATE}
                OUTPUT_VARIABLE release_time OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
file(WRITE ${made}/changelog.Debian
  "alphascope (${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}) unstable; urgency=medium\n\n"
  "  * Release ${PROJECT_VERSION}: see changelog.gz for what is in it.\n\n"
  " -- ${CPACK_PACKAGE_CONTACT}  ${release_time}\n")
execute_process(COMMAND gzip -9nf ${made}/changelog.Debian COMMAND_ERROR_IS_FATAL ANY)
install(FILES ${made}/changelog.Debian.gz DESTINATION ${documents})
install(FILES ${CMAKE_SOURCE_DIR}/installer/lintian-overrides RENAME alphascope
        DESTINATION ${share}/lintian/overrides)

include(CPack)

add_custom_target(deb
  COMMAND ${CMAKE_CPACK_COMMAND} --config ${CMAKE_BINARY_DIR}/CPackConfig.cmake -G DEB -B ${CMAKE_BINARY_DIR}
  WORKING_DIRECTORY ${CMAKE_BINARY_DIR} USES_TERMINAL VERBATIM)
add_dependencies(deb alphascope alphascope_cli alphascope_training icons pages)
