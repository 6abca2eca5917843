# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run.sh and test.sh: installs what is missing of installer/packages.txt.

# packages [--with-tests]: the names in the list, without comments.
packages() {
    local list="$root/installer/packages.txt"
    if [ "${1:-}" = --with-tests ]; then
        sed -e 's/#.*//' -e 's/\[test\]//' "$list" | grep -v '^ *$'
    else
        sed -e 's/#.*//' "$list" | grep -v '\[test\]' | grep -v '^ *$'
    fi
}

# install_missing [--with-tests]: needs root or sudo only when something is missing.
install_missing() {
    local missing=() name
    for name in $(packages "${1:-}"); do
        dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return
    echo "Installing: ${missing[*]}"
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "These packages are missing, and neither root nor sudo is at hand to install them:" >&2
            echo "    apt-get install ${missing[*]}" >&2
            exit 1
        fi
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -qq || echo "apt-get update failed; trying with the lists at hand" >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# The OpenMP build of OpenBLAS must be the one in use: others are 30 times slower or take every core.
check_blas() {
    local link=/etc/alternatives/libblas.so.3-x86_64-linux-gnu target
    target=$(readlink -f "$link" 2>/dev/null || true)
    case "$target" in
        *openblas-openmp*) ;;
        *) echo "WARNING: BLAS is ${target:-not found}, not the OpenMP OpenBLAS; training will be slow." >&2
           echo "         Remedy: update-alternatives --config libblas.so.3-x86_64-linux-gnu" >&2 ;;
    esac
}

build_release() {
    cd "$root"
    [ -f build/release/build.ninja ] || cmake --preset release
    cmake --build --preset release --target "${@:-all}"
}
