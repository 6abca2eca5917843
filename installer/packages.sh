# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run.sh and test.sh: installs what is missing of installer/packages.txt.

# packages [--with-tests]: the names in the list, without comments and what only developers need.
packages() {
    local left_out='\[(test|dev)\]'
    [ "${1:-}" = --with-tests ] && left_out='\[dev\]'
    sed -E -e 's/#.*//' -e "/$left_out/d" -e 's/ *\[.*//' -e '/^ *$/d' "$root/installer/packages.txt"
}

# install_missing [--with-tests]: needs root or sudo only when something is missing.
install_missing() {
    local wanted installed missing
    wanted=$(packages "${1:-}")
    # One call for all: this runs at every start. It fails when one is unknown to dpkg.
    # shellcheck disable=SC2086
    installed=$(dpkg-query -W -f='${Status} ${Package}\n' $wanted 2>/dev/null | sed -n 's/.* ok installed //p' || true)
    mapfile -t missing < <(grep -vxF "${installed:-none}" <<<"$wanted")
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
