# SPDX-License-Identifier: GPL-3.0-or-later
# Imported targets are scoped to the folder that finds them, so all are found here, in the root.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(Boost REQUIRED)
find_package(GTest REQUIRED)
find_package(ZLIB REQUIRED)   # the tests make archives
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET tomlplusplus)

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Network Svg PrintSupport Test LinguistTools)
# find_package(QCustomPlot) gives the Qt 5 build; the Qt 6 one has a name of its own.
find_library(QCUSTOMPLOT_QT6 NAMES QCustomPlotQt6 qcustomplotqt6 REQUIRED)
find_path(QCUSTOMPLOT_INCLUDE qcustomplot.h REQUIRED)
add_library(QCustomPlotQt6 UNKNOWN IMPORTED)
set_target_properties(QCustomPlotQt6 PROPERTIES
  IMPORTED_LOCATION ${QCUSTOMPLOT_QT6}
  INTERFACE_INCLUDE_DIRECTORIES ${QCUSTOMPLOT_INCLUDE}
  INTERFACE_COMPILE_DEFINITIONS QCUSTOMPLOT_USE_LIBRARY
  INTERFACE_LINK_LIBRARIES "Qt6::Widgets;Qt6::PrintSupport")

# Debian's libtorch, or the official archive through CMAKE_PREFIX_PATH.
find_package(Torch REQUIRED)
# libtorch's parallel loops are templates in its headers: without OpenMP they run on one thread.
find_package(OpenMP REQUIRED COMPONENTS CXX)
# The BLAS that libtorch itself calls, for the matrix products of our own passes.
find_library(ALPHASCOPE_BLAS NAMES libblas.so.3 REQUIRED)
