# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What run.sh and test.sh share. To be sourced from the top folder, under `set -euo pipefail`.

blas_link=libblas.so.3-x86_64-linux-gnu

say() { printf '%s\n' "$*" >&2; }

# The packages of installer/packages.txt, one a line; lines marked [test] only for `test`.
wantedPackages() {
    local purpose=$1 name mark
    while read -r name mark; do
        [[ -z "$name" || "$name" == \#* ]] && continue
        [[ "$mark" == "[test]" && "$purpose" != test ]] && continue
        printf '%s\n' "$name"
    done < installer/packages.txt
}

# Those of the given names that are not wholly installed.
missingPackages() {
    local installed name
    installed="$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^.i  *//p' || true)"
    for name in "$@"; do
        grep -qxF -- "$name" <<< "$installed" || printf '%s\n' "$name"
    done
}

# Runs a command as root, or says what to do where that is not possible.
asRoot() {
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo > /dev/null; then
        sudo -- "$@"
    else
        say "This needs root, and there is no sudo. Please run as root:"
        say "    $*"
        return 1
    fi
}

installPackages() {
    local -a wanted missing
    command -v dpkg-query > /dev/null || {
        say "There is no dpkg here, so packages are not checked. installer/packages.txt names what is needed."
        return 0
    }
    mapfile -t wanted < <(wantedPackages "$1")
    mapfile -t missing < <(missingPackages "${wanted[@]}")
    ((${#missing[@]} == 0)) && return 0
    say "Installing: ${missing[*]}"
    local -a install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}")
    # A bare machine has no package lists, and old ones may name files that are gone.
    if ! apt-cache show "${missing[@]}" > /dev/null 2>&1; then
        asRoot apt-get update >&2 || return 1
    fi
    asRoot "${install[@]}" >&2 && return 0
    if ((EUID == 0)) || command -v sudo > /dev/null; then
        say "Trying once more with fresh package lists."
        asRoot apt-get update >&2 && asRoot "${install[@]}" >&2 && return 0
    fi
    say "These packages could not be installed: ${missing[*]}"
    return 1
}

# The OpenMP build of OpenBLAS has the highest priority of Debian's BLAS libraries, so its presence
# selects it, unless somebody chose another by hand.
chooseBlas() {
    local current wanted
    command -v update-alternatives > /dev/null || return 0
    current="$(update-alternatives --query "$blas_link" 2>/dev/null | sed -n 's/^Value: //p' || true)"
    [[ "$current" == */openblas-openmp/* || -z "$current" ]] && return 0
    wanted="$(update-alternatives --list "$blas_link" 2>/dev/null | grep /openblas-openmp/ || true)"
    if [[ -n "$wanted" ]] && ((EUID == 0)); then
        say "BLAS was $current; selecting $wanted."
        update-alternatives --set "$blas_link" "$wanted" && return 0
    fi
    say "*** WARNING: BLAS is $current, not the OpenMP build of OpenBLAS. Training may be up to"
    say "*** 30 times slower, or ignore thread settings. As root, run:"
    say "***     update-alternatives --set $blas_link ${wanted:-/usr/lib/x86_64-linux-gnu/openblas-openmp/libblas.so.3}"
}

# Ninja does nothing within a second where nothing has changed, and configures again by itself where
# a CMakeLists.txt has.
buildRelease() {
    if [[ ! -f build/release/build.ninja ]]; then
        cmake --preset release >&2
    fi
    cmake --build build/release >&2
}
