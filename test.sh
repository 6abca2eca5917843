#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and runs the test suite. Arguments go to ctest (-R NAME, ...).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$root/installer/packages.sh"

install_missing --with-tests
check_blas
build_release
ctest --preset release -j "$(nproc)" "$@"
